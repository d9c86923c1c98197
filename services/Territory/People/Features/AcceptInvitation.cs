using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Audit;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Tenancy;
using OpenDataAnimation.Territory.Bodies;

namespace OpenDataAnimation.Territory.People.Features;

/// <summary>
/// The invited person becomes a member. Where the body had not joined, it now has, with them as its administrator, and whatever others had
/// sent for it is void: from now on it invites by itself.
/// </summary>
public static class AcceptInvitation
{
    /// <param name="Activated">The body joined by this.</param>
    public sealed record Response(Guid BodyId, string Slug, string Name, IReadOnlyList<Role> Roles, bool Activated);

    internal static void Map(RouteGroupBuilder territory) => territory
        .MapPost("/invitations/{token}/acceptance", Handle)
        .ForSignedIn("the guest is not yet a member of the body: token and address are the proof")
        .WithName(nameof(AcceptInvitation))
        .WithSummary("Accept an invitation")
        .ProducesProblem(409);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        string token, HttpContext http, TerritoryDb db, Tell tell, CurrentScope scope, CancellationToken ct)
    {
        var caller = http.Caller();
        await using var write = await db.BeginWriteAsync(ct);
        if (await db.InvitationKeys.ByTokenAsync(token, ct) is not { } key)
        {
            return Problems.NotFound("invitation");
        }

        scope.Open(new TenantScope(key.BodyId, AllowedWrites.Only(typeof(Membership), typeof(AuditEntry)), nameof(AcceptInvitation), caller.Id));
        var invitation = await db.Invitations.FirstAsync(i => i.Id == key.InvitationId, ct);
        if (Answers.Problem(key, invitation, caller, db.Now) is { } problem)
        {
            return problem;
        }

        key.Become(InvitationState.Accepted, db.Now);
        await db.SeenAsync(caller, ct);
        var membership = await MemberAsync(db, invitation, caller, ct);
        await tell.AboutAsync(membership, ct);
        var body = await db.OwnBodies.FirstAsync(b => b.Id == key.BodyId, ct);
        var activated = body.State == BodyState.Prepared && membership.RoleList().Contains(Role.Administrator);
        if (activated)
        {
            body.Activate();
            await tell.AboutAsync(body, ct);
            await RevokeOthersAsync(db, key, ct);
        }

        db.Record("invitation-accepted", nameof(Invitation), invitation.Id, new { membership = membership.Id, activated });
        await db.SaveChangesAsync(ct);
        await tell.CommitAsync(write, ct);
        return TypedResults.Ok(new Response(body.Id, body.Slug, body.Name, [.. membership.RoleList()], activated));
    }

    private static async Task<Membership> MemberAsync(TerritoryDb db, Invitation invitation, Caller caller, CancellationToken ct)
    {
        var now = db.Now;
        var from = invitation.From > now ? invitation.From.Value : now;
        // Of the same duration and object only: a role given for a time or for one thing must not last as long, or reach as far, as the others.
        var own = await db.OwnMemberships.FirstOrDefaultAsync(
            m => m.PersonId == caller.Id && m.OnBehalfOf == null && !m.Ended && m.Until == invitation.Until && m.About == invitation.About && m.From <= from, ct);
        if (own is not null && from > now && own.From != from)
        {
            // A role that begins later does not begin with one that has begun.
            own = null;
        }

        if (own is not null)
        {
            own.Add(invitation.RoleList());
            return own;
        }

        var name = string.IsNullOrWhiteSpace(caller.Name) ? invitation.Name : Person.NameOf(caller);
        return db.OwnMemberships.Add(Membership.Of(invitation.TenantId, caller.Id, name, invitation.RoleList(), from, invitation.Until, about: invitation.About)).Entity;
    }

    /// <summary>A second parent's letter, still under way, must not name an administrator of a body that has its own.</summary>
    private static async Task RevokeOthersAsync(TerritoryDb db, InvitationKey key, CancellationToken ct)
    {
        var others = await db.InvitationKeys
            .Where(k => k.BodyId == key.BodyId && k.TokenHash != key.TokenHash && k.State == InvitationState.Pending).ToListAsync(ct);
        others.ForEach(k => k.Become(InvitationState.Revoked, db.Now));
    }
}

/// <summary>Who may answer an invitation, and when.</summary>
internal static class Answers
{
    /// <returns>Null when the caller may answer now.</returns>
    public static ProblemHttpResult? Problem(InvitationKey key, Invitation invitation, Caller caller, DateTime now)
    {
        // A forwarded link is not an invitation: the token and the address must agree.
        if (Person.EmailOf(caller) != invitation.Email)
        {
            return Problems.NotAllowed("the person invited, signed in with the address that the invitation was sent to");
        }

        return key.StateAt(now) switch
        {
            InvitationState.Pending => null,
            InvitationState.Expired => Problems.Conflict("invitation-expired", "This invitation is too old: ask for another."),
            InvitationState.Revoked => Problems.Conflict("invitation-revoked", "This invitation was taken back or replaced by a later one."),
            _ => Problems.Conflict("invitation-closed", "This invitation was answered already."),
        };
    }
}
