using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.RegularPoints.Features;

/// <summary>How often the élu and the project lead meet, the point that is planned, and those held, last first.</summary>
public static class ListPoints
{
    /// <param name="RhythmVersion">0 while none was set; to be sent back in If-Match with the rhythm.</param>
    /// <param name="Items">Those held.</param>
    /// <param name="After">Where the next page begins; null on the last.</param>
    /// <param name="Removed">What can be brought back; empty for those who may not.</param>
    public sealed record Response(int RhythmVersion, int? EveryMonths, Planned? Next, IReadOnlyList<Item> Items, string? After, IReadOnlyList<Gone> Removed);

    /// <param name="Overdue">Its day has passed, and nothing was written down.</param>
    public sealed record Planned(Guid Id, int Version, DateOnly On, bool Overdue, IReadOnlyList<string> Asked);

    public sealed record Item(Guid Id, DateOnly On, Alignment? Alignment, IReadOnlyList<string> Decisions);

    public sealed record Gone(Guid Id, PointState State, DateOnly On, DateTime RemovedAt);

    internal static void Map(RouteGroupBuilder body) => body
        .MapGet("/points", Handle)
        .Needs(Right.Read)
        .WithName(nameof(ListPoints))
        .WithSummary("Points between the élu and the project lead: the rhythm, the next one and those held")
        .ProducesValidationProblem();

    private static async Task<Results<Ok<Response>, ValidationProblem>> Handle(PlansDb db, HttpContext http, string? after, int? size, CancellationToken ct)
    {
        if (!Cursor.TryRead(after, CursorKind.Day, out var last))
        {
            return Problems.Field("after", "Cette suite de liste n’existe pas.");
        }

        var rhythm = await db.Rhythms.AsNoTracking().FirstOrDefaultAsync(ct);
        var planned = await db.Points.AsNoTracking().FirstOrDefaultAsync(p => p.State == PointState.Planned, ct);
        var held = db.Points.Where(p => p.State == PointState.Held);
        if (last is { } end)
        {
            var (on, id) = (end.On, end.Id);
            held = held.Where(p => p.On <= on && (p.On < on || p.Id < id));
        }

        var take = Cursor.Size(size);
        var rows = await held.OrderByDescending(p => p.On).ThenByDescending(p => p.Id).Take(take + 1).Select(p => new { p.Id, p.On, p.Alignment, p.Decisions }).ToListAsync(ct);
        var since = db.Now - RegularPoint.Restorable;
        var removed = http.Standing().May(Right.Edit)
            ? await db.WithDeleted<RegularPoint>().Where(p => p.DeletedAt >= since).OrderByDescending(p => p.DeletedAt).Take(20).Select(p => new Gone(p.Id, p.State, p.On, p.DeletedAt!.Value)).ToListAsync(ct)
            : [];
        http.ShowVersion(rhythm?.Version ?? 0);
        return TypedResults.Ok(new Response(
            rhythm?.Version ?? 0, rhythm?.EveryMonths, planned is null ? null : new Planned(planned.Id, planned.Version, planned.On, planned.On < db.Today, planned.Asked.Lines()),
            [.. rows.Take(take).Select(p => new Item(p.Id, p.On, p.Alignment, p.Decisions.Lines()))],
            rows.Count > take ? Cursor.Of(rows[take - 1].On, rows[take - 1].Id) : null, removed));
    }
}
