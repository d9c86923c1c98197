using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace OpenDataAnimation.Gateway.Sessions;

/// <summary>The token server says that a session is over (OpenID Connect Back-Channel Logout 1.0): it is over here at once.</summary>
internal static class BackchannelLogout
{
    private const string Event = "http://schemas.openid.net/event/backchannel-logout";

    public static void Map(WebApplication app) => app.MapPost("/session/backchannel-logout", HandleAsync).DisableAntiforgery();

    private static async Task<IResult> HandleAsync(HttpContext http, AuthServer server, SessionStore store, ILogger<SessionStore> log, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        var text = http.Request.HasFormContentType ? (await http.Request.ReadFormAsync(ct))["logout_token"].ToString() : "";
        var configuration = await server.GetConfigurationAsync(ct);
        var read = await new JsonWebTokenHandler { MapInboundClaims = false }.ValidateTokenAsync(text, new TokenValidationParameters
        {
            // Some servers say "JWT"; the event tells a logout token from all others, and no nonce tells it from an ID token (2.4).
            ValidTypes = ["logout+jwt", "JWT"],
            ValidIssuer = configuration.Issuer,
            ValidAudience = server.ClientId,
            IssuerSigningKeys = configuration.SigningKeys,
        });
        if (!read.IsValid || read.SecurityToken is not JsonWebToken token || token.TryGetPayloadValue<string>("nonce", out _)
            || !token.TryGetPayloadValue<JsonElement>("events", out var events) || events.ValueKind != JsonValueKind.Object || !events.TryGetProperty(Event, out _)
            || (Text(token, "sid") is null && Text(token, "sub") is null))
        {
            if (read.Exception is SecurityTokenSignatureKeyNotFoundException)
            {
                server.RequestRefresh();
            }

            log.LogWarning("A logout token was refused: {Reason}", read.Exception?.GetType().Name ?? "it is of another kind");
            return Results.Json(new { error = "invalid_request" }, statusCode: 400);
        }

        await store.RemoveAsync(Text(token, "sid"), Text(token, "sub"));
        return Results.Ok();
    }

    private static string? Text(JsonWebToken token, string name) => token.TryGetPayloadValue<string>(name, out var value) && value.Length > 0 ? value : null;
}
