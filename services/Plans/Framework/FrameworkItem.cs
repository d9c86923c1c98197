using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Plans.Framework;

/// <summary>The three parts of the framework: who helps, what decides that data may go out, what to answer to doubts.</summary>
public enum FrameworkKind { Team, Criterion, Doubt }

/// <summary>One line of the framework that every agent of the body may read.</summary>
public sealed class FrameworkItem : ITenantOwned, IVersioned, IRestorable
{
    /// <summary>Of one body, in all three parts.</summary>
    public const int Most = 200;

    public static readonly TimeSpan Restorable = TimeSpan.FromDays(30);

    public Guid TenantId { get; init; }
    public Guid Id { get; init; }
    public int Version { get; private set; } = 1;
    public FrameworkKind Kind { get; init; }

    /// <summary>A name, a criterion, or a question.</summary>
    public string Title { get; set; } = "";

    /// <summary>What the person does, how the criterion is checked, or the answer.</summary>
    public string? Text { get; set; }

    /// <summary>For the team: a member of the body; others are only named.</summary>
    public Guid? PersonId { get; set; }

    /// <summary>For the team: the share of a full-time job, in percent.</summary>
    public int? EffortPercent { get; set; }

    /// <summary>The starting text that it was taken from.</summary>
    public string? Starter { get; init; }
    public int Place { get; set; }
    public DateTime UpdatedAt { get; set; }
    public DateTime? DeletedAt { get; set; }

    public void ForgetPerson() => (Title, PersonId) = (People.Gone, null);
}
