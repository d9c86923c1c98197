using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;

namespace OpenDataAnimation.PeerExchange.Topics;

/// <summary>Who wrote something, as every reader of the space may know it: the name borne in that body, never anything else of the person.</summary>
/// <param name="PersonName">Null when the body speaks, or when the person's name was erased.</param>
internal sealed record Author(Guid BodyId, string BodyName, string BodyArticle, BodyKind BodyKind, string? PersonName, bool AsBody);

internal static class Authors
{
    /// <summary>Authors of these, in two reads however many they are. Names are looked up at each reading, so that erasing one erases it here.</summary>
    public static async Task<Func<IWritten, Author>> AuthorsAsync(this PeerExchangeDb db, IReadOnlyCollection<IWritten> written, CancellationToken ct)
    {
        var bodyIds = written.Select(w => w.AuthorBodyId).Distinct().ToList();
        var personIds = written.Where(w => !w.AsBody).Select(w => w.AuthorPersonId).Distinct().ToList();
        var bodies = await db.Bodies.AsNoTracking().Where(b => bodyIds.Contains(b.BodyId)).ToDictionaryAsync(b => b.BodyId, ct);
        var names = (await db.Memberships.AsNoTracking().Where(m => bodyIds.Contains(m.BodyId) && personIds.Contains(m.PersonId) && m.Name != "")
                .Select(m => new { m.BodyId, m.PersonId, m.Name, m.Ended }).ToListAsync(ct))
            .OrderBy(m => m.Ended).DistinctBy(m => (m.BodyId, m.PersonId)).ToDictionary(m => (m.BodyId, m.PersonId), m => m.Name);
        return w =>
        {
            var body = bodies.GetValueOrDefault(w.AuthorBodyId);
            return new Author(w.AuthorBodyId, body?.Name ?? "", body?.Article ?? "", body?.Kind ?? BodyKind.Other,
                w.AsBody ? null : names.GetValueOrDefault((w.AuthorBodyId, w.AuthorPersonId)), w.AsBody);
        };
    }
}
