using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Plans.Actions;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Method.Own.Features;

/// <summary>Takes an objective or a mean of the body's own out, while nothing refers to it; it can be brought back for 30 days.</summary>
public static class RemoveOwnEntry
{
    internal static void Map(RouteGroupBuilder body) => body
        .MapDelete("/own-method/entries/{entryId:guid}", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(RemoveOwnEntry))
        .WithSummary("Take out an objective or a mean of the body's own that nothing refers to")
        .ProducesProblem(409).ProducesProblem(428);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(Guid entryId, PlansDb db, HttpContext http, CancellationToken ct)
    {
        await using var write = await db.BeginWriteAsync(ct);
        var entry = await db.OwnEntries.FirstOrDefaultAsync(e => e.Id == entryId, ct);
        if (entry is null)
        {
            return Problems.NotFound("entry");
        }

        if (http.Refuse(entry.Version, OwnFields.Of(entry)) is { } refused)
        {
            return refused;
        }

        // Deleted actions too: they may come back.
        var sought = Codes.Sought(entry.Code);
        if (await db.WithDeleted<PlanAction>().AnyAsync(a => a.Mean == entry.Code || a.Objectives.Contains(sought), ct)
            || await db.Objectives.AnyAsync(o => o.Code == entry.Code && (o.Declared || o.Reached), ct))
        {
            return Problems.Conflict("own-in-use", "Actions refer to it, or the body aims at it: hide it instead.");
        }

        entry.DeletedAt = db.Now;
        db.Record("own-entry-removed", "own-entry", entry.Id, new { entry.Code });
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return TypedResults.NoContent();
    }
}
