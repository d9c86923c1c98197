using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Oversight.Notes.Features;

/// <summary>What the body noted for itself about one child, last first.</summary>
public static class ListFollowUps
{
    /// <param name="By">Empty for who is no longer known.</param>
    public sealed record Item(Guid Id, int Version, string Text, DateTime CreatedAt, string By, DateTime? EditedAt, string EditedBy);

    internal static void Map(RouteGroupBuilder body) => body
        .MapGet("/children/{childId:guid}/notes", Handle)
        .Needs(Right.Read)
        .WithName(nameof(ListFollowUps))
        .WithSummary("The body's own follow-up notes about a child")
        .ProducesValidationProblem();

    private static async Task<Results<Ok<Page<Item>>, ProblemHttpResult, ValidationProblem>> Handle(Guid childId, PlansDb db, string? after, int? size, CancellationToken ct)
    {
        if (!Cursor.TryRead(after, CursorKind.Instant, out var from))
        {
            return Problems.Field("after", "Cette suite de liste n’existe pas.");
        }

        var (take, tenant, page) = (Cursor.Size(size), db.Scope.TenantId, from is not null);
        var (at, id) = from is { } last ? (last.At, last.Id) : (default, default);
        var notes = db.FollowUps.Where(n => !page || (n.CreatedAt <= at && (n.CreatedAt < at || n.Id < id)));
        // The child and its notes are one reading, as a page with a commune's sheet asks several services; one row without a note when there is none.
        var rows = await (
            from child in db.Attachments.Where(a => a.ParentId == tenant && a.ChildId == childId).Select(a => a.ChildId).Distinct()
            join n in notes on child equals n.ChildId into written
            from n in written.DefaultIfEmpty()
            orderby n.CreatedAt descending, n.Id descending
            select n == null ? null : new Item(
                n.Id, n.Version, n.Text, n.CreatedAt, db.Memberships.Where(m => m.BodyId == tenant && m.PersonId == n.CreatedBy).Select(m => m.Name).FirstOrDefault() ?? "",
                n.EditedAt, db.Memberships.Where(m => m.BodyId == tenant && m.PersonId == n.EditedBy).Select(m => m.Name).FirstOrDefault() ?? "")).Take(take + 1).ToListAsync(ct);
        if (rows.Count == 0)
        {
            return Problems.NotFound("child");
        }

        rows.RemoveAll(r => r is null);
        return TypedResults.Ok(new Page<Item>([.. rows.Take(take).OfType<Item>()], rows.Count > take && rows[take - 1] is { } end ? Cursor.Of(end.CreatedAt, end.Id) : null));
    }
}
