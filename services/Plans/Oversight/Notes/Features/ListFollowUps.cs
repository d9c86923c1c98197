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

        if (!await db.Attachments.AnyAsync(a => a.ParentId == db.Scope.TenantId && a.ChildId == childId, ct))
        {
            return Problems.NotFound("child");
        }

        var (take, tenant) = (Cursor.Size(size), db.Scope.TenantId);
        var notes = db.FollowUps.AsNoTracking().Where(n => n.ChildId == childId);
        if (from is { } last)
        {
            var (at, id) = (last.At, last.Id);
            notes = notes.Where(n => n.CreatedAt <= at && (n.CreatedAt < at || n.Id < id));
        }

        var rows = await notes.OrderByDescending(n => n.CreatedAt).ThenByDescending(n => n.Id).Take(take + 1).Select(n => new Item(
            n.Id, n.Version, n.Text, n.CreatedAt, db.Memberships.Where(m => m.BodyId == tenant && m.PersonId == n.CreatedBy).Select(m => m.Name).FirstOrDefault() ?? "",
            n.EditedAt, db.Memberships.Where(m => m.BodyId == tenant && m.PersonId == n.EditedBy).Select(m => m.Name).FirstOrDefault() ?? "")).ToListAsync(ct);
        return TypedResults.Ok(new Page<Item>([.. rows.Take(take)], rows.Count > take ? Cursor.Of(rows[take - 1].CreatedAt, rows[take - 1].Id) : null));
    }
}
