using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.RegularPoints.Features;

/// <summary>A point with its brief: as the plan stands now while it is planned, as it lay on the table once it was held.</summary>
public static class GetPoint
{
    public sealed record Response(
        Guid Id, int Version, PointState State, DateOnly On, string? Asked, Alignment? Alignment, string? AlignmentNote, string? Notes, string? Decisions,
        DateTime? RecordedAt, Person? RecordedBy, string? Elected, string? Lead, PointBrief Brief);

    internal static void Map(RouteGroupBuilder body) => body
        .MapGet("/points/{pointId:guid}", Handle)
        .Needs(Right.Read)
        .WithName(nameof(GetPoint))
        .WithSummary("A point between the élu and the project lead, with its one-page brief");

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(Guid pointId, PlansDb db, HttpContext http, CancellationToken ct)
    {
        var tenant = db.Scope.TenantId;
        var row = await db.Points.AsNoTracking().Where(p => p.Id == pointId).Select(p => new
        {
            Point = p,
            Before = db.Points.Where(o => o.State == PointState.Held && o.Id != p.Id).Max(o => (DateOnly?)o.On),
            Elected = db.Plans.Select(x => db.Memberships.Where(m => m.BodyId == tenant && m.PersonId == x.ElectedId).Select(m => m.Name).FirstOrDefault() ?? x.ElectedName).FirstOrDefault(),
            Lead = db.Plans.Select(x => db.Memberships.Where(m => m.BodyId == tenant && m.PersonId == x.LeadId).Select(m => m.Name).FirstOrDefault() ?? x.LeadName).FirstOrDefault(),
            By = db.Memberships.Where(m => m.BodyId == tenant && m.PersonId == p.RecordedBy).Select(m => m.Name).FirstOrDefault(),
        }).FirstOrDefaultAsync(ct);
        if (row is null)
        {
            return Problems.NotFound("point");
        }

        var point = row.Point;
        var brief = point.Brief is { } kept ? PointBrief.Read(kept) : await PointBrief.OfAsync(db, row.Before, db.Today, ct);
        http.ShowVersion(point.Version);
        return TypedResults.Ok(new Response(
            point.Id, point.Version, point.State, point.On, point.Asked, point.Alignment, point.AlignmentNote, point.Notes, point.Decisions, point.RecordedAt,
            point.RecordedBy is { } by ? new Person(by, row.By ?? "") : null, row.Elected, row.Lead, brief));
    }
}
