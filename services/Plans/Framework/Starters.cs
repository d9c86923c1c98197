namespace OpenDataAnimation.Plans.Framework;

/// <summary>A text to start from; it belongs to the body once the body has accepted it, and not before.</summary>
public sealed record Starter(string Code, FrameworkKind Kind, string Title, string Text);

/// <summary>Criteria and answers that most bodies begin with, in our own words.</summary>
internal static class Starters
{
    public static IReadOnlyList<Starter> All { get; } =
    [
        new("c-people", FrameworkKind.Criterion, "Le fichier ne permet de reconnaître personne",
            "Ni nom, ni adresse de particulier, ni numéro, ni ligne si rare qu’on devine de qui il s’agit. Dans le doute, la personne déléguée à la protection des données relit avant publication."),
        new("c-rights", FrameworkKind.Criterion, "Il est à nous, ou nous avons l’accord de son auteur",
            "Un plan acheté, une photo d’agence ou un fichier de délégataire ne se publie qu’avec une autorisation écrite."),
        new("c-secret", FrameworkKind.Criterion, "Il ne dévoile rien qui doive rester protégé",
            "Sécurité des bâtiments et des réseaux, secret des affaires, procédures en cours\u00A0: ces sujets passent par la direction générale."),
        new("c-owner", FrameworkKind.Criterion, "Quelqu’un s’en occupe",
            "Le nom d’un service responsable et un rythme de mise à jour figurent sur la fiche. Un fichier que personne ne suivra n’est pas publié."),
        new("c-licence", FrameworkKind.Criterion, "Sa licence est dite",
            "Licence Ouverte par défaut, ODbL si la communauté qui réutilisera le demande. Un seul choix par jeu de données, écrit au même endroit."),
        new("c-readable", FrameworkKind.Criterion, "Une personne extérieure le comprend",
            "Un titre clair, chaque colonne expliquée en une ligne, un format qui s’ouvre sans logiciel payant, et le schéma national quand il en existe un."),
        new("d-time", FrameworkKind.Doubt, "Je n’ai pas le temps.",
            "La première fois demande une demi-journée, accompagnée. Ensuite, c’est le même export, quelques minutes à chaque mise à jour. Nous commençons par ce que vous tenez déjà."),
        new("d-quality", FrameworkKind.Doubt, "Notre fichier n’est pas parfait.",
            "Aucun ne l’est. On écrit sur la fiche ce qui manque et de quand il date\u00A0; les retours des lecteurs aident souvent à le corriger."),
        new("d-misuse", FrameworkKind.Doubt, "Et si on s’en sert contre nous\u00A0?",
            "Les chiffres circulent déjà, souvent recopiés de travers. Publier la source, avec son mode d’emploi, permet de répondre en la montrant."),
        new("d-privacy", FrameworkKind.Doubt, "Il y a des données personnelles dedans.",
            "Alors ce fichier-là ne sort pas. On publie ce qui peut l’être\u00A0: des totaux, ou le même tableau sans les colonnes qui désignent quelqu’un."),
        new("d-useless", FrameworkKind.Doubt, "Cela n’intéressera personne.",
            "Une association, un bureau d’études ou la commune voisine demande souvent ce que nous tenons. On commence par ce qui nous est déjà demandé."),
        new("d-money", FrameworkKind.Doubt, "Pourquoi donner ce que nous pourrions vendre\u00A0?",
            "La vente rapporte rarement ce que coûte la gestion des demandes, et la loi fait de la gratuité la règle. Ce qui compte est le service rendu."),
        new("d-risk", FrameworkKind.Doubt, "Qui est responsable en cas d’erreur\u00A0?",
            "La licence écarte la responsabilité pour l’usage que d’autres font du fichier. La nôtre est de corriger ce qu’on nous signale\u00A0: l’adresse à qui écrire est sur la fiche."),
    ];

    public static Starter? Find(string code) => All.FirstOrDefault(s => s.Code == code);
}
