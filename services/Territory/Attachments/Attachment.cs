using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Portability;
using OpenDataAnimation.Platform.Tenancy;
using OpenDataAnimation.Territory.Bodies;
using OpenDataAnimation.Territory.Reference;

namespace OpenDataAnimation.Territory.Attachments;

/// <summary>
/// What ties a child to a parent: proposed by one side, accepted or refused by the other, ended by either. One row a pair,
/// proposed anew after a refusal or an end; the audit keeps what went before.
/// </summary>
[Exported(nameof(ParentId), or: nameof(ChildId), Stays = true)]
[PlatformTable("a fact between two bodies: neither's own; changed only by Propose, Accept, Refuse and End, each checking the caller's side")]
public sealed class Attachment : IVersioned
{
    private Attachment()
    {
    }

    public Guid Id { get; private set; }
    public int Version { get; private set; } = 1;
    public Guid ParentId { get; private set; }
    public Guid ChildId { get; private set; }
    public AttachmentNature Nature { get; private set; }
    public AttachmentState State { get; private set; }
    public DateTime ProposedAt { get; private set; }
    public DateTime? DecidedAt { get; private set; }
    public DateTime? EndedAt { get; private set; }

    /// <summary>Proposed or accepted.</summary>
    public bool IsOpen => IsProposed || State == AttachmentState.Accepted;

    public bool IsProposed => State is AttachmentState.ProposedByParent or AttachmentState.ProposedByChild;

    /// <summary>The side whose word is missing.</summary>
    public Guid? Awaits => State switch
    {
        AttachmentState.ProposedByParent => ChildId,
        AttachmentState.ProposedByChild => ParentId,
        _ => null,
    };

    public static Attachment ProposedBy(Guid side, Guid parentId, Guid childId, AttachmentNature nature, DateTime now)
    {
        var attachment = new Attachment { Id = Guid.CreateVersion7(), ParentId = parentId, ChildId = childId, Nature = nature };
        attachment.ProposeAgain(side, now);
        return attachment;
    }

    public void ProposeAgain(Guid side, DateTime now)
    {
        State = side == ParentId ? AttachmentState.ProposedByParent : AttachmentState.ProposedByChild;
        (ProposedAt, DecidedAt, EndedAt) = (now, null, null);
    }

    public void Accept(DateTime now) => (State, DecidedAt) = (AttachmentState.Accepted, now);

    public void Refuse(DateTime now) => (State, DecidedAt) = (AttachmentState.Refused, now);

    public void End(DateTime now) => (State, EndedAt) = (AttachmentState.Ended, now);

    /// <summary>What the official perimeters say of the pair; it only names the tie, it grants nothing.</summary>
    public static AttachmentNature NatureOf(Body parent, BodyKind childKind, string childCode)
    {
        if (parent.Kind == BodyKind.MixedSyndicate)
        {
            return AttachmentNature.MixedSyndicate;
        }

        var child = OfficialReference.Current.Find(childKind, childCode);
        return (parent.Kind, child) switch
        {
            (BodyKind.Epci, { Kind: BodyKind.Commune }) when child.Epci == parent.Code || child.Ept == parent.Code => AttachmentNature.Epci,
            (BodyKind.Departement, { }) when child.Departements.Contains(parent.Code) => AttachmentNature.Departement,
            _ => AttachmentNature.Free,
        };
    }
}
