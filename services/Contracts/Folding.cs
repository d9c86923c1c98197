using System.Text;

namespace OpenDataAnimation.Contracts;

/// <summary>Text without accents, case or typographic variants, so that "Évènement" and "evenement" compare equal.</summary>
/// <remarks>
/// SQLite's NOCASE is ASCII only and SQL Server's collations differ: search columns hold folded text and queries are folded alike.
/// By hand rather than through <see cref="string.Normalize()"/>, which depends on how the host was globalised.
/// </remarks>
public static class Folding
{
    // U+00C0 to U+017F in order. '*' stands for the few that become two letters, '-' for the two signs × and ÷.
    private const string Plain =
        "aaaaaa*ceeeeiiii*nooooo-ouuuuy**aaaaaa*ceeeeiiii*nooooo-ouuuuy*y" +
        "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii**jjkkklllllll" +
        "lllnnnnnnnnnoooooo**rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

    /// <summary>Folds a text; empty for none. White space becomes single spaces, apostrophes and dashes their ASCII form.</summary>
    public static string Fold(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return "";
        }

        var folded = new StringBuilder(text.Length + 4);
        foreach (var c in text)
        {
            Append(folded, c);
        }

        if (folded.Length > 0 && folded[^1] == ' ')
        {
            folded.Length--;
        }

        return folded.ToString();
    }

    /// <inheritdoc cref="Fold"/>
    public static string Folded(this string? text) => Fold(text);

    /// <summary>The words of a text, folded: hyphens, apostrophes and any other sign separate them.</summary>
    public static string[] Words(string? text)
    {
        var folded = Fold(text).ToCharArray();
        for (var i = 0; i < folded.Length; i++)
        {
            if (!char.IsLetterOrDigit(folded[i]))
            {
                folded[i] = ' ';
            }
        }

        return new string(folded).Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    private static void Append(StringBuilder folded, char c)
    {
        switch (c)
        {
            case >= 'A' and <= 'Z':
                folded.Append((char)(c | 0x20));
                break;
            case > ' ' and < '\u007F':
                folded.Append(c);
                break;
            case 'Æ' or 'æ':
                folded.Append("ae");
                break;
            case 'Œ' or 'œ':
                folded.Append("oe");
                break;
            case 'ß':
                folded.Append("ss");
                break;
            case 'Þ' or 'þ':
                folded.Append("th");
                break;
            case 'Ð' or 'ð':
                folded.Append('d');
                break;
            case 'Ĳ' or 'ĳ':
                folded.Append("ij");
                break;
            case >= '\u00C0' and <= '\u017F':
                folded.Append(Plain[c - '\u00C0']);
                break;
            // Combining marks of text that came decomposed (macOS file names), soft hyphens, direction and zero-width marks.
            case (>= '\u0300' and <= '\u036F') or '\u00AD' or (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or '\u2060' or '\uFEFF':
                break;
            case '\u2018' or '\u2019' or '\u02BC' or '\u02BB' or '\u2032':
                folded.Append('\'');
                break;
            case (>= '\u2010' and <= '\u2015') or '\u2212':
                folded.Append('-');
                break;
            case '\u007F':
                break;
            default:
                if (!char.IsWhiteSpace(c) && !char.IsControl(c))
                {
                    folded.Append(char.ToLowerInvariant(c));
                }
                else if (folded.Length > 0 && folded[^1] != ' ')
                {
                    folded.Append(' ');
                }

                break;
        }
    }
}
