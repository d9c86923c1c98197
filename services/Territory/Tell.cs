using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Tenancy;
using OpenDataAnimation.Territory.Attachments;
using OpenDataAnimation.Territory.Bodies;
using OpenDataAnimation.Territory.People;

namespace OpenDataAnimation.Territory;

/// <summary>
/// Tells of a change: into Territory's own access copy and into the outbox, in the transaction of the change. Commit through
/// it, so that what was remembered of a person or child is forgotten at once.
/// </summary>
public sealed class Tell(TerritoryDb db, AccessBook book)
{
    private readonly HashSet<Guid> _people = [], _children = [];

    public async Task AboutAsync(Body body, CancellationToken ct)
    {
        var (version, isNew) = AfterSave(body);
        if (isNew)
        {
            // Its copy cannot be there: placed beforehand, it is not looked for. Matters for a thousand communes at once.
            db.Bodies.Add(new BodyCopy { BodyId = body.Id });
        }

        var fact = new BodyChanged(body.Id, version, db.Now, body.Kind, body.Name, body.Article, body.Slug, body.InseeCode, body.Siren,
            [.. body.DepartementList], body.Population, body.State, body.Accent);
        await db.ApplyAsync(fact, ct);
        db.Send(fact);
    }

    public async Task AboutAsync(Attachment attachment, CancellationToken ct)
    {
        var (version, isNew) = AfterSave(attachment);
        if (isNew)
        {
            db.Attachments.Add(new AttachmentCopy { AttachmentId = attachment.Id });
        }

        var fact = new AttachmentChanged(attachment.Id, version, db.Now, attachment.ParentId, attachment.ChildId, attachment.Nature, attachment.State);
        await db.ApplyAsync(fact, ct);
        db.Send(fact);
        _children.Add(attachment.ChildId);
    }

    public async Task AboutAsync(SharePolicy policy, CancellationToken ct)
    {
        var fact = new SharePolicyChanged(policy.TenantId, policy.ParentId, policy.Subject, policy.Level, policy.Epoch, db.Now);
        await db.ApplyAsync(fact, ct);
        db.Send(fact);
        _children.Add(policy.TenantId);
    }

    public async Task AboutAsync(Membership membership, CancellationToken ct)
    {
        var (version, _) = AfterSave(membership);
        var fact = new MembershipChanged(membership.TenantId, membership.Id, version, db.Now, membership.PersonId, membership.Name,
            [.. membership.RoleList()], membership.From, membership.Until, membership.Ended, membership.OnBehalfOf, membership.IsMachine);
        await db.ApplyAsync(fact, ct);
        db.Send(fact);
        _people.Add(membership.PersonId);
    }

    public async Task CommitAsync(WriteTransaction write, CancellationToken ct)
    {
        await write.CommitAsync(ct);
        foreach (var person in _people)
        {
            book.ForgetPerson(person);
        }

        foreach (var child in _children)
        {
            book.ForgetChild(child);
        }
    }

    /// <summary>The version is raised by the save that comes; the fact must carry the raised one.</summary>
    private (int Version, bool IsNew) AfterSave(IVersioned row)
    {
        var entry = db.Entry((object)row);
        return (entry.State == EntityState.Modified ? (int)entry.Property(nameof(IVersioned.Version)).OriginalValue! + 1 : row.Version, entry.State == EntityState.Added);
    }
}
