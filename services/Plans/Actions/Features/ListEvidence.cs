using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Actions.Features;

/// <summary>The evidence of a body's actions, last added first: what an evaluation can point at.</summary>
public static class ListEvidence
{
    /// <param name="Objective">Only of actions that serve it.</param>
    public sealed record Query([property: FromQuery] string? Objective, [property: FromQuery] string? After, [property: FromQuery] int? Size);

    public sealed record Item(Guid Id, Guid ActionId, string ActionTitle, EvidenceKind Kind, string Title, string? Url, DateOnly? On, DateTime CreatedAt);

    internal static void Map(RouteGroupBuilder body) => body
        .MapGet("/evidence", Handle)
        .NeedsOrShared(Right.Read, ShareSubject.Plan, ShareLevel.Read)
        .WithName(nameof(ListEvidence))
        .WithSummary("The evidence of the body's actions, last added first")
        .ProducesValidationProblem();

    private static async Task<Results<Ok<Page<Item>>, ValidationProblem>> Handle([AsParameters] Query query, PlansDb db, CancellationToken ct)
    {
        if (!Cursor.TryRead(query.After, CursorKind.Instant, out var after))
        {
            return Problems.Field("after", "Cette suite de liste n’existe pas.");
        }

        var rows = from e in db.Evidence
                   where e.Kind != EvidenceKind.Attachment
                   join a in db.Actions on e.ActionId equals a.Id
                   select new { Evidence = e, Action = a };
        if (query.Objective is { } objective)
        {
            var sought = Codes.Sought(objective);
            rows = rows.Where(r => r.Action.Objectives.Contains(sought));
        }

        if (after is { } last)
        {
            var (at, id) = (last.At, last.Id);
            rows = rows.Where(r => r.Evidence.CreatedAt <= at && (r.Evidence.CreatedAt < at || r.Evidence.Id < id));
        }

        var size = Cursor.Size(query.Size);
        var items = await rows.OrderByDescending(r => r.Evidence.CreatedAt).ThenByDescending(r => r.Evidence.Id).Take(size + 1)
            .Select(r => new Item(r.Evidence.Id, r.Action.Id, r.Action.Title, r.Evidence.Kind, r.Evidence.Title, r.Evidence.Url, r.Evidence.On, r.Evidence.CreatedAt))
            .ToListAsync(ct);
        return TypedResults.Ok(new Page<Item>([.. items.Take(size)], items.Count > size ? Cursor.Of(items[size - 1].CreatedAt, items[size - 1].Id) : null));
    }
}
