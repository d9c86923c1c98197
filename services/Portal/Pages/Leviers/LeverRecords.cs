using OpenDataAnimation.Portal.Pages.Actions;
using OpenDataAnimation.Portal.Pages.Recensement;

namespace OpenDataAnimation.Portal.Pages.Leviers;

internal enum Lever { Publish, Reuse, Account, Contribute, Evaluate, Simplify }

internal enum QuestionState { ToPrepare, Planned, Held, Closed }

internal enum CoDesignStage { Frame, Share, Imagine, Try, Decide }

internal sealed record LeversView(
    IReadOnlyList<MissionRow> Missions, int Covered, int Thought, IReadOnlyList<QuestionRow> Questions, IReadOnlyList<CoDesignRow> CoDesigns, IReadOnlyList<string> Starters, IReadOnlyList<GoneQuestion> Deleted);

internal sealed record MissionRow(Guid Id, int Version, string Title, string? Service, IReadOnlyList<Lever> Ideas, IReadOnlyList<Lever> AtWork, string? Note, int Actions);

internal sealed record QuestionRow(Guid Id, string Title, string Ends, DateOnly? MeetingOn, QuestionState State, int Actions);

internal sealed record CoDesignRow(Guid Id, string Policy, bool Sensitive, bool MayStart, int Steps, DateOnly? LastOn);

internal sealed record GoneQuestion(Guid Id, string Title, DateTime DeletedAt);

internal sealed record QuestionView(
    Guid Id, int Version, string Title, string Ends, string? Actors, string? Data, IReadOnlyList<Guid> Datasets, string? Reuses, DateOnly? MeetingOn, string? MeetingNotes,
    string? Outcome, QuestionState State, DateTime UpdatedAt, IReadOnlyList<DatasetChoice> Choices, IReadOnlyList<LinkedAction> Actions)
{
    public IEnumerable<DatasetChoice> Involved => Choices.Where(c => Datasets.Contains(c.Id));
}

internal sealed record CoDesignView(
    Guid Id, int Version, string Policy, bool Sensitive, string? Why, bool MayStart, DateTime? ConfirmedAt, Pilot? ConfirmedBy, string Aim, string? People, string? Data,
    string? Risks, string? NextDecision, IReadOnlyList<CoDesignStepView> Steps, DateTime UpdatedAt, IReadOnlyList<LinkedAction> Actions);

internal sealed record CoDesignStepView(CoDesignStage Stage, int Version, DateOnly? DoneOn, string? Note);
