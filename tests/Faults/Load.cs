using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace OpenDataAnimation.Faults;

/// <summary>What was answered "done", and must therefore be there for ever.</summary>
internal sealed class Ledger
{
    public ConcurrentDictionary<string, string> Actions { get; } = new();
    public ConcurrentDictionary<string, IReadOnlyList<string>> Campaigns { get; } = new();
    public ConcurrentDictionary<string, string> Acceptances { get; } = new();
    public ConcurrentDictionary<string, int> Policies { get; } = new();
    public ConcurrentDictionary<string, int> Refusals { get; } = new();

    public int Acknowledged => Actions.Count + Campaigns.Count + Acceptances.Count + Policies.Values.Sum();
}

/// <summary>Several people at work at once: they write actions, propose some, accept what is proposed, change what is shared.</summary>
internal sealed class Load(Site site, Territory territory, Ledger ledger)
{
    private static int _number;
    private readonly Random _random = new();
    private readonly Bearer _bearer = new();

    /// <summary>Works until it is cancelled; what breaks off in the middle is nobody's promise.</summary>
    public async Task RunAsync(int workers, CancellationToken ct)
    {
        using var http = new HttpClient(_bearer) { Timeout = TimeSpan.FromSeconds(40) };
        await Task.WhenAll(Enumerable.Range(0, workers).Select(async worker =>
        {
            while (!ct.IsCancellationRequested)
            {
                try
                {
                    if (_bearer.Token is null)
                    {
                        await RenewAsync(http);
                    }

                    await (worker % 4 == 0 ? ProposeAsync(http, ct) : worker % 4 == 1 ? AcceptAsync(http, ct) : Next(8) == 0 ? ShareAsync(http, ct) : WriteAsync(http, ct));
                }
                catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException or InvalidOperationException or System.Text.Json.JsonException)
                {
                    await Task.Delay(50, CancellationToken.None);
                }
            }
        }));
    }

    private async Task RenewAsync(HttpClient http) => _bearer.Token = await Tokens.GetAsync(http, site.AddressOf("identity"), territory.Client, territory.Secret);

    private async Task WriteAsync(HttpClient http, CancellationToken ct)
    {
        var commune = Commune().Body;
        var title = $"Action {Interlocked.Increment(ref _number)}";
        if (await PostAsync(http, "plans", $"/api/plans/bodies/{commune}/actions", new { title, objectives = new[] { "1.1" }, audiences = new[] { "services" }, state = "ToCome" }, ct) is { } made)
        {
            ledger.Actions[made["id"]!.GetValue<string>()] = title;
        }
    }

    private async Task ProposeAsync(HttpClient http, CancellationToken ct)
    {
        var children = territory.Communes.Select(c => c.Body.ToString()).Where(_ => Next(3) > 0).ToArray();
        if (children.Length == 0)
        {
            return;
        }

        var action = new { title = $"Campagne {Interlocked.Increment(ref _number)}", objectives = new[] { "1.1" }, audiences = new[] { "services" } };
        if (await PostAsync(http, "plans", $"/api/plans/bodies/{territory.Parent}/campaigns", new { action, children }, ct) is { } made)
        {
            ledger.Campaigns[made["id"]!.GetValue<string>()] = children;
        }

        await Task.Delay(20, ct);
    }

    private async Task AcceptAsync(HttpClient http, CancellationToken ct)
    {
        var commune = Commune().Body;
        var list = await http.GetFromJsonAsync<JsonNode>(new Uri(site.AddressOf("plans"), $"/api/plans/bodies/{commune}/proposals?open=true&size=20"), ct);
        var open = list!["items"]!.AsArray();
        if (open.Count == 0)
        {
            await Task.Delay(20, ct);
            return;
        }

        var proposal = open[Next(open.Count)]!["id"]!.GetValue<string>();
        if (await PostAsync(http, "plans", $"/api/plans/bodies/{commune}/proposals/{proposal}/acceptance", new { }, ct) is { } done)
        {
            ledger.Acceptances[proposal] = done["actionId"]!.GetValue<string>();
        }
    }

    private async Task ShareAsync(HttpClient http, CancellationToken ct)
    {
        var (commune, attachment) = Commune();
        var list = await http.GetFromJsonAsync<JsonNode>(new Uri(site.AddressOf("territory"), $"/api/territory/bodies/{commune}/attachments"), ct);
        var version = list!["items"]!.AsArray().First(a => a!["attachmentId"]!.GetValue<Guid>() == attachment)!["policyVersion"]!.GetValue<int>();
        var plan = new[] { "Nothing", "ProgressOnly", "Read" }[Next(3)];
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(site.AddressOf("territory"), $"/api/territory/bodies/{commune}/attachments/{attachment}/policy"))
        {
            Content = JsonContent.Create(new { plan, indicators = "Nothing", contacts = "Nothing", events = "Nothing" }),
        };
        request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{version}\""));
        using var answer = await http.SendAsync(request, ct);
        if (answer.IsSuccessStatusCode)
        {
            ledger.Policies.AddOrUpdate(commune.ToString(), 1, (_, n) => n + 1);
        }
    }

    private async Task<JsonNode?> PostAsync(HttpClient http, string service, string path, object body, CancellationToken ct)
    {
        using var answer = await http.PostAsJsonAsync(new Uri(site.AddressOf(service), path), body, ct);
        var text = await answer.Content.ReadAsStringAsync(ct);
        if (answer.IsSuccessStatusCode)
        {
            return JsonNode.Parse(text);
        }

        if (answer.StatusCode == HttpStatusCode.Unauthorized)
        {
            // The token's time is over when the clock is put ahead: another one, as every client does.
            await RenewAsync(http);
            return null;
        }

        // Someone else was first, or the site says that it cannot now: no promise was made.
        if (answer.StatusCode is not (HttpStatusCode.Conflict or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout))
        {
            ledger.Refusals.AddOrUpdate($"{(int)answer.StatusCode} {path[..Math.Min(path.Length, 60)]} {text[..Math.Min(text.Length, 200)]}", 1, (_, n) => n + 1);
        }

        await Task.Delay(20, ct);
        return null;
    }

    private (Guid Body, Guid Attachment) Commune() => territory.Communes[Next(territory.Communes.Count)];

    private int Next(int below)
    {
        lock (_random)
        {
            return _random.Next(below);
        }
    }
}

/// <summary>Gives each request the token of the moment: many send while one asks for the next.</summary>
internal sealed class Bearer() : DelegatingHandler(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromSeconds(30) })
{
    private volatile string? _token;

    public string? Token { get => _token; set => _token = value; }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (_token is { } token && request.Headers.Authorization is null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return base.SendAsync(request, cancellationToken);
    }
}
