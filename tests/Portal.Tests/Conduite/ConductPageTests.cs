using System.Net;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Portal.Tests.Plan;

namespace OpenDataAnimation.Portal.Tests.Conduite;

/// <summary>How a plan is led: its strategy, the framework, the points with the élu, what to do next.</summary>
public sealed class ConductPageTests(PortalApp app) : IClassFixture<PortalApp>
{
    private static readonly Guid Id = Guid.Parse("01a20000-0000-7000-8000-000000000009");

    [Fact]
    public async Task Without_a_strategy_the_page_says_what_it_is_for_and_leads_to_writing_it()
    {
        var body = FakeBody.Commune();
        var page = (await On(body).On("GET", $"{Url(body)}/strategy", Strategy()).GetAsync($"/c/{body.Slug}/strategie")).IsWhole();
        Assert.Equal("La stratégie de Béganne", page.Heading);
        Assert.Contains("ne dit pas encore de quelle stratégie il découle", page.Text, StringComparison.Ordinal);
        Assert.Equal($"/c/{body.Slug}/strategie/modifier", page.Act("Écrire la stratégie").GetAttribute("href"));
        var reader = FakeBody.Commune("Allaire", Role.Reader);
        Assert.False((await On(reader).On("GET", $"{Url(reader)}/strategy", Strategy()).GetAsync($"/c/{reader.Slug}/strategie")).IsWhole().Offers("Écrire la stratégie"));
        Assert.Equal(HttpStatusCode.Forbidden, (await On(reader).GetAsync($"/c/{reader.Slug}/strategie/modifier")).Status);
    }

    [Fact]
    public async Task An_elected_person_validates_what_was_read_and_hears_when_it_changed_meanwhile()
    {
        var body = FakeBody.Commune("Béganne", Role.Elected);
        var reader = On(body).On("GET", $"{Url(body)}/strategy", Strategy(4, "Draft", "Servir les habitants", "Dix jeux")).On("POST", $"{Url(body)}/strategy/validation", new { version = 5, state = "Validated" });
        var page = (await reader.GetAsync($"/c/{body.Slug}/strategie")).IsWhole();
        Assert.Contains("Votre validation est attendue", page.Text, StringComparison.Ordinal);
        Assert.Equal($"/c/{body.Slug}/strategie", (await reader.SubmitAsync(page, "form[action*=Validate]")).Leads);
        Assert.Equal("\"4\"", reader.AskedOnce("POST", $"{Url(body)}/strategy/validation").IfMatch);
        reader.Refuses("POST", $"{Url(body)}/strategy/validation", 409, "stale", new { currentVersion = 5 });
        var refused = await reader.SubmitAsync(page, "form[action*=Validate]");
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("La stratégie a changé pendant que vous la lisiez", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_strategy_is_written_wrong_fields_are_named_and_a_lost_update_shows_both()
    {
        var body = FakeBody.Commune();
        var url = $"{Url(body)}/strategy";
        var reader = On(body).On("GET", url, Strategy(3, "Validated", "Servir", "Dix jeux")).RefusesField("PUT", url, "toYear", "La dernière année ne peut pas précéder la première.");
        var page = (await reader.GetAsync($"/c/{body.Slug}/strategie/modifier")).IsWhole();
        Assert.Contains("Une fois modifiée, elle sera à valider de nouveau", page.Text, StringComparison.Ordinal);
        (string, string)[] typed = [("Input.Title", "La nôtre"), ("Input.Intentions", "Servir mieux"), ("Input.FromYear", "2030"), ("Input.ToYear", "2027")];
        var wrong = await reader.SubmitAsync(page, "form[data-guard]", typed);
        Assert.Equal("La dernière année ne peut pas précéder la première.", wrong.ErrorOf("Dernière année"));
        Assert.Equal("Servir mieux", wrong.ValueOf("Intentions"));
        reader.Refuses("PUT", url, 409, "stale", new { currentVersion = 4, current = new { title = "La leur", intentions = "Autre" } });
        var stale = await reader.SubmitAsync(page, "form[data-guard]", typed);
        Assert.Equal(HttpStatusCode.Conflict, stale.Status);
        Assert.Contains("La leur", stale.Text, StringComparison.Ordinal);
        reader.On("PUT", url, new { version = 4, state = "ChangedSince" });
        Assert.Equal($"/c/{body.Slug}/strategie", (await reader.SubmitAsync(page, "form[data-guard]", typed)).Leads);
    }

    [Fact]
    public async Task The_board_names_the_strategy_or_says_that_there_is_none()
    {
        var body = FakeBody.Commune();
        var plan = PlanFakes.Plan(1, 1, 0, 0, PlanFakes.Objective("1.1", 1, declared: true));
        var reader = On(body).On("GET", $"{Url(body)}/plan", plan).On("GET", $"{Url(body)}/suggestions", new { items = new[] { Suggestion("late", "Late", count: 2) }, dismissed = Array.Empty<object>() });
        var without = (await reader.GetAsync($"/c/{body.Slug}/plan")).IsWhole();
        Assert.Contains("ne dit pas encore de quelle stratégie il découle", without.Text, StringComparison.Ordinal);
        Assert.Contains("Décider du sort de 2 actions en retard", without.Text, StringComparison.Ordinal);
        reader.On("GET", $"{Url(body)}/plan", PlanFakes.With(plan, new { strategy = new { title = "Des données utiles", state = "Validated", parent = "Pays Essai", councilOn = (string?)null } }));
        Assert.Contains("Ce plan découle de la stratégie « Des données utiles », reprise de Pays Essai. Validée", (await reader.GetAsync($"/c/{body.Slug}/plan")).IsWhole().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_role_reads_the_framework_and_the_lead_starts_it_from_texts_that_are_ticked()
    {
        var (body, mere) = (FakeBody.Commune(), FakeBody.Commune("Allaire", Role.Contributor));
        var empty = Framework([new { code = "d-time", kind = "Doubt", title = "Je n’ai pas le temps.", text = "Une demi-journée." }]);
        Assert.Contains("n’est pas encore écrit", (await On(mere).On("GET", $"{Url(mere)}/framework", Framework()).GetAsync($"/c/{mere.Slug}/cadre")).IsWhole().Text, StringComparison.Ordinal);
        var reader = On(body).On("GET", $"{Url(body)}/framework", empty).On("POST", $"{Url(body)}/framework/starters", new { added = 1 });
        var page = (await reader.GetAsync($"/c/{body.Slug}/cadre")).IsWhole();
        Assert.Equal($"/c/{body.Slug}/cadre", (await reader.SubmitAsync(page, "form[action*=Start]", ("codes", "d-time"))).Leads);
        Assert.Equal("d-time", reader.AskedOnce("POST", $"{Url(body)}/framework/starters").Json.GetProperty("codes")[0].GetString());
        reader.RefusesField("POST", $"{Url(body)}/framework/starters", "codes", "Choisissez au moins un texte.");
        Assert.Contains("Choisissez au moins un texte.", (await reader.SubmitAsync(page, "form[action*=Start]")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_of_the_framework_is_added_changed_sorted_removed_and_brought_back()
    {
        var body = FakeBody.Commune();
        var line = new { id = Id, version = 2, kind = "Team", title = "Camille Essai", text = "Répond aux services.", personId = (Guid?)null, effortPercent = 20, deletedAt = (DateTime?)null };
        var framework = Framework(team: [line, new { id = Guid.NewGuid(), version = 1, kind = "Team", title = "Une voisine", text = (string?)null, personId = (Guid?)null, effortPercent = (int?)null, deletedAt = (DateTime?)null }], removed: [line]);
        var items = $"{Url(body)}/framework/items";
        var reader = On(body).On("GET", $"{Url(body)}/framework", framework).On("GET", $"territory/bodies/{body.Id}/members", new { items = Array.Empty<object>(), next = (string?)null })
            .On("PUT", $"{items}/{Id}", new { id = Id, version = 3 }).On("POST", items, new { id = Id, version = 1 }).On("DELETE", $"{items}/{Id}", null, HttpStatusCode.NoContent)
            .On("POST", $"{items}/{Id}/place", new { order = Array.Empty<Guid>() }).On("POST", $"{items}/{Id}/restoration", new { id = Id, version = 4 });
        var page = (await reader.GetAsync($"/c/{body.Slug}/cadre")).IsWhole();
        Assert.Contains("20 % d’un temps plein", page.Text.Replace('\u00A0', ' '), StringComparison.Ordinal);
        Assert.Equal($"/c/{body.Slug}/cadre#equipe", (await reader.SubmitAsync(page, "form[action*=Place]", ("to", "Down"))).Leads);
        Assert.Equal($"/c/{body.Slug}/cadre", (await reader.SubmitAsync(page, "form[action*=Restore]")).Leads);

        var edit = (await reader.GetAsync($"/c/{body.Slug}/cadre/equipe/{Id}")).IsWhole();
        Assert.Equal("20", edit.ValueOf("Part de temps"));
        Assert.Equal("Écrivez un nom, ou choisissez un membre.", (await reader.SubmitAsync(edit, "form[data-guard]", ("Input.Title", ""))).ErrorOf("Nom affiché"));
        Assert.Equal($"/c/{body.Slug}/cadre#equipe", (await reader.SubmitAsync(edit, "form[data-guard]", ("Input.Title", "Camille"))).Leads);
        Assert.Equal("\"2\"", reader.AskedOnce("PUT", $"{items}/{Id}").IfMatch);
        Assert.Equal($"/c/{body.Slug}/cadre", (await reader.SubmitAsync(edit, "form[action*=Remove]")).Leads);
        Assert.Equal($"/c/{body.Slug}/cadre#doutes", (await reader.SubmitAsync($"/c/{body.Slug}/cadre/doutes", "form[data-guard]", ("Input.Title", "Pourquoi ?"), ("Input.Text", "Parce que."))).Leads);
        Assert.Equal("Doubt", reader.AskedOnce("POST", items).Json.GetProperty("kind").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync($"/c/{body.Slug}/cadre/autre")).Status);
    }

    [Fact]
    public async Task Points_have_a_rhythm_a_next_day_and_a_memory()
    {
        var body = FakeBody.Commune();
        var list = new
        {
            rhythmVersion = 2,
            everyMonths = 3,
            next = new { id = Id, version = 1, on = "2026-12-02", overdue = false, asked = Array.Empty<string>() },
            items = new[] { new { id = Guid.NewGuid(), on = "2026-09-02", alignment = "ToAdjust", decisions = new[] { "Publier le budget" } } },
            after = (string?)null,
            removed = new[] { new { id = Id, state = "Held", on = "2026-06-02" } },
        };
        var reader = On(body).On("GET", $"{Url(body)}/points", list).On("PUT", $"{Url(body)}/points/rhythm", new { rhythmVersion = 3, nextId = Id })
            .Refuses("POST", $"{Url(body)}/points/{Id}/restoration", 409, "point-planned");
        var page = (await reader.GetAsync($"/c/{body.Slug}/points")).IsWhole();
        Assert.Contains("Prochain point le mercredi 2 décembre 2026, tous les trois mois.", page.Text, StringComparison.Ordinal);
        Assert.Contains("1 décision : Publier le budget.", page.Text, StringComparison.Ordinal);
        Assert.Equal($"/c/{body.Slug}/points", (await reader.SubmitAsync(page, "aside form", ("Input.EveryMonths", "2"), ("Input.NextOn", "2026-12-09"))).Leads);
        Assert.Equal("\"2\"", reader.AskedOnce("PUT", $"{Url(body)}/points/rhythm").IfMatch);
        reader.RefusesField("PUT", $"{Url(body)}/points/rhythm", "nextOn", "Choisissez un jour à venir, dans les deux ans.");
        Assert.Equal("Choisissez un jour à venir, dans les deux ans.", (await reader.SubmitAsync(page, "aside form", ("Input.NextOn", "2020-01-01"))).ErrorOf("Prochain point"));
        Assert.Contains("Un autre point est déjà prévu", (await reader.SubmitAsync(page, "form[action*=Restore]")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_brief_fits_the_plan_and_what_was_said_is_written_after_it()
    {
        var body = FakeBody.Commune();
        var url = $"{Url(body)}/points/{Id}";
        var reader = On(body).On("GET", url, Point("Planned")).On("PUT", url, new { id = Id, version = 2 }).On("PUT", $"{url}/record", new { id = Id, version = 2, nextId = Id, nextOn = "2027-03-01" });
        var page = (await reader.GetAsync($"/c/{body.Slug}/points/{Id}")).IsWhole();
        foreach (var words in new[] { "entre Yann Essai et Camille Essai", "Qui signe ?", "Faites depuis le dernier point (1)", "L’éditeur ne répond pas", "Objectifs atteints", "et 2 autres", "Les trois prochains mois", "partagent l’avancement de leur plan, sur 3" })
        {
            Assert.Contains(words, page.Text, StringComparison.Ordinal);
        }

        Assert.True(page.Offers("Noter ce qui s’est dit"));
        Assert.Equal($"/c/{body.Slug}/points/{Id}", (await reader.SubmitAsync($"/c/{body.Slug}/points/{Id}/preparer", "form[data-guard]", ("Input.On", "2026-12-02"), ("Input.Asked", "Qui signe ?"))).Leads);
        var record = (await reader.GetAsync($"/c/{body.Slug}/points/{Id}/compte-rendu")).IsWhole();
        Assert.Contains("Ce que vous aviez demandé", record.Text, StringComparison.Ordinal);
        var missing = await reader.SubmitAsync(record, "form[data-guard]", ("Input.HeldOn", "2026-11-20"), ("Input.Notes", "Bon échange"));
        Assert.Equal("Bon échange", missing.ValueOf("Notes"));
        Assert.Equal($"/c/{body.Slug}/points/{Id}", (await reader.SubmitAsync(record, "form[data-guard]", ("Input.HeldOn", "2026-11-20"), ("Input.Alignment", "Aligned"))).Leads);

        reader.On("GET", url, Point("Held")).On("DELETE", url, null, HttpStatusCode.NoContent);
        var held = (await reader.GetAsync($"/c/{body.Slug}/points/{Id}")).IsWhole();
        Assert.Equal($"/c/{body.Slug}/actions/nouvelle?titre=Publier%20le%20budget", held.Document.QuerySelectorAll("a").Single(a => a.TextContent.StartsWith("En faire une action", StringComparison.Ordinal)).GetAttribute("href"));
        Assert.Equal($"/c/{body.Slug}/points", (await reader.SubmitAsync(held, "form[action*=Remove]")).Leads);
    }

    [Fact]
    public async Task A_suggestion_is_taken_or_dismissed_in_one_click_and_can_be_recalled()
    {
        var body = FakeBody.Commune();
        var url = $"{Url(body)}/suggestions";
        var reader = On(body).On("GET", url, new
        {
            items = new[] { Suggestion("next-2.2", "NextLevel", "2.2", ["M10", "M16"]), Suggestion("point", "NoPoint"), Suggestion("pilot", "NoPilot", count: 1) },
            dismissed = new[] { new { key = "strategy", kind = "NoStrategy", objective = (string?)null, at = "2026-11-20T10:00:00Z" } },
        })
            .On("POST", $"{url}/next-2.2/action", new { id = Id, version = 1 }, HttpStatusCode.Created).On("POST", $"{url}/next-2.2/dismissal", null, HttpStatusCode.NoContent)
            .On("DELETE", $"{url}/strategy/dismissal", null, HttpStatusCode.NoContent);
        var page = (await reader.GetAsync($"/c/{body.Slug}/suggestions")).IsWhole();
        Assert.Contains("Le niveau 1 est atteint sur cet axe.", page.Text, StringComparison.Ordinal);
        Assert.Contains("Le plan a plus de trois mois, et aucun point n’a encore eu lieu.", page.Text, StringComparison.Ordinal);
        Assert.Contains("Donner un pilote à une action Elle n’est pas finie", page.Text, StringComparison.Ordinal);
        Assert.False(page.Has($"main a[href='/c/{body.Slug}/suggestions']"));
        Assert.Equal($"/c/{body.Slug}/actions/{Id}", (await reader.SubmitAsync(page, "form[action*=Take]")).Leads);
        Assert.Equal($"/c/{body.Slug}/suggestions", (await reader.SubmitAsync(page, "form[action*=Dismiss]")).Leads);
        Assert.Equal($"/c/{body.Slug}/suggestions", (await reader.SubmitAsync(page, "form[action*=Recall]")).Leads);
        reader.Refuses("POST", $"{url}/next-2.2/action", 409, "suggestion-gone");
        Assert.Contains("quelqu’un s’en est occupé entre-temps", (await reader.SubmitAsync(page, "form[action*=Take]")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_neighbour_of_the_same_size_did_says_who_and_leads_to_the_whole_proposal()
    {
        var body = FakeBody.Commune();
        var (url, key) = ($"{Url(body)}/suggestions", $"peer-{Id:N}");
        var reader = On(body).On("GET", url, new
        {
            items = new[] { new { key, kind = "PeerDid", objective = (string?)null, means = Array.Empty<string>(), count = 0, since = (string?)null, stamp = "1", amount = 0, peer = new { proposalId = Id, sentVersion = 1, title = "Compter les bancs publics", name = "Béganne", population = 1390 } } },
            dismissed = Array.Empty<object>(),
        }).On("POST", $"{url}/{key}/action", new { id = Id, version = 1 }, HttpStatusCode.Created);
        var page = (await reader.GetAsync($"/c/{body.Slug}/suggestions")).IsWhole();
        Assert.Contains("Reprendre l’idée de Béganne : Compter les bancs publics", page.Text.Replace('\u00A0', ' '), StringComparison.Ordinal);
        Assert.Contains("est de votre taille (1 390 habitants), l’a fait, et accepte que vous le sachiez.", page.Text.Replace('\u202F', ' ').Replace('\u00A0', ' '), StringComparison.Ordinal);
        Assert.EndsWith($"/propositions/{Id}", page.Act("Lire la proposition").GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal($"/c/{body.Slug}/actions/{Id}", (await reader.SubmitAsync(page, "form[action*=Take]")).Leads);
    }

    [Fact]
    public async Task Today_tells_of_mentions_of_the_point_and_of_what_could_come_next()
    {
        var body = FakeBody.Commune();
        var page = (await On(body).On("GET", $"{Url(body)}/today", new
        {
            proposals = Array.Empty<object>(),
            actions = Array.Empty<object>(),
            answers = Array.Empty<object>(),
            mentions = new[] { new { actionId = Id, title = "Réunir les services", by = "Yann Essai", at = "2026-11-20T10:00:00Z" } },
            point = new { id = Id, on = "2026-11-02", overdue = true },
            suggestions = new[] { Suggestion("strategy", "NoStrategy") },
        }).GetAsync($"/c/{body.Slug}")).IsWhole();
        Assert.Contains("Yann Essai vous cite dans un commentaire du 20 novembre 2026.", page.Text, StringComparison.Ordinal);
        Assert.Contains("Il était prévu le 2 novembre 2026", page.Text, StringComparison.Ordinal);
        Assert.Contains("Écrire la stratégie en une page", page.Text, StringComparison.Ordinal);
        Assert.Equal(2, page.Document.QuerySelectorAll(".today > li").Length);
    }

    [Fact]
    public async Task Documents_say_for_whom_they_are_what_they_hold_and_what_is_left_to_write()
    {
        var (commune, parent) = (FakeBody.Commune(), FakeBody.Parent());
        foreach (var body in new[] { commune, parent })
        {
            var page = (await On(body).On("GET", $"{Url(body)}/plan", PlanFakes.Plan(1)).GetAsync($"/c/{body.Slug}/documents")).IsWhole();
            Assert.Equal(
                ["council-note", "deliberation", "committee", "results"],
                page.Document.QuerySelectorAll("a[download]").Select(a => a.GetAttribute("href")!.Replace($"/api/plans/bodies/{body.Id}/documents/", "", StringComparison.Ordinal)));
            Assert.Contains("les membres du conseil, avant la séance.", page.Text, StringComparison.Ordinal);
            Assert.Contains("La stratégie n’est pas écrite", page.Text, StringComparison.Ordinal);
            Assert.Equal(body.IsParent, page.Text.Contains("seulement ce qui est partagé", StringComparison.Ordinal));
            Assert.Equal(body.IsParent, page.Offers("Choisir une commune"));
        }
    }

    private Reader On(FakeBody body) => app.Reader(body).WithMethod();

    private static string Url(FakeBody body) => $"plans/bodies/{body.Id}";

    private static object Strategy(int version = 0, string state = "Draft", string? intentions = null, string? ambitions = null) => new
    {
        version,
        state,
        title = version == 0 ? "" : "Des données utiles",
        origin = "Own",
        parent = (object?)null,
        intentions,
        ambitions,
        means = (string?)null,
        fromYear = (int?)2027,
        toYear = (int?)2030,
        councilOn = "2026-10-05",
        deliberation = "2026-41",
        deliberationUrl = "https://www.commune.example/2026-41",
        updatedAt = version == 0 ? null : "2026-11-20T10:00:00Z",
        updatedBy = (object?)null,
        validatedAt = state == "Draft" ? null : "2026-11-21T10:00:00Z",
        validatedBy = (object?)null,
        parents = Array.Empty<object>(),
    };

    private static object Framework(object[]? starters = null, object[]? team = null, object[]? removed = null) => new
    {
        team = team ?? [],
        criteria = Array.Empty<object>(),
        doubts = Array.Empty<object>(),
        fullTime = team is null ? 0 : 20,
        updatedAt = (string?)null,
        starters = starters ?? [],
        removed = removed ?? [],
    };

    private static object Suggestion(string key, string kind, string? objective = null, string[]? means = null, int count = 0) =>
        new { key, kind, objective, means = means ?? [], count, since = (string?)null, stamp = "", amount = count };

    private static object Few(int count, params object[] items) => new { count, items };

    private static object Point(string state) => new
    {
        id = Id,
        version = 1,
        state,
        on = "2026-11-02",
        asked = "Qui signe ?",
        alignment = state == "Held" ? "Aligned" : null,
        alignmentNote = (string?)null,
        notes = (string?)null,
        decisions = state == "Held" ? "- Publier le budget" : null,
        recordedAt = (string?)null,
        recordedBy = (object?)null,
        elected = "Yann Essai",
        lead = "Camille Essai",
        brief = new
        {
            since = "2026-08-01",
            until = "2026-11-02",
            levels = new[] { 1, 0, 0 },
            actionsTotal = 8,
            actionsDone = 3,
            done = Few(1, new { id = Id, title = "Réunir les services", endsOn = (string?)null, reason = (string?)null }),
            late = Few(3, new { id = Id, title = "Écrire aux associations", endsOn = "2026-10-01", reason = (string?)null }),
            blocked = Few(1, new { id = Id, title = "Ouvrir le budget", endsOn = (string?)null, reason = "L’éditeur ne répond pas" }),
            toDiscuss = Few(0),
            next = Few(1, new { id = Id, title = "Publier les horaires", endsOn = "2026-12-10", reason = (string?)null }),
            proofs = Few(1, new { kind = "Note", title = "Compte rendu", on = (string?)null, action = "Réunir les services" }),
            reached = new[] { "1.1" },
            proposals = Few(1, new { title = "Publier les délibérations", from = "Pays Essai", expiresOn = (string?)null }),
            territory = new { total = 3, joined = 2, shared = 2, answers = 1 },
        },
    };
}
