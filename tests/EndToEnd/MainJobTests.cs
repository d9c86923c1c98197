using Microsoft.Playwright;

namespace OpenDataAnimation.EndToEnd;

/// <summary>The main job from end to end, as people do it: with a browser, following the mails.</summary>
public sealed class MainJobTests(Browser browser) : IClassFixture<Browser>
{
    [BrowserFact]
    public async Task A_territory_comes_to_life_a_commune_adopts_what_is_proposed_and_takes_its_share_back()
    {
        // The operator opens a real intercommunality and invites its animator.
        var operating = await browser.VisitorAsync("1-operateur");
        await operating.GoAsync("/");
        await operating.GoAsync($"/bienvenue?code={await browser.OperatorCodeAsync()}");
        await operating.CreateAccountAsync("Dominique Exploitante", "dominique@operateur.example");
        await operating.ClickAsync("Devenir la première personne opératrice");
        await operating.GoAsync("/operateur/messages");
        await operating.GoAsync("/operateur/ouvrir");
        await operating.FillAsync("Nom, code ou code postal", "Brocéliande");
        await operating.ClickAsync("Chercher");
        await operating.Page.Locator("main ul.rows a").First.ClickAsync();
        await operating.FillAsync("Nom de la personne", "Camille Animatrice");
        await operating.Page.Locator("input[type=email]").FillAsync("camille@cc-broceliande.example");
        await operating.ClickAsync("Ouvrir et inviter");

        // The animator follows the mail and installs the territory from its official perimeter.
        var animator = await browser.VisitorAsync("2-animatrice");
        await animator.GoAsync(await browser.LinkOfMailAsync("camille@cc-broceliande.example", "/invitation/"));
        await animator.CreateAccountAsync("Camille Animatrice", "camille@cc-broceliande.example");
        await animator.ClickAsync("Accepter l’invitation");
        var home = new Uri(animator.Page.Url).AbsolutePath;
        await animator.GoAsync($"{home}/territoire/installer");
        await animator.ReadsAsync("Paimpont");
        await animator.ClickAsync("Vérifier mon choix");
        await animator.ClickAsync("au territoire");
        await animator.GoAsync($"{home}/territoire");
        await animator.FollowAsync("Paimpont");
        await animator.FollowAsync("Inviter");
        await animator.FillAsync("Nom de la personne", "Noé Secrétaire");
        await animator.Page.Locator("input[type=email]").First.FillAsync("noe@paimpont.example");
        await animator.ClickAsync("Envoyer l’invitation");

        // The commune follows its mail, and chooses what it shares.
        var commune = await browser.VisitorAsync("3-commune");
        await commune.GoAsync(await browser.LinkOfMailAsync("noe@paimpont.example", "/invitation/"));
        await commune.CreateAccountAsync("Noé Secrétaire", "noe@paimpont.example");
        await commune.ClickAsync("Accepter l’invitation");
        var town = new Uri(commune.Page.Url).AbsolutePath;
        await commune.GoAsync($"{town}/rattachements");
        await commune.FollowAsync("Répondre");
        await commune.ClickAsync("Accepter le rattachement");

        // The animator proposes an action; the commune adapts it and takes it into its own plan.
        await animator.GoAsync($"{home}/campagnes/nouvelle");
        await animator.FillAsync("Titre de l’action proposée", "Recenser les équipements de la commune");
        await animator.CheckAsync("1.1");
        await animator.CheckAsync("Paimpont");
        await animator.ClickAsync("Voir l’aperçu");
        await animator.ClickAsync("Envoyer à 1 commune");
        await commune.GoAsync($"{town}/propositions");
        await commune.EventuallyReadsAsync("Recenser les équipements de la commune");
        await commune.UnfoldAsync("Adapter avant d’accepter");
        await commune.Page.Locator("form.adapt input[type=text]").First.FillAsync("Recenser nos terrains de sport");
        await commune.ClickAsync("Accepter ma version");
        await commune.ReadsAsync("Adaptée");
        await commune.GoAsync($"{town}/actions");
        await commune.ReadsAsync("Recenser nos terrains de sport");
        await commune.GoAsync($"{town}/plan");

        // The territory's picture changed, and says no more than what is shared.
        await animator.GoAsync($"{home}/territoire/grille");
        await animator.EventuallyReadsAsync("0/1", "tr:has-text('Paimpont')");
        await Assertions.Expect(animator.Page.Locator("body")).Not.ToContainTextAsync("terrains de sport");
        await animator.GoAsync($"{home}/campagnes");
        await animator.FollowAsync("Recenser les équipements de la commune");
        await animator.ReadsAsync("Adaptée");

        // The commune ends the sharing; at the animator's it is gone.
        await commune.GoAsync($"{town}/rattachements");
        await commune.FollowAsync("Modifier le partage");
        await commune.ClickAsync("Mettre fin…");
        await commune.ClickAsync("Mettre fin au rattachement");
        await commune.GoAsync($"{town}/rattachements");
        await commune.ReadsAsync("rattachement refusé ou terminé");
        await animator.GoAsync($"{home}/territoire/grille");
        await animator.EventuallyLacksAsync("0/1", "main");
        await commune.GoAsync($"{town}/actions");
        await commune.ReadsAsync("Recenser nos terrains de sport");
    }
}
