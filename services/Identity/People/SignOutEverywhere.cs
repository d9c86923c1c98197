using OpenIddict.Abstractions;

namespace OpenDataAnimation.Identity.People;

/// <summary>Ends every session of an account, here and at the gateway, and what clients hold for it. Cookies here end with the security stamp.</summary>
internal sealed class SignOutEverywhere(IOpenIddictTokenManager tokens, IOpenIddictAuthorizationManager authorizations, AccountSessions sessions)
{
    public async Task DoAsync(Account account, CancellationToken ct)
    {
        await authorizations.RevokeBySubjectAsync(account.Subject, ct);
        await tokens.RevokeBySubjectAsync(account.Subject, ct);
        await sessions.EndAllAsync(account, but: null, ct);
    }
}
