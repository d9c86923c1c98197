using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Territory.People.Features;

/// <summary>An administrator changes what someone is in the body, and until when. A body keeps an administrator.</summary>
public static class ChangeMembership
{
    public sealed record Request([property: Required, MinLength(1)] Role[] Roles, DateTime? Until);

    public sealed record Response(Guid MembershipId, int Version, IReadOnlyList<Role> Roles, DateTime? Until)
    {
        internal static Response Of(Membership membership) => new(membership.Id, membership.Version, [.. membership.RoleList()], membership.Until);
    }

    internal static void Map(RouteGroupBuilder bodies) => bodies
        .MapPut("/members/{membershipId:guid}", Handle)
        .Needs(Right.Administer)
        .NeedsRecentSignIn()
        .WithName(nameof(ChangeMembership))
        .WithSummary("Change someone's roles in the body, and until when")
        .ProducesProblem(409)
        .ProducesProblem(428);

    private static async Task<Results<Ok<Response>, ProblemHttpResult, ValidationProblem>> Handle(
        Guid membershipId, Request request, [FromHeader(Name = "If-Match")] string? ifMatch, HttpContext http, TerritoryDb db, Tell tell, CancellationToken ct)
    {
        await using var write = await db.BeginWriteAsync(ct);
        var membership = await db.OwnMemberships.FirstOrDefaultAsync(m => m.Id == membershipId && !m.Ended, ct);
        if (membership is null)
        {
            return Problems.NotFound("member");
        }

        if (Asked.Version(ifMatch) is not { } version)
        {
            return Problems.VersionRequired();
        }

        if (membership.Version != version)
        {
            return Problems.Stale(membership.Version, Response.Of(membership));
        }

        if (RolesFor(membership, request, db.Now) is { } wrong)
        {
            return wrong;
        }

        var counted = Administrators.Counts(membership, db.Now);
        membership.Change(request.Roles, request.Until?.ToUniversalTime());
        var stays = Administrators.Counts(membership, db.Now) && membership.Until is null;
        if (counted && !stays && !await Administrators.RemainWithoutAsync(db, membership.Id, ct))
        {
            return Problems.Conflict("last-administrator", "The body would have no administrator: name another one first.");
        }

        await tell.AboutAsync(membership, ct);
        db.Record("membership-changed", nameof(Membership), membership.Id, new { membership.Roles, membership.Until });
        await db.SaveChangesAsync(ct);
        await tell.CommitAsync(write, ct);
        http.ShowVersion(membership.Version);
        return TypedResults.Ok(Response.Of(membership));
    }

    private static ValidationProblem? RolesFor(Membership membership, Request request, DateTime now)
    {
        if (request.Until <= now)
        {
            return Problems.Field("until", "Cette date est passée\u00A0: choisissez-en une à venir.");
        }

        if (membership.OnBehalfOf is not null && (request.Until is null || request.Roles.Except(Delegation.Roles).Any()))
        {
            return Problems.Field(request.Until is null ? "until" : "roles", Delegation.Limits);
        }

        if (membership.IsMachine && request.Roles.Except(AddMachine.Roles).Any())
        {
            return Problems.Field("roles", AddMachine.Limits);
        }

        return request.Until is null && request.Roles.Any(RoleKinds.IsDated) ? Problems.Field("until", RoleKinds.DateNeeded) : null;
    }
}

internal static class RoleKinds
{
    public const string DateNeeded = "Indiquez jusqu’à quand\u00A0: ce rôle est donné pour un temps.";

    /// <summary>People from outside the body, for one task (product.md: "external and dated").</summary>
    public static bool IsDated(Role role) => role is Role.DspContact or Role.JuryMember or Role.Expert;
}
