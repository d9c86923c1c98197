using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.Oversight.Features;
using OpenDataAnimation.Plans.Plan.Snapshots.Features;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Oversight.Snapshots.Features;

/// <summary>
/// The grid of an earlier day beside today's, and the territory's way from snapshot to snapshot. A child that withdrew is in none of
/// them; figures are compared over those that share on both days.
/// </summary>
public static class CompareOversight
{
    /// <param name="Shared">Children whose rows are left in it.</param>
    public sealed record Snapshot(Guid Id, int Version, string Name, DateOnly On, bool Automatic, int Shared, int Declared, int Reached, int ActionsTotal, int ActionsDone);

    /// <param name="Then">Null where it did not share then.</param>
    /// <param name="Now">Null where it does not share now.</param>
    public sealed record Row(Guid BodyId, string Name, string Slug, Figures? Then, Figures? Now);

    public sealed record Figures(int Declared, int Reached, int ActionsTotal, int ActionsDone, int[] Levels, string[] ReachedCodes, string[] DeclaredCodes);

    /// <param name="Chosen">The snapshot that today is compared with: the one asked for, or the oldest; null where there is none.</param>
    /// <param name="Both">How many share on both days.</param>
    /// <param name="Deleted">Snapshots that can still be brought back.</param>
    public sealed record Response(IReadOnlyList<Snapshot> Snapshots, Guid? Chosen, Snapshot Now, int Total, int Both, IReadOnlyList<Row> Rows,
        IReadOnlyList<DeletedSnapshot> Deleted);

    internal static void Map(RouteGroupBuilder body) => body
        .MapGet("/oversight/comparison", Handle)
        .Needs(Right.Read)
        .WithName(nameof(CompareOversight))
        .WithSummary("The grid of an earlier day beside today's");

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle([FromQuery] Guid? snapshot, [AsParameters] GetOversight.Query query, PlansDb db, NoteProgressReads reads, CancellationToken ct)
    {
        var since = db.Now - SnapshotLife.Restorable;
        var every = await db.WithDeleted<TerritorySnapshot>().AsNoTracking().Where(s => s.DeletedAt == null || s.DeletedAt >= since)
            .OrderBy(s => s.On).ThenBy(s => s.TakenAt).Take(TakeTerritorySnapshot.Most * 2).ToListAsync(ct);
        var kept = every.FindAll(s => s.DeletedAt is null);
        if (snapshot is { } asked && kept.TrueForAll(s => s.Id != asked))
        {
            return Problems.NotFound("snapshot");
        }

        var visible =
            from r in db.SnapshotRows
            join p in db.SharePolicies on new { r.TenantId, r.OwnerId } equals new { TenantId = p.ParentId, OwnerId = p.ChildId }
            where p.Subject == ShareSubject.Plan && p.Level >= ShareLevel.ProgressOnly
            select r;
        var totals = kept.Count == 0 ? [] : await visible.GroupBy(r => r.SnapshotId).Select(g => new
        {
            g.Key,
            Shared = g.Count(),
            Declared = g.Sum(r => r.Declared),
            Reached = g.Sum(r => r.Reached),
            Total = g.Sum(r => r.ActionsTotal),
            Done = g.Sum(r => r.ActionsDone),
        }).ToDictionaryAsync(g => g.Key, ct);
        var chosen = snapshot ?? kept.FirstOrDefault()?.Id;
        var then = chosen is null ? [] : await visible.AsNoTracking().Where(r => r.SnapshotId == chosen).ToDictionaryAsync(r => r.OwnerId, ct);
        var (all, _) = await GetOversight.ChildrenAsync(db, ct);
        var matching = GetOversight.Matching(all, query);
        var shared = matching.Where(c => c.IsShared).ToList();
        reads.Note(db.Scope.TenantId, db.Scope.PersonId!.Value, shared.Select(c => c.BodyId));
        var rows = matching.ConvertAll(c => new Row(c.BodyId, c.Name, c.Slug, then.GetValueOrDefault(c.BodyId) is { } r ? Of(r) : null, c.Figures is { } figures ? Of(c, figures) : null));
        return TypedResults.Ok(new Response(
            [.. kept.Select(s => totals.GetValueOrDefault(s.Id) is { } t
                ? new Snapshot(s.Id, s.Version, s.Name, s.On, s.Quarter is not null, t.Shared, t.Declared, t.Reached, t.Total, t.Done)
                : new Snapshot(s.Id, s.Version, s.Name, s.On, s.Quarter is not null, 0, 0, 0, 0, 0))],
            chosen,
            new Snapshot(Guid.Empty, 0, "", db.Today, false, shared.Count, shared.Sum(c => c.Figures!.Declared), shared.Sum(c => c.Figures!.Reached), shared.Sum(c => c.Figures!.ActionsTotal), shared.Sum(c => c.Figures!.ActionsDone)),
            matching.Count, rows.Count(r => r.Then is not null && r.Now is not null), rows,
            [.. every.Where(s => s.DeletedAt is not null).Select(s => new DeletedSnapshot(s.Id, s.Name, s.On))]));
    }

    private static Figures Of(SnapshotRow r) =>
        new(r.Declared, r.Reached, r.ActionsTotal, r.ActionsDone, [r.Level1, r.Level2, r.Level3], Codes.Split(r.ReachedCodes), Codes.Split(r.DeclaredCodes));

    private static Figures Of(GetOversight.Child c, ProgressFigures f) =>
        new(f.Declared, f.Reached, f.ActionsTotal, f.ActionsDone, f.Levels, Codes.Split(c.ReachedCodes!), Codes.Split(c.DeclaredCodes!));
}
