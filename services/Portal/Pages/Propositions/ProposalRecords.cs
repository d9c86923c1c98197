using OpenDataAnimation.Contracts;
using OpenDataAnimation.Portal.Pages.Actions;

namespace OpenDataAnimation.Portal.Pages.Propositions;

/// <summary>What a parent proposes, as the body received it.</summary>
/// <param name="SentVersion">The version that is read; an answer to an older one is refused.</param>
/// <param name="Before">What was seen before the parent changed it.</param>
internal sealed record ProposalItem(
    Guid Id, OtherBody? From, string Title, string Description, IReadOnlyList<string> Objectives, string? Mean, IReadOnlyList<string> Audiences,
    DateOnly? StartsOn, DateOnly? EndsOn, string Message, DateOnly? ExpiresOn, int SentVersion, ProposalStatus Status, string? Reason,
    DateTime ReceivedAt, DateTime? AnsweredAt, Guid? ActionId, ProposedAction? Before)
{
    public string Key => Id.ToString("N");

    public string FromName => From?.Name ?? "Une structure de votre territoire";
}
