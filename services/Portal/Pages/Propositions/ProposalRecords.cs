using OpenDataAnimation.Contracts;
using OpenDataAnimation.Portal.Pages.Actions;

namespace OpenDataAnimation.Portal.Pages.Propositions;

/// <summary>What a parent proposes, as the body received it.</summary>
/// <param name="SentVersion">The version that is read; an answer to an older one is refused.</param>
/// <param name="Differences">While it waits: with what was seen before. Once taken: what the parent changed since.</param>
/// <param name="Unread">No one has had this version before them.</param>
/// <param name="Parts">The actions of a plan model; its objectives are then those to aim at.</param>
internal sealed record ProposalItem(
    Guid Id, OtherBody? From, string Title, string Description, IReadOnlyList<string> Objectives, string? Mean, IReadOnlyList<string> Audiences,
    DateOnly? StartsOn, DateOnly? EndsOn, string Message, DateOnly? ExpiresOn, int SentVersion, ProposalStatus Status, string? Reason,
    DateTime ReceivedAt, DateTime? AnsweredAt, Guid? ActionId, IReadOnlyList<ChangedField>? Differences = null, IReadOnlyList<ProposedAction>? Parts = null, DateTime? RemindedAt = null, bool Unread = false)
{
    /// <summary>Once taken into the plan, what the parent changed since.</summary>
    public int ChangedSince => ActionId is null ? 0 : Differences?.Count ?? 0;

    public string Key => Id.ToString("N");

    public string FromName => From?.Name ?? "Une structure de votre territoire";

    /// <summary>At the head of a sentence.</summary>
    public string FromStarts => From is { } from ? Words.Starts(from.Name, null) : FromName;
}

/// <summary>One proposal with what became of it.</summary>
internal sealed record ProposalView(
    Guid Id, OtherBody? From, int SentVersion, ProposedAction Action, string Message, DateOnly? ExpiresOn, ProposalStatus Status, bool IsOpen, string? Reason,
    DateTime ReceivedAt, DateTime? SeenAt, DateTime? AnsweredAt, Pilot? AnsweredBy, Guid? ActionId, IReadOnlyList<ChangedField> Differences,
    IReadOnlyList<ProposedAction>? Parts, IReadOnlyList<CameOfIt> Actions, DateTime? RemindedAt)
{
    public string FromName => From?.Name ?? "Une structure de votre territoire";

    /// <summary>At the head of a sentence.</summary>
    public string FromStarts => From is { } from ? Words.Starts(from.Name, null) : FromName;

    public string FromDe => From is { } from ? Words.De(from.Name, null) : "d’une structure de votre territoire";
}

internal sealed record CameOfIt(Guid Id, string Title, ActionState State);

/// <summary>Field by field, in words.</summary>
/// <param name="Settle">Shows what decides on each field; null where it is only read.</param>
internal sealed record DifferencesShown(IReadOnlyList<ChangedField> Fields, Methode.Method Method, string Before, string After, int? Settle = null)
{
    /// <summary>A text whole, anything else as the history of an action has it.</summary>
    public string Value(ChangedField field, string? value) =>
        field.Field is "title" or "description" ? value ?? "vide" : NoteWords.Value(field.Field, value, Method);
}

internal sealed record PartsShown(ProposalItem Proposal, IReadOnlyList<ProposedAction> Parts, Methode.Method Method, bool Edits);
