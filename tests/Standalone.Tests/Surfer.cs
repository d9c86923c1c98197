using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Standalone.Tests;

/// <summary>A person at a browser: follows redirects, fills forms, keeps cookies.</summary>
public sealed class Surfer : IDisposable
{
    private readonly HttpClient _http;

    public Surfer(Uri address)
    {
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = true, UseCookies = true, CookieContainer = new() }) { BaseAddress = address };
        _http.DefaultRequestHeaders.Add("X-Requested-With", "oda");
    }

    public static async Task<Surfer> SignedInAsync(Uri address, string email, string password)
    {
        var surfer = new Surfer(address);
        using var page = await surfer._http.GetAsync("/session/sign-in?returnUrl=%2Fhealth%2Flive");
        var document = await page.PageAsync();
        var form = document.QuerySelector("input[type=password]")?.Closest("form") as IHtmlFormElement;
        Assert.True(form is not null, $"No sign-in form at {page.RequestMessage!.RequestUri}: {document.Title}");
        var fields = form.QuerySelectorAll("input[name]").Cast<IHtmlInputElement>().Select(input => KeyValuePair.Create(input.Name!, input.Type switch
        {
            "password" => password,
            "email" => email,
            _ => input.Value,
        }));
        using var content = new FormUrlEncodedContent(fields);
        var action = form.GetAttribute("action") is { Length: > 0 } to ? new Uri(page.RequestMessage!.RequestUri!, to) : page.RequestMessage!.RequestUri;
        using var landed = await surfer._http.PostAsync(action, content);
        Assert.True(landed.RequestMessage!.RequestUri!.AbsolutePath == "/health/live", $"The sign-in ended at {landed.RequestMessage.RequestUri}.");
        return surfer;
    }

    /// <param name="traceParent">For a test that looks at what the request made.</param>
    public async Task<HttpResponseMessage> GoAsync(string path, string? traceParent = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (traceParent is not null)
        {
            request.Headers.TryAddWithoutValidation("traceparent", traceParent);
        }

        return await _http.SendAsync(request);
    }

    public async Task<JsonElement> GetAsync(string path) => await (await _http.GetAsync(path)).JsonAsync();

    public async Task<JsonElement> PostAsync(string path, object body)
    {
        using var answer = await _http.PostAsJsonAsync(path, body);
        return answer.StatusCode == HttpStatusCode.NoContent ? default : await answer.JsonAsync();
    }

    /// <summary>Any other request; the caller looks at the answer.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body = null, int? version = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body, body.GetType()) };
        if (version is { } one)
        {
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{one}\"");
        }

        return await _http.SendAsync(request);
    }

    public async Task<HttpResponseMessage> PostFormAsync(string path, string antiforgery, params (string Name, string Value)[] typed)
    {
        using var fields = new FormUrlEncodedContent(typed.Select(t => KeyValuePair.Create(t.Name, t.Value)).Append(KeyValuePair.Create("__RequestVerificationToken", antiforgery)));
        return await _http.PostAsync(path, fields);
    }

    /// <summary>As the header's button does.</summary>
    /// <returns>Where it ended.</returns>
    public async Task<Uri> SignOutAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/session/sign-out");
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        using var answer = await _http.SendAsync(request);
        return answer.RequestMessage!.RequestUri!;
    }

    public void Dispose() => _http.Dispose();
}
