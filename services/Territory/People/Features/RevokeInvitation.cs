using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Territory.People.Features;

/// <summary>An administrator takes an invitation back: its link no longer works.</summary>
public static class RevokeInvitation
{
    internal static void Map(RouteGroupBuilder bodies) => bodies
        .MapDelete("/invitations/{invitationId:guid}", Handle)
        .Needs(Right.Administer)
        .WithName(nameof(RevokeInvitation))
        .WithSummary("Take an invitation back")
        .ProducesProblem(409);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(Guid invitationId, TerritoryDb db, CancellationToken ct)
    {
        await using var write = await db.BeginWriteAsync(ct);
        // Through the body's own rows: the key alone belongs to no tenant.
        var key = await db.Invitations.Where(i => i.Id == invitationId)
            .Join(db.InvitationKeys, i => i.Id, k => k.InvitationId, (_, k) => k).FirstOrDefaultAsync(ct);
        if (key is null)
        {
            return Problems.NotFound("invitation");
        }

        if (key.State != InvitationState.Pending)
        {
            return Problems.Conflict("invitation-closed", $"This invitation is {key.State}.");
        }

        key.Become(InvitationState.Revoked, db.Now);
        db.Record("invitation-revoked", nameof(Invitation), invitationId);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return TypedResults.NoContent();
    }
}
