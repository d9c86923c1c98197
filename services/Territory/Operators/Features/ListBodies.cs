using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;

namespace OpenDataAnimation.Territory.Operators.Features;

/// <summary>The bodies of the platform, by name: what everyone may know of them, and how many children and people each has.</summary>
public static class ListBodies
{
    public sealed record Item(
        Guid BodyId, string Name, string Article, string Slug, BodyKind Kind, string Code, IReadOnlyList<string> Departements,
        BodyState State, DateTime CreatedAt, int Children, int Members);

    internal static void Map(RouteGroupBuilder territory) => territory
        .MapGet("/operator/bodies", Handle)
        .ForOperators("sees which bodies are here, and none of their content")
        .WithName(nameof(ListBodies))
        .WithSummary("List the bodies of the platform")
        .ProducesValidationProblem();

    /// <param name="parents">Only those that have children, or are of a kind that may.</param>
    private static async Task<Results<Ok<Page<Item>>, ValidationProblem>> Handle(
        string? q, BodyState? state, BodyKind? kind, bool? parents, string? after, int? size, TerritoryDb db, CancellationToken ct)
    {
        if (Cursor.Read(after) is not { } cursor)
        {
            return Asked.UnknownCursor();
        }

        var (folded, take, now, (key, id)) = (Folding.Fold(q), Asked.Size(size), db.Now, cursor);
        var read = await db.OwnBodies.AsNoTracking()
            .Where(b => folded == "" || b.Folded.Contains(folded) || b.Code.StartsWith(folded))
            .Where(b => state == null || b.State == state)
            .Where(b => kind == null || b.Kind == kind)
            .Where(b => parents != true || b.Kind != BodyKind.Commune || db.OwnAttachments.Any(a => a.ParentId == b.Id))
            .Where(b => b.Folded.CompareTo(key) > 0 || (b.Folded == key && b.Id.CompareTo(id) > 0))
            .OrderBy(b => b.Folded).ThenBy(b => b.Id).Take(take + 1)
            .Select(b => new
            {
                Body = b,
                Children = db.OwnAttachments.Count(a => a.ParentId == b.Id && a.State != AttachmentState.Refused && a.State != AttachmentState.Ended),
                Members = db.Memberships.Count(m => m.BodyId == b.Id && !m.Ended && (m.Until == null || m.Until > now)),
            }).ToListAsync(ct);
        var page = Pages.Cut(
            [.. read.Select(r => (r.Body, r.Children, r.Members))], take, r => new Cursor(r.Body.Folded, r.Body.Id));
        return TypedResults.Ok(new Page<Item>([.. page.Items.Select(r => new Item(
            r.Body.Id, r.Body.Name, r.Body.Article, r.Body.Slug, r.Body.Kind, r.Body.Code, r.Body.DepartementList, r.Body.State, r.Body.CreatedAt,
            r.Children, r.Members))], page.Next));
    }
}
