using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Identity.People;
using OpenDataAnimation.Identity.Tokens;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Messaging;
using OpenIddict.Abstractions;

namespace OpenDataAnimation.Identity;

/// <summary>Territory has forgotten a person: the account, and all that opened it, is gone too; the gateway ends what is open.</summary>
internal sealed class EraseAccount(
    IdentityDb db, IOpenIddictTokenManager tokens, IOpenIddictAuthorizationManager authorizations, LogoutNotices notices) : IConsume<AccountErased>, IAfterCommit<AccountErased>
{
    public async Task ConsumeAsync(AccountErased message, CancellationToken ct)
    {
        if (await db.FindAccountAsync(message.Provider, message.Subject, message.PersonId, ct) is not { } account)
        {
            return;
        }

        await authorizations.RevokeBySubjectAsync(account.Subject, ct);
        await tokens.RevokeBySubjectAsync(account.Subject, ct);
        db.RemoveRange(await db.AccountSessions.Where(s => s.AccountId == account.Id).ToListAsync(ct));
        db.RemoveRange(await db.SignInAttempts.Where(a => a.AccountId == account.Id).ToListAsync(ct));
        db.RemoveRange(await db.Set<IdentityUserClaim<Guid>>().Where(c => c.UserId == account.Id).ToListAsync(ct));
        db.RemoveRange(await db.Set<IdentityUserLogin<Guid>>().Where(l => l.UserId == account.Id).ToListAsync(ct));
        db.RemoveRange(await db.Set<IdentityUserToken<Guid>>().Where(t => t.UserId == account.Id).ToListAsync(ct));
        db.RemoveRange(await db.Set<IdentityUserPasskey<Guid>>().Where(k => k.UserId == account.Id).ToListAsync(ct));
        db.Remove(account);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Not waited for: it fails softly, and a session that was not told ends when its token is to be renewed.</summary>
    public void Committed(AccountErased message) => _ = notices.SendAsync(message.Subject, sid: null, CancellationToken.None);
}

internal static class AccountOfPerson
{
    /// <summary>Null for a person of another token server, and for an id that is not of this subject: not Territory's word then.</summary>
    public static async Task<Account?> FindAccountAsync(this IdentityDb db, string provider, string subject, Guid personId, CancellationToken ct) =>
        Guid.TryParse(subject, out var id) && PersonId.Of(provider, subject) == personId ? await db.Accounts.FirstOrDefaultAsync(a => a.Id == id, ct) : null;
}
