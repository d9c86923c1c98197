using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Messaging;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Platform.Access;

/// <summary>
/// Keeps the local copy of Territory's facts. Each fact is whole and versioned: an old one that comes late changes nothing.
/// Territory calls this in the transaction of the change itself, the others when the message comes.
/// </summary>
public static class AccessFacts
{
    public static async Task ApplyAsync(this ServiceDb db, BodyChanged fact, CancellationToken ct)
    {
        var copy = db.Bodies.Local.FirstOrDefault(b => b.BodyId == fact.BodyId)
            ?? await db.Bodies.FirstOrDefaultAsync(b => b.BodyId == fact.BodyId, ct)
            ?? db.Bodies.Add(new BodyCopy { BodyId = fact.BodyId }).Entity;
        if (fact.Version <= copy.Version)
        {
            return;
        }

        (copy.Version, copy.Kind, copy.Name, copy.Article, copy.Slug) = (fact.Version, fact.Kind, fact.Name, fact.Article, fact.Slug);
        (copy.InseeCode, copy.Siren, copy.Departements) = (fact.InseeCode, fact.Siren, string.Join(' ', fact.Departements));
        (copy.Population, copy.State, copy.Accent) = (fact.Population, fact.State, fact.Accent);
        copy.Folded = Folding.Fold(fact.Name);
    }

    public static async Task ApplyAsync(this ServiceDb db, AttachmentChanged fact, CancellationToken ct)
    {
        var copy = db.Attachments.Local.FirstOrDefault(a => a.AttachmentId == fact.AttachmentId)
            ?? await db.Attachments.FirstOrDefaultAsync(a => a.AttachmentId == fact.AttachmentId, ct)
            ?? db.Attachments.Add(new AttachmentCopy { AttachmentId = fact.AttachmentId }).Entity;
        if (fact.Version > copy.Version)
        {
            (copy.Version, copy.ParentId, copy.ChildId, copy.Nature, copy.State) = (fact.Version, fact.ParentId, fact.ChildId, fact.Nature, fact.State);
        }
    }

    /// <returns>True when this raised the epoch: what was delivered under the old one is void.</returns>
    public static async Task<bool> ApplyAsync(this ServiceDb db, SharePolicyChanged fact, CancellationToken ct)
    {
        var copy = db.SharePolicies.Local.FirstOrDefault(p => p.ChildId == fact.TenantId && p.ParentId == fact.ParentId && p.Subject == fact.Subject)
            ?? await db.SharePolicies.FirstOrDefaultAsync(p => p.ChildId == fact.TenantId && p.ParentId == fact.ParentId && p.Subject == fact.Subject, ct)
            ?? db.SharePolicies.Add(new SharePolicyCopy { ChildId = fact.TenantId, ParentId = fact.ParentId, Subject = fact.Subject }).Entity;
        if (fact.Epoch <= copy.Epoch)
        {
            return false;
        }

        (copy.Level, copy.Epoch) = (fact.Level, fact.Epoch);
        return true;
    }

    public static async Task ApplyAsync(this ServiceDb db, MembershipChanged fact, CancellationToken ct)
    {
        var copy = db.Memberships.Local.FirstOrDefault(m => m.MembershipId == fact.MembershipId)
            ?? await db.Memberships.FirstOrDefaultAsync(m => m.MembershipId == fact.MembershipId, ct)
            ?? db.Memberships.Add(new MembershipCopy { MembershipId = fact.MembershipId }).Entity;
        if (fact.Version <= copy.Version)
        {
            return;
        }

        (copy.Version, copy.BodyId, copy.PersonId, copy.Name) = (fact.Version, fact.TenantId, fact.PersonId, fact.Name);
        (copy.Roles, copy.From, copy.Until, copy.Ended) = (string.Join(' ', fact.Roles), fact.From, fact.Until, fact.Ended);
        (copy.OnBehalfOf, copy.IsMachine) = (fact.OnBehalfOf, fact.IsMachine);
    }
}

/// <summary>Keeps names and codes of bodies.</summary>
internal sealed class KeepBody(ServiceDb db) : IConsume<BodyChanged>
{
    public async Task ConsumeAsync(BodyChanged message, CancellationToken ct)
    {
        await db.ApplyAsync(message, ct);
        await db.SaveChangesAsync(ct);
    }
}

/// <summary>Keeps who is attached to whom.</summary>
internal sealed class KeepAttachment(ServiceDb db) : IConsume<AttachmentChanged>
{
    public async Task ConsumeAsync(AttachmentChanged message, CancellationToken ct)
    {
        await db.ApplyAsync(message, ct);
        await db.SaveChangesAsync(ct);
    }
}

/// <summary>Keeps who may act in a body; what was remembered of that person is dropped once it is saved.</summary>
internal sealed class KeepMembership(ServiceDb db, AccessBook book) : IConsume<MembershipChanged>, IAfterCommit<MembershipChanged>
{
    public async Task ConsumeAsync(MembershipChanged message, CancellationToken ct)
    {
        await db.ApplyAsync(message, ct);
        await db.SaveChangesAsync(ct);
    }

    public void Committed(MembershipChanged message) => book.ForgetPerson(message.PersonId);
}
