using System.Globalization;

namespace OpenDataAnimation.Contracts;

/// <summary>Names of places inside French sentences: "d'Allaire", "du Gâvre", "aux Fougerêts", "de l'Ain".</summary>
/// <remarks>
/// The article is Insee's code for a name ("type de nom en clair"): 0 de, 1 d', 2 le, 3 la, 4 les, 5 l', 6 aux, 7 las, 8 los, empty if
/// unknown. It is part of a commune's name ("Le Gâvre") and not of a département's ("Ain"): the name itself tells which.
/// </remarks>
public static class FrenchName
{
    private const string NarrowNoBreakSpace = "\u202F";

    /// <summary>"de" and the name, contracted as it must be.</summary>
    public static string De(string name, string? article)
    {
        ArgumentNullException.ThrowIfNull(name);
        article ??= Presumed(name);
        return Leading(name) switch
        {
            "Le " => "du " + name[3..],
            "Les " or "Aux " => "des " + name[4..],
            { } => "de " + name,
            null => article switch
            {
                "0" => "de " + name,
                "1" => "d'" + name,
                "2" => "du " + name,
                "3" => "de la " + name,
                "4" or "6" => "des " + name,
                "5" => "de l'" + name,
                "7" => "de las " + name,
                "8" => "de los " + name,
                _ => (Elides(name) ? "d'" : "de ") + name,
            },
        };
    }

    /// <summary>"à" and the name, contracted as it must be.</summary>
    public static string A(string name, string? article)
    {
        ArgumentNullException.ThrowIfNull(name);
        article ??= Presumed(name);
        return Leading(name) switch
        {
            "Le " => "au " + name[3..],
            "Les " or "Aux " => "aux " + name[4..],
            { } => "à " + name,
            null => article switch
            {
                "2" => "au " + name,
                "3" => "à la " + name,
                "4" or "6" => "aux " + name,
                "5" => "à l'" + name,
                "7" => "à las " + name,
                "8" => "à los " + name,
                _ => "à " + name,
            },
        };
    }

    /// <summary>The name as a subject in the middle of a sentence: "l'Ain", "la CC du Pays", "Le Gâvre", "Allaire".</summary>
    public static string Le(string name, string? article)
    {
        ArgumentNullException.ThrowIfNull(name);
        article ??= Presumed(name);
        return Leading(name) is not null ? name : article switch
        {
            "2" => "le " + name,
            "3" => "la " + name,
            "4" or "6" => "les " + name,
            "5" => "l'" + name,
            "7" => "las " + name,
            "8" => "los " + name,
            _ => name,
        };
    }

    /// <summary>A number and its noun: "0 commune", "1 commune", "34 969 communes". French keeps the singular below two.</summary>
    public static string Count(long number, string one, string many) => $"{Number(number)} {(number is > -2 and < 2 ? one : many)}";

    /// <summary>A whole number with its thousands held together by a narrow no-break space.</summary>
    public static string Number(long number) =>
        number.ToString("#,0", CultureInfo.InvariantCulture).Replace(",", NarrowNoBreakSpace, StringComparison.Ordinal);

    /// <summary>Where only the name is at hand: groups of communes that are named by their kind are feminine ("la CC du Pays").</summary>
    private static string? Presumed(string name) =>
        name.StartsWith("CC ", StringComparison.Ordinal) || name.StartsWith("CA ", StringComparison.Ordinal) || name.StartsWith("CU ", StringComparison.Ordinal)
            || name.StartsWith("Communauté ", StringComparison.Ordinal) ? "3" : null;

    /// <summary>The article that a name begins with, if it is written with one.</summary>
    private static string? Leading(string name) =>
        name.StartsWith("Le ", StringComparison.Ordinal) ? "Le "
        : name.StartsWith("Les ", StringComparison.Ordinal) ? "Les "
        : name.StartsWith("Aux ", StringComparison.Ordinal) ? "Aux "
        : name.StartsWith("La ", StringComparison.Ordinal) ? "La "
        : name.StartsWith("Las ", StringComparison.Ordinal) ? "Las "
        : name.StartsWith("Los ", StringComparison.Ordinal) ? "Los "
        : name.StartsWith("L'", StringComparison.Ordinal) || name.StartsWith("L’", StringComparison.Ordinal) ? "L'"
        : null;

    /// <summary>Without a code: before a vowel, and before y when no vowel follows ("d'Yvetot", "de Yaté"). An unknown h counts as aspirated.</summary>
    private static bool Elides(string name)
    {
        var folded = Folding.Fold(name);
        return folded.Length > 0
            && ("aeiou".Contains(folded[0], StringComparison.Ordinal)
                || (folded[0] == 'y' && (folded.Length == 1 || !"aeiou".Contains(folded[1], StringComparison.Ordinal))));
    }
}
