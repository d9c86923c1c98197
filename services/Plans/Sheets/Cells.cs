using System.Globalization;
using System.Text.RegularExpressions;
using OpenDataAnimation.Plans.Actions;
using OpenDataAnimation.Plans.Method;
using OpenDataAnimation.Plans.Method.Own;

namespace OpenDataAnimation.Plans.Sheets;

/// <summary>What cells say, as people write them in French. Each reading gives the reason when it does not understand.</summary>
internal static partial class Cells
{
    private static readonly string[] DayForms = ["d/M/yyyy", "d/M/yy", "d-M-yyyy", "d.M.yyyy", "yyyy-MM-dd", "d MMMM yyyy", "d MMM yyyy"];

    private static readonly string[] Months = ["janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre"];

    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    /// <summary>Without marks that turn the reading direction, which come along from mails and web pages, and without spaces around.</summary>
    public static string Clean(string cell) => cell.Replace("\u200E", "", StringComparison.Ordinal).Replace("\u200F", "", StringComparison.Ordinal).Replace("\uFEFF", "", StringComparison.Ordinal).Trim();

    /// <summary>When something begins: of a month, a quarter or a year, the first day.</summary>
    public static DateOnly? Start(string cell, out string? wrong) => Day(cell, last: false, out wrong);

    /// <summary>When it ends: of a month, a quarter or a year, the last day.</summary>
    public static DateOnly? End(string cell, out string? wrong) => Day(cell, last: true, out wrong);

    private static DateOnly? Day(string cell, bool last, out string? wrong)
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

        if (Span(text) is { } span)
        {
            return last ? span.Last : span.First;
        }

        wrong = $"«\u00A0{Short(cell)}\u00A0» n’est pas une date. Écrivez-la comme 31/12/2027.";
        return null;
    }

    /// <summary>"Mardi 3 mars 2027", "sept. 2026", "03/2027", "T2 2027", "2e semestre 2027", "fin 2026", "2026".</summary>
    private static (DateOnly First, DateOnly Last)? Span(string text)
    {
        if (Times().Match(Columns.Key(text)) is not { Success: true } said || int.Parse(said.Groups["year"].Value, CultureInfo.InvariantCulture) is not (>= 1990 and <= 2100 and var year))
        {
            return null;
        }

        var (from, months) = (1, 12);
        if (said.Groups["month"] is { Success: true, Value: var month })
        {
            // "jui" is June or July: no month.
            var found = int.TryParse(month, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (number is >= 1 and <= 12 ? [number] : [])
                : Months.Index().Where(m => m.Item.StartsWith(month, StringComparison.Ordinal)).Select(m => m.Index + 1).ToArray();
            if (found.Length != 1)
            {
                return null;
            }

            (from, months) = (found[0], 1);
        }
        else if (said.Groups["part"] is { Success: true, Value: var part })
        {
            months = said.Groups["of"].Value[0] == 't' ? 3 : 6;
            from = ((part[0] - '1') * months) + 1;
            if (from > 12)
            {
                return null;
            }
        }

        var first = new DateOnly(year, from, 1);
        if (said.Groups["day"] is { Success: true, Value: var day })
        {
            var at = int.Parse(day, CultureInfo.InvariantCulture);
            return at >= 1 && at <= DateTime.DaysInMonth(year, from) ? (first.AddDays(at - 1), first.AddDays(at - 1)) : null;
        }

        var end = first.AddMonths(months).AddDays(-1);
        return said.Groups["edge"].Value switch { "debut" => (first, first), "fin" => (end, end), _ => (first, end) };
    }

    public static decimal? Number(string cell, decimal most, out string? wrong)
    {
        wrong = null;
        var text = Units().Replace(Spaces().Replace(cell, ""), "");
        if (text.Length == 0)
        {
            return null;
        }

        // 1.234,5 is French with points for thousands, 1,234.5 is English; 1234.5 comes from a spreadsheet.
        text = text.LastIndexOf('.') > text.LastIndexOf(',') ? text.Replace(",", "", StringComparison.Ordinal)
            : text.Replace(".", "", StringComparison.Ordinal).Replace(',', '.');
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

    public static string[] Objectives(string cell, OwnCodes own, out string? wrong)
    {
        var codes = ObjectiveCode().Matches(cell).Select(m => m.Value.ToUpperInvariant()).Distinct().ToArray();
        var left = ObjectiveCode().Replace(cell, "");
        wrong = cell.Length == 0 ? null
            : codes.Length == 0 ? $"«\u00A0{Short(cell)}\u00A0» ne contient aucun code d’objectif, comme 1.1 ou 2.3."
            : !Array.TrueForAll(codes, own.IsObjective) || left.Any(char.IsAsciiDigit) ? $"«\u00A0{Short(cell)}\u00A0»\u00A0: les objectifs vont de 1.1 à 3.3, et les vôtres s’écrivent comme OP1."
            : null;
        return codes;
    }

    public static string? Mean(string cell, OwnCodes own, out string? wrong)
    {
        var code = cell.Split(' ')[0];
        var mean = MethodVersion.Current.Means.SelectMany(m => m.Steps.Select(s => s.Code).Prepend(m.Code)).FirstOrDefault(c => c.Equals(code, StringComparison.OrdinalIgnoreCase))
            ?? (own.IsMean(code.ToUpperInvariant()) ? code.ToUpperInvariant() : null);
        wrong = cell.Length > 0 && mean is null ? $"«\u00A0{Short(cell)}\u00A0» n’est pas un moyen du référentiel, comme M4, ni l’un des vôtres, comme MP1." : null;
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

        // "Terminé" and "terminée" are one word.
        var key = Columns.Key(cell).TrimEnd('e');
        foreach (var (word, value) in words)
        {
            if (Columns.Key(word).TrimEnd('e') == key)
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
        ("Abandonnée", ActionState.Dropped), ("À discuter", ActionState.ToDiscuss), ("À faire", ActionState.ToCome), ("En retard", ActionState.InProgress),
        ("Réalisée", ActionState.Done), ("Terminée", ActionState.Done), ("Achevée", ActionState.Done), ("Finalisée", ActionState.Done), ("Annulée", ActionState.Dropped),
        ("Non démarrée", ActionState.ToCome), ("Pas démarrée", ActionState.ToCome), ("Non commencée", ActionState.ToCome), ("Pas commencée", ActionState.ToCome),
        ("Prévue", ActionState.ToCome), ("Planifiée", ActionState.ToCome), ("Programmée", ActionState.ToCome), ("À lancer", ActionState.ToCome),
        ("Démarrée", ActionState.InProgress), ("Commencée", ActionState.InProgress), ("Engagée", ActionState.InProgress), ("Lancée", ActionState.InProgress),
        ("En attente", ActionState.Paused), ("Suspendue", ActionState.Paused), ("Reportée", ActionState.Paused),
    ];

    private static readonly (string Word, ActionPriority Value)[] PriorityWords =
    [
        ("Basse", ActionPriority.Low), ("Normale", ActionPriority.Normal), ("Haute", ActionPriority.High), ("Bas", ActionPriority.Low), ("Faible", ActionPriority.Low),
        ("Moyen", ActionPriority.Normal), ("Moyenne", ActionPriority.Normal), ("Élevée", ActionPriority.High), ("Forte", ActionPriority.High), ("Prioritaire", ActionPriority.High),
    ];

    private static readonly (string Word, Recurrence Value)[] RecurrenceWords =
    [
        ("Une seule fois", Actions.Recurrence.None), ("Tous les mois", Actions.Recurrence.Monthly), ("Tous les trois mois", Actions.Recurrence.Quarterly),
        ("Tous les six mois", Actions.Recurrence.HalfYearly), ("Tous les ans", Actions.Recurrence.Yearly), ("Annuelle", Actions.Recurrence.Yearly), ("Mensuelle", Actions.Recurrence.Monthly),
    ];

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex("^(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) )?(?:(?<edge>debut|fin|courant) )?(?:(?<of>[ts]) ?(?<part>[1-4]) |(?<part>[1-4])(?:er|e|eme)? (?<of>trimestre|semestre) |(?:(?<day>[0-9]{1,2})(?:er)? )?(?<month>[a-z]{3,}|[0-9]{1,2}) )?(?<year>[0-9]{4})$")]
    private static partial Regex Times();

    [GeneratedRegex("(€|euros?|eur|ht|ttc|jours?|j)+$", RegexOptions.IgnoreCase)]
    private static partial Regex Units();

    [GeneratedRegex(@"(?<![\d.])\d\.\d(?![\d.])|\bOP\d{1,3}\b", RegexOptions.IgnoreCase)]
    private static partial Regex ObjectiveCode();
}
