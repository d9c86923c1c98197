using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Pages.Actions;
using OpenDataAnimation.Portal.Pages.Methode;

namespace OpenDataAnimation.Portal.Pages.Plan;

/// <summary>The French words of what plans name in English. States are in <see cref="States"/>.</summary>
internal static class PlanWords
{
    public static string Of(Effort effort) => effort switch { Effort.Low => "léger", Effort.Medium => "moyen", _ => "important" };

    public static string EffortOf(Effort effort) => $"Effort {Of(effort)}";

    public static string Of(ActionState state) => States.Look(state.ToString()).Word;

    public static string Of(ActionPriority priority) => priority switch
    {
        ActionPriority.Low => "Basse",
        ActionPriority.High => "Haute",
        _ => "Normale",
    };

    public static string Of(EvidenceKind kind) => kind switch
    {
        EvidenceKind.Event => "Événement tenu",
        EvidenceKind.Article => "Article",
        EvidenceKind.Reuse => "Réutilisation",
        EvidenceKind.Document => "Document",
        EvidenceKind.Link => "Lien",
        EvidenceKind.Figure => "Chiffre",
        EvidenceKind.Attachment => "Pièce jointe",
        _ => "Note",
    };

    public static string Of(Recurrence recurrence) => recurrence switch
    {
        Recurrence.Monthly => "Tous les mois",
        Recurrence.Quarterly => "Tous les trois mois",
        Recurrence.HalfYearly => "Tous les six mois",
        Recurrence.Yearly => "Tous les ans",
        _ => "Une seule fois",
    };

    public static string Of(PlanState state) => States.Look(state.ToString()).Word;

    /// <summary>"Aucun", "Niveau 2": the level of an axis.</summary>
    public static string Level(int level) => level == 0 ? "aucun niveau atteint" : $"niveau\u00A0{level} atteint";

    /// <summary>"du 3 mars 2027 au 4 juin 2027", "à partir du…", "jusqu’au…"; null without dates.</summary>
    public static string? Period(DateOnly? from, DateOnly? to) => (from, to) switch
    {
        ({ } start, { } end) => $"du {French.Date(start)} au {French.Date(end)}",
        ({ } start, null) => $"à partir du {French.Date(start)}",
        (null, { } end) => $"jusqu’au {French.Date(end)}",
        _ => null,
    };
}
