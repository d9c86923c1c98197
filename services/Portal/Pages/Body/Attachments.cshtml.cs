using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Pages.Territory;

namespace OpenDataAnimation.Portal.Pages.Body;

/// <summary>To whom the body is attached and what it shares with each; who asks to be attached to it.</summary>
internal sealed class AttachmentsModel(TerritoryClient territory) : BodyPage
{
    public IReadOnlyList<AttachmentItem> Waiting { get; private set; } = [];

    public IReadOnlyList<AttachmentItem> InForce { get; private set; } = [];

    public IReadOnlyList<AttachmentItem> Asked { get; private set; } = [];

    public IReadOnlyList<AttachmentItem> Past { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var items = (await territory.GetAsync<Attachments>($"bodies/{Body.Id}/attachments", ct)).Items;
        Waiting = [.. items.Where(item => item.AwaitsUs)];
        InForce = [.. items.Where(item => item.State == AttachmentState.Accepted)];
        Asked = [.. items.Where(item => item.IsProposed && !item.AwaitsUs)];
        Past = [.. items.Where(item => item.State is AttachmentState.Refused or AttachmentState.Ended)];
    }
}

internal sealed record Attachments(IReadOnlyList<AttachmentItem> Items);

/// <param name="Side">"Child" when the reading body is the child.</param>
internal sealed record AttachmentItem(
    Guid AttachmentId, string Side, Guid OtherId, string OtherName, string? OtherArticle, string OtherSlug, BodyKind OtherKind, AttachmentState State,
    bool AwaitsUs, DateTime ProposedAt, DateTime? DecidedAt, DateTime? EndedAt, SharedLevels? Policy, int? PolicyVersion)
{
    public bool IsChildSide => Side == "Child";

    public bool IsProposed => State is AttachmentState.ProposedByChild or AttachmentState.ProposedByParent;

    public string OtherDe => Words.De(OtherName, OtherArticle);

    public string OtherLe => Words.Le(OtherName, OtherArticle);

    /// <summary>The name at the head of a sentence: "La CC du Pays", "Béganne".</summary>
    public string OtherStarts => Words.Starts(OtherName, OtherArticle);

    /// <summary>"à la CC du Pays" for the child, "avec Béganne" for the parent.</summary>
    public string WithOther => IsChildSide ? Words.A(OtherName, OtherArticle) : $"avec {OtherLe}";
}

/// <summary>What each level means for those who choose it, in the words of what the other side will see.</summary>
internal static class Levels
{
    public static IReadOnlyList<FieldOption> OfPlan { get; } =
    [
        Option(ShareLevel.Nothing, "Votre plan reste invisible. Dans la grille du territoire, vos objectifs apparaissent comme «\u00A0non partagé\u00A0», jamais comme zéro."),
        Option(ShareLevel.ProgressOnly, "Pour chaque objectif\u00A0: visé ou non, atteint ou non, nombre d’actions par état, mois de la dernière activité. Aucun titre, aucun texte, aucun nom, aucun document."),
        Option(ShareLevel.Read, "Vos actions se lisent entièrement\u00A0: titres, descriptions, dates, preuves. Personne ne peut y écrire, et vous voyez qui les a lues."),
        Option(ShareLevel.ReadAndComment, "En plus, des commentaires signés peuvent être laissés à côté du plan. Vous pouvez les masquer."),
    ];

    public static IReadOnlyList<FieldOption> OfIndicators { get; } =
    [
        Option(ShareLevel.Nothing, "Vos chiffres ne comptent pas dans les totaux du territoire."),
        Option(ShareLevel.Read, "Vos résultats et vos chiffres d’observation se lisent et comptent dans les totaux."),
    ];

    public static IReadOnlyList<FieldOption> OfContacts { get; } =
    [
        Option(ShareLevel.Nothing, "Votre carnet d’adresses reste chez vous."),
        Option(ShareLevel.Read, "Tout votre carnet se lit\u00A0: noms, fonctions, coordonnées et notes. Personne ne peut y écrire, et vous voyez qui l’a lu."),
    ];

    public static IReadOnlyList<FieldOption> OfEvents { get; } =
    [
        Option(ShareLevel.Nothing, "Seuls vos événements publics se voient, comme pour tout le monde."),
        Option(ShareLevel.Read, "Vos événements internes aussi se lisent."),
    ];

    /// <summary>The choices, and the level in force when it is none of them: a program may have set another.</summary>
    public static IReadOnlyList<FieldOption> With(IReadOnlyList<FieldOption> offered, ShareLevel? held) =>
        held is not { } level || offered.Any(option => option.Value == level.ToString()) ? offered : [.. offered, new FieldOption(level.ToString(), Words.Of(level))];

    private static FieldOption Option(ShareLevel level, string what) => new(level.ToString(), Words.Of(level), what);
}
