using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using OpenDataAnimation.Contracts;

namespace OpenDataAnimation.Identity.People;

/// <summary>
/// NIST SP 800-63B-4, 3.1.1.2: long, any character, no composition, no expiry; refused is what others guess first: common
/// passwords, rows of keys, and what is known of the person or of this site.
/// </summary>
internal sealed partial class PasswordRules : IPasswordValidator<Account>
{
    public const int Shortest = 12, Longest = 128;

    public const string Hint = "12\u00A0caractères au moins, 15 ou plus de préférence. Une phrase de quatre mots sans lien entre eux convient très bien\u00A0; espaces et accents sont permis.";

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password) =>
        Task.FromResult(Refusal(password ?? "", user.Email, user.Name) is { } refusal
            ? IdentityResult.Failed(new IdentityError { Code = "Password", Description = refusal })
            : IdentityResult.Success);

    /// <returns>Why the password is refused, in French; null when it is good.</returns>
    public static string? Refusal(string password, string? email, string? name)
    {
        // Each code point counts as one character, whatever it takes in UTF-16.
        var length = password.EnumerateRunes().Count();
        if (length < Shortest)
        {
            return $"Ce mot de passe a {length}\u00A0caractère{(length > 1 ? "s" : "")}\u00A0: il en faut au moins {Shortest}.";
        }

        if (length > Longest)
        {
            return $"Ce mot de passe dépasse {Longest}\u00A0caractères.";
        }

        var folded = Folded(password);
        if (folded.Distinct().Count() < 5)
        {
            return "Ce mot de passe répète les mêmes caractères\u00A0: il se devine trop vite. Essayez une phrase de quatre mots.";
        }

        if (IsOnlyGuessable(folded, Common))
        {
            return "Ce mot de passe fait partie de ceux que l’on essaie en premier. Essayez une phrase de quatre mots sans lien entre eux.";
        }

        return IsOnlyGuessable(folded, [.. Common, .. AboutPerson(email, name)])
            ? "Ce mot de passe reprend votre nom, votre adresse ou le nom du service\u00A0: il se devine trop vite."
            : null;
    }

    /// <summary>Once known words and rows of keys are taken away, next to nothing is left. Three words are a phrase, and stay.</summary>
    private static bool IsOnlyGuessable(string folded, IEnumerable<string> words)
    {
        var rest = Leet(folded);
        var (before, found) = (rest.Length, 0);
        foreach (var word in words.OrderByDescending(w => w.Length).Where(w => rest.Contains(w, StringComparison.Ordinal)))
        {
            rest = rest.Replace(word, "", StringComparison.Ordinal);
            found += word.Length >= 5 ? 1 : 0;
        }

        rest = WithoutRuns(rest);
        return found < 3 && rest.Length < before && rest.Count(char.IsLetter) < 4 && rest.Count(char.IsDigit) < 7;
    }

    private static string Folded(string password)
    {
        var folded = new StringBuilder(password.Length);
        foreach (var c in password.Normalize(NormalizationForm.FormKD).ToLowerInvariant())
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                folded.Append(c);
            }
        }

        return folded.ToString();
    }

    /// <summary>"P@ssw0rd" is "password" to whoever guesses; a digit between digits stays one.</summary>
    private static string Leet(string text)
    {
        var plain = new StringBuilder(text);
        for (var i = 0; i < text.Length; i++)
        {
            var amongLetters = (i > 0 && char.IsLetter(text[i - 1])) || (i + 1 < text.Length && char.IsLetter(text[i + 1]));
            plain[i] = (text[i], amongLetters) switch
            {
                ('@', _) => 'a',
                ('$', true) => 's',
                ('0', true) => 'o',
                ('3', true) => 'e',
                _ => text[i],
            };
        }

        return WordGaps().Replace(plain.ToString(), "");
    }

    /// <summary>Takes away four or more neighbours of the alphabet, of the digits or of a keyboard's row, either way.</summary>
    private static string WithoutRuns(string text)
    {
        var left = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length;)
        {
            var run = Rows.Max(row => RunLength(text, i, row));
            if (run >= 4)
            {
                i += run;
            }
            else
            {
                left.Append(text[i++]);
            }
        }

        return left.ToString();
    }

    private static int RunLength(string text, int from, string row)
    {
        var length = 1;
        while (from + length < text.Length && row.Contains(text.Substring(from, length + 1), StringComparison.Ordinal))
        {
            length++;
        }

        return length;
    }

    private static IEnumerable<string> AboutPerson(string? email, string? name) =>
        WordGaps().Split(Folding.Fold($"{name} {email}"))
            .SelectMany(w => w.Split(['@', '.', '+', ' '], StringSplitOptions.RemoveEmptyEntries))
            .Concat(["opendataanimation", "opendata", "animation", "donneesouvertes"])
            .Where(w => w.Length >= 3).Distinct();

    private static readonly string[] Rows = WithReversed(
        "abcdefghijklmnopqrstuvwxyz", "01234567890", "azertyuiop", "qsdfghjklm", "wxcvbn", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "1a2z3e4r5t6y", "1q2w3e4r5t6y", "aqwzsxedc", "qazwsxedc");

    private static string[] WithReversed(params string[] rows) => [.. rows, .. rows.Select(r => string.Concat(r.Reverse()))];

    /// <summary>Words that head the lists of stolen passwords in French and English, and those of this trade; our own choice.</summary>
    private static readonly string[] Common =
    [
        "motdepasse", "motdepass", "password", "passwort", "passe", "secret", "admin", "administrateur", "administrator", "utilisateur", "user", "root", "test", "invite", "guest", "login",
        "connexion", "bienvenue", "welcome", "bonjour", "salut", "coucou", "soleil", "chouchou", "doudou", "loulou", "chocolat", "jetaime", "iloveyou", "amour", "monamour", "princesse", "princess",
        "football", "marseille", "paris", "lyon", "bretagne", "france", "toulouse", "nantes", "rennes", "bordeaux", "superman", "batman", "pokemon", "starwars", "dragon", "monkey", "shadow", "master",
        "letmein", "sunshine", "qwerty", "azerty", "nicolas", "thomas", "camille", "julien", "marine", "alexandre", "sebastien", "celine", "isabelle", "vacances", "maison", "famille", "ordinateur", "internet",
        "mairie", "commune", "collectivite", "departement", "region", "agglomeration", "prefecture", "secretariat", "elu", "maire", "service", "public", "servicepublic", "numerique", "donnees",
        "printemps", "automne", "hiver", "janvier", "fevrier", "septembre", "octobre", "novembre", "decembre", "juillet", "changeme", "changezmoi", "default", "temporaire", "provisoire",
    ];

    [GeneratedRegex(@"[\s\-_.!?,;:*'""+/]+")]
    private static partial Regex WordGaps();
}
