using System.Collections.Immutable;
using System.Globalization;
using System.Security.Claims;
using OpenDataAnimation.Identity.People;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace OpenDataAnimation.Identity.Tokens;

/// <summary>
/// The claim contract: who it is and how they signed in. No body and no role: who may do what is read from Territory's
/// memberships, so that a revoked role ends at once.
/// </summary>
internal static class TokenClaims
{
    /// <summary>Kept in codes and refresh tokens only, which nobody else can read.</summary>
    private const string Stamp = "stamp";

    /// <param name="siret">The establishment that an upstream provider named: a proposal for the pages, which grants nothing.</param>
    public static ClaimsPrincipal OfPerson(Session session, IEnumerable<string> scopes, string? siret)
    {
        var (account, granted) = (session.Account, scopes.ToImmutableArray());
        var identity = NewIdentity();
        identity.SetClaim(Claims.Subject, account.Subject)
            .SetClaim(Claims.Name, account.Name)
            .SetClaim(Claims.Email, account.Email)
            .SetClaim(Claims.EmailVerified, account.EmailConfirmed)
            .SetClaim("sid", session.Id)
            .SetClaim(Claims.AuthenticationTime, session.Since)
            .SetClaims(Claims.AuthenticationMethodReference, [.. session.Methods])
            .SetClaim(ProviderClaims.Siret, siret)
            .SetClaim(Stamp, account.SecurityStamp);
        identity.SetScopes(granted).SetResources(ServiceScopes.AudiencesOf(granted));
        identity.SetDestinations(claim => claim.Type switch
        {
            Stamp => [],
            ProviderClaims.Siret => [Destinations.AccessToken],
            Claims.Name => granted.Contains(Scopes.Profile) ? [Destinations.AccessToken, Destinations.IdentityToken] : [Destinations.AccessToken],
            Claims.Email or Claims.EmailVerified => granted.Contains(Scopes.Email) ? [Destinations.AccessToken, Destinations.IdentityToken] : [Destinations.AccessToken],
            _ => [Destinations.AccessToken, Destinations.IdentityToken],
        });
        return new ClaimsPrincipal(identity);
    }

    /// <summary>The same sign-in later, with the account as it is by now; null when it no longer holds.</summary>
    /// <param name="before">What the code or refresh token holds.</param>
    public static Session? StillGood(ClaimsPrincipal before, Account? account) =>
        account is not null && account.SecurityStamp == before.GetClaim(Stamp)
            ? new Session(
                account,
                before.GetClaim("sid") ?? "",
                long.Parse(before.GetClaim(Claims.AuthenticationTime) ?? "0", CultureInfo.InvariantCulture),
                [.. before.GetClaims(Claims.AuthenticationMethodReference)])
            : null;

    /// <summary>A machine: its subject is its client id again.</summary>
    public static ClaimsPrincipal OfMachine(string clientId, string? name, IEnumerable<string> scopes)
    {
        var granted = scopes.ToImmutableArray();
        var identity = NewIdentity();
        identity.SetClaim(Claims.Subject, clientId).SetClaim(Claims.Name, name);
        identity.SetScopes(granted).SetResources(ServiceScopes.AudiencesOf(granted));
        identity.SetDestinations(_ => [Destinations.AccessToken]);
        return new ClaimsPrincipal(identity);
    }

    private static ClaimsIdentity NewIdentity() => new("oda", Claims.Name, Claims.Role);
}
