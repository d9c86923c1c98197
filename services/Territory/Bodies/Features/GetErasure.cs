using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;

namespace OpenDataAnimation.Territory.Bodies.Features;

/// <summary>Whether the erasure of the body's data was asked for, and when it comes.</summary>
public static class GetErasure
{
    /// <param name="AskedAt">Null when nobody asked.</param>
    /// <param name="AskedBy">The name, as long as that person is a member.</param>
    public sealed record Response(DateTime? AskedAt, DateTime? DueAt, string? AskedBy);

    internal static void Map(RouteGroupBuilder bodies) => bodies
        .MapGet("/erasure", Handle)
        .Needs(Right.Administer)
        .WithName(nameof(GetErasure))
        .WithSummary("Read whether the body's data are to be erased, and when");

    private static async Task<Ok<Response>> Handle(Guid bodyId, TerritoryDb db, CancellationToken ct) =>
        TypedResults.Ok(await db.Erasures.AsNoTracking().Where(e => e.BodyId == bodyId)
            .Select(e => new Response(e.AskedAt, e.DueAt, db.OwnMemberships.Where(m => m.PersonId == e.AskedBy && !m.Ended).Select(m => m.Name).FirstOrDefault()))
            .FirstOrDefaultAsync(ct) ?? new Response(null, null, null));
}
