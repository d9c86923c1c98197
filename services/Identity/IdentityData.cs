using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Identity.People;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Portability;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Identity;

/// <summary>
/// The accounts of a body's people: subject, name and address, and nothing to sign in with. In another instance they are the same people, for
/// a person is (provider, subject); each proves the address by choosing a password ("mot de passe oublié"). See ADR 0012.
/// </summary>
internal sealed class IdentityData(IdentityDb db, UserManager<Account> users, CurrentScope scope, ServiceSettings settings) : BodyData
{
    public override IReadOnlyList<ExtraTable> Extras => [new("Accounts", ["Subject", "Name", "Email"], ReadAsync, PlaceAsync)];

    private async IAsyncEnumerable<object> ReadAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var body = scope.Value.TenantId;
        var provider = settings.Configuration["Auth:Provider"] ?? "local";
        var members = (await db.Memberships.AsNoTracking().Where(m => m.BodyId == body && !m.Ended && !m.IsMachine).Select(m => m.PersonId).ToListAsync(ct)).ToHashSet();
        await foreach (var account in db.Accounts.AsNoTracking().OrderBy(a => a.Id).AsAsyncEnumerable().WithCancellation(ct))
        {
            if (members.Contains(PersonId.Of(provider, account.Subject)))
            {
                yield return new { account.Subject, account.Name, account.Email };
            }
        }
    }

    private async Task<bool> PlaceAsync(JsonElement row, CancellationToken ct)
    {
        var (id, email) = (row.GetProperty("Subject").GetGuid(), row.GetProperty("Email").GetString()!);
        if (await db.Accounts.AnyAsync(a => a.Id == id, ct))
        {
            return true;
        }

        if (await users.FindByEmailAsync(email) is not null)
        {
            // Someone else's subject: she is invited anew, and keeps the account she has here.
            return false;
        }

        return (await users.CreateAsync(new Account { Id = id, UserName = id.ToString("N"), Email = email, Name = row.GetProperty("Name").GetString()! })).Succeeded;
    }
}
