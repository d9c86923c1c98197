using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace OpenDataAnimation.Gateway.Tests;

/// <summary>What a service received.</summary>
public sealed record Received(string Service, string Method, string Path, IReadOnlyDictionary<string, string> Headers, long Length)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name);
}

/// <summary>A service behind the gateway, on a port of its own: keeps what it receives and answers who it is.</summary>
public class FakeService(string name) : IAsyncDisposable
{
    private WebApplication? _app;

    public string Name => name;

    public string Address { get; private set; } = "";

    public bool IsReady { get; set; } = true;

    public ConcurrentQueue<Received> Requests { get; } = new();

    public Received Last => Requests.Last();

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting();
        _app = builder.Build();
        _app.MapGet($"/health/{name}/ready", () => IsReady ? Results.Ok() : Results.StatusCode(503));
        Map(_app);
        _app.Map("/{**rest}", AnswerAsync);
        await _app.StartAsync();
        Address = _app.Urls.First();
    }

    public async Task StopAsync()
    {
        if (_app is { } app)
        {
            _app = null;
            await app.StopAsync(new CancellationToken(canceled: true));
            await app.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        GC.SuppressFinalize(this);
    }

    protected virtual void Map(WebApplication app)
    {
    }

    private async Task AnswerAsync(HttpContext http)
    {
        http.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = null;
        var length = 0L;
        var buffer = new byte[64 * 1024];
        for (int read; (read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted)) > 0;)
        {
            length += read;
        }

        Requests.Enqueue(new Received(name, http.Request.Method, http.Request.Path + http.Request.QueryString,
            http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase), length));
        http.Response.Headers.Server = "upstream";
        if (http.Request.Path == "/api/plans/needs-token" && !http.Request.Headers.ContainsKey("Authorization"))
        {
            http.Response.StatusCode = 401;
            http.Response.Headers.WWWAuthenticate = "Bearer";
            return;
        }

        if (http.Request.Path == "/api/plans/file")
        {
            http.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        }

        await http.Response.WriteAsync(name);
    }
}
