using OpenDataAnimation.Contracts;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Interface.TagHelpers;
using OpenDataAnimation.Portal.Pages.Actions;
using OpenDataAnimation.Portal.Pages.Plan;

namespace OpenDataAnimation.Portal.Pages.Campagnes;

internal sealed record CampaignItem(
    Guid Id, string Title, IReadOnlyList<string> Objectives, DateTime CreatedAt, DateOnly? ExpiresOn, bool Expired, DateTime? WithdrawnAt, Counts Counts);

internal sealed record CampaignView(
    Guid Id, ProposedAction Action, string Message, DateTime CreatedAt, Pilot? CreatedBy, DateOnly? ExpiresOn, bool Expired,
    DateTime? WithdrawnAt, Counts Counts, Page<Recipient> Recipients);

internal sealed record Recipient(
    Guid ChildId, string Name, string Slug, string Departements, ProposalStatus Status, string? Reason, DateTime? SentAt, DateTime? AnsweredAt);

/// <summary>How many recipients stand where.</summary>
internal sealed record Counts(
    int Total, int WaitingForAccession, int Sent, int Seen, int Accepted, int Adapted, int Declined, int AlreadyDone, int Withdrawn, int Expired)
{
    public int Answered => Adopted + Declined;

    /// <summary>In a plan, one way or another.</summary>
    public int Adopted => Accepted + Adapted + AlreadyDone;

    public int Open => WaitingForAccession + Sent + Seen;

    /// <summary>From adopted to not yet seen; what waits, expired or was withdrawn is left empty and told beside.</summary>
    public IReadOnlyList<Share> Shares => [.. new Share[]
    {
        new(Tone.Success, Accepted + Adapted, French.Plural(Accepted + Adapted, "acceptée ou adaptée", "acceptées ou adaptées")),
        new(Tone.Accent, AlreadyDone, "déjà fait"),
        new(Tone.Warning, Declined, French.Plural(Declined, "déclinée")),
        new(Tone.Info, Seen, $"{French.Plural(Seen, "vue")}, sans réponse"),
        new(Tone.Neutral, Sent, $"{French.Plural(Sent, "envoyée")}, pas encore {French.Plural(Sent, "vue")}"),
    }.Where(share => share.Count > 0)];
}
