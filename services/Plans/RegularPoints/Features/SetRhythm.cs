using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.RegularPoints.Features;

/// <summary>Says how often the two meet, and when next.</summary>
public static class SetRhythm
{
    /// <param name="EveryMonths">Null: when it is needed.</param>
    /// <param name="NextOn">Plans the next point, or moves the one that is planned.</param>
    public sealed record Request(
        [property: Range(1, 12, ErrorMessage = "Le rythme va d’un mois à douze.")] int? EveryMonths = null,
        DateOnly? NextOn = null);

    public sealed record Response(int RhythmVersion, Guid? NextId);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPut("/points/rhythm", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(SetRhythm))
        .WithSummary("Say how often the two meet and when next; If-Match is 0 the first time")
        .ProducesValidationProblem().ProducesProblem(409).ProducesProblem(428);

    private static async Task<Results<Ok<Response>, ProblemHttpResult, ValidationProblem>> Handle(Request request, PlansDb db, HttpContext http, CancellationToken ct)
    {
        // Two first ones at once would plan two points.
        await using var write = await db.BeginWriteAsync(ct);
        var rhythm = await db.Rhythms.FirstOrDefaultAsync(ct);
        var planned = await db.Points.FirstOrDefaultAsync(p => p.State == PointState.Planned, ct);
        if (http.Refuse(rhythm?.Version ?? 0, new { rhythm?.EveryMonths, NextOn = planned?.On }) is { } refused)
        {
            return refused;
        }

        if (request.NextOn is { } on && on != planned?.On)
        {
            if (on < db.Today || on > db.Today.AddYears(2))
            {
                return Problems.Field("nextOn", "Choisissez un jour à venir, dans les deux ans.");
            }

            planned ??= db.Points.Add(RegularPoint.Planned(db.Scope.TenantId, on)).Entity;
            planned.On = on;
        }

        rhythm ??= db.Rhythms.Add(new PointRhythm { TenantId = db.Scope.TenantId }).Entity;
        (rhythm.EveryMonths, rhythm.UpdatedAt) = (request.EveryMonths, db.Now);
        db.Record("point-rhythm-set", "point", planned?.Id ?? rhythm.TenantId, new { request.EveryMonths, on = planned?.On });
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        http.ShowVersion(rhythm.Version);
        return TypedResults.Ok(new Response(rhythm.Version, planned?.Id));
    }
}
