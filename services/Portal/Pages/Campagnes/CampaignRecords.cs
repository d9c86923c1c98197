using OpenDataAnimation.Contracts;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Interface.TagHelpers;
using OpenDataAnimation.Portal.Pages.Actions;
using OpenDataAnimation.Portal.Pages.Plan;

namespace OpenDataAnimation.Portal.Pages.Campagnes;

internal sealed record CampaignItem(
    Guid Id, string Title, IReadOnlyList<string> Objectives, DateTime CreatedAt, DateOnly? ExpiresOn, bool Expired, DateTime? WithdrawnAt, Counts Counts, bool IsModel = false, bool IsRelay = false);

/// <param name="SentVersion">Sent back when it is changed.</param>
/// <param name="ToRemind">How many can be reminded today.</param>
/// <param name="Chase">Those who have not answered, longest waiting first.</param>
internal sealed record CampaignView(
    Guid Id, ProposedAction Action, string Message, DateTime CreatedAt, Pilot? CreatedBy, DateOnly? ExpiresOn, bool Expired,
    DateTime? WithdrawnAt, Counts Counts, Page<Recipient> Recipients, int SentVersion = 1, DateTime? ChangedAt = null, IReadOnlyList<ProposedAction>? Parts = null,
    OtherBody? From = null, int ToRemind = 0, IReadOnlyList<Recipient>? Chase = null);

internal sealed record Recipient(
    Guid ChildId, string Name, string Slug, string Departements, ProposalStatus Status, string? Reason, DateTime? SentAt, DateTime? AnsweredAt,
    DateTime? SeenAt = null, DateTime? RemindedAt = null)
{
    /// <summary>Why it is to be chased: what it has done with the letter, and for how long.</summary>
    public string Why(DateOnly today, Func<DateTime?, DateOnly?> day)
    {
        var days = day(SeenAt ?? SentAt) is { } since ? today.DayNumber - since.DayNumber : 0;
        var ago = days == 0 ? "aujourd’hui" : $"depuis {French.Count(days, "jour")}";
        return Status switch
        {
            ProposalStatus.Seen => $"Lue, sans réponse {ago}",
            _ => days == 0 ? "Reçue aujourd’hui, pas encore ouverte" : $"Jamais ouverte {ago}",
        };
    }
}

/// <summary>How many recipients stand where.</summary>
internal sealed record Counts(
    int Total, int WaitingForAccession, int Sent, int Seen, int Accepted, int Adapted, int Declined, int AlreadyDone, int Withdrawn, int Expired)
{
    public int Answered => Adopted + Declined;

    /// <summary>In a plan, one way or another.</summary>
    public int Adopted => Accepted + Adapted + AlreadyDone;

    /// <summary>What adopting it was; null while no one has.</summary>
    public string? HowAdopted => string.Join(", ", new[]
    {
        (Accepted, French.Plural(Accepted, "telle quelle", "telles quelles")), (Adapted, French.Plural(Adapted, "adaptée")), (AlreadyDone, French.Plural(AlreadyDone, "déjà faite", "déjà faites")),
    }.Where(way => way.Item1 > 0).Select(way => $"{French.Number(way.Item1)} {way.Item2}")) is { Length: > 0 } ways ? ways : null;

    public int Open => WaitingForAccession + Sent + Seen;

    /// <summary>Everything that can become of a letter, in the order of its life.</summary>
    public IReadOnlyList<(ProposalStatus Status, int Count)> Funnel =>
    [
        (ProposalStatus.WaitingForAccession, WaitingForAccession), (ProposalStatus.Sent, Sent), (ProposalStatus.Seen, Seen), (ProposalStatus.Accepted, Accepted),
        (ProposalStatus.Adapted, Adapted), (ProposalStatus.AlreadyDone, AlreadyDone), (ProposalStatus.Declined, Declined), (ProposalStatus.Expired, Expired), (ProposalStatus.Withdrawn, Withdrawn),
    ];

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
