using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Strategy.Features;

/// <summary>The strategy that the plan derives from; an empty one where nothing was written yet.</summary>
public static class GetStrategy
{
    /// <param name="Version">0 while nothing was written; to be sent back in If-Match.</param>
    /// <param name="Parent">The parent whose strategy it takes up.</param>
    /// <param name="Parents">Those whose strategy it may take up.</param>
    public sealed record Response(
        int Version, StrategyState State, string Title, StrategyOrigin Origin, OtherBody? Parent, string? Intentions, string? Ambitions, string? Means,
        int? FromYear, int? ToYear, DateOnly? CouncilOn, string? Deliberation, string? DeliberationUrl,
        DateTime? UpdatedAt, Person? UpdatedBy, DateTime? ValidatedAt, Person? ValidatedBy, IReadOnlyList<OtherBody> Parents);

    internal static void Map(RouteGroupBuilder body) => body
        .MapGet("/strategy", Handle)
        .NeedsOrShared(Right.Read, ShareSubject.Plan, ShareLevel.Read)
        .WithName(nameof(GetStrategy))
        .WithSummary("The strategy that the plan derives from");

    private static async Task<Ok<Response>> Handle(PlansDb db, AccessBook book, HttpContext http, CancellationToken ct)
    {
        var strategy = await db.Strategies.AsNoTracking().FirstOrDefaultAsync(ct);
        // Whom else the body is attached to is no business of a parent that reads.
        var parents = db.Scope.ReadAs is null || strategy?.ParentId is not null ? await db.ParentsAsync(ct) : [];
        var names = await db.NamesAsync(book, [.. new[] { strategy?.UpdatedBy, strategy?.ValidatedBy }.OfType<Guid>().Distinct()], ct);
        http.ShowVersion(strategy?.Version ?? 0);
        return TypedResults.Ok(new Response(
            strategy?.Version ?? 0, strategy?.State ?? StrategyState.Draft, strategy?.Title ?? "", strategy?.Origin ?? StrategyOrigin.Own,
            strategy?.ParentId is { } parent ? parents.FirstOrDefault(p => p.BodyId == parent) : null,
            strategy?.Intentions, strategy?.Ambitions, strategy?.Means, strategy?.FromYear, strategy?.ToYear,
            strategy?.CouncilOn, strategy?.Deliberation, strategy?.DeliberationUrl, strategy?.UpdatedAt, Named(strategy?.UpdatedBy),
            strategy?.ValidatedAt, Named(strategy?.ValidatedBy), db.Scope.ReadAs is null ? parents : []));

        Person? Named(Guid? id) => id is { } one ? names.GetValueOrDefault(one) ?? new Person(one, "") : null;
    }

    /// <summary>Bodies that this one is attached to, by name.</summary>
    internal static Task<List<OtherBody>> ParentsAsync(this PlansDb db, CancellationToken ct)
    {
        var me = db.Scope.TenantId;
        return db.Bodies.Where(b => db.Attachments.Any(a => a.ChildId == me && a.ParentId == b.BodyId && a.State == AttachmentState.Accepted))
            .OrderBy(b => b.Folded).Select(b => new OtherBody(b.BodyId, b.Name, b.Slug)).Take(20).ToListAsync(ct);
    }
}
