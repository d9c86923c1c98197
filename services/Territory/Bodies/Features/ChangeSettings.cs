using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Territory.Bodies.Features;

/// <summary>An administrator sets how the body is called, its colour, and the staff that decides on its duty.</summary>
public static class ChangeSettings
{
    /// <param name="FullTimeAgents">Null when it is not known; it then counts as "to check", never as zero.</param>
    public sealed record Request(
        [property: Required, StringLength(200, MinimumLength = 2)] string Name,
        [property: RegularExpression("^#[0-9a-fA-F]{6}$")] string? Accent,
        [property: Range(0, 1_000_000)] decimal? FullTimeAgents,
        DateOnly? StaffAsOf);

    internal static void Map(RouteGroupBuilder bodies) => bodies
        .MapPut("/settings", Handle)
        .Needs(Right.Administer)
        .WithName(nameof(ChangeSettings))
        .WithSummary("Change a body's name, colour and declared staff")
        .ProducesProblem(409)
        .ProducesProblem(428);

    private static async Task<Results<Ok<GetBody.Response>, ProblemHttpResult, ValidationProblem>> Handle(
        Guid bodyId, Request request, [FromHeader(Name = "If-Match")] string? ifMatch, HttpContext http, TerritoryDb db, Tell tell, CancellationToken ct)
    {
        if (Versions.Of(ifMatch) is not { } version)
        {
            return Problems.VersionRequired();
        }

        if (request.StaffAsOf > DateOnly.FromDateTime(db.Now))
        {
            return Problems.Field("staffAsOf", "Cette date est à venir\u00A0: indiquez quand l’effectif a été constaté.");
        }

        await using var write = await db.BeginWriteAsync(ct);
        var body = await db.OwnBodies.FirstOrDefaultAsync(b => b.Id == bodyId, ct);
        if (body is null)
        {
            return Problems.NotFound("body");
        }

        if (body.Version != version)
        {
            return Problems.Stale(body.Version, GetBody.Response.Of(body, http.Standing()));
        }

        if (body.Rename(request.Name.Trim()) is { } former)
        {
            await KeepFormerSlugAsync(db, body, former, ct);
        }

        body.Dress(request.Accent);
        body.DeclareStaff(request.FullTimeAgents, request.StaffAsOf ?? DateOnly.FromDateTime(db.Now));
        await tell.AboutAsync(body, ct);
        db.Record("settings-changed", nameof(Body), body.Id, new { body.Accent, body.FullTimeAgents });
        await db.SaveChangesAsync(ct);
        await tell.CommitAsync(write, ct);

        http.ShowVersion(body.Version);
        return TypedResults.Ok(GetBody.Response.Of(body, http.Standing()));
    }

    private static async Task KeepFormerSlugAsync(TerritoryDb db, Body body, string former, CancellationToken ct)
    {
        // Called again as it was before: the address is the current one anew.
        if (await db.FormerSlugs.FirstOrDefaultAsync(s => s.Slug == body.Slug, ct) is { } again)
        {
            db.FormerSlugs.Remove(again);
        }

        db.FormerSlugs.Add(new FormerSlug { Slug = former, BodyId = body.Id, Since = db.Now });
    }
}
