using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.RegularPoints.Features;

/// <summary>Writes down what was said at a point. The first time its brief is kept as it was, and the next point is planned; later only the words change.</summary>
public static class RecordPoint
{
    /// <param name="AlignmentNote">Required unless the two are aligned.</param>
    /// <param name="Decisions">One a line.</param>
    public sealed record Request(
        [property: Required(ErrorMessage = "Dites quel jour le point a eu lieu.")] DateOnly? HeldOn,
        [property: Required(ErrorMessage = "Dites si vous êtes d’accord sur la suite."), EnumDataType(typeof(Alignment), ErrorMessage = "Cette réponse n’existe pas.")] Alignment? Alignment,
        [property: StringLength(1000, ErrorMessage = "La note d’alignement tient en 1 000 caractères.")] string? AlignmentNote = null,
        [property: StringLength(4000, ErrorMessage = "Les notes tiennent en 4 000 caractères.")] string? Notes = null,
        [property: StringLength(2000, ErrorMessage = "Les décisions tiennent en 2 000 caractères.")] string? Decisions = null);

    /// <param name="NextId">The point that was planned after it.</param>
    public sealed record Response(Guid Id, int Version, Guid? NextId, DateOnly? NextOn);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPut("/points/{pointId:guid}/record", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(RecordPoint))
        .WithSummary("Write down what was said and decided at a point")
        .ProducesValidationProblem().ProducesProblem(409).ProducesProblem(428);

    private static async Task<Results<Ok<Response>, ProblemHttpResult, ValidationProblem>> Handle(Guid pointId, Request request, PlansDb db, HttpContext http, CancellationToken ct)
    {
        // The next one is planned from what is read here.
        await using var write = await db.BeginWriteAsync(ct);
        var point = await db.Points.FirstOrDefaultAsync(p => p.Id == pointId, ct);
        if (point is null)
        {
            return Problems.NotFound("point");
        }

        if (http.Refuse(point.Version, new Request(point.On, point.Alignment, point.AlignmentNote, point.Notes, point.Decisions)) is { } refused)
        {
            return refused;
        }

        if (request.HeldOn > db.Today)
        {
            return Problems.Field("heldOn", "Un point à venir n’a pas encore de compte rendu.");
        }

        if (request.Alignment != Alignment.Aligned && string.IsNullOrWhiteSpace(request.AlignmentNote))
        {
            return Problems.Field("alignmentNote", "Dites en une phrase sur quoi vous n’êtes pas d’accord.");
        }

        var (next, brief) = (default(RegularPoint), default(string));
        if (point.State == PointState.Planned)
        {
            var before = await db.Points.Where(p => p.State == PointState.Held).MaxAsync(p => (DateOnly?)p.On, ct);
            brief = (await PointBrief.OfAsync(db, before, request.HeldOn!.Value, ct)).Write();
            if (await db.Rhythms.Select(r => r.EveryMonths).FirstOrDefaultAsync(ct) is { } months)
            {
                next = RegularPoint.Planned(point.TenantId, PointRhythm.Next(request.HeldOn!.Value, months));
                db.Points.Add(next);
            }
        }

        point.Record(request.HeldOn!.Value, request.Alignment!.Value, request.AlignmentNote.OrNull(), request.Notes.OrNull(), request.Decisions.OrNull(), brief, db.Scope.PersonId, db.Now);
        db.Record("point-recorded", "point", point.Id, new { point.On, next = next?.On });
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        http.ShowVersion(point.Version);
        return TypedResults.Ok(new Response(point.Id, point.Version, next?.Id, next?.On));
    }
}
