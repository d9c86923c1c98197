using System.Diagnostics;
using Microsoft.Playwright;

namespace OpenDataAnimation.EndToEnd;

/// <summary>What a commune has to see before it trusts the product: who answered in whose name, who may what, who read what, and that all of it can be taken back.</summary>
[Collection(DemoBrowser.Collection)]
public sealed class TrustTests(DemoBrowser demo)
{
    private const string Herve = "herve.noisetier@allaire.example", Home = "/c/allaire-56001";

    [BrowserFact]
    public async Task Someone_without_an_account_answers_three_questions_in_two_minutes_and_the_administrator_sees_it_and_takes_it_back()
    {
        var herve = await demo.Browser.OfTheDemonstrationAsync("lien-demande", Herve);
        await herve.GoAsync($"{Home}/actions/nouvelle");
        await herve.FillAsync("Titre", "Publier la liste des salles communales");
        await herve.CheckAsync("1.1");
        await herve.ClickAsync("Ajouter");
        await herve.GoAsync($"{Home}/actions");
        await herve.FollowAsync("Publier la liste des salles communales");
        var action = new Uri(herve.Page.Url).AbsolutePath;
        await herve.FollowAsync("Demander où elle en est");
        await herve.FillAsync("Nom", "Basile Froment");
        await herve.Page.Locator("main input[type=email]").FillAsync("basile.froment@allaire.example");
        await herve.ClickAsync("Envoyer le lien");

        var link = await demo.Browser.LinkOfMailAsync("basile.froment@allaire.example", "/lien/");
        var basile = await demo.Browser.VisitorAsync("lien-reponse");
        await basile.GoAsync(link);

        // On a phone, in a browser without script, with no account.
        var plain = (await demo.Browser.VisitorAsync("lien-reponse", script: false)).Page;
        await plain.SetViewportSizeAsync(380, 800);
        var since = Stopwatch.GetTimestamp();
        await plain.GotoAsync(demo.Browser.Address + link);
        await plain.GetByLabel("C’est en cours").CheckAsync();
        await plain.Locator("main textarea").FillAsync("La liste est relue, il manque les horaires.");
        await plain.GetByRole(AriaRole.Button, new() { Name = "Envoyer ma réponse" }).ClickAsync();
        await Assertions.Expect(plain.Locator("h1")).ToContainTextAsync("Merci, votre réponse est enregistrée");
        Assert.True(Stopwatch.GetElapsedTime(since) < TimeSpan.FromMinutes(2));
        await basile.Page.ReloadAsync();
        await basile.LookAsync(again: true);

        await herve.GoAsync(action);
        await herve.EventuallyReadsAsync("La liste est relue, il manque les horaires.");
        await herve.ReadsAsync("Basile Froment, par lien sécurisé");
        await Assertions.Expect(herve.Page.Locator("main .badge").First).ToContainTextAsync("En cours");
        await herve.Page.Locator("#reponses").GetByRole(AriaRole.Button).First.ClickAsync();
        await herve.ReadsAsync("Réponse annulée");
        await Assertions.Expect(herve.Page.Locator("main .badge").First).ToContainTextAsync("À venir");
        await herve.LookAsync(again: true);
    }

    [BrowserFact]
    public async Task Whoever_administers_finds_who_may_what_who_did_what_and_who_read_what()
    {
        // Someone of the parent reads, so that there is something to see.
        var camille = await demo.Browser.OfTheDemonstrationAsync("confiance-lecture", "camille.animatrice@redon-agglomeration.example");
        await camille.Page.GotoAsync($"{demo.Browser.Address}/c/ca-redon-agglomeration-243500741/territoire/grille");
        var herve = await demo.Browser.OfTheDemonstrationAsync("confiance", Herve);
        await herve.GoAsync($"{Home}/consultations");
        await herve.EventuallyReadsAsync("Redon Agglomération");
        foreach (var (path, words) in new[]
        {
            ("/journal", "Journal"), ("/donnees", "Toutes vos données"), ("/rattachements", "Rattachements"), ("/applications", "Applications"), ("/membres", "Membres"), ("/membres/deleguer", "Confier"),
            ("/acteurs", "acteurs"), ("/liens", "Liens sécurisés"),
        })
        {
            await herve.GoAsync(Home + path);
            await herve.ReadsAsync(words);
        }

        await herve.GoAsync($"{Home}/rattachements");
        await herve.FollowAsync("Redon Agglomération");
        await herve.GoAsync($"{Home}/acteurs");
        await herve.FollowAsync("Sidonie Luzerne");
        await herve.ReadsAsync("Si cette personne demande ses données");
        foreach (var path in new[] { "/mes-donnees", "/compte/profil", "/compte/securite", "/compte/sessions" })
        {
            await herve.GoAsync(path);
        }
    }
}
