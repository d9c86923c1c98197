using OpenIddict.Abstractions;

namespace OpenDataAnimation.Identity.People;

/// <summary>Ends what clients hold for an account: their refresh tokens no longer work. Cookies here end with the security stamp.</summary>
internal sealed class SignOutEverywhere(IOpenIddictTokenManager tokens, IOpenIddictAuthorizationManager authorizations)
{
    public async Task DoAsync(Account account, CancellationToken ct)
    {
        await authorizations.RevokeBySubjectAsync(account.Subject, ct);
        await tokens.RevokeBySubjectAsync(account.Subject, ct);
    }
}
