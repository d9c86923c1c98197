using OpenDataAnimation.Portal.Pages.Actions;

namespace OpenDataAnimation.Portal.Pages.Recensement;

internal enum DatasetState { Spotted, Eligible, SetAside, InPreparation, Ready, Published, ToRefresh, Withdrawn }

internal enum Licence { OpenLicence2, Odbl, Other }

internal enum Frequency { Unknown, OnEvent, Daily, Weekly, Monthly, Quarterly, HalfYearly, Yearly }

internal enum Theme { Governance, Finance, Mobility, Environment, Planning, Culture, Education, Social, Economy, Safety, Other }

internal enum ExchangeState { ToPlan, Planned, Held }

internal enum NeedState { Received, Qualified, Matched, Refused, Met }

internal enum DutyForce { Required, Conditional, Recommended, Trade }

internal sealed record ServiceOf(Guid Id, string Name);

internal sealed record DatasetList(
    IReadOnlyList<DatasetItem> Items, string? Next, IReadOnlyDictionary<DatasetState, int> Counts, IReadOnlyList<ServiceOf> Services)
{
    public int Total => Counts.Values.Sum();

    public int Count(DatasetState state) => Counts.GetValueOrDefault(state);
}

internal sealed record DatasetItem(
    Guid Id, string Title, string? Service, string? Owner, DatasetState State, string? Schema, string? SchemaTitle, bool Scdl, DateOnly? RefreshDueOn, bool Checked, DateTime? DeletedAt);

internal sealed record DatasetView(
    Guid Id, int Version, string Title, string Description, ServiceOf? Service, Pilot? Owner, string? OwnerName, Theme? Theme, Licence Licence, SchemaView? Schema,
    string? Duty, string? DutySource, Frequency Frequency, string? HeldIn, DatasetState State, DatasetState Stored, string? Reason, string? Url,
    DateOnly? PublishedOn, DateOnly? RefreshedOn, DateOnly? RefreshDueOn, IReadOnlyList<DatasetState> Next,
    IReadOnlyList<CheckQuestion> Questions, string? CheckNote, DateTime? CheckedAt, Pilot? CheckedBy, DateTime UpdatedAt, Pilot? UpdatedBy,
    IReadOnlyList<LinkedNeed> Needs, IReadOnlyList<LinkedAction> Actions, IReadOnlyList<Pilot> Members, IReadOnlyList<ServiceOf> Services)
{
    public string? Who => Owner?.Shown ?? OwnerName;

    /// <summary>Required questions without a yes.</summary>
    public int Missing => Questions.Count(q => q.Required && q.Answer != true);
}

internal sealed record CheckQuestion(string Code, string Label, string How, bool Required, string? Reference, bool? Answer);

internal sealed record LinkedNeed(Guid Id, string Title, NeedState State);

/// <summary>An action that was made from something of the plan.</summary>
internal sealed record LinkedAction(Guid Id, string Title, ActionState State, bool Late, DateOnly? EndsOn);

internal sealed record SchemaView(
    string Name, string Title, string Version, bool Scdl, DutyForce Force, string Producer, string Condition, string Legal, string Reading, string Homepage);

internal sealed record SchemasView(string Source, string Licence, DateOnly Vintage, IReadOnlyList<SchemaView> Items);

internal sealed record ServiceList(IReadOnlyList<ServiceItem> Items, int Unassigned);

internal sealed record ServiceItem(Guid Id, int Version, string Name, string? Contact, IReadOnlyList<Exchange> Exchanges, int Datasets, int Published, int Needs);

internal sealed record Exchange(int Round, int Version, ExchangeState State, DateOnly? On, string? Who, string? Notes);

internal sealed record ServiceView(
    Guid Id, int Version, string Name, string? Contact, IReadOnlyList<Exchange> Exchanges, IReadOnlyList<ServiceDataset> Datasets, IReadOnlyList<ServiceNeed> Asked, IReadOnlyList<ServiceNeed> Asks);

internal sealed record ServiceDataset(
    Guid Id, string Title, DatasetState State, string? Owner, string? Schema, Frequency Frequency, string? HeldIn, string? Missing, string? Reason, DateOnly? RefreshDueOn);

internal sealed record ServiceNeed(Guid Id, string Title, NeedState State, string? From, string? Dataset);

internal sealed record NeedList(IReadOnlyList<NeedItem> Items, string? Next, IReadOnlyDictionary<NeedState, int> Counts);

internal sealed record NeedItem(Guid Id, string Title, string? From, bool Outside, DateOnly ReceivedOn, NeedState State, Guid? DatasetId, string? Dataset, DateTime? DeletedAt);

internal sealed record NeedView(
    Guid Id, int Version, string Title, string Description, ServiceOf? Service, string? FromOutside, Theme? Theme, DateOnly ReceivedOn, string? Precision,
    NeedState State, string? Reason, DatasetChoice? Dataset, IReadOnlyList<NeedState> Next, IReadOnlyList<Suggestion> Suggestions, IReadOnlyList<DatasetChoice> Choices,
    IReadOnlyList<LinkedAction> Actions, DateTime UpdatedAt, IReadOnlyList<ServiceOf> Services);

internal sealed record DatasetChoice(Guid Id, string Title, DatasetState State);

internal sealed record Suggestion(Guid Id, string Title, DatasetState State, IReadOnlyList<string> Words, bool SameTheme);

internal enum SheetRowKind { Added, Changed, Unchanged, Refused }

internal sealed record DatasetSheetRow(int Row, SheetRowKind Kind, string Title, string? Column, string? Reason);

internal sealed record DatasetSheetResult(
    bool Applied, IReadOnlyList<string> Unknown, int Added, int Changed, int Unchanged, int Refused, IReadOnlyList<DatasetSheetRow> Rows, string Fingerprint)
{
    public int Total => Added + Changed + Unchanged + Refused;
}
