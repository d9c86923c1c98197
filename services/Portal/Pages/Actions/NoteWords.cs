using System.Globalization;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Pages.Methode;
using OpenDataAnimation.Portal.Pages.Plan;

namespace OpenDataAnimation.Portal.Pages.Actions;

/// <summary>The history of an action in words.</summary>
internal static class NoteWords
{
    public static string Act(Note note) => note.Act switch
    {
        "created" => "a ajouté l’action au plan",
        "proposal-taken" => "a repris une proposition dans le plan",
        "imported" => "a importé l’action d’un tableau",
        "answered" => "a reçu une réponse par lien sécurisé",
        "answer-undone" => "a annulé une réponse reçue par lien sécurisé",
        "edited" => "a modifié l’action",
        "moved" => "a changé l’état",
        "linked" => "a rattaché l’action à un jeu de données",
        "unlinked" => "a détaché l’action d’un jeu de données",
        "deleted" => "a supprimé l’action",
        "restored" => "a rétabli l’action",
        "evidence-added" => "a ajouté une preuve ou un document",
        "evidence-removed" => "a retiré une preuve ou un document",
        "evidence-restored" => "a rétabli une preuve ou un document",
        _ => "a changé quelque chose",
    };

    public static string Field(string field) => field switch
    {
        "title" => "Titre",
        "description" => "Description",
        "state" => "État",
        "reason" => "Raison",
        "objectives" => "Objectifs",
        "mean" => "Moyen",
        "audiences" => "Cibles",
        "pilots" => "Pilotage",
        "pilotNames" => "Autres pilotes",
        "service" => "Service",
        "partners" => "Partenaires",
        "startsOn" => "Début",
        "endsOn" => "Échéance",
        "priority" => "Priorité",
        "effortDays" => "Charge",
        "budget" => "Budget",
        "funding" => "Financements",
        "section" => "Rubrique",
        "recurrence" => "Périodicité",
        "parentActionId" => "Fait partie de",
        _ => "Autre",
    };

    /// <summary>A value of a field as people read it; what is long is cut, the action itself shows it whole.</summary>
    public static string Value(string field, string? value, Method method)
    {
        if (string.IsNullOrEmpty(value))
        {
            return "vide";
        }

        return field switch
        {
            "state" when Enum.TryParse<ActionState>(value, out var state) => PlanWords.Of(state),
            "priority" when Enum.TryParse<ActionPriority>(value, out var priority) => PlanWords.Of(priority),
            "recurrence" when Enum.TryParse<Recurrence>(value, out var recurrence) => PlanWords.Of(recurrence),
            "objectives" => value.Replace(" ", ", ", StringComparison.Ordinal),
            "audiences" => method.AudienceNames(value.Split(' ')),
            "mean" => method.MeanLabel(value) ?? value,
            "startsOn" or "endsOn" when DateOnly.TryParseExact(value, "yyyy-MM-dd", out var day) => French.Date(day),
            "budget" when decimal.TryParse(value, CultureInfo.InvariantCulture, out var euros) => French.Number(euros, euros % 1 == 0 ? 0 : 2) + "\u00A0€",
            "effortDays" when decimal.TryParse(value, CultureInfo.InvariantCulture, out var days) => French.Number(days, days % 1 == 0 ? 0 : 1) + " " + French.Plural((long)days, "jour"),
            "parentActionId" => "une autre action",
            _ => value.Length <= 160 ? value : value[..160].TrimEnd() + "…",
        };
    }

    public static string Size(int bytes) => bytes < 1024 * 1024 ? $"{French.Number(Math.Max(1, bytes / 1024))}\u00A0Ko" : $"{French.Number((decimal)bytes / (1024 * 1024), 1)}\u00A0Mo";
}
