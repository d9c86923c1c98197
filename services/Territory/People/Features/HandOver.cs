using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Territory.Links;

namespace OpenDataAnimation.Territory.People.Features;

/// <summary>
/// Someone hands over to another member: what they pilot (Plans is told), the invitations and secure links that await an answer in their
/// name, and, when an administrator decides so, their roles. They may leave by the same act.
/// </summary>
public static class HandOver
{
    /// <param name="To">A person who acts in the body today.</param>
    /// <param name="Roles">Their roles too; for administrators to decide.</param>
    /// <param name="Leave">They leave the body.</param>
    public sealed record Request([property: Required(ErrorMessage = "Choisissez qui prend le relais.")] Guid? To, bool Roles = false, bool Leave = false);

    public sealed record Response(Guid MembershipId, int Version, IReadOnlyList<Role> Roles, int Invitations, int Links, bool Left);

    internal static void Map(RouteGroupBuilder bodies) => bodies
        .MapPost("/members/{membershipId:guid}/handover", Handle)
        .Needs(Right.Read)
        .NeedsRecentSignIn()
        .WithName(nameof(HandOver))
        .WithSummary("Hand over to another member what someone pilots here, and leave if wanted")
        .ProducesProblem(403).ProducesProblem(409);

    private static async Task<Results<Ok<Response>, ProblemHttpResult, ValidationProblem>> Handle(
        Guid bodyId, Guid membershipId, Request request, HttpContext http, TerritoryDb db, Tell tell, IServiceScopeFactory scopes, CancellationToken ct)
    {
        var (caller, administers) = (http.Caller().Id, http.Standing().May(Right.Administer));
        var seen = await db.OwnMemberships.AsNoTracking().FirstOrDefaultAsync(m => m.Id == membershipId && !m.Ended, ct);
        if (seen is null)
        {
            return Problems.NotFound("member");
        }

        if ((seen.PersonId != caller && !administers) || (request.Roles && !administers))
        {
            return Problems.NotAllowed(seen.PersonId == caller ? "an administrator of the body, for roles" : "an administrator of the body, or the person themself");
        }

        if (seen.IsMachine || seen.OnBehalfOf is not null || await HeirAsync(db, request.To!.Value, seen.PersonId, tracked: false, ct) is not { } expected)
        {
            return Problems.Field("to", "Choisissez une personne de la collectivité, qui y travaille aujourd’hui.");
        }

        if (request.Leave && !(request.Roles && Administers(seen) && expected.Until is null) && await EndMembership.IsLastAsync(db, seen, ct))
        {
            return EndMembership.Last();
        }

        if (request.Leave)
        {
            // First and each in its own body, as when someone is removed: a stop in between takes away too much and never too little.
            await EndMembership.EndDelegationsAsync(bodyId, seen.PersonId, caller, db, scopes, ct);
        }

        await using var write = await db.BeginWriteAsync(ct);
        var leaver = await db.OwnMemberships.FirstAsync(m => m.Id == membershipId, ct);
        if (leaver.Ended || await HeirAsync(db, request.To.Value, leaver.PersonId, tracked: true, ct) is not { } heir)
        {
            return Problems.NotFound("member");
        }

        if (request.Roles)
        {
            // What is given for one thing from outside is given to that person: it cannot be passed on.
            heir.Add(leaver.RoleList().Where(r => !RoleKinds.IsDated(r)));
            await tell.AboutAsync(heir, ct);
        }

        var invitations = await TakeOverInvitationsAsync(db, leaver.PersonId, heir, ct);
        var links = await TakeOverLinksAsync(db, leaver.PersonId, heir, ct);
        db.Send(new MemberHandedOver(bodyId, leaver.PersonId, heir.PersonId, caller, db.Now));
        db.Record("handed-over", nameof(Membership), leaver.Id, new { to = heir.Id, request.Roles, request.Leave, invitations, links });
        // The roles are saved before the question whether an administrator remains.
        await db.SaveChangesAsync(ct);
        if (request.Leave)
        {
            if (await EndMembership.IsLastAsync(db, leaver, ct))
            {
                return EndMembership.Last();
            }

            leaver.End(db.Now);
            await tell.AboutAsync(leaver, ct);
            await db.SaveChangesAsync(ct);
        }

        await tell.CommitAsync(write, ct);
        return TypedResults.Ok(new Response(heir.Id, heir.Version, [.. heir.RoleList()], invitations, links, request.Leave));
    }

    private static bool Administers(Membership membership) => membership.RoleList().Contains(Role.Administrator);

    /// <summary>The longest of the person's own memberships: someone of the body, not of a parent, and not given a role for one task alone.</summary>
    private static async Task<Membership?> HeirAsync(TerritoryDb db, Guid person, Guid leaver, bool tracked, CancellationToken ct)
    {
        var now = db.Now;
        var theirs = (tracked ? db.OwnMemberships : db.OwnMemberships.AsNoTracking())
            .Where(m => m.PersonId == person && m.PersonId != leaver && !m.Ended && !m.IsMachine && m.OnBehalfOf == null && m.From <= now && (m.Until == null || m.Until > now));
        return (await theirs.ToListAsync(ct)).Where(m => !m.RoleList().All(RoleKinds.IsDated)).OrderByDescending(m => m.Until ?? DateTime.MaxValue).FirstOrDefault();
    }

    private static async Task<int> TakeOverInvitationsAsync(TerritoryDb db, Guid from, Membership heir, CancellationToken ct)
    {
        var pending = await db.Invitations.Where(i => i.InviterId == from)
            .Join(db.InvitationKeys.Where(k => k.State == InvitationState.Pending), i => i.Id, k => k.InvitationId, (i, _) => i).ToListAsync(ct);
        pending.ForEach(i => i.By(heir.PersonId, heir.Name));
        return pending.Count;
    }

    private static async Task<int> TakeOverLinksAsync(TerritoryDb db, Guid from, Membership heir, CancellationToken ct)
    {
        var now = db.Now;
        var open = await db.SecureLinks.Where(l => l.AskedBy == from)
            .Join(db.SecureLinkKeys.Where(k => k.RevokedAt == null && k.ExpiresAt > now && k.Uses < k.MostUses), l => l.Id, k => k.LinkId, (l, _) => l).ToListAsync(ct);
        open.ForEach(l => l.By(heir.PersonId, heir.Name));
        return open.Count;
    }
}
