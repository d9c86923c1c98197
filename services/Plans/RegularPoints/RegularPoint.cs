using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Plans.RegularPoints;

public enum PointState { Planned, Held }

/// <summary>Whether the élu and the project lead want the same thing next.</summary>
public enum Alignment { Aligned, ToAdjust, Apart }

/// <summary>A point between the élu and the project lead: one is planned at most, those held are kept with what they were based on.</summary>
public sealed class RegularPoint : ITenantOwned, IVersioned, IRestorable
{
    public static readonly TimeSpan Restorable = TimeSpan.FromDays(30);

    public Guid TenantId { get; init; }
    public Guid Id { get; init; }
    public int Version { get; private set; } = 1;
    public PointState State { get; private set; }

    /// <summary>When it is planned, or when it was held.</summary>
    public DateOnly On { get; set; }

    /// <summary>What the project lead wants decided, one a line.</summary>
    public string? Asked { get; set; }
    public Alignment? Alignment { get; private set; }
    public string? AlignmentNote { get; private set; }
    public string? Notes { get; private set; }

    /// <summary>What was decided, one a line.</summary>
    public string? Decisions { get; private set; }

    /// <summary>The <see cref="PointBrief"/> as it lay on the table, as JSON.</summary>
    public string? Brief { get; private set; }
    public DateTime? RecordedAt { get; private set; }
    public Guid? RecordedBy { get; private set; }
    public DateTime? DeletedAt { get; set; }

    public static RegularPoint Planned(Guid tenant, DateOnly on) => new() { TenantId = tenant, Id = Guid.CreateVersion7(), On = on };

    /// <summary>The first time the brief is kept as it was; later only what was said changes.</summary>
    public void Record(DateOnly on, Alignment alignment, string? alignmentNote, string? notes, string? decisions, string? brief, Guid? by, DateTime now)
    {
        (State, On, Brief) = (PointState.Held, on, Brief ?? brief);
        (Alignment, AlignmentNote, Notes, Decisions) = (alignment, alignmentNote, notes, decisions);
        (RecordedBy, RecordedAt) = (by, now);
    }
}

/// <summary>How often the two meet.</summary>
public sealed class PointRhythm : ITenantOwned, IVersioned
{
    public Guid TenantId { get; init; }
    public int Version { get; private set; } = 1;

    /// <summary>Null: when it is needed.</summary>
    public int? EveryMonths { get; set; }
    public DateTime UpdatedAt { get; set; }

    /// <summary>The day of the point after one; never on a weekend.</summary>
    public static DateOnly Next(DateOnly held, int months) => held.AddMonths(months) is var day && day.DayOfWeek == DayOfWeek.Saturday ? day.AddDays(2)
        : day.DayOfWeek == DayOfWeek.Sunday ? day.AddDays(1)
        : day;
}

/// <summary>That the two were reminded of a point on a day: a point that is moved is told again, none is told twice.</summary>
public sealed class PointReminder : ITenantOwned
{
    public Guid TenantId { get; init; }
    public Guid PointId { get; init; }
    public DateOnly On { get; init; }
    public DateTime SentAt { get; init; }
}
