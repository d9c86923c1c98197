using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Pages.Methode;

namespace OpenDataAnimation.Portal.Pages.Suggestions;

internal enum SuggestionKind { Late, NoAction, PeerDid, NoStrategy, NoPoint, NextLevel, NoPilot }

internal sealed record SuggestionView(string Key, SuggestionKind Kind, string? Objective, IReadOnlyList<string> Means, int Count, DateOnly? Since, PeerView? Peer = null);

/// <summary>What a body of the same size did and agreed to have told, waiting as a proposal.</summary>
internal sealed record PeerView(Guid ProposalId, string Title, string Name, int? Population);

internal sealed record SuggestionList(IReadOnlyList<SuggestionView> Items, IReadOnlyList<DismissedView> Dismissed);

internal sealed record DismissedView(string Key, SuggestionKind Kind, string? Objective, DateTime At);

/// <summary>Suggestions as a page shows them, with where to come back to.</summary>
/// <param name="Alone">On their own page: printed, and without the link that leads there.</param>
internal sealed record SuggestionBlock(BodyPage Page, IReadOnlyList<SuggestionView> Items, Method Method, bool Alone = false);

/// <summary>What is suggested, and why.</summary>
internal static class SuggestionWords
{
    public static string What(SuggestionView s, Method method) => s.Kind switch
    {
        SuggestionKind.Late => s.Count == 1 ? "Décider du sort d’une action en retard" : $"Décider du sort de {French.Number(s.Count)}\u00A0actions en retard",
        SuggestionKind.NoAction => method.MeanLabel(s.Means[0]) ?? "Choisir une première action",
        SuggestionKind.PeerDid => $"Reprendre l’idée de {s.Peer!.Name}\u00A0: {s.Peer.Title}",
        SuggestionKind.NoStrategy => "Écrire la stratégie en une page",
        SuggestionKind.NoPoint => "Prévoir un point avec l’élue ou l’élu",
        SuggestionKind.NextLevel => method.MeanLabel(s.Means[0]) ?? "Passer au niveau suivant",
        _ => s.Count == 1 ? "Donner un pilote à une action" : $"Donner un pilote à {French.Number(s.Count)}\u00A0actions",
    };

    public static string Why(SuggestionView s, Method method) => s.Kind switch
    {
        SuggestionKind.Late => $"{French.Plural(s.Count, "Son échéance est passée", "Leur échéance est passée")} depuis plus de trente jours\u00A0: nouvelle date, pause ou abandon, tout se dit.",
        SuggestionKind.NoAction => $"Vous visez l’objectif {method.ObjectiveName(s.Objective!)}, et aucune action ne le sert encore. C’est le moyen le plus léger de la méthode.",
        SuggestionKind.PeerDid => $"{s.Peer!.Name} est de votre taille ({French.Count(s.Peer.Population ?? 0, "habitant")}), l’a fait, et accepte que vous le sachiez.",
        SuggestionKind.NoStrategy => "Le plan ne dit pas de quelle stratégie il découle\u00A0: le conseil ne sait pas ce qu’il soutient.",
        SuggestionKind.NoPoint => s.Since is { } since ? $"Le dernier remonte au {French.Date(since)}, il y a plus de trois mois." : "Le plan a plus de trois mois, et aucun point n’a encore eu lieu.",
        SuggestionKind.NextLevel => $"Le niveau {int.Parse(s.Objective![2..], System.Globalization.CultureInfo.InvariantCulture) - 1} est atteint sur cet axe. Le suivant\u00A0: {method.ObjectiveName(s.Objective!)}.",
        _ => $"{French.Plural(s.Count, "Elle n’est pas finie", "Elles ne sont pas finies")}, et personne n’en répond.",
    };

    /// <summary>Where a suggestion leads that is no action of the method.</summary>
    public static (string Href, string Act)? Leads(SuggestionView s) => s.Kind switch
    {
        SuggestionKind.Late => ("actions?retard=true", French.Plural(s.Count, "Voir cette action", "Voir ces actions")),
        SuggestionKind.NoStrategy => ("strategie/modifier", "Écrire la stratégie"),
        SuggestionKind.NoPoint => ("points", "Choisir une date"),
        SuggestionKind.NoPilot => ("actions?sans=pilote", French.Plural(s.Count, "Voir cette action", "Voir ces actions")),
        _ => null,
    };

    /// <summary>How a dismissed one is called, without the facts that it had.</summary>
    public static string Name(DismissedView d, Method method) => d.Kind switch
    {
        SuggestionKind.Late => "Décider du sort des actions en retard",
        SuggestionKind.NoAction => $"Une première action pour l’objectif {method.ObjectiveName(d.Objective ?? "")}",
        SuggestionKind.PeerDid => "Reprendre l’idée d’une collectivité de votre taille",
        SuggestionKind.NoStrategy => "Écrire la stratégie",
        SuggestionKind.NoPoint => "Prévoir un point avec l’élue ou l’élu",
        SuggestionKind.NextLevel => $"Passer au niveau suivant\u00A0: {method.ObjectiveName(d.Objective ?? "")}",
        _ => "Donner un pilote aux actions qui n’en ont pas",
    };
}
