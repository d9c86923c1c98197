using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Campaigns.Features;

/// <summary>What the body proposed to its children, newest first, with what became of it.</summary>
public static class ListCampaigns
{
    public sealed record Item(
        Guid Id, string Title, string[] Objectives, string? Mean, DateTime CreatedAt, DateOnly? ExpiresOn, bool Expired, DateTime? WithdrawnAt, Counts Counts, bool IsModel, bool IsRelay);

    internal static void Map(RouteGroupBuilder body) => body
        .MapGet("/campaigns", Handle)
        .Needs(Right.Read)
        .WithName(nameof(ListCampaigns))
        .WithSummary("What the body proposed to its children, with what became of it")
        .ProducesValidationProblem();

    private static async Task<Results<Ok<Page<Item>>, ValidationProblem>> Handle(PlansDb db, string? after, int? size, CancellationToken ct)
    {
        if (!Cursor.TryRead(after, CursorKind.Instant, out var from))
        {
            return Problems.Field("after", "Cette suite de liste n’existe pas.");
        }

        var (take, today) = (Cursor.Size(size), db.Today);
        var campaigns = db.Campaigns.AsNoTracking();
        if (from is { } last)
        {
            var (at, id) = (last.At, last.Id);
            campaigns = campaigns.Where(c => c.CreatedAt <= at && (c.CreatedAt < at || c.Id < id));
        }

        var rows = await campaigns.OrderByDescending(c => c.CreatedAt).ThenByDescending(c => c.Id).Take(take + 1).ToListAsync(ct);
        return TypedResults.Ok(new Page<Item>(
            [.. rows.Take(take).Select(c => new Item(
                c.Id, c.Title, Codes.Split(c.Objectives), c.Mean, c.CreatedAt, c.ExpiresOn, c.ExpiresOn < today, c.WithdrawnAt, Counts.Of(c, today), c.Parts is not null, c.OfferId is not null))],
            rows.Count > take ? Cursor.Of(rows[take - 1].CreatedAt, rows[take - 1].Id) : null));
    }
}
