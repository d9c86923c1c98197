using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Territory.Bodies.Features;

/// <summary>Any administrator keeps the body's data after all. Needs no recent sign-in: nothing is lost by it.</summary>
public static class UndoErasure
{
    internal static void Map(RouteGroupBuilder bodies) => bodies
        .MapDelete("/erasure", Handle)
        .Needs(Right.Administer)
        .WithName(nameof(UndoErasure))
        .WithSummary("Undo the erasure that was asked for")
        .ProducesProblem(409);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(Guid bodyId, TerritoryDb db, CancellationToken ct)
    {
        await using var write = await db.BeginWriteAsync(ct);
        if (await db.Erasures.FirstOrDefaultAsync(e => e.BodyId == bodyId, ct) is not { } erasure)
        {
            return Problems.Conflict("no-erasure", "No erasure was asked for.");
        }

        db.Erasures.Remove(erasure);
        db.Record("erasure-undone", nameof(Body), bodyId);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return TypedResults.NoContent();
    }
}
