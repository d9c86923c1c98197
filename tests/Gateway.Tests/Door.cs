using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using OpenDataAnimation.Gateway.Sessions;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Gateway.Tests;

/// <summary>The real gateway on a loopback port, with fake services behind it.</summary>
public sealed class Door : IAsyncDisposable
{
    private readonly Dictionary<string, string?> _settings = new() { ["Limits:PerSecond"] = "0" };
    private readonly bool _ownsServices;
    private WebApplication _app = null!;

    private Door(Dictionary<string, FakeService>? services, string? data)
    {
        _ownsServices = services is null;
        Services = services ?? [];
        Data = data ?? Directory.CreateTempSubdirectory("oda-door-").FullName;
    }

    public Dictionary<string, FakeService> Services { get; }

    public FakeAuthServer Auth => (FakeAuthServer)Services["identity"];

    public string Data { get; }

    public string Address { get; private set; } = "";

    public static async Task<Door> OpenAsync(params (string Key, string Value)[] settings)
    {
        var door = new Door(null, null);
        foreach (var name in Paths.Services)
        {
            var service = name == "identity" ? new FakeAuthServer() : new FakeService(name);
            await service.StartAsync();
            door.Services[name] = service;
        }

        await door.StartAsync(settings);
        return door;
    }

    /// <summary>Another gateway over the same data folder and services, as after a restart.</summary>
    public async Task<Door> ReopenAsync(params (string Key, string Value)[] settings)
    {
        await StopAsync();
        var again = new Door(Services, Data);
        await again.StartAsync([("Urls", Address), .. settings]);
        return again;
    }

    /// <summary>A browser: keeps cookies, follows no redirect by itself.</summary>
    public Browser Browse() => new(Address);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (!_ownsServices)
        {
            return;
        }

        foreach (var service in Services.Values)
        {
            await service.DisposeAsync();
        }

        SqliteConnection.ClearAllPools();
        Directory.Delete(Data, recursive: true);
    }

    private async Task StartAsync((string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production", ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        _settings["Data"] = Data;
        foreach (var service in Services.Values)
        {
            _settings[$"Services:{service.Name}"] = service.Address;
        }

        foreach (var (key, value) in settings)
        {
            _settings[key] = value;
        }

        builder.Configuration.AddInMemoryCollection(_settings);
        builder.WebHost.UseUrls(_settings.GetValueOrDefault("Urls") ?? "http://127.0.0.1:0");
        builder.AddGateway();
        builder.Services.AlsoAsSqlServer<GatewayDb>();
        _app = builder.Build();
        _app.MapGateway();
        await _app.StartAsync();
        Address = _app.Urls.First();
        _app.Configuration["PublicUrl"] ??= Address;
    }

    private async Task StopAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}

/// <summary>Just enough of a browser.</summary>
public sealed class Browser(string address) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = true, CookieContainer = new() }) { BaseAddress = new Uri(address) };

    /// <summary>A click on one of our pages.</summary>
    public Task<HttpResponseMessage> GoAsync(string path) => SendAsync(HttpMethod.Get, path, ("Sec-Fetch-Site", "same-origin"));

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await _http.SendAsync(request);
    }

    public Task<HttpResponseMessage> PostAsync(string path, HttpContent content) => _http.PostAsync(path, content);

    /// <summary>Goes there and on, until an answer is no redirect.</summary>
    public async Task<HttpResponseMessage> FollowAsync(string path)
    {
        var answer = await GoAsync(path);
        for (var left = 10; left > 0 && answer.StatusCode is HttpStatusCode.Found or HttpStatusCode.SeeOther; left--)
        {
            answer = await GoAsync(answer.Headers.Location!.ToString());
        }

        return answer;
    }

    public async Task<Browser> SignInAsync()
    {
        var page = await FollowAsync("/session/sign-in?returnUrl=%2Fc%2Fbeganne");
        Assert.Equal("portal", await page.Content.ReadAsStringAsync());
        return this;
    }

    public void Dispose() => _http.Dispose();
}
