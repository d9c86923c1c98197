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
        Assert.Contains("1 collectivité sur 3 partage son avancement.", page.Text, StringComparison.Ordinal);
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

    [Fact]
    public async Task Follow_up_notes_open_under_the_row_of_their_commune_and_are_written_there()
    {
        var body = FakeBody.Parent();
        var (child, note) = (Guid.NewGuid(), Guid.NewGuid());
        var notes = $"plans/bodies/{body.Id}/children/{child}/notes";
        object Row(Guid id, string name) => new { bodyId = id, name, slug = name.ToLowerInvariant() + "-1", departements = "56", population = 900, shared = false, why = "Prepared", notes = id == child ? 1 : 0 };
        var reader = On(body, Row(child, "Allaire"), Row(Guid.NewGuid(), "Rieux"))
            .On("GET", notes, new { items = new[] { new { id = note, version = 4, text = "Rappeler le maire.", createdAt = "2026-11-02T09:00:00Z", by = "Anne Essai", editedAt = (string?)null, editedBy = "" } } })
            .On("POST", notes, new { id = Guid.NewGuid(), version = 1 }).On("PUT", $"plans/bodies/{body.Id}/follow-ups/{note}", new { id = note, version = 5 });
        var closed = (await reader.GetAsync(Path(body) + "?dep=56")).IsWhole();
        Assert.False(closed.Has("#suivi"));
        var open = closed.Find("tbody tr a.note-mark").GetAttribute("href")!;
        Assert.Equal($"?dep=56&suivi={child:N}#suivi", open);
        var page = (await reader.GetAsync(Path(body) + open)).IsWhole();
        Assert.Equal("Allaire", page.Find("#suivi").PreviousElementSibling!.QuerySelector("a")!.TextContent);
        Assert.Equal("Rappeler le maire.", page.Find($"#note-{note}").TextContent);
        Assert.Equal($"{Path(body)}?dep=56&suivi={child}#suivi", (await reader.SubmitAsync(page, "form[action*='handler=EditNote']", ("text", "Il a rappelé."))).Leads);
        Assert.Equal("\"4\"", reader.AskedOnce("PUT", $"plans/bodies/{body.Id}/follow-ups/{note}").IfMatch);
        await reader.SubmitAsync(page, "form[action$='handler=Note']", ("text", "Passer en mairie."));
        Assert.Equal("Passer en mairie.", reader.AskedOnce("POST", notes).Json.GetProperty("text").GetString());
        reader.Refuses("PUT", $"plans/bodies/{body.Id}/follow-ups/{note}", 409, "stale", new { currentVersion = 5 });
        var refused = await reader.SubmitAsync(page, "form[action*='handler=EditNote']", ("text", "Mon texte à moi"));
        Assert.Contains("Votre texte est encore là", refused.Text, StringComparison.Ordinal);
        Assert.Equal("Mon texte à moi", refused.Find($"#note-{note}").TextContent);

        var seer = FakeBody.Parent("Redon Agglomération", Role.Reader);
        var read = (await On(seer, Row(child, "Allaire")).GetAsync(Path(seer) + $"?suivi={child}")).IsWhole();
        Assert.False(read.Has("#suivi") || read.Has("a.note-mark"));
    }

    [Fact]
    public async Task Filters_are_kept_under_a_name_and_found_again()
    {
        var body = FakeBody.Parent();
        var views = $"plans/bodies/{body.Id}/views";
        var id = Guid.NewGuid();
        var reader = On(body, Shared("Allaire")).On("GET", views, new { items = new[] { new { id, name = "Petites", filters = "taille=-500", shared = true, mine = true } } }).On("POST", views, new { id });
        var kept = (await reader.GetAsync(Path(body) + "?taille=-500")).IsWhole();
        Assert.Equal("Petites (partagée)", kept.Find("nav.views a[aria-current]").TextContent.Trim());
        Assert.False(kept.Has("form.save-view"));

        var page = (await reader.GetAsync(Path(body) + "?dep=56&tri=-faites")).IsWhole();
        var done = await reader.SubmitAsync(page, "form.save-view", ("name", "Le Morbihan"), ("shared", "true"));
        Assert.Equal(Path(body) + "?dep=56&tri=-faites", done.Leads);
        var json = reader.AskedOnce("POST", views).Json;
        Assert.Equal(("Le Morbihan", "dep=56&tri=-faites", true), (json.GetProperty("name").GetString(), json.GetProperty("filters").GetString(), json.GetProperty("shared").GetBoolean()));
    }

    [Fact]
    public async Task The_map_says_each_state_by_word_and_pattern_and_its_table_says_the_same()
    {
        var body = FakeBody.Parent();
        var (allaire, beganne) = (Shared("Allaire"), Unshared("Béganne", "SharesNothing"));
        var contours = $"plans/bodies/{body.Id}/contours";
        var reader = On(body, allaire, beganne).On("GET", contours, new { origin = (object?)null, width = 0, height = 0, shapes = Array.Empty<object>() });
        var tiles = (await reader.GetAsync($"/c/{body.Slug}/territoire/carte")).IsWhole();
        Assert.Equal(["Allaire\u00A0: 1 objectif atteint", "Béganne\u00A0: non partagé"], tiles.Document.QuerySelectorAll("figure svg a").Select(a => a.GetAttribute("aria-label")));
        Assert.Equal(["url(#carte-some)", "url(#carte-unshared)"], tiles.Document.QuerySelectorAll("figure svg a .map-area").Select(a => a.GetAttribute("fill")));
        Assert.Equal(["1 objectif atteint", "non partagé\u00A0: elle a choisi de ne pas partager son plan"], tiles.Document.QuerySelectorAll("details tbody tr td:nth-of-type(1)").Select(c => c.TextContent));
        Assert.DoesNotContain("style=", tiles.Find("figure svg").OuterHtml, StringComparison.Ordinal);

        var id = (Guid)allaire.GetType().GetProperty("bodyId")!.GetValue(allaire)!;
        reader.On("GET", contours, new
        {
            origin = new { source = "IGN", licence = "Licence Ouverte", vintage = "2026", importedAt = "2026-11-01T00:00:00Z" },
            width = 1000,
            height = 600,
            shapes = new[] { new { bodyId = id, path = "M0 0l10 0 0 10z", x = 5, y = 5 }, new { bodyId = Guid.NewGuid(), path = "M20 0l10 0 0 10z", x = 25, y = 5 } },
        });
        var map = (await reader.GetAsync($"/c/{body.Slug}/territoire/carte?objectif=1.2")).IsWhole();
        Assert.Equal("Allaire\u00A0: en cours, 1/3 actions faites", Assert.Single(map.Document.QuerySelectorAll("figure svg a")).GetAttribute("aria-label"));
        Assert.Contains("Contours : IGN, 2026, Licence Ouverte. 1 commune n’a pas de contour", map.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outlines_are_imported_with_their_source_by_the_administrator()
    {
        var body = FakeBody.Parent("Redon Agglomération", Role.Administrator);
        var url = $"plans/bodies/{body.Id}/contours";
        var reader = app.Reader(body).On("GET", url, new { origin = (object?)null, width = 0, height = 0, shapes = Array.Empty<object>() })
            .On("PUT", $"{url}/imports", new { shapes = 2, children = 3, missing = new[] { "Étel" } });
        var page = (await reader.GetAsync($"/c/{body.Slug}/territoire/imports")).IsWhole();
        var wrong = await reader.SubmitAsync(page, "form[enctype]", ("Input.Source", "IGN"));
        Assert.NotNull(wrong.ErrorOf("Fichier des contours"));
        Assert.Equal("IGN", wrong.ValueOf("Source"));
        Assert.DoesNotContain(reader.Asked, r => r.Method == "PUT");

        var lead = FakeBody.Parent("Autre", Role.ProjectLead);
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, (await app.Reader(lead).GetAsync($"/c/{lead.Slug}/territoire/imports")).Status);
    }

    [Fact]
    public async Task An_earlier_day_is_compared_with_today_commune_by_commune()
    {
        var body = FakeBody.Parent();
        var id = Guid.NewGuid();
        var url = $"{Url(body)}/comparison";
        object Figures(int reached, params string[] codes) => new { declared = 3, reached, actionsTotal = 5, actionsDone = 2, levels = new[] { 0, 0, 0 }, reachedCodes = codes, declaredCodes = codes };
        object Point(string name, int reached) => new { id, name, on = "2026-06-30", automatic = false, shared = 2, declared = 6, reached, actionsTotal = 10, actionsDone = 4 };
        var reader = app.Reader(body).WithMethod().On("GET", url, new
        {
            snapshots = new[] { Point("Avant l’été", 1) },
            chosen = id,
            now = Point("", 2),
            total = 3,
            both = 1,
            rows = new[]
            {
                new { bodyId = Guid.NewGuid(), name = "Allaire", slug = "allaire-1", then = (object?)Figures(1, "1.1"), now = (object?)Figures(2, "1.1", "2.1") },
                new { bodyId = Guid.NewGuid(), name = "Rieux", slug = "rieux-1", then = (object?)null, now = (object?)null },
            },
        }).On("POST", $"{Url(body)}/snapshots", new { id });
        var page = (await reader.GetAsync($"/c/{body.Slug}/territoire/evolution")).IsWhole();
        Assert.Contains("1 commune a atteint un objectif de plus", page.Text, StringComparison.Ordinal);
        Assert.Equal(["1 → 2"], page.Document.QuerySelectorAll("section td[data-label='Objectifs atteints']").Select(c => c.TextContent));
        Assert.Equal("Rieux", page.Find("details .names").TextContent.Trim());
        Assert.Contains("Non partagé : 1 commune ne montre pas son avancement", page.Text, StringComparison.Ordinal);
        Assert.Contains("atteint 2.1 Faire utiliser", page.Text, StringComparison.Ordinal);
        Assert.NotNull((await reader.SubmitAsync(page, "form[action*=Take]", ("name", "Avant le comité"))).Leads);
        Assert.Equal("Avant le comité", reader.AskedOnce("POST", $"{Url(body)}/snapshots").Json.GetProperty("name").GetString());
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
        progress = new
        {
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
        },
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
        progress = (object?)null,
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
