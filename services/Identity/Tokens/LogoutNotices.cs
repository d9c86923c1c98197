using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OpenDataAnimation.Platform.Hosting;
using OpenIddict.Server;

namespace OpenDataAnimation.Identity.Tokens;

/// <summary>Tells the gateway that a session is over (OpenID Connect Back-Channel Logout 1.0), so that it ends there within a second.</summary>
internal sealed class LogoutNotices(IHttpClientFactory http, IOptionsMonitor<OpenIddictServerOptions> server, ServiceSettings settings, TimeProvider clock, ILogger<LogoutNotices> log)
{
    public const string Path = "/session/backchannel-logout", Event = "http://schemas.openid.net/event/backchannel-logout";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <param name="subject">Every session of this person; or</param>
    /// <param name="sid">this one.</param>
    /// <returns>False when the gateway cannot be reached: the session then ends there when its token is to be renewed.</returns>
    public async Task<bool> SendAsync(string? subject, string? sid, CancellationToken ct)
    {
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limit.CancelAfter(Patience);
            using var content = new FormUrlEncodedContent([KeyValuePair.Create("logout_token", Token(subject, sid))]);
            using var answer = await http.CreateClient("logout").PostAsync(new Uri(settings.AddressOf("gateway"), Path), content, limit.Token);
            answer.EnsureSuccessStatusCode();
            return true;
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            log.LogWarning("The gateway could not be told that a session is over: {Reason}", e.Message);
            return false;
        }
    }

    private string Token(string? subject, string? sid)
    {
        var (options, now) = (server.CurrentValue, clock.GetUtcNow().UtcDateTime);
        var claims = new Dictionary<string, object>
        {
            ["jti"] = Guid.NewGuid().ToString("N"),
            ["events"] = new Dictionary<string, object> { [Event] = new Dictionary<string, object>() },
        };
        if (subject is not null)
        {
            claims["sub"] = subject;
        }

        if (sid is not null)
        {
            claims["sid"] = sid;
        }

        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            TokenType = "logout+jwt",
            Issuer = options.Issuer!.AbsoluteUri,
            Audience = GatewayClient.IdOf(settings),
            IssuedAt = now,
            NotBefore = now,
            Expires = now.AddMinutes(2),
            Claims = claims,
            SigningCredentials = options.SigningCredentials.First(c => c.Key is AsymmetricSecurityKey),
        });
    }
}
