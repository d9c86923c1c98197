using OpenDataAnimation.Identity.People;

namespace OpenDataAnimation.Identity.Tests;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("girafe tambour lucarne 7")]
    [InlineData("correct cheval agrafe pile")]
    [InlineData("83$29!61@7345")]
    [InlineData("xK9#vQ2m!rT7")]
    [InlineData("Le gâteau de tante Odile brûle")]
    [InlineData("пароль из четырёх слов")]
    [InlineData("maison chocolat football ordinateur")]
    [InlineData("🦊🐢🦉🐝🐙🦔🐳🦋🐞🦎🐬🦩")]
    public void Long_phrases_of_any_characters_are_good(string password) =>
        Assert.Null(PasswordRules.Refusal(password, "claire.legoff@commune.example", "Claire Le Goff"));

    [Fact]
    public void At_least_sixty_four_characters_are_taken() =>
        Assert.Null(PasswordRules.Refusal(string.Concat(Enumerable.Repeat("abricot-vélo_9 ", 8)), "a@b.example", "A"));

    [Theory]
    [InlineData("onzecaract7")]
    [InlineData("aaaaaaaaaaaaaaa")]
    [InlineData("121212121212")]
    [InlineData("123456789012")]
    [InlineData("abcdefghijklmnop")]
    [InlineData("azertyuiop123")]
    [InlineData("Motdepasse2026!")]
    [InlineData("M0tdep@sse-2026")]
    [InlineData("mot de passe 1234")]
    [InlineData("P@ssw0rd12345")]
    [InlineData("Bretagne35600!")]
    [InlineData("MAIRIE-commune-1")]
    public void What_everyone_tries_first_is_refused(string password) =>
        Assert.NotNull(PasswordRules.Refusal(password, "claire.legoff@commune.example", "Claire Le Goff"));

    [Theory]
    [InlineData("ClaireLegoff2026")]
    [InlineData("claire.legoff@35")]
    [InlineData("OpenDataAnimation1")]
    public void What_is_known_of_the_person_or_of_the_site_is_refused(string password) =>
        Assert.Contains("votre nom", PasswordRules.Refusal(password, "claire.legoff@commune.example", "Claire Le Goff"));
}
