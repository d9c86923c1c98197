using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Messaging;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using Client = OpenIddict.EntityFrameworkCore.Models.OpenIddictEntityFrameworkCoreApplication<System.Guid>;

namespace OpenDataAnimation.Identity.Tokens;

/// <summary>OAuth 2 and OpenID Connect, by OpenIddict: code flow with PKCE, client credentials, refresh tokens that work once.</summary>
internal static class TokenServer
{
    public static IServiceCollection AddTokenServer(this IServiceCollection services, ServiceSettings settings)
    {
        services.AddSingleton<ClientUse>();
        services.Consume<ApiClientChanged, KeepClient>();
        services.AddSingleton<KeyRing>();
        services.AddSingleton<IConfigureOptions<OpenIddictServerOptions>>(s => s.GetRequiredService<KeyRing>());
        services.AddSingleton<IOptionsChangeTokenSource<OpenIddictServerOptions>>(s => s.GetRequiredService<KeyRing>());
        services.AddHostedService<TokenUpkeep>();
        services.AddSingleton<LogoutNotices>();
        services.AddOpenIddict()
            .AddCore(o =>
            {
                o.UseEntityFrameworkCore().UseDbContext<IdentityDb>().ReplaceDefaultEntities<Guid>();
                o.ReplaceApplicationManager<Client, Clients>();
            })
            .AddServer(o =>
            {
                o.SetAuthorizationEndpointUris("connect/authorize")
                    .SetTokenEndpointUris("connect/token")
                    .SetEndSessionEndpointUris("connect/logout")
                    .SetUserInfoEndpointUris("connect/userinfo")
                    .SetRevocationEndpointUris("connect/revoke")
                    .SetIntrospectionEndpointUris("connect/introspect");
                o.AllowAuthorizationCodeFlow().AllowClientCredentialsFlow().AllowRefreshTokenFlow().RequireProofKeyForCodeExchange();
                // "plain" is on by default and protects nothing from whoever reads the request (RFC 9700, 2.1.1).
                o.Configure(server => server.CodeChallengeMethods.Remove(CodeChallengeMethods.Plain));
                // "Initiating user registration via OpenID Connect": an invitation leads straight to a new account.
                o.Configure(server => server.PromptValues.Add("create"));
                // The form of a scope is checked where it becomes an audience, and each client has its own list.
                o.RegisterScopes([Scopes.OpenId, Scopes.Profile, Scopes.Email, Scopes.OfflineAccess, .. ServiceScopes.WellKnown]).DisableScopeValidation();
                o.RegisterClaims(Claims.Subject, Claims.Name, Claims.Email, Claims.EmailVerified, "sid", Claims.AuthenticationTime, Claims.AuthenticationMethodReference);
                o.AddEventHandler<OpenIddictServerEvents.HandleConfigurationRequestContext>(b => b.UseInlineHandler(context =>
                {
                    (context.Metadata["backchannel_logout_supported"], context.Metadata["backchannel_logout_session_supported"]) = (true, true);
                    return ValueTask.CompletedTask;
                }));
                // Signed JWT (RFC 9068): any service validates it alone, with nothing but the discovery document.
                o.DisableAccessTokenEncryption();
                o.SetAuthorizationCodeLifetime(TimeSpan.FromMinutes(2))
                    .SetAccessTokenLifetime(TimeSpan.FromMinutes(15))
                    .SetIdentityTokenLifetime(TimeSpan.FromMinutes(15))
                    .SetRefreshTokenLifetime(TimeSpan.FromDays(14));
                // One use, then a new one; seconds of grace for an answer lost on the way. Later use ends the whole sign-in (RFC 9700, 4.14.2).
                o.UseReferenceRefreshTokens()
                    .SetRefreshTokenReuseLeeway(TimeSpan.FromSeconds(settings.Configuration.GetValue("Auth:RefreshReuseLeewaySeconds", 15)));
                o.UseAspNetCore()
                    .EnableAuthorizationEndpointPassthrough().EnableTokenEndpointPassthrough()
                    .EnableEndSessionEndpointPassthrough().EnableUserInfoEndpointPassthrough().EnableErrorPassthrough()
                    // TLS ends at the gateway; between it and here is a private network.
                    .DisableTransportSecurityRequirement();
            });
        // Late: making the file at design time would freeze a wrong address.
        services.AddOptions<OpenIddictServerOptions>().Configure(server => server.Issuer = Issuer.Of(settings));
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<IOptionsMonitor<OpenIddictServerOptions>>((o, server) => o.ConfigurationManager = new OwnMetadata(server));
        return services;
    }

    /// <summary>This service knows its own keys: asking itself over the network would be a loop.</summary>
    private sealed class OwnMetadata(IOptionsMonitor<OpenIddictServerOptions> server) : IConfigurationManager<OpenIdConnectConfiguration>
    {
        public Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel)
        {
            var now = server.CurrentValue;
            var metadata = new OpenIdConnectConfiguration { Issuer = now.Issuer?.AbsoluteUri };
            foreach (var credentials in now.SigningCredentials)
            {
                metadata.SigningKeys.Add(credentials.Key);
            }

            return Task.FromResult(metadata);
        }

        public void RequestRefresh()
        {
            // Nothing is cached.
        }
    }
}
