using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Territory.Attachments.Features;

/// <summary>A body asks a parent to attach it, and says what it would share. Nothing is shared until the parent accepts.</summary>
public static class ProposeAttachment
{
    public sealed record Request(
        [property: Required] Guid? ParentId, ShareLevel Plan = ShareLevel.ProgressOnly, ShareLevel Indicators = ShareLevel.Nothing,
        ShareLevel Contacts = ShareLevel.Nothing, ShareLevel Events = ShareLevel.Nothing);

    public sealed record Response(Guid AttachmentId, AttachmentState State);

    internal static void Map(RouteGroupBuilder bodies) => bodies
        .MapPost("/attachments", Handle)
        .Needs(Right.Administer)
        .WithName(nameof(ProposeAttachment))
        .WithSummary("Ask a parent to attach this body")
        .ProducesProblem(409);

    private static async Task<Results<Created<Response>, ProblemHttpResult, ValidationProblem>> Handle(
        Guid bodyId, Request request, TerritoryDb db, Tell tell, CancellationToken ct)
    {
        await using var write = await db.BeginWriteAsync(ct);
        var child = await db.OwnBodies.FirstOrDefaultAsync(b => b.Id == bodyId, ct);
        var parent = await db.OwnBodies.FirstOrDefaultAsync(b => b.Id == request.ParentId && b.State == BodyState.Active && b.Id != bodyId, ct);
        if (child is null)
        {
            return Problems.NotFound("body");
        }

        if (parent is null)
        {
            return Problems.Field("parentId", "Cette collectivité n’est pas inscrite\u00A0: choisissez-en une autre.");
        }

        var attachment = await db.OwnAttachments.FirstOrDefaultAsync(a => a.ParentId == parent.Id && a.ChildId == bodyId, ct);
        if (attachment is { IsOpen: true })
        {
            return Problems.Conflict("already-there", "An attachment to this parent is proposed or in force.");
        }

        if (attachment is null)
        {
            attachment = db.OwnAttachments.Add(Attachment.ProposedBy(bodyId, parent.Id, bodyId, Attachment.NatureOf(parent, child.Kind, child.Code), db.Now)).Entity;
        }
        else
        {
            attachment.ProposeAgain(bodyId, db.Now);
        }

        await Policies.WishAsync(db, parent.Id, new(request.Plan, request.Indicators, request.Contacts, request.Events), ct);
        await tell.AboutAsync(attachment, ct);
        db.Record("attachment-proposed", nameof(Attachment), attachment.Id, new { parent = parent.Id });
        await db.SaveChangesAsync(ct);
        await tell.CommitAsync(write, ct);
        return TypedResults.Created((string?)null, new Response(attachment.Id, attachment.State));
    }
}
