using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Identity;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Identity.People;

/// <summary>An OIDC provider that people may sign in with, upstream of this server: ProConnect, a body's own directory.</summary>
/// <param name="Key">Its name in the settings; kept in the rows that link accounts to it, so it must not change.</param>
internal sealed record SignInProvider(string Key, string DisplayName);

/// <summary>What ProConnect says of someone beside name and address; kept of the last sign-in.</summary>
internal static class ProviderClaims
{
    public const string Siret = "siret", Uid = "uid";

    public static readonly string[] All = [Siret, Uid];

    public static async Task<string?> SiretAsync(this UserManager<Account> users, Account account) =>
        (await users.GetClaimsAsync(account)).FirstOrDefault(c => c.Type == Siret)?.Value;

    /// <returns>Fourteen figures, or null.</returns>
    public static string? WellFormedSiret(string? text) =>
        text is not null && string.Concat(text.Where(c => c is not ' ')) is { Length: 14 } siret && siret.All(char.IsAsciiDigit) ? siret : null;
}

internal static class SignInProvidersSetup
{
    /// <summary>Settings <c>Auth:SignInProviders:{key}:{Authority,ClientId,ClientSecret,DisplayName,Scopes}</c>; none of them, no button.</summary>
    public static IServiceCollection AddSignInProviders(this IServiceCollection services, ServiceSettings settings)
    {
        foreach (var section in settings.Configuration.GetSection("Auth:SignInProviders").GetChildren())
        {
            var provider = new SignInProvider(section.Key, section["DisplayName"] ?? section.Key);
            services.AddSingleton(provider);
            services.AddAuthentication().AddOpenIdConnect(provider.Key, provider.DisplayName, o =>
            {
                o.Authority = section["Authority"];
                o.ClientId = section["ClientId"];
                o.ClientSecret = section["ClientSecret"];
                o.RequireHttpsMetadata = section.GetValue("RequireHttpsMetadata", true);
                o.SignInScheme = SignIns.ExternalScheme;
                o.CallbackPath = $"/connect/elsewhere/{provider.Key}";
                o.ResponseType = OpenIdConnectResponseType.Code;
                // Query and not a form post: the browser then sends cookies that are SameSite=Lax.
                o.ResponseMode = OpenIdConnectResponseMode.Query;
                o.UsePkce = true;
                o.MapInboundClaims = false;
                o.GetClaimsFromUserInfoEndpoint = true;
                o.SaveTokens = false;
                // The framework leaves out when the person signed in only where it is not told to keep it.
                o.ClaimActions.Remove("auth_time");
                // ProConnect tells these at its userinfo endpoint alone, of which the framework takes the standard ones only.
                foreach (var claim in new[] { "usual_name", "email_verified", ProviderClaims.Siret, ProviderClaims.Uid })
                {
                    o.ClaimActions.MapUniqueJsonKey(claim, claim);
                }

                o.Scope.Clear();
                foreach (var scope in (section["Scopes"] ?? "openid profile email").Split(' ', StringSplitOptions.RemoveEmptyEntries))
                {
                    o.Scope.Add(scope);
                }

                foreach (var cookie in new[] { o.CorrelationCookie, o.NonceCookie })
                {
                    cookie.SameSite = SameSiteMode.Lax;
                    cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                }

                o.Events.OnRemoteFailure = context =>
                {
                    // Cancelled there, or refused: a page of ours says so, not an error.
                    context.Response.Redirect("/compte/connexion?ailleurs=echec");
                    context.HandleResponse();
                    return Task.CompletedTask;
                };
            });
        }

        return services;
    }
}
