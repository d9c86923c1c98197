using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Territory.People;

/// <summary>Who is invited, as what, until when.</summary>
/// <param name="About">What a role from outside is given for.</param>
public sealed record Guest(string Name, string Email, IReadOnlyList<Role> Roles, DateTime? Until, DateTime? From = null, string? About = null);

/// <summary>In whose name.</summary>
/// <param name="BodyId">The body itself, a parent, or the platform.</param>
/// <param name="BodyName">Null for the platform.</param>
public sealed record Host(Guid BodyId, string? BodyName, Caller Person);

/// <summary>Writes an invitation and its mail into the scope's body. Nothing is saved here.</summary>
public sealed class InvitationMail(ServiceSettings settings)
{
    /// <summary>An earlier invitation to the same address ends: only the last link works.</summary>
    public async Task<InvitationKey> WriteAsync(TerritoryDb db, string bodyName, Guest guest, Host host, CancellationToken ct)
    {
        var (bodyId, email, token, now) = (db.Scope.TenantId, Person.Plain(guest.Email), InvitationKey.NewToken(), db.Now);
        var earlier = await db.Invitations.Where(i => i.Email == email)
            .Join(db.InvitationKeys.Where(k => k.State == InvitationState.Pending), i => i.Id, k => k.InvitationId, (_, k) => k).ToListAsync(ct);
        foreach (var former in earlier)
        {
            former.Become(InvitationState.Revoked, now);
        }

        var invitation = db.Invitations.Add(new Invitation
        {
            TenantId = bodyId,
            Id = Guid.CreateVersion7(),
            Name = guest.Name.Trim(),
            Email = email,
            Roles = Membership.Join(guest.Roles),
            From = guest.From,
            Until = guest.Until,
            About = guest.About,
        }.By(host.Person.Id, Person.NameOf(host.Person))).Entity;
        var key = db.InvitationKeys.Add(new InvitationKey
        {
            TokenHash = InvitationKey.HashOf(token),
            InvitationId = invitation.Id,
            BodyId = bodyId,
            InvitedBy = host.BodyId,
            CreatedAt = now,
            ExpiresAt = now + InvitationKey.Lifetime,
        }).Entity;
        db.Send(new MailRequested(invitation.Id, email, invitation.Name, "invitation", new()
        {
            ["bodyName"] = bodyName,
            ["inviterName"] = invitation.InviterName,
            ["inviterBody"] = host.BodyName ?? "OpenDataAnimation",
            ["roles"] = invitation.Roles,
            ["link"] = LinkTo(token),
            ["expiresOn"] = key.ExpiresAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        }, host.BodyName is null ? null : host.BodyId, now));
        db.Record("invited", nameof(Invitation), invitation.Id, new { roles = invitation.Roles, by = host.BodyId });
        return key;
    }

    private string LinkTo(string token)
    {
        var address = settings.Configuration["PublicUrl"] is { Length: > 0 } set ? set : "http://localhost:8080";
        return $"{address.TrimEnd('/')}/invitation/{token}";
    }
}
