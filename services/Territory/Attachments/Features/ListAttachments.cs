using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;

namespace OpenDataAnimation.Territory.Attachments.Features;

/// <summary>To whom a body is attached and what it shares with each, and which bodies ask to be attached to it.</summary>
public static class ListAttachments
{
    private const int Most = 1000;

    public enum Side { Child, Parent }

    /// <param name="Side">Which side the reading body is on.</param>
    /// <param name="Policy">What the body shares, or, while it is the child's proposal, wishes to share; only on the child's side.</param>
    /// <param name="PolicyVersion">For If-Match when the policy is changed.</param>
    /// <param name="AwaitsUs">The word of the reading body is missing.</param>
    public sealed record Item(
        Guid AttachmentId, Side Side, Guid OtherId, string OtherName, string OtherArticle, string OtherSlug, BodyKind OtherKind,
        AttachmentNature Nature, AttachmentState State, bool AwaitsUs, DateTime ProposedAt, DateTime? DecidedAt, DateTime? EndedAt,
        ShareLevels? Policy, int? PolicyVersion);

    public sealed record Response(IReadOnlyList<Item> Items);

    internal static void Map(RouteGroupBuilder bodies) => bodies
        .MapGet("/attachments", Handle)
        .Needs(Right.Read)
        .WithName(nameof(ListAttachments))
        .WithSummary("List a body's parents with what it shares, and the bodies that ask to be its children");

    private static async Task<Ok<Response>> Handle(Guid bodyId, TerritoryDb db, CancellationToken ct)
    {
        // Children that are proposed or accepted have a list of their own.
        var rows = await db.OwnAttachments.AsNoTracking()
            .Where(a => a.ChildId == bodyId || (a.ParentId == bodyId && a.State == AttachmentState.ProposedByChild))
            .Join(db.Bodies.AsNoTracking(), a => a.ChildId == bodyId ? a.ParentId : a.ChildId, b => b.BodyId, (a, b) => new { Attachment = a, Other = b })
            .OrderBy(r => r.Other.Folded).Take(Most).ToListAsync(ct);
        var policies = (await db.OwnPolicies.AsNoTracking().ToListAsync(ct)).ToLookup(p => p.ParentId);
        return TypedResults.Ok(new Response([.. rows.Select(r => Of(bodyId, r.Attachment, r.Other, policies))]));
    }

    private static Item Of(Guid bodyId, Attachment a, BodyCopy other, ILookup<Guid, SharePolicy> policies)
    {
        var ours = a.ChildId == bodyId ? policies[a.ParentId].ToList() : null;
        return new(a.Id, ours is null ? Side.Parent : Side.Child, other.BodyId, other.Name, other.Article, other.Slug, other.Kind,
            a.Nature, a.State, a.Awaits == bodyId, a.ProposedAt, a.DecidedAt, a.EndedAt,
            ours is null ? null : ShareLevels.From(ours.Select(p => (p.Subject, p.Level))), ours is null ? null : Policies.VersionOf(ours));
    }
}
