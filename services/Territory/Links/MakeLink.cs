using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Messaging;
using OpenDataAnimation.Platform.Tenancy;
using OpenDataAnimation.Territory.People;

namespace OpenDataAnimation.Territory.Links;

/// <summary>
/// Makes the link that Plans asked for, and its mail. The token is in the mail alone; an earlier link to the same person about the same
/// action ends.
/// </summary>
internal sealed class MakeLink(TerritoryDb db, CurrentScope scope, AccessBook book, ServiceSettings settings) : IConsume<ActionLinkAsked>
{
    public async Task ConsumeAsync(ActionLinkAsked message, CancellationToken ct)
    {
        scope.Open(new TenantScope(message.TenantId, AllowedWrites.All, nameof(ActionLinkAsked), message.AskedBy, message.OnBehalfOf));
        var body = await db.Bodies.FirstOrDefaultAsync(b => b.BodyId == message.TenantId, ct);
        // A message in another body's name makes no link there: the asker must be someone who may ask.
        if (body is null || !(await book.StandingAsync(db, message.AskedBy, message.TenantId, ct)).May(Right.Edit)
            || await db.SecureLinks.AnyAsync(l => l.Id == message.LinkId, ct))
        {
            return;
        }

        var (now, email, token) = (db.Now, Person.Plain(message.Email), InvitationKey.NewToken());
        var earlier = await db.SecureLinks.Where(l => l.Email == email && l.ActionId == message.ActionId)
            .Join(db.SecureLinkKeys.Where(k => k.RevokedAt == null), l => l.Id, k => k.LinkId, (_, k) => k).ToListAsync(ct);
        foreach (var former in earlier.Where(k => k.StateAt(now) == SecureLinkState.Open))
        {
            former.Revoke(now);
        }

        var asker = await db.Memberships.Where(m => m.BodyId == message.TenantId && m.PersonId == message.AskedBy && !m.Ended)
            .Select(m => m.Name).FirstOrDefaultAsync(ct) ?? "";
        var link = db.SecureLinks.Add(new SecureLink
        {
            TenantId = message.TenantId,
            Id = message.LinkId,
            ActionId = message.ActionId,
            ActionTitle = message.ActionTitle,
            Name = message.Name,
            Email = email,
            Note = message.Note,
            OnBehalfOf = message.OnBehalfOf,
        }.By(message.AskedBy, asker)).Entity;
        var key = db.SecureLinkKeys.Add(new SecureLinkKey
        {
            TokenHash = InvitationKey.HashOf(token),
            LinkId = link.Id,
            BodyId = message.TenantId,
            CreatedAt = now,
            ExpiresAt = now.AddDays(message.Days),
            MostUses = message.Uses,
        }).Entity;
        db.Send(new MailRequested(link.Id, email, link.Name, "secure-link", Fields(link, key, body.Name, token), message.TenantId, now));
        db.Record("link-made", nameof(SecureLink), link.Id, new { action = link.ActionId, key.ExpiresAt, key.MostUses });
        await db.SaveChangesAsync(ct);
    }

    private Dictionary<string, string> Fields(SecureLink link, SecureLinkKey key, string bodyName, string token)
    {
        var fields = new Dictionary<string, string>
        {
            ["bodyName"] = bodyName,
            ["askerName"] = link.AskedByName,
            ["actionTitle"] = link.ActionTitle,
            ["link"] = $"{(settings.Configuration["PublicUrl"] is { Length: > 0 } set ? set : "http://localhost:8080").TrimEnd('/')}/lien/{token}",
            ["expiresOn"] = key.ExpiresAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
        if (link.Note is { } note)
        {
            fields["note"] = note;
        }

        return fields;
    }
}
