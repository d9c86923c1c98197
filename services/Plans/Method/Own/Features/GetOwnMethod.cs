using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;

namespace OpenDataAnimation.Plans.Method.Own.Features;

/// <summary>What a body added to the method, and what it does not use of it. Whoever reads the plan needs it to name what the plan refers to.</summary>
public static class GetOwnMethod
{
    /// <param name="Hidden">Codes of objectives and means that are offered no more.</param>
    /// <param name="Removed">What can be brought back; empty for those who may not write.</param>
    public sealed record Response(IReadOnlyList<Item> Objectives, IReadOnlyList<Item> Means, IReadOnlyList<string> Hidden, IReadOnlyList<Item> Removed);

    public sealed record Item(Guid Id, int Version, OwnKind Kind, string Code, string Label, int Axis, string? What);

    internal static void Map(RouteGroupBuilder body) => body
        .MapGet("/own-method", Handle)
        .NeedsOrShared(Right.Read, ShareSubject.Plan, ShareLevel.Read)
        .WithName(nameof(GetOwnMethod))
        .WithSummary("Objectives and means of the body's own, and those of the method that it hides");

    private static async Task<Ok<Response>> Handle(PlansDb db, HttpContext http, CancellationToken ct)
    {
        var since = db.Now - OwnEntry.Restorable;
        var edits = db.Scope.ReadAs is null && http.Standing().May(Right.Edit);
        var entries = edits ? db.WithDeleted<OwnEntry>().Where(e => e.DeletedAt == null || e.DeletedAt >= since) : db.OwnEntries;
        var tenant = db.Scope.TenantId;
        // Both from the body, in one statement: pages ask this beside what they are about.
        var read = (await db.Bodies.AsNoTracking().Where(b => b.BodyId == tenant).Select(b => new
        {
            Own = entries.Where(e => e.TenantId == b.BodyId).OrderBy(e => e.Id).ToList(),
            Hidden = db.HiddenEntries.Where(h => h.TenantId == b.BodyId).OrderBy(h => h.Code).Select(h => h.Code).ToList(),
        }).ToListAsync(ct)).FirstOrDefault();
        var own = read?.Own ?? [];
        return TypedResults.Ok(new Response(
            [.. own.Where(e => e is { DeletedAt: null, Kind: OwnKind.Objective }).Select(Show)], [.. own.Where(e => e is { DeletedAt: null, Kind: OwnKind.Mean }).Select(Show)],
            read?.Hidden ?? [], [.. own.Where(e => e.DeletedAt is not null).OrderByDescending(e => e.DeletedAt).Select(Show)]));
    }

    private static Item Show(OwnEntry e) => new(e.Id, e.Version, e.Kind, e.Code, e.Label, e.Axis, e.What);
}
