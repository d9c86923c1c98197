using Microsoft.Playwright;

namespace OpenDataAnimation.EndToEnd;

/// <summary>What the animator's week is made of, and the two minutes that a commune has.</summary>
[Collection(DemoBrowser.Collection)]
public sealed class MondayTests(DemoBrowser demo)
{
    private const string Camille = "camille.animatrice@redon-agglomeration.example", Home = "/c/ca-redon-agglomeration-243500741";

    [BrowserFact]
    public async Task The_animator_sees_who_has_not_answered_reminds_them_prepares_a_visit_and_takes_the_papers_of_the_committee()
    {
        var camille = await demo.Browser.OfTheDemonstrationAsync("lundi", Camille);

        // Monday: who has not answered, why that one, and one act for all of them.
        await camille.GoAsync($"{Home}/campagnes");
        await camille.FollowAsync("Publier les délibérations");
        await camille.ReadsAsync("À relancer");
        await camille.ClickAsync("Relancer");
        await camille.ReadsAsync("un courriel part");
        await camille.ReadsAsync("une relance par semaine");

        // Wednesday: the sheet of the commune that she visits, her own note, and the same on paper.
        await camille.GoAsync($"{Home}/territoire");
        await camille.FollowAsync("Allaire");
        await camille.FillAsync("Ajouter une note", "Demander le plan des salles à Basile.");
        await camille.ClickAsync("Ajouter la note");
        await camille.ReadsAsync("Demander le plan des salles à Basile.");
        Assert.Contains("Allaire", await camille.DownloadTextAsync("Télécharger la fiche de visite"));

        // Friday: the committee's papers, from the same data.
        await camille.GoAsync($"{Home}/documents");
        Assert.Matches("partagé", await camille.DownloadTextAsync("comité"));
    }

    [BrowserFact]
    public async Task A_commune_answers_what_is_proposed_and_says_how_far_it_is_in_a_few_acts()
    {
        var camille = await demo.Browser.OfTheDemonstrationAsync("lundi-envoi", Camille);
        await camille.GoAsync($"{Home}/campagnes/nouvelle");
        await camille.FillAsync("Titre de l’action proposée", "Relire la liste des salles");
        await camille.CheckAsync("1.1");
        await camille.CheckAsync("Allaire");
        await camille.ClickAsync("Voir l’aperçu");
        await camille.ClickAsync("Envoyer à 1 commune");

        // From the first page: open the proposal, accept it. Two acts, and what was accepted is in the plan.
        var herve = await demo.Browser.OfTheDemonstrationAsync("deux-minutes", "herve.noisetier@allaire.example");
        await herve.EventuallyReadsAsync("Relire la liste des salles");
        await herve.Page.Locator("main li", new() { HasText = "Relire la liste des salles" }).GetByRole(AriaRole.Link).First.ClickAsync();
        await herve.LookAsync(again: true);
        await herve.ClickAsync("Accepter telle quelle : Relire la liste des salles");
        await herve.ReadsAsync("Relire la liste des salles");

        // And how far it is: its state, in one more.
        await herve.GoAsync("/c/allaire-56001/actions");
        await herve.FollowAsync("Relire la liste des salles");
        await herve.Page.Locator("main select").First.SelectOptionAsync(new SelectOptionValue { Label = "Faite" });
        await Assertions.Expect(herve.Page.Locator("main .badge").First).ToContainTextAsync("Faite");
    }
}
