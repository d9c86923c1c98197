using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.PeerExchange.Topics;
using OpenDataAnimation.Platform.Portability;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.PeerExchange;

/// <summary>A body takes along what it wrote. A reply to another's topic goes in where that topic is; erased, its topics go with all their replies.</summary>
internal sealed class PeerExchangeData(PeerExchangeDb db, CurrentScope scope) : BodyData
{
    public override async Task<object?> PlaceAsync(object row, CancellationToken ct) =>
        row is Reply reply && !await db.Topics.AnyAsync(t => t.Id == reply.TopicId, ct) ? null : row;

    public override async Task ErasingAsync(CancellationToken ct)
    {
        var body = scope.Value.TenantId;
        var mine = db.Topics.Where(t => t.AuthorBodyId == body).Select(t => t.Id);
        db.Replies.RemoveRange(await db.Replies.Where(r => mine.Contains(r.TopicId)).ToListAsync(ct));
        var answered = await db.Topics.Where(t => t.AuthorBodyId != body && db.Replies.Any(r => r.TopicId == t.Id && r.AuthorBodyId == body)).ToListAsync(ct);
        foreach (var topic in answered)
        {
            var replies = await db.Replies.Where(r => r.TopicId == topic.Id).ToListAsync(ct);
            foreach (var gone in replies.Where(r => r.AuthorBodyId == body))
            {
                topic.Forget(gone);
                db.Replies.Remove(gone);
            }

            topic.Count(replies.Count(r => r.AuthorBodyId != body && r.DeletedAt is null), topic.LastActivityAt);
        }

        await db.SaveChangesAsync(ct);
    }
}
