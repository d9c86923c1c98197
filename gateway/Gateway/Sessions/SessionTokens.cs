using System.Collections.Concurrent;
using System.Text.Json;

namespace OpenDataAnimation.Gateway.Sessions;

/// <summary>
/// A session's access token, renewed shortly before it ends. One renewal per session at a time: refresh tokens rotate, and a
/// second use of the same one is what a thief would do, so the server would end the session.
/// </summary>
internal sealed class SessionTokens(SessionStore store, AuthServer server, IHttpClientFactory http, TimeProvider clock, ILogger<SessionTokens> log)
{
    public static readonly TimeSpan Early = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<string, Lazy<Task<Answer>>> _underWay = new();

    /// <param name="Token">Null when there is none to be had now.</param>
    /// <param name="Ended">The token server says that the session is over.</param>
    public readonly record struct Answer(string? Token, bool Ended);

    public async Task<Answer> AccessTokenAsync(string sessionId)
    {
        var tokens = await store.TokensAsync(sessionId, fresh: false);
        if (tokens is null)
        {
            return new(null, Ended: true);
        }

        return IsFresh(tokens) ? new(tokens.Access, Ended: false) : await RenewOnceAsync(sessionId);
    }

    /// <summary>All who ask while a renewal is under way get its result.</summary>
    private async Task<Answer> RenewOnceAsync(string sessionId)
    {
        var mine = new Lazy<Task<Answer>>(() => RenewAsync(sessionId));
        var shared = _underWay.GetOrAdd(sessionId, mine);
        try
        {
            return await shared.Value;
        }
        finally
        {
            _underWay.TryRemove(KeyValuePair.Create(sessionId, shared));
        }
    }

    private async Task<Answer> RenewAsync(string sessionId)
    {
        // Whoever read the old token just before a renewal ended comes here after it: the new one is there already.
        var tokens = await store.TokensAsync(sessionId, fresh: true);
        if (tokens is null)
        {
            return new(null, Ended: true);
        }

        if (IsFresh(tokens))
        {
            return new(tokens.Access, Ended: false);
        }

        if (tokens.Refresh is null)
        {
            var over = tokens.ExpiresAt <= clock.GetUtcNow();
            return new(over ? null : tokens.Access, over);
        }

        try
        {
            return await AskAsync(sessionId, tokens, tokens.Refresh);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or InvalidOperationException or IOException or JsonException)
        {
            // The server cannot be reached, which says nothing about the session: it stays.
            log.LogWarning("A session could not be renewed: {Reason}", e.Message);
            return new(tokens.ExpiresAt > clock.GetUtcNow() ? tokens.Access : null, Ended: false);
        }
    }

    private async Task<Answer> AskAsync(string sessionId, SessionTokenSet tokens, string refreshToken)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "refresh_token",
            ["refresh_token"] = refreshToken,
            ["client_id"] = server.ClientId,
        };
        if (server.ClientSecret is { } secret)
        {
            form["client_secret"] = secret;
        }

        // Not tied to the request that began it: others wait for the same answer.
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        var configuration = await server.GetConfigurationAsync(limit.Token);
        using var content = new FormUrlEncodedContent(form);
        using var answer = await http.CreateClient("auth").PostAsync(configuration.TokenEndpoint, content, limit.Token);
        if ((int)answer.StatusCode is >= 400 and < 500 and not 408 and not 429)
        {
            await store.RemoveAsync(sessionId);
            return new(null, Ended: true);
        }

        answer.EnsureSuccessStatusCode();
        var given = (await answer.Content.ReadFromJsonAsync<JsonElement>(limit.Token))!;
        var renewed = new SessionTokenSet(
            given.GetProperty("access_token").GetString()!,
            Text(given, "refresh_token") ?? tokens.Refresh,
            Text(given, "id_token") ?? tokens.Id,
            clock.GetUtcNow().AddSeconds(given.TryGetProperty("expires_in", out var seconds) ? seconds.GetInt32() : 300));
        await store.KeepTokensAsync(sessionId, renewed);
        return new(renewed.Access, Ended: false);
    }

    private bool IsFresh(SessionTokenSet tokens) => tokens.ExpiresAt - clock.GetUtcNow() > Early;

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;
}
