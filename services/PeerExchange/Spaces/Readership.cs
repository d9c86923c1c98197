using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.PeerExchange.Topics;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.PeerExchange.Spaces;

/// <summary>
/// The one place that decides who reads and writes what in the exchanges: the body that the scope speaks for has its own
/// territory, those of the bodies it is attached to, and the space of all. Nothing here is transitive: a commune sees its
/// département's space by its own attachment only. Every read of topics and replies begins here.
/// </summary>
internal sealed class Readership(PeerExchangeDb db, Freshness freshness)
{
    private const string Unchecked = "Whether this territory is still open to you cannot be checked right now; nothing was changed.";

    private Spaces? _spaces;

    /// <summary>The spaces of the scope's body, its own territory first.</summary>
    public async Task<Spaces> SpacesAsync(CancellationToken ct)
    {
        if (_spaces is not null)
        {
            return _spaces;
        }

        var me = db.Scope.TenantId;
        var parents = db.Attachments.Where(a => a.ChildId == me && a.State == AttachmentState.Accepted).Select(a => a.ParentId);
        var bodies = await db.Bodies.AsNoTracking().Where(b => b.BodyId == me || parents.Contains(b.BodyId))
            .Select(b => new { b.BodyId, b.Name, b.Folded, b.State, IsTerritory = b.BodyId != me || db.Attachments.Any(a => a.ParentId == me) })
            .ToListAsync(ct);

        List<Space> open = [];
        HashSet<Guid> unsure = [];
        foreach (var body in bodies.Where(b => b.IsTerritory).OrderByDescending(b => b.BodyId == me).ThenBy(b => b.Folded, StringComparer.Ordinal))
        {
            // After thirty seconds without Territory, an ended attachment may not have come here yet: one's own space stays, the others wait.
            if (body.BodyId != me && freshness.IsStale)
            {
                unsure.Add(body.BodyId);
            }
            else
            {
                open.Add(new Space(body.BodyId, SpaceKind.Territory, body.Name));
            }
        }

        if (bodies.Any(b => b.BodyId == me && b.State == BodyState.Active))
        {
            open.Add(new Space(Space.AllPeersId, SpaceKind.AllPeers, ""));
        }

        return _spaces = new Spaces(open, unsure);
    }

    /// <summary>Topics that the scope's body may read.</summary>
    public async Task<IQueryable<Topic>> TopicsAsync(CancellationToken ct)
    {
        var ids = (await SpacesAsync(ct)).Open.Select(s => s.Id).ToList();
        return db.Topics.Where(t => ids.Contains(t.SpaceId));
    }

    /// <summary>One topic, or why not; a topic of a space that is not the body's is not there.</summary>
    public async Task<(Topic? Topic, ProblemHttpResult? Refusal)> FindAsync(Guid topicId, CancellationToken ct)
    {
        var spaces = await SpacesAsync(ct);
        var topic = await db.Topics.FirstOrDefaultAsync(t => t.Id == topicId, ct);
        return topic is null ? (null, Problems.NotFound("topic"))
            : spaces.Unsure.Contains(topic.SpaceId) ? (null, Problems.TryLater(Unchecked))
            : spaces.Open.All(s => s.Id != topic.SpaceId) ? (null, Problems.NotFound("topic"))
            : (topic, null);
    }

    /// <summary>Replies of a topic that was found through <see cref="FindAsync"/>, those taken back left out.</summary>
    public IQueryable<Reply> RepliesOf(Topic topic) => db.Replies.Where(r => r.TopicId == topic.Id && r.DeletedAt == null);
}

/// <param name="Open">What may be read and written.</param>
/// <param name="Unsure">Territories that were open when Territory was last heard.</param>
internal sealed record Spaces(IReadOnlyList<Space> Open, IReadOnlySet<Guid> Unsure);
