using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Identity.People;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Portability;

namespace OpenDataAnimation.Identity;

/// <summary>An account as its owner may read it: nothing that opens it is among it.</summary>
internal sealed class IdentityPeople(IdentityDb db) : PersonalData
{
    public override async IAsyncEnumerable<(string Table, object Row)> OfAsync(Caller person, [EnumeratorCancellation] CancellationToken ct)
    {
        if (await db.FindAccountAsync(person.Provider, person.Subject, person.Id, ct) is not { } account)
        {
            yield break;
        }

        yield return ("Accounts", new { account.Subject, account.Name, account.Email, account.EmailConfirmed, HasSecondFactor = account.TwoFactorEnabled });
        foreach (var session in await db.AccountSessions.AsNoTracking().Where(s => s.AccountId == account.Id).OrderBy(s => s.StartedAt).ToListAsync(ct))
        {
            yield return ("AccountSessions", new { session.StartedAt, session.SeenAt, session.EndedAt, session.Device });
        }

        foreach (var attempt in await db.SignInAttempts.AsNoTracking().Where(a => a.AccountId == account.Id).OrderBy(a => a.At).ToListAsync(ct))
        {
            yield return ("SignInAttempts", new { attempt.At, attempt.Succeeded, attempt.How, attempt.Device });
        }

        foreach (var login in await db.Set<IdentityUserLogin<Guid>>().AsNoTracking().Where(l => l.UserId == account.Id).ToListAsync(ct))
        {
            yield return ("AccountLogins", new { login.LoginProvider, login.ProviderKey });
        }

        foreach (var key in await db.Set<IdentityUserPasskey<Guid>>().AsNoTracking().Where(k => k.UserId == account.Id).ToListAsync(ct))
        {
            yield return ("AccountPasskeys", new { key.Data.Name, key.Data.CreatedAt });
        }
    }
}
