using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Gateway;

/// <summary>Live: this process answers. Ready: every service may be sent requests.</summary>
internal sealed class Readiness(IHttpClientFactory http, ServiceSettings settings, TimeProvider clock)
{
    /// <param name="State"><c>ready</c>, <c>not ready</c> or <c>not reached</c>.</param>
    internal sealed record ServiceState(string Service, string State);

    internal sealed record Answer(string State, IReadOnlyList<ServiceState> Services);

    private sealed record Asked(Task<Answer> Answer, long At);

    private Asked? _last;

    public static void Map(WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Json(new { state = "live" }));
        app.MapGet("/health/ready", async (Readiness readiness) =>
        {
            var answer = await readiness.AskAsync();
            return Results.Json(answer, statusCode: answer.State == "ready" ? 200 : 503);
        });
        // What a service says of itself is for the gateway alone.
        app.Map("/health/{**rest}", () => Problems.NotFound("address"));
    }

    /// <summary>Asked at most twice a second, however many ask: one request from outside must not become nine inside.</summary>
    public Task<Answer> AskAsync()
    {
        if (_last is { } last && clock.GetElapsedTime(last.At) < TimeSpan.FromMilliseconds(500))
        {
            return last.Answer;
        }

        var answer = AskAllAsync();
        _last = new Asked(answer, clock.GetTimestamp());
        return answer;
    }

    private async Task<Answer> AskAllAsync()
    {
        var states = await Task.WhenAll(Paths.ServicesFor(settings).Select(async service => new ServiceState(service, await AskOneAsync(service))));
        return new Answer(states.All(s => s.State == "ready") ? "ready" : "not ready", states);
    }

    private async Task<string> AskOneAsync(string service)
    {
        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            using var answer = await http.CreateClient("health").GetAsync(new Uri(settings.AddressOf(service), $"/health/{service}/ready"), limit.Token);
            return answer.IsSuccessStatusCode ? "ready" : "not ready";
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return "not reached";
        }
    }
}
