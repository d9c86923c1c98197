using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Messaging;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Territory;

/// <summary>
/// Says again to one service all that Territory knows, of one body or of all: at its first start, after a restore. Works for the
/// platform: reads the copies, which hold every body's facts, and writes messages alone.
/// </summary>
public sealed class SayAgain(TerritoryDb db, IServiceScopeFactory scopes) : IConsume<ResendRequested>
{
    public async Task ConsumeAsync(ResendRequested message, CancellationToken ct)
    {
        var (to, one, now) = (message.Service, message.BodyId, db.Now);
        // Thousands of rows are added and none changed: looking through them after each would take minutes.
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        foreach (var b in await db.Bodies.AsNoTracking().Where(b => one == null || b.BodyId == one).ToListAsync(ct))
        {
            db.SendTo(to, new BodyChanged(b.BodyId, b.Version, now, b.Kind, b.Name, b.Article, b.Slug, b.InseeCode, b.Siren,
                b.Departements.Split(' ', StringSplitOptions.RemoveEmptyEntries), b.Population, b.State, b.Accent));
        }

        foreach (var a in await db.Attachments.AsNoTracking().Where(a => one == null || a.ParentId == one || a.ChildId == one).ToListAsync(ct))
        {
            db.SendTo(to, new AttachmentChanged(a.AttachmentId, a.Version, now, a.ParentId, a.ChildId, a.Nature, a.State));
        }

        foreach (var p in await db.SharePolicies.AsNoTracking().Where(p => one == null || p.ParentId == one || p.ChildId == one).ToListAsync(ct))
        {
            db.SendTo(to, new SharePolicyChanged(p.ChildId, p.ParentId, p.Subject, p.Level, p.Epoch, now));
        }

        foreach (var m in await db.Memberships.AsNoTracking().Where(m => one == null || m.BodyId == one).ToListAsync(ct))
        {
            db.SendTo(to, new MembershipChanged(m.BodyId, m.MembershipId, m.Version, now, m.PersonId, m.Name, [.. m.RoleList()],
                m.From, m.Until, m.Ended, m.OnBehalfOf, m.IsMachine));
        }

        if (to == "identity")
        {
            await SayClientsAsync(to, one, ct);
        }

        db.SendTo(to, new ResendCompleted(to, now));
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Clients are rows of their bodies, so each is read in a scope of its body. Revoked ones too: a restored token server would let them in.</summary>
    private async Task SayClientsAsync(string to, Guid? one, CancellationToken ct)
    {
        var bodies = await db.Memberships.AsNoTracking().Where(m => m.IsMachine && (one == null || m.BodyId == one)).Select(m => m.BodyId).Distinct().ToListAsync(ct);
        foreach (var body in bodies)
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentScope>().Open(new TenantScope(body, AllowedWrites.None, nameof(SayAgain)));
            foreach (var client in await scope.ServiceProvider.GetRequiredService<TerritoryDb>().ApiClients.AsNoTracking().ToListAsync(ct))
            {
                db.SendTo(to, client.Fact(db.Now));
            }
        }
    }
}
