using System.Collections.Frozen;
using System.Collections.Immutable;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.Method;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Plans.Inventory;

public enum DatasetState { Spotted, Eligible, SetAside, InPreparation, Ready, Published, ToRefresh, Withdrawn }

public enum Licence { OpenLicence2, Odbl, Other }

/// <summary>How often the data change enough to be published again.</summary>
public enum Frequency { Unknown, OnEvent, Daily, Weekly, Monthly, Quarterly, HalfYearly, Yearly }

/// <summary>What it is about: by it needs and datasets find each other.</summary>
public enum Theme { Governance, Finance, Mobility, Environment, Planning, Culture, Education, Social, Economy, Safety, Other }

/// <summary>Data of a service that may be opened, from the day someone spots them to the day they are withdrawn.</summary>
public sealed class CandidateDataset : ITenantOwned, IVersioned, IRestorable
{
    /// <summary>How long a deleted one can be brought back.</summary>
    public static readonly TimeSpan Restorable = TimeSpan.FromDays(30);

    private static readonly FrozenDictionary<DatasetState, DatasetState[]> Next = new Dictionary<DatasetState, DatasetState[]>
    {
        [DatasetState.Spotted] = [DatasetState.Eligible, DatasetState.SetAside],
        [DatasetState.Eligible] = [DatasetState.InPreparation, DatasetState.SetAside, DatasetState.Spotted],
        [DatasetState.SetAside] = [DatasetState.Spotted, DatasetState.Eligible],
        [DatasetState.InPreparation] = [DatasetState.Ready, DatasetState.Eligible, DatasetState.SetAside],
        [DatasetState.Ready] = [DatasetState.Published, DatasetState.InPreparation, DatasetState.SetAside],

        // Published again is refreshed.
        [DatasetState.Published] = [DatasetState.Published, DatasetState.ToRefresh, DatasetState.Withdrawn],
        [DatasetState.ToRefresh] = [DatasetState.Published, DatasetState.Withdrawn],
        [DatasetState.Withdrawn] = [DatasetState.InPreparation],
    }.ToFrozenDictionary();

    private CandidateDataset()
    {
    }

    public Guid TenantId { get; private init; }
    public Guid Id { get; private init; }
    public int Version { get; private set; } = 1;
    public DateTime? DeletedAt { get; private set; }
    public string Title { get; private set; } = "";

    /// <summary>The title without accents and case, for search.</summary>
    public string Folded { get; private set; } = "";
    public string Description { get; private set; } = "";
    public Guid? ServiceId { get; private set; }
    public Guid? OwnerId { get; private set; }

    /// <summary>Who answers for it without an account here, in words.</summary>
    public string? OwnerName { get; private set; }
    public Theme? Theme { get; private set; }
    public Licence Licence { get; private set; }

    /// <summary>One of <see cref="SchemaList"/>.</summary>
    public string? Schema { get; private set; }

    /// <summary>The duty behind it and where that is written, when it is not the schema's.</summary>
    public string? Duty { get; private set; }
    public string? DutySource { get; private set; }
    public Frequency Frequency { get; private set; }

    /// <summary>Where the data are today: a program, a folder, paper.</summary>
    public string? HeldIn { get; private set; }
    public DatasetState State { get; private set; }

    /// <summary>Why it was set aside or withdrawn.</summary>
    public string? Reason { get; private set; }
    public string? Url { get; private set; }
    public DateOnly? PublishedOn { get; private set; }
    public DateOnly? RefreshedOn { get; private set; }

    /// <summary>When it is due to be published again; the last of days where nothing says so.</summary>
    public DateOnly RefreshDueOn { get; private set; } = DateOnly.MaxValue;

    /// <summary>Questions of the method's publication checklist, by answer; see <see cref="Codes"/>.</summary>
    public string CheckedYes { get; private set; } = "";
    public string CheckedNo { get; private set; } = "";
    public string? CheckNote { get; private set; }
    public DateTime? CheckedAt { get; private set; }
    public Guid? CheckedBy { get; private set; }
    public DateTime CreatedAt { get; private init; }
    public DateTime UpdatedAt { get; private set; }
    public Guid? UpdatedBy { get; private set; }

    /// <summary>Asked before anything is published; the first ones are about people.</summary>
    public static ImmutableArray<PublicationCheck> Questions => MethodVersion.Current.PublicationChecklist;

    public static CandidateDataset New(TenantScope scope, DateTime now) =>
        new() { TenantId = scope.TenantId, Id = Guid.CreateVersion7(), CreatedAt = now, UpdatedAt = now, UpdatedBy = scope.PersonId };

    public static bool MayBecome(DatasetState from, DatasetState to) => Next[from].Contains(to);

    public static IReadOnlyList<DatasetState> After(DatasetState from) => Next[from];

    public static bool NeedsReason(DatasetState state) => state is DatasetState.SetAside or DatasetState.Withdrawn;

    /// <summary>Overdue is worked out each time it is shown, never stored.</summary>
    public static DatasetState Shown(DatasetState state, DateOnly due, DateOnly today) =>
        state == DatasetState.Published && due < today ? DatasetState.ToRefresh : state;

    /// <summary>The first required question that is not answered, or answered by no; null when it may be published.</summary>
    public PublicationCheck? Unproven() => Questions.FirstOrDefault(q => q.Required && !Codes.Has(CheckedYes, q.Code));

    public void Fill(DatasetFields fields)
    {
        (Title, Description) = (fields.Title!.Trim(), fields.Description?.Trim() ?? "");
        Folded = Folding.Fold(Title);
        (ServiceId, OwnerId, OwnerName) = (fields.ServiceId, fields.OwnerId, Typed.OrNull(fields.OwnerName));
        (Theme, Licence, Schema) = (fields.Theme, fields.Licence ?? Licence.OpenLicence2, Typed.OrNull(fields.Schema));
        (Duty, DutySource, HeldIn) = (Typed.OrNull(fields.Duty), Typed.OrNull(fields.DutySource), Typed.OrNull(fields.HeldIn));
        Frequency = fields.Frequency ?? Frequency.Unknown;
        RefreshDueOn = Due();
    }

    public void BelongTo(Guid service) => ServiceId = service;

    public void Check(IReadOnlyDictionary<string, bool?> answers, string? note, Guid? by, DateTime now)
    {
        CheckedYes = Codes.Join(Questions.Where(q => answers.GetValueOrDefault(q.Code) == true).Select(q => q.Code));
        CheckedNo = Codes.Join(Questions.Where(q => answers.GetValueOrDefault(q.Code) == false).Select(q => q.Code));
        (CheckNote, CheckedBy, CheckedAt) = (Typed.OrNull(note), by, now);
    }

    /// <exception cref="InvalidOperationException">Not from there, without its reason, its address or its check: ask before.</exception>
    public void MoveTo(DatasetState state, string? reason, string? url, DateOnly on)
    {
        if (!MayBecome(State, state) || (NeedsReason(state) && string.IsNullOrWhiteSpace(reason))
            || (state is DatasetState.Ready or DatasetState.Published && Unproven() is not null) || (state == DatasetState.Published && (url ?? Url) is null))
        {
            throw new InvalidOperationException($"{State} cannot become {state} like this.");
        }

        (State, Reason) = (state, NeedsReason(state) ? reason!.Trim() : null);
        if (state == DatasetState.Published)
        {
            (Url, PublishedOn, RefreshedOn) = (Typed.OrNull(url) ?? Url, PublishedOn ?? on, on);
            RefreshDueOn = Due();
        }
    }

    public void Touch(TenantScope scope, DateTime now) => (UpdatedAt, UpdatedBy) = (now, scope.PersonId);

    public void Delete(DateTime now) => DeletedAt = now;

    public void Restore() => DeletedAt = null;

    /// <summary>Someone hands over what they answer for.</summary>
    public void Owner(Guid to) => OwnerId = to;

    private DateOnly Due() => (RefreshedOn, Frequency) switch
    {
        (null, _) or (_, Frequency.Unknown or Frequency.OnEvent) => DateOnly.MaxValue,
        ({ } on, Frequency.Daily) => on.AddDays(1),
        ({ } on, Frequency.Weekly) => on.AddDays(7),
        ({ } on, Frequency.Monthly) => on.AddMonths(1),
        ({ } on, Frequency.Quarterly) => on.AddMonths(3),
        ({ } on, Frequency.HalfYearly) => on.AddMonths(6),
        ({ } on, _) => on.AddYears(1),
    };
}
