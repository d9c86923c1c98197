using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Territory.Attachments.Features;

/// <summary>The child changes what it shares with one parent. What it takes back is gone at once.</summary>
public static class ChangePolicy
{
    public sealed record Request(
        [property: Required] ShareLevel? Plan, [property: Required] ShareLevel? Indicators,
        [property: Required] ShareLevel? Contacts, [property: Required] ShareLevel? Events);

    public sealed record Response(Guid AttachmentId, ShareLevels Policy, int PolicyVersion);

    internal static void Map(RouteGroupBuilder bodies) => bodies
        .MapPut("/attachments/{attachmentId:guid}/policy", Handle)
        .Needs(Right.Administer)
        .WithName(nameof(ChangePolicy))
        .WithSummary("Change what this body shares with a parent")
        .ProducesProblem(409)
        .ProducesProblem(428);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid bodyId, Guid attachmentId, Request request, [FromHeader(Name = "If-Match")] string? ifMatch, HttpContext http,
        TerritoryDb db, Tell tell, CancellationToken ct)
    {
        if (await db.OwnAttachments.OfAsync(bodyId, attachmentId, ct) is not { } seen)
        {
            return Problems.NotFound("attachment");
        }

        if (seen.ChildId != bodyId)
        {
            return Problems.NotAllowed("an administrator of the body that shares");
        }

        if (Versions.Of(ifMatch) is not { } version)
        {
            return Problems.VersionRequired();
        }

        await using var write = await db.BeginWriteAsync(ct);
        var attachment = await db.OwnAttachments.FirstAsync(a => a.Id == attachmentId, ct);
        if (attachment.State != AttachmentState.Accepted)
        {
            return Problems.Conflict("attachment-decided", $"This attachment is {attachment.State}: there is nothing to share.");
        }

        var policies = await Policies.AllAsync(db, attachment.ParentId, ct);
        if (Policies.VersionOf(policies) is var current && current != version)
        {
            return Problems.Stale(current, ShareLevels.From(policies.Select(p => (p.Subject, p.Level))));
        }

        var levels = new ShareLevels(request.Plan!.Value, request.Indicators!.Value, request.Contacts!.Value, request.Events!.Value);
        await policies.PutInForceAsync(tell, levels, all: false, ct);
        db.Record("policy-changed", nameof(Attachment), attachment.Id, levels);
        await db.SaveChangesAsync(ct);
        await tell.CommitAsync(write, ct);

        http.ShowVersion(Policies.VersionOf(policies));
        return TypedResults.Ok(new Response(attachment.Id, levels, Policies.VersionOf(policies)));
    }
}
