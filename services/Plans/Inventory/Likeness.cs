using System.Collections.Frozen;
using OpenDataAnimation.Plans.Sheets;

namespace OpenDataAnimation.Plans.Inventory;

/// <summary>Words that two French texts share, without those that say nothing and without plural.</summary>
internal static class Likeness
{
    private static readonly FrozenSet<string> Silent = FrozenSet.ToFrozenSet(
    [
        "avec", "dans", "pour", "donnee", "liste", "fichier", "commune", "communal", "communale", "leur", "nous", "quel", "quelle", "sont", "plus", "tout", "tous", "toute", "entre", "cette", "chaque",
        "service", "public", "publique", "savoir", "connaitre", "avoir", "etre", "jeu", "base", "ville", "territoire", "habitant", "besoin", "sans", "leurs", "comme", "elle", "elles", "depuis", "ainsi", "autre",
    ]);

    public static HashSet<string> Words(params string?[] texts) =>
        [.. texts.OfType<string>().SelectMany(t => Columns.Key(t).Split(' ')).Where(w => w.Length > 3).Select(w => w.TrimEnd('s', 'x')).Where(w => w.Length > 2 && !Silent.Contains(w))];

    public static IEnumerable<string> Common(HashSet<string> sought, params string?[] texts) => Words(texts).Where(sought.Contains).Order(StringComparer.Ordinal);
}
