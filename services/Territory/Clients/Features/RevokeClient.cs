using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Territory.Clients.Features;

/// <summary>A client ends at once: it gets no token any more, and those it holds are good for nothing, because its membership is over.</summary>
public static class RevokeClient
{
    internal static void Map(RouteGroupBuilder bodies) => bodies
        .MapDelete("/clients/{apiClientId:guid}", Handle)
        .Needs(Right.Administer)
        .WithName(nameof(RevokeClient))
        .WithSummary("End a client at once");

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(Guid apiClientId, TerritoryDb db, Tell tell, CancellationToken ct)
    {
        await using var write = await db.BeginWriteAsync(ct);
        if (await db.ApiClients.AsNoTracking().FirstOrDefaultAsync(c => c.Id == apiClientId, ct) is not { } client)
        {
            return Problems.NotFound("client");
        }

        if (client.RevokedAt is not null)
        {
            return TypedResults.NoContent();
        }

        await db.RevokeClientAsync(client.MembershipId, ct);
        if (await db.OwnMemberships.FirstOrDefaultAsync(m => m.Id == client.MembershipId && !m.Ended, ct) is { } membership)
        {
            membership.End(db.Now);
            await tell.AboutAsync(membership, ct);
        }

        await db.SaveChangesAsync(ct);
        await tell.CommitAsync(write, ct);
        return TypedResults.NoContent();
    }
}
