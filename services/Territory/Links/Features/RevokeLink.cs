using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Territory.Links.Features;

/// <summary>A secure link is taken back: it answers no more. Taken back twice, nothing changes.</summary>
public static class RevokeLink
{
    internal static void Map(RouteGroupBuilder bodies) => bodies
        .MapDelete("/links/{linkId:guid}", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(RevokeLink))
        .WithSummary("Take a secure link back");

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(Guid linkId, TerritoryDb db, CancellationToken ct)
    {
        await using var write = await db.BeginWriteAsync(ct);
        // Through the body's own rows: the key alone belongs to no tenant.
        var key = await db.SecureLinks.Where(l => l.Id == linkId)
            .Join(db.SecureLinkKeys, l => l.Id, k => k.LinkId, (_, k) => k).FirstOrDefaultAsync(ct);
        if (key is null)
        {
            return Problems.NotFound("link");
        }

        if (key.RevokedAt is null)
        {
            key.Revoke(db.Now);
            db.Record("link-revoked", nameof(SecureLink), linkId);
            await db.SaveChangesAsync(ct);
            await write.CommitAsync(ct);
        }

        return TypedResults.NoContent();
    }
}
