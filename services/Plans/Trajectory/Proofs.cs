using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.Actions;
using OpenDataAnimation.Plans.Framework;
using OpenDataAnimation.Plans.Method;
using OpenDataAnimation.Plans.Packs;

namespace OpenDataAnimation.Plans.Trajectory;

/// <summary>
/// Which facts of a plan prove an exit criterion. What the plan keeps under a name of its own is asked for by that; for the rest, a piece
/// of evidence of the right kind on an action by one of the criterion's means.
/// </summary>
internal static class Proofs
{
    /// <returns>The words, and the page where it is seen; null where nothing proves it yet.</returns>
    public static (string Words, string Page)? Of(ExitCriterion criterion, Facts facts) => criterion.Code switch
    {
        "frame-1" when facts.HasStrategy => ("La stratégie est écrite", "strategie"),
        "frame-2" when facts.CouncilOn is { } on => ($"Conseil du {InWords.Date(on)}", "plan"),
        "frame-3" => facts is { HasElected: true, HasLead: true } ? ("Les deux noms sont sur la fiche du plan", "plan") : null,
        "frame-4" when facts.FrameworkKinds == Enum.GetValues<FrameworkKind>().Length => ("Équipe, critères et réponses aux doutes sont au cadre, que chaque agent peut lire", "cadre"),
        "make-known-1" when facts is { Services: > 0 } && facts.FirstHeld == facts.Services => ($"Premier échange tenu avec {(facts.Services == 1 ? "le service recensé" : $"les {facts.Services} services recensés")}", "recensement/services"),
        "make-known-2" when facts is { Published: > 0, FirstPublishedOn: { } first } => ($"{FrenchName.Count(facts.Published, "jeu publié", "jeux publiés")}, le premier le {InWords.Date(first)}", "recensement?etat=Published"),
        "make-known-4" when facts.MeetingsHeld > 0 => ($"{FrenchName.Count(facts.MeetingsHeld, "rencontre tenue", "rencontres tenues")} sur une problématique", "leviers#problematiques"),
        "show-and-open-2" when facts.PointsLately >= 2 && facts.PointsSince <= facts.Today.AddMonths(-6) => ($"{facts.PointsLately} points tenus depuis six mois", "points"),
        "transform-1" when facts.PublishedServices >= 3 => ($"{facts.PublishedServices} services ont publié", "recensement/services"),
        "transform-4" when facts.DesignsDone > 0 => ($"{FrenchName.Count(facts.DesignsDone, "politique construite", "politiques construites")} jusqu’à la décision", "leviers#co-conception"),
        _ => Piece(criterion, facts),
    };

    private static (string Words, string Page)? Piece(ExitCriterion criterion, Facts facts)
    {
        var piece = facts.Evidence.Where(e => criterion.Means.Any(m => IsBy(e.Mean, m))).OrderByDescending(e => e.Kind == criterion.Evidence).FirstOrDefault(e => Fits(criterion.Evidence, e.Kind));
        return piece is not null ? ($"Preuve\u00A0: {piece.Title}", $"actions/{piece.ActionId}")
            : criterion.Objective is { } objective && facts.Reached.Contains(objective) ? ($"L’objectif {objective} est évalué comme atteint", $"plan/objectifs/{objective}")
            : null;
    }

    /// <summary>M8 or one of its steps, M8a.</summary>
    private static bool IsBy(string? mean, string asked) => mean is not null && (mean == asked || (mean.StartsWith(asked, StringComparison.Ordinal) && char.IsAsciiLetterLower(mean[^1]) && mean.Length == asked.Length + 1));

    /// <summary>Minutes prove a meeting as well as the event itself; a link to anything does not prove an article.</summary>
    private static bool Fits(EvidenceKind asked, EvidenceKind given) => asked switch
    {
        EvidenceKind.Note => true,
        EvidenceKind.Event => given is EvidenceKind.Event or EvidenceKind.Document,
        EvidenceKind.Document => given is EvidenceKind.Document or EvidenceKind.Link,
        EvidenceKind.Link => given is EvidenceKind.Link or EvidenceKind.Article or EvidenceKind.Reuse,
        _ => given == asked,
    };
}
