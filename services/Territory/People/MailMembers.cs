using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Messaging;
using OpenDataAnimation.Platform.Tenancy;
using OpenDataAnimation.Territory.Attachments;

namespace OpenDataAnimation.Territory.People;

/// <summary>A parent has something to say to those who answer for a body, or the body to its own people: each of them gets a mail, at the address they signed in with.</summary>
internal sealed class MailMembers(TerritoryDb db, CurrentScope scope, ServiceSettings settings) : IConsume<MembersMailRequested>
{
    private const int Most = 20;

    public async Task ConsumeAsync(MembersMailRequested message, CancellationToken ct)
    {
        scope.Open(TenantScope.ForMessage(message.TenantId, nameof(MembersMailRequested)));
        // A body that this one has not accepted as a parent cannot have its people written to.
        if (message.FromBodyId != message.TenantId
            && !await db.OwnAttachments.AnyAsync(a => a.ParentId == message.FromBodyId && a.ChildId == message.TenantId && a.State == AttachmentState.Accepted, ct))
        {
            return;
        }

        var people = (await db.OwnMemberships.AsNoTracking().Where(m => !m.Ended && !m.IsMachine && m.OnBehalfOf == null)
                .Join(db.People, m => m.PersonId, p => p.Id, (m, p) => new { Membership = m, p.Id, p.Name, p.Email }).ToListAsync(ct))
            .Where(p => p.Email.Length > 0 && p.Membership.IsActive(db.Now) && (message.People?.Contains(p.Id) ?? p.Membership.RoleList().Any(r => r is Role.Administrator or Role.ProjectLead)))
            .DistinctBy(p => p.Id).Take(Most);
        var link = (settings.Configuration["PublicUrl"] is { Length: > 0 } set ? set : "http://localhost:8080").TrimEnd('/') + message.Path;
        foreach (var person in people)
        {
            db.Send(new MailRequested(
                IdOf(message.MailId, person.Id), person.Email, person.Name, message.Template, new(message.Fields) { ["link"] = link }, message.FromBodyId, db.Now));
        }

        await db.SaveChangesAsync(ct);
    }

    /// <summary>One mail for each person, the same one when the message comes twice.</summary>
    private static Guid IdOf(Guid mail, Guid person) => new(SHA256.HashData([.. mail.ToByteArray(), .. person.ToByteArray()]).AsSpan(0, 16));
}
