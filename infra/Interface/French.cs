using System.Globalization;

namespace OpenDataAnimation.Interface;

/// <summary>Dates, numbers, plurals and elisions as they are written in French, with the right non-breaking spaces.</summary>
public static class French
{
    private const string Nbsp = "\u00A0";

    // Not from the runtime's culture data: the container runs without ICU.
    private static readonly string[] DayNames = ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"];

    private static readonly string[] MonthNames =
        ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];

    private static readonly NumberFormatInfo Numbers = new()
    {
        NumberGroupSeparator = "\u202F",
        NumberDecimalSeparator = ",",
        NegativeSign = "−",
        PercentDecimalSeparator = ",",
    };

    /// <summary>"lundi 3 mars 2027"; "mardi 1er juin 2027" with an ordinal on the first.</summary>
    public static string LongDate(DateOnly date) => $"{DayNames[(int)date.DayOfWeek]}{Nbsp}{Date(date)}";

    /// <summary>"3 mars 2027".</summary>
    public static string Date(DateOnly date) => $"{DayOfMonth(date)}{Nbsp}{MonthNames[date.Month - 1]}{Nbsp}{date.Year}";

    /// <summary>"03/03/2027", for dense tables.</summary>
    public static string ShortDate(DateOnly date) => date.ToString("dd'/'MM'/'yyyy", CultureInfo.InvariantCulture);

    /// <summary>"mars 2027".</summary>
    public static string Month(DateOnly date) => $"{MonthNames[date.Month - 1]}{Nbsp}{date.Year}";

    /// <summary>"14 h 30", "9 h".</summary>
    public static string Time(TimeOnly time) =>
        time.Minute == 0 ? $"{time.Hour}{Nbsp}h" : string.Create(CultureInfo.InvariantCulture, $"{time.Hour}{Nbsp}h{Nbsp}{time.Minute:00}");

    /// <summary>"lundi 3 mars 2027 à 14 h 30".</summary>
    public static string DateAndTime(DateTime local) =>
        $"{LongDate(DateOnly.FromDateTime(local))} à{Nbsp}{Time(TimeOnly.FromDateTime(local))}";

    /// <summary>"aujourd’hui", "hier", "dans 3 jours", "il y a 2 mois"; years beyond that.</summary>
    public static string RelativeDay(DateOnly date, DateOnly today)
    {
        var days = date.DayNumber - today.DayNumber;
        var span = Math.Abs(days);
        return days switch
        {
            0 => "aujourd’hui",
            1 => "demain",
            2 => "après-demain",
            -1 => "hier",
            -2 => "avant-hier",
            _ => Around(span switch
            {
                < 14 => Count(span, "jour"),
                < 60 => Count(span / 7, "semaine"),
                < 730 => Count(span / 30, "mois", "mois"),
                _ => Count(span / 365, "an"),
            }),
        };

        string Around(string duration) => days > 0 ? $"dans{Nbsp}{duration}" : $"il y a{Nbsp}{duration}";
    }

    /// <summary>"1 234 567" with narrow non-breaking spaces; decimals only when asked.</summary>
    public static string Number(decimal value, int decimals = 0) => value.ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), Numbers);

    /// <summary>"42 %"; a share of nothing is "–", never 0 %.</summary>
    public static string Percent(decimal part, decimal whole, int decimals = 0) =>
        whole == 0 ? "–" : $"{Number(100m * part / whole, decimals)}{Nbsp}%";

    /// <summary>"0 commune", "1 commune", "2 communes": in French the plural starts at two.</summary>
    public static string Count(long count, string singular, string? plural = null) =>
        $"{Number(count)}{Nbsp}{Plural(count, singular, plural)}";

    /// <summary>The word alone, agreed with the count.</summary>
    public static string Plural(long count, string singular, string? plural = null) =>
        Math.Abs(count) < 2 ? singular : plural ?? singular + "s";

    /// <summary>"de Béganne", "d’Allaire", "du Gâvre", "des Fougerêts", "de La Gacilly". <paramref name="liaison"/> is INSEE's typeLiaison, which alone knows a mute h.</summary>
    public static string Of(string name, int? liaison = null) => Join(name, liaison, "de ", "d’", "du ", "des ");

    /// <summary>"à Béganne", "au Gâvre", "aux Fougerêts".</summary>
    public static string At(string name, int? liaison = null) => Join(name, liaison, "à ", "à ", "au ", "aux ");

    /// <summary>Two capitals for a body or a person without picture: "Pays de Redon" gives PR.</summary>
    public static string Initials(string name)
    {
        var words = name.Split([' ', '-', '\'', '’'], StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word.Length > 2 || char.IsUpper(word[0])).ToArray();
        return words.Length switch
        {
            0 => name.Length == 0 ? "?" : char.ToUpperInvariant(name[0]).ToString(),
            1 => words[0][..Math.Min(2, words[0].Length)].ToUpperInvariant(),
            _ => $"{char.ToUpperInvariant(words[0][0])}{char.ToUpperInvariant(words[^1][0])}",
        };
    }

    private static string Join(string name, int? liaison, string plain, string elided, string masculine, string plural)
    {
        if (name.StartsWith("Le ", StringComparison.Ordinal))
        {
            return masculine + name[3..];
        }

        if (name.StartsWith("Les ", StringComparison.Ordinal))
        {
            return plural + name[4..];
        }

        var vowel = liaison is null
            ? name.Length > 0 && "AEIOUYÀÂÄÉÈÊËÎÏÔÖÙÛÜŒÆ".Contains(char.ToUpperInvariant(name[0]), StringComparison.Ordinal)
            : liaison == 1;
        return (vowel ? elided : plain) + name;
    }

    private static string DayOfMonth(DateOnly date) => date.Day == 1 ? "1er" : date.Day.ToString(CultureInfo.InvariantCulture);
}
