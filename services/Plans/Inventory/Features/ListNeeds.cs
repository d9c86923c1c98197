using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Inventory.Features;

/// <summary>The data that someone lacks, oldest first, page by page.</summary>
public static class ListNeeds
{
    /// <param name="Open">Those neither met nor refused.</param>
    /// <param name="Deleted">Only those deleted within 30 days.</param>
    public sealed record Query(
        [property: FromQuery] NeedState? State, [property: FromQuery] bool? Open, [property: FromQuery] bool? Deleted, [property: FromQuery] string? After, [property: FromQuery] int? Size);

    public sealed record Response(IReadOnlyList<Item> Items, string? Next, IReadOnlyDictionary<NeedState, int> Counts);

    /// <param name="Dataset">The title of the dataset that answers it.</param>
    public sealed record Item(Guid Id, int Version, string Title, string? From, bool Outside, Theme? Theme, DateOnly ReceivedOn, NeedState State, Guid? DatasetId, string? Dataset, DateTime? DeletedAt);

    internal static void Map(RouteGroupBuilder body) => body
        .MapGet("/inventory/needs", Handle)
        .Needs(Right.Read)
        .WithName(nameof(ListNeeds))
        .WithSummary("The data needs of the body, oldest first, with counts by state")
        .ProducesValidationProblem();

    private static async Task<Results<Ok<Response>, ValidationProblem>> Handle([AsParameters] Query query, PlansDb db, CancellationToken ct)
    {
        if (!Cursor.TryRead(query.After, CursorKind.Day, out var after))
        {
            return Problems.Field("after", "Cette suite de liste n’existe pas.");
        }

        var size = Cursor.Size(query.Size);
        var since = db.Now - CandidateDataset.Restorable;
        var needs = query.Deleted == true ? db.WithDeleted<DataNeed>().Where(n => n.DeletedAt >= since) : db.Needs;
        needs = needs.Where(n => (query.State == null || n.State == query.State) && (query.Open != true || (n.State != NeedState.Met && n.State != NeedState.Refused)));
        if (after is { } last)
        {
            var (on, id) = (last.On, last.Id);
            needs = needs.Where(n => n.ReceivedOn >= on && (n.ReceivedOn > on || n.Id > id));
        }

        var rows = await needs.OrderBy(n => n.ReceivedOn).ThenBy(n => n.Id).Take(size + 1).Select(n => new Item(
            n.Id, n.Version, n.Title, db.BodyServices.Where(s => s.Id == n.ServiceId).Select(s => s.Name).FirstOrDefault() ?? n.FromOutside, n.ServiceId == null, n.Theme, n.ReceivedOn, n.State,
            n.DatasetId, db.Datasets.Where(d => d.Id == n.DatasetId).Select(d => d.Title).FirstOrDefault(), n.DeletedAt)).ToListAsync(ct);
        var counts = await db.Needs.GroupBy(n => n.State).Select(g => new { State = g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.State, g => g.Count, ct);
        return TypedResults.Ok(new Response([.. rows.Take(size)], rows.Count > size ? Cursor.Of(rows[size - 1].ReceivedOn, rows[size - 1].Id) : null, counts));
    }
}
