using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Territory.Bodies.Features;

/// <summary>
/// An administrator asks that all the body's data be erased: the name is typed, the sign-in recent, every administrator is written to, and
/// thirty days pass in which any of them may undo it.
/// </summary>
public static class AskErasure
{
    /// <param name="Name">The body's name, typed: nobody erases the wrong one by a slip.</param>
    public sealed record Request([property: Required(ErrorMessage = "Écrivez le nom de la collectivité."), StringLength(200)] string Name);

    internal static void Map(RouteGroupBuilder bodies) => bodies
        .MapPost("/erasure", Handle)
        .Needs(Right.Administer)
        .NeedsRecentSignIn()
        .WithName(nameof(AskErasure))
        .WithSummary("Ask that all the body's data be erased in thirty days")
        .ProducesProblem(409);

    private static async Task<Results<Ok<GetErasure.Response>, ProblemHttpResult, ValidationProblem>> Handle(
        Guid bodyId, Request request, HttpContext http, TerritoryDb db, ServiceSettings settings, CancellationToken ct)
    {
        if (http.Standing().OnBehalfOf is not null)
        {
            return Problems.NotAllowed("an administrator of the body itself, not of a parent");
        }

        await using var write = await db.BeginWriteAsync(ct);
        var body = await db.OwnBodies.AsNoTracking().FirstAsync(b => b.Id == bodyId, ct);
        if (Folding.Fold(request.Name) != body.Folded)
        {
            return Problems.Field("name", $"Ce n’est pas le nom de la collectivité. Écrivez\u00A0: {body.Name}");
        }

        if (await db.Erasures.AnyAsync(e => e.BodyId == bodyId, ct))
        {
            return Problems.Conflict("erasure-asked", "The erasure was asked for already.");
        }

        var erasure = db.Erasures.Add(new BodyErasure { BodyId = bodyId, AskedBy = http.Caller().Id, AskedAt = db.Now, DueAt = db.Now + BodyErasure.Grace }).Entity;
        await TellAdministratorsAsync(db, body, erasure, settings, ct);
        db.Record("erasure-asked", nameof(Body), bodyId, new { erasure.DueAt });
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return TypedResults.Ok(new GetErasure.Response(erasure.AskedAt, erasure.DueAt, http.Caller().Name));
    }

    /// <summary>So that no one administrator erases behind the others' backs.</summary>
    private static async Task TellAdministratorsAsync(TerritoryDb db, Body body, BodyErasure erasure, ServiceSettings settings, CancellationToken ct)
    {
        var members = await db.OwnMemberships.AsNoTracking().Where(m => !m.Ended && !m.IsMachine && m.OnBehalfOf == null)
            .Join(db.People, m => m.PersonId, p => p.Id, (m, p) => new { Membership = m, p.Email }).ToListAsync(ct);
        var address = settings.Configuration["PublicUrl"] is { Length: > 0 } set ? set : "http://localhost:8080";
        foreach (var member in members.Where(m => m.Email.Length > 0 && m.Membership.IsActive(db.Now) && m.Membership.RoleList().Contains(Role.Administrator)).DistinctBy(m => m.Membership.PersonId))
        {
            db.Send(new MailRequested(Guid.CreateVersion7(), member.Email, member.Membership.Name, "erasure-asked", new()
            {
                ["bodyName"] = body.Name,
                ["askedBy"] = members.FirstOrDefault(m => m.Membership.PersonId == erasure.AskedBy)?.Membership.Name ?? "",
                ["dueOn"] = erasure.DueAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ["link"] = $"{address.TrimEnd('/')}/c/{body.Slug}/donnees",
            }, body.Id, db.Now));
        }
    }
}
