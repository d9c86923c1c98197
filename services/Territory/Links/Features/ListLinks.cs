using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;

namespace OpenDataAnimation.Territory.Links.Features;

/// <summary>The body's secure links and what became of each; the latest first.</summary>
public static class ListLinks
{
    public sealed record Item(
        Guid LinkId, Guid ActionId, string ActionTitle, string Name, string Email, Guid AskedBy, string AskedByName, SecureLinkState State,
        DateTime CreatedAt, DateTime ExpiresAt, int Uses, int MostUses, DateTime? UsedAt);

    internal static void Map(RouteGroupBuilder bodies) => bodies
        .MapGet("/links", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(ListLinks))
        .WithSummary("List the body's secure links, the latest first; of one action with actionId")
        .ProducesValidationProblem();

    private static async Task<Results<Ok<Page<Item>>, ValidationProblem>> Handle(
        Guid? actionId, string? after, int? size, TerritoryDb db, CancellationToken ct)
    {
        if (Cursor.Read(after) is not { } cursor || !cursor.TryInstant(out var before))
        {
            return Asked.UnknownCursor();
        }

        var (now, take, id) = (db.Now, Asked.Size(size), cursor.Id);
        var rows = await db.SecureLinks.AsNoTracking().Where(l => actionId == null || l.ActionId == actionId)
            .Join(db.SecureLinkKeys.AsNoTracking(), l => l.Id, k => k.LinkId, (l, k) => new { Link = l, Key = k })
            .Where(r => r.Key.CreatedAt < before || (r.Key.CreatedAt == before && r.Key.LinkId.CompareTo(id) > 0))
            .OrderByDescending(r => r.Key.CreatedAt).ThenBy(r => r.Key.LinkId).Take(take + 1).ToListAsync(ct);
        var items = rows.Select(r => new Item(
            r.Link.Id, r.Link.ActionId, r.Link.ActionTitle, r.Link.Name, r.Link.Email, r.Link.AskedBy, r.Link.AskedByName, r.Key.StateAt(now),
            r.Key.CreatedAt, r.Key.ExpiresAt, r.Key.Uses, r.Key.MostUses, r.Key.UsedAt)).ToList();
        return TypedResults.Ok(Pages.Cut(items, take, i => Cursor.Of(i.CreatedAt, i.LinkId)));
    }
}
