using OpenDataAnimation.Contracts;
using OpenDataAnimation.Interface;

namespace OpenDataAnimation.Portal.Pages.Territory;

internal sealed record Children(IReadOnlyList<Child> Items, string? Next, ChildTotals Totals);

internal sealed record ChildTotals(int Children, int Joined, int Accepted, int SharingPlan);

/// <summary>A body of the territory, as its parent may know it.</summary>
internal sealed record Child(
    Guid BodyId, string Name, string? Article, string Slug, BodyKind Kind, string Code, int? Population, IReadOnlyList<string> Departements,
    BodyState BodyState, Guid AttachmentId, AttachmentState AttachmentState, DateTime ProposedAt, DateTime? DecidedAt,
    string? Invitation, DateTime? InvitedAt, DateTime? InvitationExpiresAt, SharedLevels Shared)
{
    /// <summary>Where it stands between "known" and "shares its plan": one word, one look, everywhere.</summary>
    public ChildStanding Standing => (AttachmentState, BodyState, Invitation) switch
    {
        (AttachmentState.Refused, _, _) => new("Rattachement refusé", Tone.Warning, "close"),
        (AttachmentState.Ended, _, _) => new("Rattachement terminé", Tone.Neutral, "close"),
        (AttachmentState.ProposedByChild, _, _) => new("Demande à examiner", Tone.Warning, "clock"),
        (_, BodyState.Prepared, "Pending") => new("Invitée", Tone.Info, "mail"),
        (_, BodyState.Prepared, "Expired") => new("Invitation expirée", Tone.Warning, "clock"),
        (_, BodyState.Prepared, "Declined") => new("Invitation déclinée", Tone.Warning, "close"),
        (_, BodyState.Prepared, _) => new("À inviter", Tone.Neutral, "dash"),
        (AttachmentState.ProposedByParent, _, _) => new("Inscrite, réponse attendue", Tone.Info, "clock"),
        _ => Shared.Plan switch
        {
            ShareLevel.Nothing => new("Rattachée, plan non partagé", Tone.Neutral, "lock"),
            ShareLevel.ProgressOnly => new("Partage son avancement", Tone.Success, "check"),
            _ => new("Partage son plan", Tone.Success, "check"),
        },
    };

    /// <summary>No one of it has come yet: its parent may invite.</summary>
    public bool CanBeInvited => BodyState == BodyState.Prepared && AttachmentState is AttachmentState.ProposedByParent or AttachmentState.Accepted;

    public string Facts => string.Join(" · ", new[]
    {
        Words.Kind(Kind), Code, Population is { } people ? French.Count(people, "habitant") : null,
    }.Where(fact => fact is not null));
}

internal sealed record ChildStanding(string Word, Tone Tone, string Icon);

internal sealed record SharedLevels(ShareLevel Plan, ShareLevel Indicators, ShareLevel Contacts, ShareLevel Events);

/// <summary>Whether the law makes a body publish, with the reason and its source.</summary>
internal sealed record Duty(string Status, string Reason, IReadOnlyList<string> Figures, string Source, int? Vintage)
{
    public string Word => Status switch { "Concerned" => "Concernée", "NotConcerned" => "Non concernée", _ => "À vérifier" };

    public Tone Tone => Status switch { "Concerned" => Tone.Accent, "NotConcerned" => Tone.Neutral, _ => Tone.Warning };

    public string Icon => Status switch { "Concerned" => "flag", "NotConcerned" => "dash", _ => "help" };
}
