using System.Globalization;
using System.Text.RegularExpressions;
using OpenDataAnimation.Plans.Actions;
using OpenDataAnimation.Plans.Method;

namespace OpenDataAnimation.Plans.Sheets;

/// <summary>What cells say, as people write them in French. Each reading gives the reason when it does not understand.</summary>
internal static partial class Cells
{
    private static readonly string[] DayForms = ["d/M/yyyy", "d/M/yy", "d-M-yyyy", "d.M.yyyy", "yyyy-MM-dd", "d MMMM yyyy", "d MMM yyyy"];

    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    /// <summary>Without marks that turn the reading direction, which come along from mails and web pages, and without spaces around.</summary>
    public static string Clean(string cell) => cell.Replace("\u200E", "", StringComparison.Ordinal).Replace("\u200F", "", StringComparison.Ordinal).Replace("\uFEFF", "", StringComparison.Ordinal).Trim();

    public static DateOnly? Day(string cell, out string? wrong)
    {
        wrong = null;
        var text = Spaces().Replace(cell.Replace("1er ", "1 ", StringComparison.OrdinalIgnoreCase), " ").Trim();
        if (text.Length == 0)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, DayForms, French, DateTimeStyles.None, out var day))
        {
            return day;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var serial) && serial is > 20_000 and < 80_000)
        {
            return Workbook.DayOf(serial);
        }

        wrong = $"«\u00A0{Short(cell)}\u00A0» n’est pas une date. Écrivez-la comme 31/12/2027.";
        return null;
    }

    public static decimal? Number(string cell, decimal most, out string? wrong)
    {
        wrong = null;
        var text = Units().Replace(Spaces().Replace(cell, ""), "");
        if (text.Length == 0)
        {
            return null;
        }

        // 1.234,5 is French with points for thousands; 1234.5 comes from a spreadsheet.
        text = text.Contains(',') ? text.Replace(".", "", StringComparison.Ordinal).Replace(',', '.') : text;
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number))
        {
            wrong = number < 0 || number > most ? $"«\u00A0{Short(cell)}\u00A0» est hors des bornes\u00A0: de 0 à {most.ToString("N0", French)}." : null;
            return wrong is null ? decimal.Round(number, 2) : null;
        }

        wrong = $"«\u00A0{Short(cell)}\u00A0» n’est pas un nombre. Écrivez-le comme 12 500 ou 12500,50.";
        return null;
    }

    public static ActionState? State(string cell, out string? wrong) => Choice(cell, StateWords, "À venir, En cours, Faite, En pause, Bloquée, Abandonnée ou À discuter", out wrong);

    public static ActionPriority? Priority(string cell, out string? wrong) => Choice(cell, PriorityWords, "Basse, Normale ou Haute", out wrong);

    public static Recurrence? Recurrence(string cell, out string? wrong) => Choice(cell, RecurrenceWords, "Une seule fois, Tous les mois, Tous les trois mois, Tous les six mois ou Tous les ans", out wrong);

    public static string Word(ActionState state) => StateWords.First(w => w.Value == state).Word;

    public static string Word(ActionPriority priority) => PriorityWords.First(w => w.Value == priority).Word;

    public static string Word(Recurrence recurrence) => RecurrenceWords.First(w => w.Value == recurrence).Word;

    public static string[] Objectives(string cell, out string? wrong)
    {
        var codes = ObjectiveCode().Matches(cell).Select(m => m.Value).Distinct().ToArray();
        var left = ObjectiveCode().Replace(cell, "");
        wrong = cell.Length == 0 ? null
            : codes.Length == 0 ? $"«\u00A0{Short(cell)}\u00A0» ne contient aucun code d’objectif, comme 1.1 ou 2.3."
            : !Array.TrueForAll(codes, PlanCodes.IsObjective) || left.Any(char.IsAsciiDigit) ? $"«\u00A0{Short(cell)}\u00A0»\u00A0: les objectifs vont de 1.1 à 3.3."
            : null;
        return codes;
    }

    public static string? Mean(string cell, out string? wrong)
    {
        var code = cell.Split(' ')[0];
        var mean = MethodVersion.Current.Means.SelectMany(m => m.Steps.Select(s => s.Code).Prepend(m.Code)).FirstOrDefault(c => c.Equals(code, StringComparison.OrdinalIgnoreCase));
        wrong = cell.Length > 0 && mean is null ? $"«\u00A0{Short(cell)}\u00A0» n’est pas un moyen du référentiel, comme M4." : null;
        return mean;
    }

    public static string[] Audiences(string cell, out string? wrong)
    {
        var (codes, unknown) = (new List<string>(), null as string);
        foreach (var name in cell.Split([',', ';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var key = Columns.Key(name);
            if (MethodVersion.Current.Audiences.FirstOrDefault(a => a.Code == name || Columns.Key(a.Label) == key || Columns.Key(a.PluralLabel) == key) is { } audience)
            {
                codes.Add(audience.Code);
            }
            else
            {
                unknown ??= name;
            }
        }

        wrong = unknown is null ? null : $"«\u00A0{Short(unknown)}\u00A0» n’est pas une cible du référentiel\u00A0: {string.Join(", ", MethodVersion.Current.Audiences.Select(a => a.PluralLabel))}.";
        return [.. codes.Distinct()];
    }

    internal static string Short(string cell) => cell.Length <= 60 ? cell : cell[..60] + "…";

    private static T? Choice<T>(string cell, (string Word, T Value)[] words, string expected, out string? wrong)
        where T : struct
    {
        wrong = null;
        if (cell.Length == 0)
        {
            return null;
        }

        var key = Columns.Key(cell);
        foreach (var (word, value) in words)
        {
            if (Columns.Key(word) == key)
            {
                return value;
            }
        }

        wrong = $"«\u00A0{Short(cell)}\u00A0» n’est pas attendu ici. Écrivez {expected}.";
        return null;
    }

    // The first word of each value is the one that is written.
    private static readonly (string Word, ActionState Value)[] StateWords =
    [
        ("À venir", ActionState.ToCome), ("En cours", ActionState.InProgress), ("Faite", ActionState.Done), ("En pause", ActionState.Paused), ("Bloquée", ActionState.Blocked),
        ("Abandonnée", ActionState.Dropped), ("À discuter", ActionState.ToDiscuss), ("À faire", ActionState.ToCome), ("En retard", ActionState.InProgress), ("Fait", ActionState.Done),
        ("Réalisé", ActionState.Done), ("Réalisée", ActionState.Done), ("Terminé", ActionState.Done), ("Terminée", ActionState.Done), ("Bloqué", ActionState.Blocked), ("Abandonné", ActionState.Dropped),
    ];

    private static readonly (string Word, ActionPriority Value)[] PriorityWords =
    [
        ("Basse", ActionPriority.Low), ("Normale", ActionPriority.Normal), ("Haute", ActionPriority.High), ("Bas", ActionPriority.Low), ("Faible", ActionPriority.Low),
        ("Moyen", ActionPriority.Normal), ("Moyenne", ActionPriority.Normal), ("Élevé", ActionPriority.High), ("Élevée", ActionPriority.High), ("Haut", ActionPriority.High),
    ];

    private static readonly (string Word, Recurrence Value)[] RecurrenceWords =
    [
        ("Une seule fois", Actions.Recurrence.None), ("Tous les mois", Actions.Recurrence.Monthly), ("Tous les trois mois", Actions.Recurrence.Quarterly),
        ("Tous les six mois", Actions.Recurrence.HalfYearly), ("Tous les ans", Actions.Recurrence.Yearly), ("Annuelle", Actions.Recurrence.Yearly), ("Mensuelle", Actions.Recurrence.Monthly),
    ];

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex("(€|euros?|eur|ht|ttc|jours?|j)$", RegexOptions.IgnoreCase)]
    private static partial Regex Units();

    [GeneratedRegex(@"(?<![\d.])\d\.\d(?![\d.])")]
    private static partial Regex ObjectiveCode();
}
