using OpenDataAnimation.Contracts;
using OpenDataAnimation.Portal.Tests.Plan;

namespace OpenDataAnimation.Portal.Tests.Grille;

public sealed class GridPageTests(PortalApp app) : IClassFixture<PortalApp>
{
    [Fact]
    public async Task The_grid_tells_not_shared_from_nothing_done_and_says_why()
    {
        var body = FakeBody.Parent();
        var page = (await On(body, Shared("Allaire"), Unshared("Béganne", "SharesNothing"), Unshared("Rieux", "Prepared")).GetAsync(Path(body))).IsWhole();
        Assert.Contains("1 plan partagé / 3 au total.", page.Text, StringComparison.Ordinal);
        var rows = page.Document.QuerySelectorAll("tbody tr");
        Assert.Equal(3, rows.Length);
        Assert.Equal(["atteint", "en cours 1/3", "visé", "en retard 0/1"], rows[0].QuerySelectorAll("td.g").Take(4).Select(c => c.TextContent.Trim()));
        Assert.Equal("non partagé\u00A0: elle a choisi de ne pas partager son plan", Assert.Single(rows[1].QuerySelectorAll("td")).TextContent.Trim());
        Assert.Equal("non partagé\u00A0: pas encore inscrite", Assert.Single(rows[2].QuerySelectorAll("td")).TextContent.Trim());
        Assert.Equal($"/c/{body.Slug}/territoire/allaire-1", rows[0].QuerySelector("a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Filters_and_order_go_to_the_service_and_stay_in_the_address()
    {
        var body = FakeBody.Parent();
        var reader = On(body, Shared("Allaire"));
        var page = await reader.GetAsync(Path(body) + "?dep=56&taille=500-1999&partage=oui&objectif=1.1&etat=Reached&tri=-faites");
        var query = reader.AskedOnce("GET", Url(body)).Query;
        foreach (var part in new[] { "departement=56", "minPopulation=500", "maxPopulation=1999", "shared=true", "objective=1.1", "state=Reached", "sort=Done", "descending=true" })
        {
            Assert.Contains(part, query, StringComparison.Ordinal);
        }

        Assert.Equal(("56", "oui", "1.1"), (page.ValueOf("Département"), page.ValueOf("Partage"), page.ValueOf("Objectif")));
        Assert.Equal("descending", page.Find("th[aria-sort]").GetAttribute("aria-sort"));
        Assert.True(page.Offers("Tout afficher"));
    }

    [Fact]
    public async Task An_empty_territory_leads_to_its_installation()
    {
        var body = FakeBody.Parent();
        Assert.True((await On(body).GetAsync(Path(body))).IsWhole().Offers("Installer mon territoire"));
        var reader = FakeBody.Parent("Redon Agglomération", Role.Reader);
        Assert.False((await On(reader).GetAsync(Path(reader))).IsWhole().Offers("Installer mon territoire"));
    }

    [Fact]
    public async Task Eight_hundred_and_ninety_rows_are_one_light_page()
    {
        var body = FakeBody.Parent();
        var reader = On(body, [.. Enumerable.Range(0, 890).Select(i => i % 4 == 3 ? Unshared("Commune " + i, "SharesNothing") : Shared("Commune " + i))]);
        await reader.GetAsync(Path(body));
        var answer = await reader.Client.GetAsync(Path(body));
        var html = await answer.Content.ReadAsStringAsync();
        Assert.InRange(html.Length, 200_000, 900_000);
        Assert.Equal(890, html.Split("<tr><th scope=\"row\"><a").Length - 1);
        Assert.Single(reader.Asked.Select(r => r.Path).Distinct(), p => p == Url(body));
    }

    private static string Path(FakeBody body) => $"/c/{body.Slug}/territoire/grille";

    private static string Url(FakeBody body) => $"plans/bodies/{body.Id}/oversight";

    private static object Shared(string name) => new
    {
        bodyId = Guid.NewGuid(),
        name,
        slug = Folding.Fold(name).Replace(' ', '-') + "-1",
        kind = "Commune",
        inseeCode = "56001",
        departements = "56",
        population = 1200,
        shared = true,
        why = (string?)null,
        level = "ProgressOnly",
        declared = 4,
        reached = 1,
        actionsTotal = 5,
        actionsDone = 2,
        levels = new[] { 1, 0, 0 },
        lastMonth = "2026-11",
        cells = new object[]
        {
            new { state = "Reached", done = 1, total = 1 },
            new { state = "InProgress", done = 1, total = 3, targetOn = "2099-06" },
            new { state = "Declared" },
            new { state = "Declared", done = 0, total = 1, targetOn = "2020-01" },
        }.Concat(Enumerable.Repeat<object>(new { state = "None" }, 5)),
    };

    private static object Unshared(string name, string why) => new
    {
        bodyId = Guid.NewGuid(),
        name,
        slug = Folding.Fold(name).Replace(' ', '-') + "-1",
        kind = "Commune",
        departements = "56",
        population = 900,
        shared = false,
        why,
        level = "Nothing",
        cells = (object?)null,
    };

    private Reader On(FakeBody body, params object[] rows)
    {
        var shared = rows.Count(r => r.ToString()!.Contains("shared = True", StringComparison.Ordinal));
        return app.Reader(body).WithMethod().On("GET", Url(body), new
        {
            total = rows.Length,
            shared,
            matching = rows.Length,
            matchingShared = shared,
            capped = false,
            objectives = PlanFakes.Codes.Select(code => new { code, declared = 1, reached = 1 }),
            rows,
        });
    }
}
