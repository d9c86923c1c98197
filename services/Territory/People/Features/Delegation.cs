using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Territory.People.Features;

/// <summary>
/// A body without staff lets a named person of a parent act for it, until a date. All that person writes is shown as "on behalf
/// of"; what is delegated is never the administration.
/// </summary>
public static class Delegation
{
    internal const string Limits = "Une délégation a une date de fin et porte sur la lecture, la contribution ou la conduite du projet.";

    internal static readonly Role[] Roles = [Role.Reader, Role.Contributor, Role.ProjectLead];

    /// <param name="ParentId">A parent whose attachment is accepted.</param>
    /// <param name="Email">Of a person who acts for that parent.</param>
    /// <param name="From">From when; at once when left out.</param>
    public sealed record Request(
        [property: Required] Guid? ParentId,
        [property: Required, EmailAddress, StringLength(Person.LongestEmail)] string Email,
        [property: Required, MinLength(1)] Role[] Roles,
        [property: Required] DateTime? Until,
        DateTime? From = null);

    internal static void Map(RouteGroupBuilder bodies) => bodies
        .MapPost("/delegations", Handle)
        .Needs(Right.Administer)
        .NeedsRecentSignIn()
        .WithName(nameof(Delegation))
        .WithSummary("Let a person of a parent act for this body until a date")
        .ProducesProblem(409);

    private static async Task<Results<Created<ChangeMembership.Response>, ProblemHttpResult, ValidationProblem>> Handle(
        Guid bodyId, Request request, TerritoryDb db, Tell tell, CancellationToken ct)
    {
        if (request.Roles.Except(Roles).Any())
        {
            return Problems.Field("roles", Limits);
        }

        if (request.Until <= db.Now)
        {
            return Problems.Field("until", "Cette date est passée\u00A0: choisissez-en une à venir.");
        }

        if (request.From >= request.Until)
        {
            return Problems.Field("from", RoleKinds.WrongOrder);
        }

        await using var write = await db.BeginWriteAsync(ct);
        if (!await db.OwnAttachments.AnyAsync(a => a.ChildId == bodyId && a.ParentId == request.ParentId && a.State == AttachmentState.Accepted, ct))
        {
            return Problems.Field("parentId", "Votre collectivité n’est pas rattachée à cette structure.");
        }

        if (await PersonOfAsync(db, request.ParentId!.Value, Person.Plain(request.Email), ct) is not { } person)
        {
            return Problems.Field("email", "Personne n’agit pour cette structure avec cette adresse.");
        }

        if (await db.OwnMemberships.AnyAsync(m => m.PersonId == person.Id && m.OnBehalfOf == request.ParentId && !m.Ended && m.Until > db.Now, ct))
        {
            return Problems.Conflict("already-there", "This person acts for the body already: change that delegation.");
        }

        var membership = db.OwnMemberships.Add(Membership.Of(
            bodyId, person.Id, person.Name, request.Roles, request.From > db.Now ? request.From.Value.ToUniversalTime() : db.Now, request.Until!.Value.ToUniversalTime(), request.ParentId)).Entity;
        await tell.AboutAsync(membership, ct);
        db.Record("delegated", nameof(Membership), membership.Id, new { membership.Roles, membership.Until, parent = request.ParentId });
        await db.SaveChangesAsync(ct);
        await tell.CommitAsync(write, ct);
        return TypedResults.Created((string?)null, ChangeMembership.Response.Of(membership));
    }

    /// <summary>Read in the copies: the parent's own rows are not this body's to see.</summary>
    private static async Task<Person?> PersonOfAsync(TerritoryDb db, Guid parentId, string email, CancellationToken ct)
    {
        var now = db.Now;
        return await db.People.AsNoTracking().FirstOrDefaultAsync(p => p.Email == email && !p.IsMachine && db.Memberships.Any(m =>
            m.PersonId == p.Id && m.BodyId == parentId && m.OnBehalfOf == null && !m.Ended && m.From <= now && (m.Until == null || m.Until > now)), ct);
    }
}
