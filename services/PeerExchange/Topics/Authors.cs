using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;

namespace OpenDataAnimation.PeerExchange.Topics;

/// <summary>Who wrote something, as every reader of the space may know it: the name borne in that body, never anything else of the person.</summary>
/// <param name="PersonName">Null when the body speaks, or when the person's name was erased.</param>
internal sealed record Author(Guid BodyId, string BodyName, string BodyArticle, BodyKind BodyKind, string? PersonName, bool AsBody);

internal static class Authors
{
    /// <summary>Authors of these, in one read however many they are. Names are looked up at each reading, so that erasing one erases it here.</summary>
    public static async Task<Func<IWritten, Author>> AuthorsAsync(this PeerExchangeDb db, IReadOnlyCollection<IWritten> written, CancellationToken ct)
    {
        var bodyIds = written.Select(w => w.AuthorBodyId).Distinct().ToList();
        var personIds = written.Where(w => !w.AsBody).Select(w => w.AuthorPersonId).Distinct().ToList();
        var bodies = (await db.Bodies.AsNoTracking().Where(b => bodyIds.Contains(b.BodyId))
            .Select(b => new
            {
                b.BodyId,
                b.Name,
                b.Article,
                b.Kind,
                People = db.Memberships.Where(m => m.BodyId == b.BodyId && personIds.Contains(m.PersonId) && m.Name != "")
                    .Select(m => new { m.PersonId, m.Name, m.Ended }).ToList(),
            }).ToListAsync(ct)).ToDictionary(b => b.BodyId);
        return w =>
        {
            if (!bodies.TryGetValue(w.AuthorBodyId, out var body))
            {
                return new Author(w.AuthorBodyId, "", "", BodyKind.Other, null, w.AsBody);
            }

            var name = w.AsBody ? null : body.People.Where(p => p.PersonId == w.AuthorPersonId).OrderBy(p => p.Ended).Select(p => p.Name).FirstOrDefault();
            return new Author(w.AuthorBodyId, body.Name, body.Article, body.Kind, name, w.AsBody);
        };
    }
}
