using System.Text;
using OpenDataAnimation.Contracts;

namespace OpenDataAnimation.Territory.Reference;

/// <summary>Finds bodies by parts of their names and by their codes. Reads every body once per query: a few milliseconds.</summary>
internal sealed class BodySearch
{
    private const int Exact = 0, WithoutArticle = 1, Beginning = 2, Words = 3, Anywhere = 4;

    private readonly OfficialBody[] bodies;

    // All names in one text, each as " word word"; starts[i]..starts[i + 1] is one body's.
    private readonly string names;
    private readonly int[] starts;

    public BodySearch(OfficialBody[] bodies)
    {
        this.bodies = bodies;
        starts = new int[bodies.Length + 1];
        var text = new StringBuilder(bodies.Length * 20);
        for (var i = 0; i < bodies.Length; i++)
        {
            starts[i] = text.Length;
            foreach (var word in Folding.Words(ProperName(bodies[i])))
            {
                text.Append(' ').Append(Unabbreviated(word));
            }
        }

        starts[^1] = text.Length;
        names = text.ToString();
    }

    public IReadOnlyList<OfficialBody> Find(string? query, int limit, BodyKind? kind)
    {
        var words = QueryWords(query);
        if (words.Length == 0 || limit <= 0)
        {
            return [];
        }

        // One sortable number per hit: rank, then the larger population, then the order of kinds and codes.
        var hits = new List<ulong>();
        for (var i = 0; i < bodies.Length; i++)
        {
            if ((kind is null || bodies[i].Kind == kind) && Rank(words, i) is { } rank)
            {
                hits.Add(((ulong)rank << 48) | ((ulong)(int.MaxValue - (bodies[i].Population ?? 0)) << 17) | (uint)i);
            }
        }

        hits.Sort();
        return [.. hits.Take(limit).Select(hit => bodies[(int)(hit & 0x1FFFF)])];
    }

    /// <summary>How well a body answers, the lowest the best; none if a word of the query is nowhere in it.</summary>
    private int? Rank(QueryWord[] words, int i)
    {
        var name = names.AsSpan(starts[i], starts[i + 1] - starts[i]);
        var body = bodies[i];
        Span<bool> named = stackalloc bool[words.Length];
        var (byName, byCode, onlyBeginnings) = (0, (int?)null, true);
        for (var w = 0; w < words.Length; w++)
        {
            var word = words[w];
            var place = Place(name, word.Text);
            if (word.Typed != word.Text && place != Words)
            {
                place = Place(name, word.Typed) ?? place;
            }

            if (place is not null)
            {
                named[w] = true;
                byName++;
                onlyBeginnings &= place == Words;
            }
            else if (word.IsCode && CodeRank(body, word.Typed) is { } rank)
            {
                byCode = Math.Min(byCode ?? rank, rank);
            }
            else if (!DescribesKind(body, word.Typed))
            {
                return null;
            }
        }

        if (byName == 0)
        {
            // "commune" or "de" alone describe everything and find nothing.
            return byCode;
        }

        return Math.Min(PhraseRank(words, named, name, body), onlyBeginnings && byName == words.Length ? Words : Anywhere);
    }

    /// <summary>Compares the named words, in the order typed, with the name as a whole.</summary>
    private static int PhraseRank(QueryWord[] words, ReadOnlySpan<bool> named, ReadOnlySpan<char> name, OfficialBody body)
    {
        var withoutArticle = ArticleLength(name, body);
        var (whole, bare) = (true, withoutArticle > 0);
        var (atWhole, atBare) = (0, withoutArticle);
        for (var w = 0; w < words.Length; w++)
        {
            if (named[w])
            {
                whole = whole && Continues(name, ref atWhole, words[w].Text);
                bare = bare && Continues(name, ref atBare, words[w].Text);
            }
        }

        return whole && atWhole == name.Length ? Exact
            : bare && atBare == name.Length ? WithoutArticle
            : whole || bare ? Beginning
            : Anywhere;
    }

    private static bool Continues(ReadOnlySpan<char> name, ref int at, string word)
    {
        // The word before must have ended here, or the query says something else ("sain etienne").
        if (at >= name.Length || name[at] != ' ' || !name[(at + 1)..].StartsWith(word, StringComparison.Ordinal))
        {
            return false;
        }

        at += 1 + word.Length;
        return true;
    }

    private static int ArticleLength(ReadOnlySpan<char> name, OfficialBody body) =>
        body.Article is not ("2" or "3" or "4" or "5" or "6" or "7" or "8") ? 0
        : name.StartsWith(" le ") || name.StartsWith(" la ") ? 3
        : name.StartsWith(" les ") || name.StartsWith(" aux ") || name.StartsWith(" las ") || name.StartsWith(" los ") ? 4
        : name.StartsWith(" l ") ? 2
        : 0;

    /// <summary>Where a word stands in a name: at the beginning of one of its words, inside one, or nowhere.</summary>
    private static int? Place(ReadOnlySpan<char> name, string word)
    {
        int? place = null;
        for (var from = 0; name[from..].IndexOf(word, StringComparison.Ordinal) is >= 0 and var at; from += at + 1)
        {
            if (name[from + at - 1] == ' ')
            {
                return Words;
            }

            place = Anywhere;
        }

        return place;
    }

    private static int? CodeRank(OfficialBody body, string code)
    {
        const StringComparison ignoreCase = StringComparison.OrdinalIgnoreCase;
        if (code.Length is 2 or 3)
        {
            if (body.Kind == BodyKind.Departement && body.Code.Equals(code, ignoreCase))
            {
                return Exact;
            }

            if (body.Kind == BodyKind.Region && body.Code == code)
            {
                return WithoutArticle;
            }

            foreach (var departement in body.Departements)
            {
                if (departement.Equals(code, ignoreCase))
                {
                    return Anywhere;
                }
            }
        }

        if (code.Length >= 6)
        {
            return body.Siren is null ? null
                : code.Length is 9 or 14 && code.StartsWith(body.Siren, StringComparison.Ordinal) ? Exact
                : body.Siren.StartsWith(code, StringComparison.Ordinal) ? Anywhere
                : null;
        }

        // A spreadsheet drops the zero of "01400".
        var padded = code.Length == 4 ? "0" + code : code;
        if (code.Length < 3 || body.InseeCode is null)
        {
            return null;
        }

        if (body.InseeCode.Equals(padded, ignoreCase))
        {
            return Exact;
        }

        var rank = body.InseeCode.StartsWith(code, ignoreCase) ? Anywhere : (int?)null;
        foreach (var postalCode in body.PostalCodes)
        {
            if (postalCode == padded)
            {
                return WithoutArticle;
            }

            rank = postalCode.StartsWith(code, StringComparison.Ordinal) ? Anywhere : rank;
        }

        return rank;
    }

    /// <summary>Words that say what a body is, as in "communauté de communes de Pontchâteau" or "ville de Redon".</summary>
    private static bool DescribesKind(OfficialBody body, string word) => body.Kind switch
    {
        BodyKind.Commune => word is "commune" or "ville" or "mairie",
        BodyKind.Departement => word is "departement" or "conseil" or "departemental",
        BodyKind.Region => word is "region" or "conseil" or "regional",
        _ => body.Type switch
        {
            "CC" => word is "cc" or "communaute" or "communes" or "comcom",
            "CA" => word is "ca" or "communaute" or "agglomeration" or "agglo",
            "CU" => word is "cu" or "communaute" or "urbaine",
            "EPT" => word is "ept" or "etablissement" or "public" or "territorial",
            _ => word is "metropole",
        },
    } || word is "de" or "d" or "du" or "des"
        // The article is part of a commune's name alone: there it has to be found.
        || (body.Kind != BodyKind.Commune && word is "la" or "le" or "les" or "l");

    /// <summary>The name without "CC", "CA" or "CU", so that what people type is its beginning.</summary>
    private static string ProperName(OfficialBody body) =>
        body.Type is "CC" or "CA" or "CU" && body.Name.Length > 3 && body.Name[2] == ' ' ? body.Name[3..] : body.Name;

    private static QueryWord[] QueryWords(string? query)
    {
        // A search box takes a name; what is longer was pasted by mistake.
        var typed = query is { Length: > 100 } ? query[..100] : query;
        var words = Folding.Words(typed);
        var together = string.Concat(words);
        if (words.Length > 1 && together.Length is 9 or 14 && together.All(char.IsAsciiDigit))
        {
            words = [together];
        }

        return [.. words.Distinct().Select(word => new QueryWord(word, Unabbreviated(word)))];
    }

    private static string Unabbreviated(string word) => word switch
    {
        "st" => "saint",
        "ste" => "sainte",
        "sts" => "saints",
        "stes" => "saintes",
        _ => word,
    };

    private readonly record struct QueryWord(string Typed, string Text)
    {
        public bool IsCode => char.IsAsciiDigit(Typed[0]);
    }
}
