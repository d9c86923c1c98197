using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Tenancy;
using OpenDataAnimation.Territory.People;

namespace OpenDataAnimation.Territory;

/// <summary>
/// Gives memberships without an invitation. For the accounts and API clients of the demonstration (<c>--demo</c>) and nothing
/// else: no route leads here.
/// </summary>
public static class MembershipGrants
{
    /// <summary>Makes the person or machine a member; granted again, nothing changes. A first administrator makes a prepared body join.</summary>
    /// <param name="services">Territory's own.</param>
    public static async Task GrantAsync(
        IServiceProvider services, Guid bodyId, Guid personId, string name, IReadOnlyList<Role> roles, bool isMachine = false, CancellationToken ct = default)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentScope>().Open(TenantScope.ForJob(bodyId, nameof(MembershipGrants)));
        var (db, tell) = (scope.ServiceProvider.GetRequiredService<TerritoryDb>(), scope.ServiceProvider.GetRequiredService<Tell>());
        await using var write = await db.BeginWriteAsync(ct);
        if (await db.OwnMemberships.AnyAsync(m => m.PersonId == personId && !m.Ended, ct))
        {
            return;
        }

        var membership = db.OwnMemberships.Add(Membership.Of(bodyId, personId, name, roles, db.Now, isMachine: isMachine)).Entity;
        await tell.AboutAsync(membership, ct);
        if (roles.Contains(Role.Administrator) && await db.OwnBodies.FirstOrDefaultAsync(b => b.Id == bodyId && b.State == BodyState.Prepared, ct) is { } body)
        {
            body.Activate();
            await tell.AboutAsync(body, ct);
        }

        db.Record("membership-granted", nameof(Membership), membership.Id, new { membership.Roles });
        await db.SaveChangesAsync(ct);
        await tell.CommitAsync(write, ct);
    }
}
