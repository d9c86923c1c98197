using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Plans.Method.Own.Features;

/// <summary>Brings an objective or a mean of the body's own back, within 30 days, with its code.</summary>
public static class RestoreOwnEntry
{
    internal static void Map(RouteGroupBuilder body) => body
        .MapPost("/own-method/entries/{entryId:guid}/restoration", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(RestoreOwnEntry))
        .WithSummary("Bring an objective or a mean of the body's own back, within 30 days")
        .ProducesProblem(409);

    private static async Task<Results<Ok<AddOwnEntry.Response>, ProblemHttpResult>> Handle(Guid entryId, PlansDb db, HttpContext http, CancellationToken ct)
    {
        await using var write = await db.BeginWriteAsync(ct);
        var since = db.Now - OwnEntry.Restorable;
        var entry = await db.WithDeleted<OwnEntry>().FirstOrDefaultAsync(e => e.Id == entryId && e.DeletedAt >= since, ct);
        if (entry is null)
        {
            return Problems.NotFound("removed entry");
        }

        if (await db.OwnEntries.CountAsync(e => e.Kind == entry.Kind, ct) >= OwnEntry.Most(entry.Kind))
        {
            return AddOwnEntry.Full(entry.Kind);
        }

        entry.DeletedAt = null;
        db.Record("own-entry-restored", "own-entry", entry.Id, new { entry.Code });
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        http.ShowVersion(entry.Version);
        return TypedResults.Ok(new AddOwnEntry.Response(entry.Id, entry.Code, entry.Version));
    }
}
