using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace OpenDataAnimation.Testing;

/// <summary>A token server for tests of one service: its tokens are signed and validated for real.</summary>
public static class TestIssuer
{
    public const string Issuer = "https://issuer.example/";

    public static RsaSecurityKey Key { get; } = new(RSA.Create(2048)) { KeyId = "test" };

    /// <summary>What the issuer's discovery document would say.</summary>
    public static StaticConfigurationManager<OpenIdConnectConfiguration> Metadata { get; } = new(Described());

    /// <summary>An access token as the claim contract has it.</summary>
    /// <param name="more">Claims that no server should add, and that must mean nothing.</param>
    /// <param name="signedIn">When the person showed who they are; just now unless said.</param>
    public static string TokenFor(
        string service, string subject, string? name = null, string? email = null, bool machine = false, string type = "at+jwt", string? audience = null, DateTimeOffset? signedIn = null, string? siret = null,
        IReadOnlyDictionary<string, string>? more = null)
    {
        var claims = new List<Claim> { new("scope", service) };
        claims.AddRange((more ?? new Dictionary<string, string>()).Select(c => new Claim(c.Key, c.Value)));
        claims.AddRange(machine ? [new Claim("client_id", subject)] : [new Claim("sub", subject)]);
        if (!machine)
        {
            claims.Add(new("auth_time", (signedIn ?? DateTimeOffset.UtcNow).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), ClaimValueTypes.Integer64));
        }

        if (siret is not null)
        {
            claims.Add(new("siret", siret));
        }

        if (name is not null)
        {
            claims.Add(new("name", name));
        }

        if (email is not null)
        {
            claims.Add(new("email", email));
        }

        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = audience ?? $"oda-{service}",
            TokenType = type,
            Expires = DateTime.UtcNow.AddMinutes(30),
            Subject = new ClaimsIdentity(claims),
            SigningCredentials = new SigningCredentials(Key, SecurityAlgorithms.RsaSha256),
        });
    }

    private static OpenIdConnectConfiguration Described()
    {
        var configuration = new OpenIdConnectConfiguration { Issuer = Issuer };
        configuration.SigningKeys.Add(Key);
        return configuration;
    }
}
