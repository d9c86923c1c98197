using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Territory.People.Features;

/// <summary>An administrator lets an API client act in the body. It may do everything but administer.</summary>
public static class AddMachine
{
    internal const string Limits = "Une application peut lire, contribuer ou conduire le projet\u00A0; elle n’administre pas la collectivité.";

    internal static readonly Role[] Roles = [Role.Reader, Role.Contributor, Role.ProjectLead];

    /// <param name="ClientId">As the token server knows it.</param>
    public sealed record Request(
        [property: Required, StringLength(100, MinimumLength = 1)] string ClientId,
        [property: Required, StringLength(Person.LongestName, MinimumLength = 2)] string Name,
        [property: Required, MinLength(1)] Role[] Roles, DateTime? Until);

    internal static void Map(RouteGroupBuilder bodies) => bodies
        .MapPost("/members", Handle)
        .Needs(Right.Administer)
        .NeedsRecentSignIn()
        .WithName(nameof(AddMachine))
        .WithSummary("Let an API client act in the body")
        .ProducesProblem(409);

    private static async Task<Results<Created<ChangeMembership.Response>, ProblemHttpResult, ValidationProblem>> Handle(
        Guid bodyId, Request request, HttpContext http, TerritoryDb db, Tell tell, CancellationToken ct)
    {
        if (request.Roles.Except(Roles).Any())
        {
            return Problems.Field("roles", Limits);
        }

        if (request.Until <= db.Now)
        {
            return Problems.Field("until", "Cette date est passée\u00A0: choisissez-en une à venir.");
        }

        var machine = PersonId.OfMachine(http.Caller().Provider, request.ClientId);
        await using var write = await db.BeginWriteAsync(ct);
        if (await db.OwnMemberships.AnyAsync(m => m.PersonId == machine && !m.Ended, ct))
        {
            return Problems.Conflict("already-there", "This client acts in the body already.");
        }

        var membership = db.OwnMemberships.Add(Membership.Of(
            bodyId, machine, request.Name.Trim(), request.Roles, db.Now, request.Until?.ToUniversalTime(), isMachine: true)).Entity;
        await tell.AboutAsync(membership, ct);
        db.Record("machine-added", nameof(Membership), membership.Id, new { membership.Roles });
        await db.SaveChangesAsync(ct);
        await tell.CommitAsync(write, ct);
        return TypedResults.Created((string?)null, ChangeMembership.Response.Of(membership));
    }
}
