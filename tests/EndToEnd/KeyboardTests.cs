using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace OpenDataAnimation.EndToEnd;

/// <summary>What the pages' own script adds for those who work with the keyboard and with a spreadsheet.</summary>
[Collection(DemoBrowser.Collection)]
public sealed class KeyboardTests(DemoBrowser demo)
{
    private const string Herve = "herve.noisetier@allaire.example", Town = "/c/allaire-56001";
    private const string Camille = "camille.animatrice@redon-agglomeration.example", Territory = "/c/ca-redon-agglomeration-243500741";

    [BrowserFact]
    public async Task Rows_of_a_spreadsheet_are_pasted_into_the_table_of_actions()
    {
        var herve = await demo.Browser.OfTheDemonstrationAsync("coller", Herve);
        await herve.GoAsync($"{Town}/actions");
        await herve.ReadsAsync("Des lignes copiées dans un tableur se collent ici");
        await PasteAsync(herve.Page, "Ouvrir le registre des marchés\t1.1\tfin mars 2027\tEn cours\nRelire les horaires\t1.2\t02/06/2027\tÀ venir");
        await herve.Page.WaitForURLAsync(new Regex("/actions/importer"));
        await herve.LookAsync();
        await herve.ReadsAsync("2 lignes lues. Rien n’est encore écrit.");
        await herve.ReadsAsync("Échéance\u00A0: 31 mars 2027");
        await herve.ClickAsync("Importer 2 lignes");
        await herve.ReadsAsync("2 actions ajoutées");
        await herve.ReadsAsync("Ouvrir le registre des marchés");
    }

    [BrowserFact]
    public async Task What_is_pasted_into_a_field_stays_in_it()
    {
        var herve = await demo.Browser.OfTheDemonstrationAsync("coller-champ", Herve);
        await herve.GoAsync($"{Town}/actions");
        await herve.Page.Locator("form.filters input[type=search]").FocusAsync();
        await PasteAsync(herve.Page, "un\tdeux\ntrois", blur: false);
        await Assertions.Expect(herve.Page.Locator("form.filters input[type=search]")).ToHaveValueAsync(new Regex("un"));
        Assert.EndsWith("/actions", herve.Page.Url);
    }

    [BrowserFact]
    public async Task An_import_that_takes_seconds_says_so_and_can_be_stopped()
    {
        var herve = await demo.Browser.OfTheDemonstrationAsync("import-long", Herve);
        await herve.GoAsync($"{Town}/actions/importer");
        await herve.FillAsync("Cellules collées", "Titre\tObjectifs servis\nUne action lente\t1.1");
        // No answer that would replace the page, as long as the sheet is read.
        await herve.Page.RouteAsync("**/actions/importer", r => r.FulfillAsync(new() { Status = 204 }));
        await herve.Page.GetByRole(AriaRole.Button, new() { Name = "Examiner le tableau" }).ClickAsync();
        var working = herve.Page.Locator(".working");
        await Assertions.Expect(working).ToContainTextAsync("Lecture et examen du tableau. Rien n’est écrit.");
        await Assertions.Expect(working).ToContainTextAsync(new Regex(@"[2-9]\s*s"));
        await working.GetByRole(AriaRole.Button, new() { Name = "Arrêter" }).ClickAsync();
        await Assertions.Expect(working).ToHaveCountAsync(0);

        // And begun again.
        await herve.Page.UnrouteAllAsync();
        await herve.ClickAsync("Examiner le tableau");
        await herve.ReadsAsync("1 ligne lue");
    }

    [BrowserFact]
    public async Task A_long_import_tells_its_rows_and_leaves_nothing_when_it_is_stopped()
    {
        var herve = await demo.Browser.OfTheDemonstrationAsync("import-lignes", Herve);
        await herve.GoAsync($"{Town}/actions/importer");
        var sheet = "Titre;Objectifs servis\n" + string.Concat(Enumerable.Range(0, 10_000).Select(n => $"Longue suite {n};1.1\n"));
        await herve.Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "plan.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(sheet) });
        await herve.ClickAsync("Examiner le tableau");
        await herve.ReadsAsync("lignes lues. Rien n’est encore écrit.");
        // Played by the page itself: Playwright would wait until the answer is there.
        await herve.Page.EvaluateAsync("""
            () => {
              new MutationObserver(() => {
                const said = document.querySelector('.working p')?.textContent ?? '';
                if (!sessionStorage.said && said.includes('Lignes')) {
                  sessionStorage.said = said;
                  document.querySelector('.working button').click();
                }
              }).observe(document.body, { subtree: true, childList: true, characterData: true });
              setTimeout(() => document.querySelector('.import-apply button').click());
            }
            """);
        await herve.Page.WaitForFunctionAsync("() => sessionStorage.said");
        Assert.Matches(@"Lignes (examinées|prêtes)\s:\s\d.* sur 10\s000\.", await herve.Page.EvaluateAsync<string>("() => sessionStorage.said"));
        await Assertions.Expect(herve.Page.Locator(".working")).ToHaveCountAsync(0);
        await herve.Page.WaitForFunctionAsync("async () => (await (await fetch(document.querySelector('.import-apply').dataset.progress)).json()).step === 'None'");
        await herve.GoAsync($"{Town}/actions?q=Longue+suite");
        await herve.ReadsAsync("Aucune action");
    }

    [BrowserFact]
    public async Task Arrows_go_from_one_commune_of_the_map_to_its_neighbour()
    {
        var camille = await demo.Browser.OfTheDemonstrationAsync("carte", Camille);
        await camille.GoAsync($"{Territory}/territoire/carte");
        await camille.Page.Locator("svg[data-places] a").First.FocusAsync();
        var start = await PlaceAsync(camille.Page);
        await camille.Page.Keyboard.PressAsync("ArrowRight");
        var right = await PlaceAsync(camille.Page);
        Assert.True(right.X > start.X && Math.Abs(right.Y - start.Y) < 2, $"{start} → {right}");
        await camille.Page.Keyboard.PressAsync("ArrowDown");
        var down = await PlaceAsync(camille.Page);
        Assert.True(down.Y > right.Y && Math.Abs(down.X - right.X) < 2, $"{right} → {down}");
        await camille.Page.Keyboard.PressAsync("ArrowUp");
        await camille.Page.Keyboard.PressAsync("ArrowLeft");
        Assert.Equal(start, await PlaceAsync(camille.Page));

        // There is nothing to the left of the first: one stays on it, and Enter opens it.
        await camille.Page.Keyboard.PressAsync("ArrowLeft");
        Assert.Equal(start, await PlaceAsync(camille.Page));
        await camille.Page.Keyboard.PressAsync("Enter");
        await camille.Page.WaitForURLAsync(new Regex(@"/territoire/[a-z-]+-\d+$"));
    }

    private static async Task PasteAsync(IPage page, string text, bool blur = true)
    {
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await page.EvaluateAsync("text => navigator.clipboard.writeText(text)", text);
        if (blur)
        {
            await page.EvaluateAsync("document.activeElement?.blur()");
        }

        await page.Keyboard.PressAsync("Control+V");
    }

    private static async Task<(string Href, int X, int Y)> PlaceAsync(IPage page)
    {
        var told = (await page.EvaluateAsync<string>(
            "(() => { const place = document.activeElement.closest('svg[data-places] a'), box = place.getBoundingClientRect(); return [place.getAttribute('href'), Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)].join(' '); })()")).Split(' ');
        return (told[0], int.Parse(told[1], System.Globalization.CultureInfo.InvariantCulture), int.Parse(told[2], System.Globalization.CultureInfo.InvariantCulture));
    }
}
