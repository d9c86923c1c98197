using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Method.Own.Features;

/// <summary>Changes the words or the axis of an objective or a mean of the body's own; its code stays.</summary>
public static class EditOwnEntry
{
    internal static void Map(RouteGroupBuilder body) => body
        .MapPut("/own-method/entries/{entryId:guid}", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(EditOwnEntry))
        .WithSummary("Change an objective or a mean of the body's own")
        .ProducesValidationProblem().ProducesProblem(409).ProducesProblem(428);

    private static async Task<Results<Ok<AddOwnEntry.Response>, ProblemHttpResult>> Handle(Guid entryId, OwnFields request, PlansDb db, HttpContext http, CancellationToken ct)
    {
        var entry = await db.OwnEntries.FirstOrDefaultAsync(e => e.Id == entryId, ct);
        if (entry is null)
        {
            return Problems.NotFound("entry");
        }

        if (http.Refuse(entry.Version, OwnFields.Of(entry)) is { } refused)
        {
            return refused;
        }

        request.Fill(entry, db.Now);
        db.Record("own-entry-edited", "own-entry", entry.Id, new { entry.Code });
        await db.SaveChangesAsync(ct);
        http.ShowVersion(entry.Version);
        return TypedResults.Ok(new AddOwnEntry.Response(entry.Id, entry.Code, entry.Version));
    }
}
