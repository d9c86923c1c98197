using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Identity.Tests;

internal static class Tokens
{
    /// <summary>Validates an access token as every service does: by nothing but the discovery document and its keys.</summary>
    public static async Task<JsonWebToken> ValidatedAsync(this IdentityApp app, string token, string audience)
    {
        var http = app.NewBrowser().Http;
        var discovery = await (await http.GetAsync("/.well-known/openid-configuration")).JsonAsync();
        var keys = new JsonWebKeySet(await http.GetStringAsync(discovery.GetProperty("jwks_uri").GetString()));
        var result = await new JsonWebTokenHandler { MapInboundClaims = false }.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidTypes = ["at+jwt"],
            ValidAudience = audience,
            ValidIssuer = discovery.GetProperty("issuer").GetString(),
            IssuerSigningKeys = keys.GetSigningKeys(),
        });
        Assert.True(result.IsValid, result.Exception?.Message);
        return (JsonWebToken)result.SecurityToken;
    }
}
