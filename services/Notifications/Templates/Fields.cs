using System.Globalization;
using System.Text;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Notifications.Sending;

namespace OpenDataAnimation.Notifications.Templates;

/// <summary>What a mail is to show, as the asking service gave it: never trusted to be well-formed.</summary>
public sealed class Fields(IReadOnlyDictionary<string, string> values)
{
    private const int Longest = 2000;

    // Written out, so that a container without locale data writes the same mails.
    private static readonly string[] Days = ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"];
    private static readonly string[] Months =
        ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];

    /// <summary>A value on one line, or null when there is none.</summary>
    public string? Maybe(string name) =>
        values.TryGetValue(name, out var value) && OneLine(value) is { Length: > 0 } text ? text : null;

    /// <exception cref="UnfitMailException">There is none.</exception>
    public string Need(string name) => Maybe(name) ?? throw new UnfitMailException($"The field {name} is missing.");

    /// <summary>An absolute web address; anything else could run a script or open a file.</summary>
    /// <exception cref="UnfitMailException">It is missing or is not one.</exception>
    public string Link(string name) =>
        Uri.TryCreate(Need(name), UriKind.Absolute, out var link) && (link.Scheme == Uri.UriSchemeHttps || link.Scheme == Uri.UriSchemeHttp)
            ? link.AbsoluteUri
            : throw new UnfitMailException($"The field {name} is not an absolute web address.");

    /// <summary>A day written out, such as "lundi 7 décembre 2026"; a value that is no date is shown as it is.</summary>
    public string? Day(string name)
    {
        if (Maybe(name) is not { } text)
        {
            return null;
        }

        if (!DateOnly.TryParseExact(text.Length > 10 ? text[..10] : text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return text;
        }

        var number = day.Day == 1 ? "1er" : day.Day.ToString(CultureInfo.InvariantCulture);
        return $"{Days[(int)day.DayOfWeek]} {number} {Months[day.Month - 1]} {day.Year}";
    }

    /// <summary>Roles in French, when they are given by their names in the contracts.</summary>
    public string? Roles(string name)
    {
        if (Maybe(name) is not { } text)
        {
            return null;
        }

        var words = text.Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries);
        return words.All(w => Enum.TryParse<Role>(w, out _)) ? string.Join(", ", words.Select(w => Word(Enum.Parse<Role>(w)))) : text;
    }

    /// <summary>Without line ends and other control characters: a name must not begin a header of its own, nor turn the text around.</summary>
    public static string OneLine(string text)
    {
        var line = new StringBuilder(Math.Min(text.Length, Longest));
        foreach (var c in text.Take(Longest))
        {
            var unseen = char.IsControl(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
            line.Append(unseen ? ' ' : c);
        }

        return line.ToString().Trim();
    }

    private static string Word(Role role) => role switch
    {
        Role.Administrator => "administration",
        Role.ProjectLead => "conduite du projet",
        Role.Contributor => "contribution",
        Role.Elected => "élu référent ou élue référente",
        Role.Reader => "lecture",
        Role.DspContact => "contact d’un délégataire",
        Role.JuryMember => "membre d’un jury",
        Role.Expert => "expertise",
        _ => role.ToString(),
    };
}
