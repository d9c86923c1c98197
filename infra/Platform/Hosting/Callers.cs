using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using OpenDataAnimation.Platform.Access;

namespace OpenDataAnimation.Platform.Hosting;

/// <summary>
/// Validates access tokens. Settings: <c>Auth:Provider</c> (the stable key, default <c>local</c>), <c>Auth:Issuer</c>,
/// <c>Auth:Metadata</c> (address of the discovery document), <c>Auth:NameClaim</c> and <c>Auth:EmailClaim</c> where the server calls them
/// otherwise. Any OIDC server that meets the claim contract will do.
/// </summary>
internal static class Callers
{
    public static IServiceCollection AddCallers(this IServiceCollection services, ServiceSettings settings)
    {
        var configuration = settings.Configuration;
        var provider = configuration["Auth:Provider"] ?? "local";
        var renamed = new[] { (Ours: "name", Theirs: configuration["Auth:NameClaim"]), (Ours: "email", Theirs: configuration["Auth:EmailClaim"]) }
            .Where(r => r.Theirs is not null).Select(r => (r.Ours, Theirs: r.Theirs!)).ToArray();
        services.AddAuthorization();
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).Configure(o =>
        {
            o.MapInboundClaims = false;
            // Read late: in one process the token server's address is known only once it listens.
            o.MetadataAddress = configuration["Auth:Metadata"]
                ?? new Uri(configuration["Auth:Authority"] is { } authority ? new Uri(authority.TrimEnd('/') + "/") : settings.AddressOf("identity"), ".well-known/openid-configuration").ToString();
            // Between services on a private network; what the public sees is the gateway's TLS.
            o.RequireHttpsMetadata = configuration.GetValue("Auth:RequireHttpsMetadata", false);
            o.TokenValidationParameters = new TokenValidationParameters
            {
                // RFC 9068: an ID token or a refresh token is not an access token.
                ValidTypes = ["at+jwt"],
                ValidAudience = AudienceOf(settings.Service),
                ValidIssuer = configuration["Auth:Issuer"],
                NameClaimType = "name",
                ClockSkew = TimeSpan.FromSeconds(30),
            };
            o.Events = new JwtBearerEvents
            {
                OnTokenValidated = context =>
                {
                    var caller = (ClaimsIdentity)context.Principal!.Identity!;
                    caller.AddClaim(new Claim(Caller.ProviderClaim, provider));
                    foreach (var (ours, theirs) in renamed.Where(r => !caller.HasClaim(c => c.Type == r.Ours)))
                    {
                        if (caller.FindFirst(theirs)?.Value is { Length: > 0 } value)
                        {
                            caller.AddClaim(new Claim(ours, value));
                        }
                    }

                    return Task.CompletedTask;
                },
            };
        });
        return services;
    }

    /// <summary>One audience per API: a token for one service is refused by the others.</summary>
    public static string AudienceOf(string service) => $"oda-{service}";
}
