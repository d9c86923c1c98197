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
    /// <param name="From">From when; left out, as it was. A membership that has begun keeps its beginning.</param>
    /// <param name="About">What a role from outside is given for; left out, as it was.</param>
    public sealed record Request(
        [property: Required, MinLength(1)] Role[] Roles, DateTime? Until, DateTime? From = null,
        [property: StringLength(Membership.LongestAbout, ErrorMessage = "L’objet compte 200 caractères au plus.")] string? About = null);

    public sealed record Response(Guid MembershipId, int Version, IReadOnlyList<Role> Roles, DateTime? Until, DateTime From, string? About)
    {
        internal static Response Of(Membership membership) =>
            new(membership.Id, membership.Version, [.. membership.RoleList()], membership.Until, membership.From, membership.About);
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

        if (Versions.Of(ifMatch) is not { } version)
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
        membership.Change(
            request.Roles, membership.From > db.Now && request.From is { } from ? from.ToUniversalTime() : membership.From, request.Until?.ToUniversalTime(),
            RoleKinds.About(request.Roles, request.About ?? membership.About));
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

        if (request.From is not null && membership.From > now && request.From >= request.Until)
        {
            return Problems.Field("from", RoleKinds.WrongOrder);
        }

        return RoleKinds.Wrong(request.Roles, request.Until, request.About ?? membership.About);
    }
}

internal static class RoleKinds
{
    public const string DateNeeded = "Indiquez jusqu’à quand\u00A0: ce rôle est donné pour un temps.";
    public const string AboutNeeded = "Indiquez pour quoi ce rôle est donné\u00A0: le concours, la demande ou le contrat.";
    public const string Alone = "Un rôle de l’extérieur se donne seul\u00A0: il ne s’ajoute pas à un rôle de la collectivité.";
    public const string WrongOrder = "Le début doit précéder la fin.";

    /// <summary>People from outside the body, for one task (product.md: "external and dated").</summary>
    public static bool IsDated(Role role) => role is Role.DspContact or Role.JuryMember or Role.Expert;

    /// <summary>A role from outside is dated, is given for one thing, and gives nothing of what the body's own roles do.</summary>
    public static ValidationProblem? Wrong(Role[] roles, DateTime? until, string? about) =>
        !roles.Any(IsDated) ? null
        : !roles.All(IsDated) ? Problems.Field("roles", Alone)
        : until is null ? Problems.Field("until", DateNeeded)
        : string.IsNullOrWhiteSpace(about) ? Problems.Field("about", AboutNeeded)
        : null;

    /// <summary>Kept for roles from outside alone.</summary>
    public static string? About(IEnumerable<Role> roles, string? about) =>
        roles.Any(IsDated) && !string.IsNullOrWhiteSpace(about) ? about.Trim() : null;
}
