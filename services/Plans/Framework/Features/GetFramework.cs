using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Plans.Framework.Features;

/// <summary>The framework, whole: team, criteria, answers to doubts. Every role of the body reads it.</summary>
public static class GetFramework
{
    /// <param name="FullTime">Shares of effort of the team added up, in percent of one full-time job.</param>
    /// <param name="Starters">Texts to start from that are not in use; empty for those who may not write.</param>
    /// <param name="Removed">What can be brought back; empty for those who may not write.</param>
    public sealed record Response(
        IReadOnlyList<Item> Team, IReadOnlyList<Item> Criteria, IReadOnlyList<Item> Doubts, int FullTime, DateTime? UpdatedAt,
        IReadOnlyList<Starter> Starters, IReadOnlyList<Item> Removed);

    public sealed record Item(Guid Id, int Version, FrameworkKind Kind, string Title, string? Text, Guid? PersonId, int? EffortPercent, DateTime? DeletedAt);

    internal static void Map(RouteGroupBuilder body) => body
        .MapGet("/framework", Handle)
        .Needs(Right.Read)
        .WithName(nameof(GetFramework))
        .WithSummary("Team, publication criteria and answers to doubts");

    private static async Task<Ok<Response>> Handle(PlansDb db, HttpContext http, CancellationToken ct)
    {
        var since = db.Now - FrameworkItem.Restorable;
        var edits = http.Standing().May(Right.Edit);
        var rows = await (edits ? db.WithDeleted<FrameworkItem>().Where(i => i.DeletedAt == null || i.DeletedAt >= since) : db.FrameworkItems)
            .AsNoTracking().OrderBy(i => i.Place).ThenBy(i => i.Id).Take(2 * FrameworkItem.Most).ToListAsync(ct);
        var kept = rows.Where(i => i.DeletedAt is null).ToList();
        var used = kept.Select(i => i.Starter).ToHashSet();
        return TypedResults.Ok(new Response(
            Of(FrameworkKind.Team), Of(FrameworkKind.Criterion), Of(FrameworkKind.Doubt), kept.Sum(i => i.EffortPercent ?? 0),
            kept.Count == 0 ? null : kept.Max(i => i.UpdatedAt), edits ? [.. Starters.All.Where(s => !used.Contains(s.Code))] : [],
            [.. rows.Where(i => i.DeletedAt is not null).OrderByDescending(i => i.DeletedAt).Take(20).Select(Show)]));

        List<Item> Of(FrameworkKind kind) => [.. kept.Where(i => i.Kind == kind).Select(Show)];
    }

    private static Item Show(FrameworkItem i) => new(i.Id, i.Version, i.Kind, i.Title, i.Text, i.PersonId, i.EffortPercent, i.DeletedAt);
}
