using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Territory.People;

namespace OpenDataAnimation.Territory.Attachments.Features;

/// <summary>
/// Either side ends an attachment, or the side that proposed it withdraws it. At once and in one transaction: nothing is shared any more,
/// and no one of the parent acts in the child. The child keeps all that is its own.
/// </summary>
public static class EndAttachment
{
    public sealed record Response(Guid AttachmentId, AttachmentState State);

    internal static void Map(RouteGroupBuilder bodies) => bodies
        .MapPost("/attachments/{attachmentId:guid}/end", Handle)
        .Needs(Right.Administer)
        .WithName(nameof(EndAttachment))
        .WithSummary("End an attachment, or withdraw one's own proposal of it")
        .ProducesProblem(409);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid bodyId, Guid attachmentId, TerritoryDb db, ChildSide side, CancellationToken ct)
    {
        if (await db.OwnAttachments.OfAsync(bodyId, attachmentId, ct) is not { } seen)
        {
            return Problems.NotFound("attachment");
        }

        return await side.ActAsync<Results<Ok<Response>, ProblemHttpResult>>(seen.ChildId, async (childDb, tell) =>
        {
            await using var write = await childDb.BeginWriteAsync(ct);
            var attachment = await childDb.OwnAttachments.FirstAsync(a => a.Id == attachmentId, ct);
            if (!attachment.IsOpen || attachment.Awaits == bodyId)
            {
                return Problems.Conflict("attachment-decided", attachment.IsProposed
                    ? "This proposal awaits your answer: accept or refuse it."
                    : $"This attachment is {attachment.State}.");
            }

            await EndAsync(childDb, tell, attachment, bodyId, ct);
            await childDb.SaveChangesAsync(ct);
            await tell.CommitAsync(write, ct);
            return TypedResults.Ok(new Response(attachment.Id, attachment.State));
        });
    }

    /// <summary>The attachment and all that it allowed: what is shared, delegations, invitations. Nothing is saved here.</summary>
    internal static async Task EndAsync(TerritoryDb childDb, Tell tell, Attachment attachment, Guid by, CancellationToken ct)
    {
        attachment.End(childDb.Now);
        await tell.AboutAsync(attachment, ct);
        await (await Policies.KeptAsync(childDb, attachment.ParentId, ct)).PutInForceAsync(tell, ShareLevels.None, all: true, ct);
        await EndDelegationsAsync(childDb, tell, attachment.ParentId, ct);
        await RevokeInvitationsAsync(childDb, attachment, ct);
        childDb.Record("attachment-ended", nameof(Attachment), attachment.Id, new { by, parent = attachment.ParentId });
    }

    private static async Task EndDelegationsAsync(TerritoryDb db, Tell tell, Guid parentId, CancellationToken ct)
    {
        foreach (var delegated in await db.OwnMemberships.Where(m => m.OnBehalfOf == parentId && !m.Ended).ToListAsync(ct))
        {
            delegated.End(db.Now);
            await tell.AboutAsync(delegated, ct);
        }
    }

    /// <summary>Those that the parent sent: it no longer speaks to the child.</summary>
    private static async Task RevokeInvitationsAsync(TerritoryDb db, Attachment attachment, CancellationToken ct)
    {
        var sent = await db.InvitationKeys
            .Where(k => k.BodyId == attachment.ChildId && k.InvitedBy == attachment.ParentId && k.State == InvitationState.Pending).ToListAsync(ct);
        sent.ForEach(k => k.Become(InvitationState.Revoked, db.Now));
    }
}
