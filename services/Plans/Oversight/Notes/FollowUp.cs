using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Plans.Oversight.Notes;

/// <summary>What a parent notes for itself about a child: a row of the parent's, which the child never sees.</summary>
public sealed class FollowUp : ITenantOwned, IVersioned, IRestorable
{
    /// <summary>How long a deleted note can be brought back.</summary>
    public static readonly TimeSpan Restorable = TimeSpan.FromDays(30);

    public Guid TenantId { get; init; }
    public Guid Id { get; init; }
    public int Version { get; private set; } = 1;
    public DateTime? DeletedAt { get; private set; }
    public Guid ChildId { get; init; }
    public string Text { get; private set; } = "";
    public DateTime CreatedAt { get; init; }
    public Guid? CreatedBy { get; init; }
    public DateTime? EditedAt { get; private set; }
    public Guid? EditedBy { get; private set; }

    public FollowUp Say(string text)
    {
        Text = text.Trim();
        return this;
    }

    public void Edit(string text, Guid? person, DateTime now)
    {
        Say(text);
        (EditedAt, EditedBy) = (now, person);
    }

    public void Delete(DateTime now) => DeletedAt = now;

    public void Restore() => DeletedAt = null;
}
