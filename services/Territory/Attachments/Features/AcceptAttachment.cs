using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Territory.Attachments.Features;

/// <summary>The side that was asked accepts; the child chooses what it shares, or chose it when it asked.</summary>
public static class AcceptAttachment
{
    /// <summary>Read on the child's side only.</summary>
    public sealed record Request(
        ShareLevel Plan = ShareLevel.ProgressOnly, ShareLevel Indicators = ShareLevel.Nothing,
        ShareLevel Contacts = ShareLevel.Nothing, ShareLevel Events = ShareLevel.Nothing);

    public sealed record Response(Guid AttachmentId, AttachmentState State);

    internal static void Map(RouteGroupBuilder bodies) => bodies
        .MapPost("/attachments/{attachmentId:guid}/acceptance", Handle)
        .Needs(Right.Administer)
        .WithName(nameof(AcceptAttachment))
        .WithSummary("Accept a proposed attachment, choosing what is shared")
        .ProducesProblem(409);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid bodyId, Guid attachmentId, Request? request, TerritoryDb db, ChildSide side, CancellationToken ct)
    {
        if (await db.OwnAttachments.OfAsync(bodyId, attachmentId, ct) is not { } seen)
        {
            return Problems.NotFound("attachment");
        }

        var asked = request ?? new Request();
        var levels = seen.ChildId == bodyId ? new ShareLevels(asked.Plan, asked.Indicators, asked.Contacts, asked.Events) : null;
        return await side.ActAsync<Results<Ok<Response>, ProblemHttpResult>>(seen.ChildId, async (childDb, tell) =>
        {
            await using var write = await childDb.BeginWriteAsync(ct);
            var attachment = await childDb.OwnAttachments.FirstAsync(a => a.Id == attachmentId, ct);
            if (attachment.Awaits != bodyId)
            {
                return Pairs.NotYours(attachment);
            }

            attachment.Accept(childDb.Now);
            await tell.AboutAsync(attachment, ct);
            await (await Policies.AllAsync(childDb, attachment.ParentId, ct)).PutInForceAsync(tell, levels, all: true, ct);
            childDb.Record("attachment-accepted", nameof(Attachment), attachment.Id, new { by = bodyId, parent = attachment.ParentId });
            await childDb.SaveChangesAsync(ct);
            await tell.CommitAsync(write, ct);
            return TypedResults.Ok(new Response(attachment.Id, attachment.State));
        });
    }
}

/// <summary>What the acts on a pair of bodies have in common.</summary>
internal static class Pairs
{
    /// <summary>The attachment, when the body is one of its two sides; to all others it is not there.</summary>
    public static Task<Attachment?> OfAsync(this DbSet<Attachment> attachments, Guid bodyId, Guid attachmentId, CancellationToken ct) =>
        attachments.AsNoTracking().FirstOrDefaultAsync(a => a.Id == attachmentId && (a.ParentId == bodyId || a.ChildId == bodyId), ct);

    /// <summary>No side accepts or refuses its own proposal, nor what is decided already.</summary>
    public static ProblemHttpResult NotYours(Attachment attachment) => attachment.IsProposed
        ? Problems.NotAllowed("an administrator of the body that was asked")
        : Problems.Conflict("attachment-decided", $"This attachment is {attachment.State}.");
}
