using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Audit;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Tenancy;
using OpenDataAnimation.Territory.Clients;

namespace OpenDataAnimation.Territory.People.Features;

/// <summary>
/// Someone leaves the body, or an administrator removes them; the last administrator stays until another is named. What other bodies delegated
/// to the person as someone of this body ends too.
/// </summary>
public static class EndMembership
{
    internal static void Map(RouteGroupBuilder bodies) => bodies
        .MapDelete("/members/{membershipId:guid}", Handle)
        .Needs(Right.Read)
        .NeedsRecentSignIn()
        .WithName(nameof(EndMembership))
        .WithSummary("Leave the body, or remove someone from it")
        .ProducesProblem(409);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        Guid bodyId, Guid membershipId, HttpContext http, TerritoryDb db, Tell tell, IServiceScopeFactory scopes, CancellationToken ct)
    {
        var seen = await db.OwnMemberships.AsNoTracking().FirstOrDefaultAsync(m => m.Id == membershipId && !m.Ended, ct);
        if (seen is null)
        {
            return Problems.NotFound("member");
        }

        if (seen.PersonId != http.Caller().Id && !http.Standing().May(Right.Administer))
        {
            return Problems.NotAllowed("an administrator of the body, or the person themself");
        }

        if (await IsLastAsync(db, seen, ct))
        {
            return Last();
        }

        if (seen.OnBehalfOf is null)
        {
            // First, so that a stop in between leaves a member without delegations and never the other way round.
            await EndDelegationsAsync(bodyId, seen.PersonId, http.Caller().Id, db, scopes, ct);
        }

        await using var write = await db.BeginWriteAsync(ct);
        var membership = await db.OwnMemberships.FirstAsync(m => m.Id == membershipId, ct);
        if (membership.Ended)
        {
            return Problems.NotFound("member");
        }

        // Asked again under the writer's gate: two administrators may leave at once.
        if (await IsLastAsync(db, membership, ct))
        {
            return Last();
        }

        membership.End(db.Now);
        await tell.AboutAsync(membership, ct);
        await db.RevokeClientAsync(membership.Id, ct);
        db.Record("membership-ended", nameof(Membership), membership.Id);
        await db.SaveChangesAsync(ct);
        await tell.CommitAsync(write, ct);
        return TypedResults.NoContent();
    }

    internal static async Task<bool> IsLastAsync(TerritoryDb db, Membership membership, CancellationToken ct) =>
        Administrators.Counts(membership, db.Now) && !await Administrators.RemainWithoutAsync(db, membership.Id, ct);

    internal static ProblemHttpResult Last() =>
        Problems.Conflict("last-administrator", "The body would have no administrator: name another one first.");

    /// <summary>Each in a scope of the body that delegated.</summary>
    internal static async Task EndDelegationsAsync(
        Guid parentId, Guid personId, Guid by, TerritoryDb db, IServiceScopeFactory scopes, CancellationToken ct)
    {
        var bodies = await db.Memberships.AsNoTracking().Where(m => m.PersonId == personId && m.OnBehalfOf == parentId && !m.Ended)
            .Select(m => m.BodyId).Distinct().ToListAsync(ct);
        foreach (var body in bodies)
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentScope>()
                .Open(new TenantScope(body, AllowedWrites.Only(typeof(Membership), typeof(AuditEntry)), nameof(EndMembership), by));
            var (theirs, tell) = (scope.ServiceProvider.GetRequiredService<TerritoryDb>(), scope.ServiceProvider.GetRequiredService<Tell>());
            await using var write = await theirs.BeginWriteAsync(ct);
            foreach (var delegated in await theirs.OwnMemberships.Where(m => m.PersonId == personId && m.OnBehalfOf == parentId && !m.Ended).ToListAsync(ct))
            {
                delegated.End(theirs.Now);
                await tell.AboutAsync(delegated, ct);
                theirs.Record("delegation-ended", nameof(Membership), delegated.Id, new { parent = parentId });
            }

            await theirs.SaveChangesAsync(ct);
            await tell.CommitAsync(write, ct);
        }
    }
}
