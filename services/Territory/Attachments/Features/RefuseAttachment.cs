using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Territory.Attachments.Features;

/// <summary>The side that was asked refuses. Nothing was shared, nothing is.</summary>
public static class RefuseAttachment
{
    public sealed record Response(Guid AttachmentId, AttachmentState State);

    internal static void Map(RouteGroupBuilder bodies) => bodies
        .MapPost("/attachments/{attachmentId:guid}/refusal", Handle)
        .Needs(Right.Administer)
        .WithName(nameof(RefuseAttachment))
        .WithSummary("Refuse a proposed attachment")
        .ProducesProblem(409);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid bodyId, Guid attachmentId, TerritoryDb db, Tell tell, CancellationToken ct)
    {
        if (await db.OwnAttachments.OfAsync(bodyId, attachmentId, ct) is null)
        {
            return Problems.NotFound("attachment");
        }

        await using var write = await db.BeginWriteAsync(ct);
        var attachment = await db.OwnAttachments.FirstAsync(a => a.Id == attachmentId, ct);
        if (attachment.Awaits != bodyId)
        {
            return Pairs.NotYours(attachment);
        }

        attachment.Refuse(db.Now);
        await tell.AboutAsync(attachment, ct);
        db.Record("attachment-refused", nameof(Attachment), attachment.Id);
        await db.SaveChangesAsync(ct);
        await tell.CommitAsync(write, ct);
        return TypedResults.Ok(new Response(attachment.Id, attachment.State));
    }
}
