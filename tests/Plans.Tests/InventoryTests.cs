using System.Text;
using System.Text.Json;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Plans.Tests;

public sealed class InventoryTests(PlansApp app) : IClassFixture<PlansApp>
{
    private static readonly string[] Required = ["personal-data", "secrets", "third-party-rights", "licence", "open-format", "description", "freshness", "owner"];

    [Fact]
    public async Task A_candidate_goes_step_by_step_from_spotted_to_published_and_back_to_be_refreshed()
    {
        var town = await app.TownAsync();
        var id = await DatasetAsync(town, new { title = "Délibérations", serviceName = "Secrétariat", schema = "scdl/deliberations", frequency = "Monthly", ownerId = town.Lead.Id });
        await (await MoveAsync(town, id, new { state = "Published", url = "https://donnees.example/d" }, 1)).NamesFieldAsync("state");
        await OkAsync(MoveAsync(town, id, new { state = "Eligible" }, 1));
        await OkAsync(MoveAsync(town, id, new { state = "InPreparation" }, 2));
        await OkAsync(CheckAsync(town, id, 3));
        await OkAsync(MoveAsync(town, id, new { state = "Ready" }, 4));
        await (await MoveAsync(town, id, new { state = "Published" }, 5)).NamesFieldAsync("url");
        await OkAsync(MoveAsync(town, id, new { state = "Published", url = "https://donnees.example/d", on = "2026-01-15" }, 5));

        // A month after it was published it is overdue, though no one said so.
        var dataset = await ReadAsync(town, id);
        Assert.Equal(("ToRefresh", "Published", "2026-02-15"), (Text(dataset, "state"), Text(dataset, "stored"), Text(dataset, "refreshDueOn")));
        Assert.Equal(("Camille Essai", "Secrétariat", "Délibérations"), (Text(dataset.GetProperty("owner"), "name"), Text(dataset.GetProperty("service"), "name"), Text(dataset.GetProperty("schema"), "title")));
        Assert.Equal(1, (await ListAsync(town, "?state=ToRefresh")).GetProperty("items").GetArrayLength());
        Assert.Equal(0, (await ListAsync(town, "?state=Published")).GetProperty("items").GetArrayLength());
        Assert.Equal(1, (await ListAsync(town)).GetProperty("counts").GetProperty("ToRefresh").GetInt32());

        await OkAsync(MoveAsync(town, id, new { state = "Published" }, 6));
        Assert.Equal(("Published", "2026-01-15"), (Text(await ReadAsync(town, id), "state"), Text(await ReadAsync(town, id), "publishedOn")));
        await (await MoveAsync(town, id, new { state = "Withdrawn" }, 7)).NamesFieldAsync("reason");
        await OkAsync(MoveAsync(town, id, new { state = "Withdrawn", reason = "Remplacé" }, 7));
    }

    [Fact]
    public async Task Nothing_is_ready_before_its_check_is_answered_and_the_sentence_names_the_question()
    {
        var town = await app.TownAsync();
        var id = await DatasetAsync(town, new { title = "Inscriptions à la cantine" });
        await OkAsync(MoveAsync(town, id, new { state = "Eligible" }, 1));
        await OkAsync(MoveAsync(town, id, new { state = "InPreparation" }, 2));
        var unanswered = await MoveAsync(town, id, new { state = "Ready" }, 3);
        Assert.Contains("Il manque une réponse à la vérification", await unanswered.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await unanswered.NamesFieldAsync("personal-data");

        await OkAsync(CheckAsync(town, id, 3, no: "secrets"));
        var refused = await MoveAsync(town, id, new { state = "Ready" }, 4);
        Assert.Contains("a reçu un non", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await refused.NamesFieldAsync("secrets");

        var question = (await ReadAsync(town, id)).GetProperty("questions").EnumerateArray().Single(q => Text(q, "code") == "secrets");
        Assert.False(question.GetProperty("answer").GetBoolean());
        Assert.Equal("Camille Essai", Text((await ReadAsync(town, id)).GetProperty("checkedBy"), "name"));
        await (await town.Client.SendAsync(HttpMethod.Put, $"{Url(town)}/{id}/check", new { answers = new { dragons = true } }, 4)).NamesFieldAsync("answers.dragons");

        // What is ready stays proven: a no takes it back to preparation first.
        await OkAsync(CheckAsync(town, id, 4));
        await OkAsync(MoveAsync(town, id, new { state = "Ready" }, 5));
        await (await CheckAsync(town, id, 6, no: "licence")).NamesFieldAsync("licence");
    }

    [Theory]
    [InlineData("title", """{ "title": "ab" }""")]
    [InlineData("schema", """{ "title": "Budget", "schema": "scdl/dragons" }""")]
    [InlineData("dutySource", """{ "title": "Budget", "duty": "Obligatoire au-delà d’un seuil" }""")]
    [InlineData("licence", """{ "title": "Budget", "licence": 9 }""")]
    public async Task A_wrong_field_is_named(string field, string json)
    {
        var town = await app.TownAsync();
        await (await town.Client.PostAsync(new Uri(Url(town), UriKind.Relative), new StringContent(json, Encoding.UTF8, "application/json"))).NamesFieldAsync(field);
    }

    [Fact]
    public async Task The_responsible_person_and_service_are_this_body_s_own()
    {
        var (town, other) = (await app.TownAsync(), await app.TownAsync("Allaire"));
        var service = await other.Client.CreatedAsync($"{other.Url}/inventory/services", new { name = "Voirie" });
        await (await town.Client.PostAsync(Url(town), new { title = "Chemins", ownerId = other.Lead.Id })).NamesFieldAsync("ownerId");
        await (await town.Client.PostAsync(Url(town), new { title = "Chemins", serviceId = service })).NamesFieldAsync("serviceId");
        var id = await DatasetAsync(town, new { title = "Chemins ruraux" });
        await (await other.Client.GetAsync($"{Url(other)}/{id}")).IsProblemAsync(404, "not-found");
        await (await MoveAsync(other, id, new { state = "Eligible" }, 1)).IsProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task An_edit_says_its_version_and_a_stale_one_is_refused_with_what_is_stored()
    {
        var town = await app.TownAsync();
        var id = await DatasetAsync(town, new { title = "Équipements" });
        await (await town.Client.SendAsync(HttpMethod.Put, $"{Url(town)}/{id}", new { title = "Équipements sportifs" })).IsProblemAsync(428, "version-required");
        await OkAsync(town.Client.SendAsync(HttpMethod.Put, $"{Url(town)}/{id}", new { title = "Équipements sportifs" }, 1));
        var stale = await town.Client.SendAsync(HttpMethod.Put, $"{Url(town)}/{id}", new { title = "Équipements culturels" }, 1);
        Assert.Contains("Équipements sportifs", await stale.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await stale.IsProblemAsync(409, "stale");
    }

    [Fact]
    public async Task A_deleted_one_comes_back_and_a_published_one_is_withdrawn_first()
    {
        var town = await app.TownAsync();
        var id = await DatasetAsync(town, new { title = "Arbres remarquables" });
        Assert.Equal(204, (int)(await town.Client.SendAsync(HttpMethod.Delete, $"{Url(town)}/{id}", null, 1)).StatusCode);
        await (await town.Client.GetAsync($"{Url(town)}/{id}")).IsProblemAsync(404, "not-found");
        Assert.Equal(1, (await ListAsync(town, "?deleted=true")).GetProperty("items").GetArrayLength());
        await OkAsync(town.Client.SendAsync(HttpMethod.Post, $"{Url(town)}/{id}/restoration"));
        var published = await PublishedAsync(town, "Marchés publics", "139bercy/format-commande-publique");
        var version = (await ReadAsync(town, published)).GetProperty("version").GetInt32();
        await (await town.Client.SendAsync(HttpMethod.Delete, $"{Url(town)}/{published}", null, version)).IsProblemAsync(409, "dataset-published");
    }

    [Fact]
    public async Task The_list_is_filtered_by_service_state_and_schema_and_read_page_by_page()
    {
        var town = await app.TownAsync();
        await DatasetAsync(town, new { title = "Élections", serviceName = "Accueil" });
        await DatasetAsync(town, new { title = "Budget primitif", serviceName = "Finances", schema = "scdl/budget" });
        await DatasetAsync(town, new { title = "Subventions", serviceName = "finances", schema = "scdl/subventions" });
        var services = (await ListAsync(town)).GetProperty("services").EnumerateArray().ToList();
        Assert.Equal(["Accueil", "Finances"], services.Select(s => Text(s, "name")));
        Assert.Equal(["Budget primitif", "Subventions"], Titles(await ListAsync(town, $"?service={services[1].GetProperty("id").GetGuid()}")));
        Assert.Equal(["Subventions"], Titles(await ListAsync(town, "?schema=scdl/subventions")));
        Assert.Equal(["Budget primitif", "Subventions"], Titles(await ListAsync(town, "?schema=scdl")));
        Assert.Equal(["Élections"], Titles(await ListAsync(town, "?q=elec")));
        var first = await ListAsync(town, "?size=2");
        Assert.Equal(["Subventions"], Titles(await ListAsync(town, $"?size=2&after={first.GetProperty("next").GetString()}")));
        await (await town.Client.GetAsync($"{Url(town)}?after=zzz")).NamesFieldAsync("after");
    }

    [Fact]
    public async Task The_three_exchanges_of_a_service_are_written_with_their_dates()
    {
        var town = await app.TownAsync();
        var service = await town.Client.CreatedAsync($"{town.Url}/inventory/services", new { name = "Services techniques", contact = "Jeanne Le Roux" });
        await (await town.Client.PostAsync($"{town.Url}/inventory/services", new { name = "services TECHNIQUES" })).NamesFieldAsync("name");
        var exchange = $"{town.Url}/inventory/services/{service}/exchanges";
        await (await town.Client.SendAsync(HttpMethod.Put, $"{exchange}/1", new { state = "Held" }, 0)).NamesFieldAsync("on");
        await (await town.Client.SendAsync(HttpMethod.Put, $"{exchange}/1", new { state = "Held", on = "2099-01-01" }, 0)).NamesFieldAsync("on");
        await (await town.Client.SendAsync(HttpMethod.Put, $"{exchange}/4", new { state = "ToPlan" }, 0)).IsProblemAsync(404, "not-found");
        await OkAsync(town.Client.SendAsync(HttpMethod.Put, $"{exchange}/1", new { state = "Held", on = "2026-10-05", who = "Jeanne, Camille", notes = "Onze points d’eau oubliés." }, 0));
        await (await town.Client.SendAsync(HttpMethod.Put, $"{exchange}/1", new { state = "ToPlan" }, 0)).IsProblemAsync(409, "stale");
        await DatasetAsync(town, new { title = "Points d’eau", serviceId = service });

        var item = Assert.Single((await town.Client.OkAsync($"{town.Url}/inventory/services")).GetProperty("items").EnumerateArray());
        Assert.Equal(["Held", "ToPlan", "ToPlan"], item.GetProperty("exchanges").EnumerateArray().Select(e => Text(e, "state")));
        Assert.Equal(1, item.GetProperty("datasets").GetInt32());
        var sheet = await town.Client.OkAsync($"{town.Url}/inventory/services/{service}");
        Assert.Equal("Points d’eau", Text(Assert.Single(sheet.GetProperty("datasets").EnumerateArray()), "title"));
        await (await town.Client.SendAsync(HttpMethod.Delete, $"{town.Url}/inventory/services/{service}", null, 1)).IsProblemAsync(409, "service-in-use");
        await OkAsync(town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/inventory/services/{service}", new { name = "Voirie" }, 1));
        var empty = await town.Client.CreatedAsync($"{town.Url}/inventory/services", new { name = "Doublon" });
        Assert.Equal(204, (int)(await town.Client.SendAsync(HttpMethod.Delete, $"{town.Url}/inventory/services/{empty}", null, 1)).StatusCode);
    }

    [Fact]
    public async Task A_list_is_looked_at_before_it_is_written_all_or_nothing()
    {
        var town = await app.TownAsync();
        await DatasetAsync(town, new { title = "Menus de la cantine", serviceName = "Scolaire" });
        var text = "Service;Jeu de données;Schéma;Fréquence;Couleur\nScolaire;Menus de la cantine;;;bleu\nFinances;Budget;scdl/budget;Annuelle;vert\n;Délibérations;Délibérations;Mensuelle;\n";
        var look = await (await town.Client.PostAsync($"{town.Url}/inventory/sheet", new { text })).JsonAsync();
        Assert.Equal((2, 0, 1, 0, false), (Int(look, "added"), Int(look, "changed"), Int(look, "unchanged"), Int(look, "refused"), look.GetProperty("applied").GetBoolean()));
        Assert.Equal("Couleur", Assert.Single(look.GetProperty("unknown").EnumerateArray()).GetString());
        Assert.Equal(1, (await ListAsync(town)).GetProperty("items").GetArrayLength());

        var applied = await (await town.Client.PostAsync($"{town.Url}/inventory/sheet", new { text, apply = Text(look, "fingerprint") })).JsonAsync();
        Assert.True(applied.GetProperty("applied").GetBoolean());
        Assert.Equal(["Budget", "Délibérations", "Menus de la cantine"], Titles(await ListAsync(town)));
        await (await town.Client.PostAsync($"{town.Url}/inventory/sheet", new { text, apply = Text(look, "fingerprint") })).IsProblemAsync(409, "plan-changed");

        var wrong = await (await town.Client.PostAsync($"{town.Url}/inventory/sheet", new { text = "Titre;Licence\nArbres;Copyright\n" })).JsonAsync();
        Assert.Equal("Licence", Text(wrong.GetProperty("rows")[0], "column"));
        await (await town.Client.PostAsync($"{town.Url}/inventory/sheet", new { text = "Titre;Licence\nArbres;Copyright\n", apply = Text(wrong, "fingerprint") })).IsProblemAsync(409, "rows-refused");
        await (await town.Client.PostAsync($"{town.Url}/inventory/sheet", new { })).NamesFieldAsync("content");
    }

    [Fact]
    public async Task A_bare_list_of_titles_is_one_too_and_what_is_exported_comes_back_unchanged()
    {
        var town = await app.TownAsync();
        var look = await (await town.Client.PostAsync($"{town.Url}/inventory/sheet", new { text = "Chemins, sentiers et haies\n=1+1 formule\n" })).JsonAsync();
        await (await town.Client.PostAsync($"{town.Url}/inventory/sheet", new { text = "Chemins, sentiers et haies\n=1+1 formule\n", apply = Text(look, "fingerprint") })).JsonAsync();
        await DatasetAsync(town, new
        {
            title = "Budget",
            description = "Sur\ndeux lignes; et un point-virgule",
            serviceName = "Finances",
            ownerId = town.Lead.Id,
            theme = "Finance",
            licence = "Odbl",
            schema = "scdl/budget",
            duty = "Obligatoire",
            dutySource = "Loi NOTRe, article 107",
            frequency = "Yearly",
            heldIn = "Logiciel de comptabilité",
        });
        var file = await town.Client.GetAsync($"{town.Url}/inventory/sheet");
        var bytes = await file.Content.ReadAsByteArrayAsync();
        var csv = Encoding.UTF8.GetString(bytes);
        Assert.Equal((0xEF, true), (bytes[0], csv.Contains(";'=1+1 formule;", StringComparison.Ordinal)));
        Assert.Contains("Chemins, sentiers et haies", csv, StringComparison.Ordinal);
        var again = await (await town.Client.PostAsync($"{town.Url}/inventory/sheet", new { content = bytes })).JsonAsync();
        Assert.Equal((0, 0, 3, 0), (Int(again, "added"), Int(again, "changed"), Int(again, "unchanged"), Int(again, "refused")));
    }

    [Fact]
    public async Task The_schemas_come_with_their_duty_source_licence_and_vintage()
    {
        var town = await app.TownAsync();
        var schemas = await town.Client.OkAsync("/api/plans/schemas");
        Assert.Equal(("schema.data.gouv.fr", "Licence Ouverte 2.0"), (Text(schemas, "source"), Text(schemas, "licence")));
        var items = schemas.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(14, items.Count(s => s.GetProperty("scdl").GetBoolean()));
        Assert.All(items, s => Assert.DoesNotContain("idem", s.GetRawText(), StringComparison.Ordinal));
        Assert.Contains("CRPA L312-1-1", Text(items.Single(s => Text(s, "name") == "scdl/deliberations"), "legal"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_need_is_matched_with_a_dataset_that_words_or_theme_suggest()
    {
        var town = await app.TownAsync();
        var paths = await DatasetAsync(town, new { title = "Chemins de randonnée balisés", theme = "Environment" });
        await DatasetAsync(town, new { title = "Budget" });
        await (await town.Client.PostAsync($"{town.Url}/inventory/needs", new { title = "Sentiers de randonnée" })).NamesFieldAsync("fromOutside");
        var id = await town.Client.CreatedAsync($"{town.Url}/inventory/needs", new { title = "Où passent les randonnées ?", fromOutside = "Les Pieds dans l’herbe", theme = "Environment" });
        var need = await town.Client.OkAsync($"{town.Url}/inventory/needs/{id}");
        var suggestion = Assert.Single(need.GetProperty("suggestions").EnumerateArray());
        Assert.Equal((paths, "randonnee", true), (suggestion.GetProperty("id").GetGuid(), suggestion.GetProperty("words")[0].GetString(), suggestion.GetProperty("sameTheme").GetBoolean()));

        var url = $"{town.Url}/inventory/needs/{id}/state";
        await (await town.Client.SendAsync(HttpMethod.Post, url, new { state = "Met" }, 1)).NamesFieldAsync("state");
        await OkAsync(town.Client.SendAsync(HttpMethod.Post, url, new { state = "Qualified" }, 1));
        await (await town.Client.SendAsync(HttpMethod.Post, url, new { state = "Matched" }, 2)).NamesFieldAsync("datasetId");
        await (await town.Client.SendAsync(HttpMethod.Post, url, new { state = "Matched", datasetId = Guid.NewGuid() }, 2)).NamesFieldAsync("datasetId");
        await OkAsync(town.Client.SendAsync(HttpMethod.Post, url, new { state = "Matched", datasetId = paths }, 2));
        Assert.Equal("Matched", Text(Assert.Single((await ReadAsync(town, paths)).GetProperty("needs").EnumerateArray()), "state"));
        await (await town.Client.SendAsync(HttpMethod.Delete, $"{Url(town)}/{paths}", null, 1)).IsProblemAsync(409, "dataset-in-use");
        await (await town.Client.SendAsync(HttpMethod.Post, url, new { state = "Refused" }, 3)).NamesFieldAsync("reason");
        await OkAsync(town.Client.SendAsync(HttpMethod.Post, url, new { state = "Met" }, 3));
        Assert.Equal(0, (await town.Client.OkAsync($"{town.Url}/inventory/needs?open=true")).GetProperty("items").GetArrayLength());
        Assert.Equal("Chemins de randonnée balisés", Text(Assert.Single((await town.Client.OkAsync($"{town.Url}/inventory/needs")).GetProperty("items").EnumerateArray()), "dataset"));
        await OkAsync(town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/inventory/needs/{id}", new { title = "Circuits", fromOutside = "Association" }, 4));
        Assert.Equal(204, (int)(await town.Client.SendAsync(HttpMethod.Delete, $"{town.Url}/inventory/needs/{id}", null, 5)).StatusCode);
        await OkAsync(town.Client.SendAsync(HttpMethod.Post, $"{town.Url}/inventory/needs/{id}/restoration"));
    }

    [Fact]
    public async Task An_action_made_from_a_candidate_keeps_the_link_both_ways()
    {
        var (town, other) = (await app.TownAsync(), await app.TownAsync("Allaire"));
        var dataset = await DatasetAsync(town, new { title = "Aires de jeux" });
        var action = await town.Client.CreatedAsync($"{town.Url}/actions", new { title = "Publier les aires de jeux", objectives = new[] { "2.1" }, mean = "M8c", origin = "Dataset", originId = dataset });
        Assert.Equal(action, Assert.Single((await ReadAsync(town, dataset)).GetProperty("actions").EnumerateArray()).GetProperty("id").GetGuid());
        Assert.Equal("Aires de jeux", Text((await town.Client.OkAsync($"{town.Url}/actions/{action}")).GetProperty("origin"), "title"));
        await (await other.Client.PostAsync($"{other.Url}/actions", new { title = "Voler un lien", objectives = new[] { "2.1" }, origin = "Dataset", originId = dataset })).NamesFieldAsync("originId");
        await (await town.Client.PostAsync($"{town.Url}/actions", new { title = "Sans rien", objectives = new[] { "2.1" }, origin = "Dataset" })).NamesFieldAsync("originId");
    }

    [Fact]
    public async Task A_parent_sees_what_is_published_by_schema_where_indicators_are_shared_and_no_word_of_it()
    {
        var (parent, child) = await app.FamilyAsync();
        var silent = await app.TownAsync("Allaire");
        await app.AttachAsync(parent.Body, silent.Body, ShareLevel.ProgressOnly);
        await app.ShareAsync(parent.Body, child.Body, ShareLevel.Read, ShareSubject.Indicators);
        await PublishedAsync(child, "TITRE-SECRET", "scdl/deliberations");
        await PublishedAsync(child, "TITRE-SECRET bis", null);
        await PublishedAsync(silent, "TITRE-SECRET", "scdl/budget");
        await Eventually.HoldsAsync(async () =>
        {
            var coverage = await parent.Client.OkAsync($"{parent.Url}/coverage");
            Assert.Equal((2, 1), (Int(coverage, "total"), Int(coverage, "shared")));
            var at = coverage.GetProperty("schemas").EnumerateArray().Select(s => Text(s, "name")).ToList().IndexOf("scdl/deliberations");
            var rows = coverage.GetProperty("rows").EnumerateArray().ToList();
            Assert.Equal(("Allaire", "SharesNothing", JsonValueKind.Null), (Text(rows[0], "name"), Text(rows[0], "why"), rows[0].GetProperty("counts").ValueKind));
            Assert.Equal((2, 1), (Int(rows[1], "published"), rows[1].GetProperty("counts")[at].GetInt32()));
            Assert.Equal(1, Int(coverage.GetProperty("schemas")[at], "children"));
            Assert.DoesNotContain(coverage.GetProperty("schemas").EnumerateArray(), s => Text(s, "name") == "scdl/budget" && Int(s, "children") > 0);
            Assert.DoesNotContain("SECRET", coverage.GetRawText(), StringComparison.Ordinal);
        });
        await app.ShareAsync(parent.Body, child.Body, ShareLevel.Nothing, ShareSubject.Indicators);
        await Eventually.HoldsAsync(async () => Assert.Equal(0, Int(await parent.Client.OkAsync($"{parent.Url}/coverage"), "shared")));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(12)]
    public async Task The_coverage_costs_one_statement_for_any_number_of_children(int children)
    {
        var parent = await app.TownAsync("Redon Agglomération", BodyKind.Epci);
        for (var i = 0; i < children; i++)
        {
            await app.AttachAsync(parent.Body, await app.BodyAsync($"Commune {i}"), ShareLevel.Read, ShareSubject.Indicators);
        }

        var statements = app.Statements.Listen("GetCoverage");
        Assert.Equal(children, Int(await parent.Client.OkAsync($"{parent.Url}/coverage"), "total"));
        app.Statements.Stop();
        app.HasNoScan(Assert.Single(statements));
    }

    [Fact]
    public async Task Every_change_of_a_dataset_is_told_with_who_and_both_values()
    {
        var town = await app.TownAsync();
        var id = await DatasetAsync(town, new { title = "Menus", serviceName = "Scolaire" });
        await OkAsync(town.Client.SendAsync(HttpMethod.Put, $"{Url(town)}/{id}", new { title = "Menus de la cantine", serviceName = "Vie scolaire", ownerId = town.Lead.Id }, 1));
        await OkAsync(MoveAsync(town, id, new { state = "Eligible" }, 2));
        await OkAsync(CheckAsync(town, id, 3));
        var notes = (await town.Client.OkAsync($"{Url(town)}/{id}/notes")).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(["checked", "moved", "edited", "added"], notes.Select(n => Text(n, "act")));
        Assert.All(notes, n => Assert.Equal("Camille Essai", Text(n.GetProperty("by"), "name")));
        var changes = notes[2].GetProperty("changes").EnumerateArray().ToDictionary(c => Text(c, "field")!, c => (Text(c, "before"), Text(c, "after")));
        Assert.Equal(("Menus", "Menus de la cantine"), changes["title"]);
        Assert.Equal(("Scolaire", "Vie scolaire"), changes["service"]);
        Assert.Equal((null, "Camille Essai"), changes["owner"]);
        Assert.Equal(("Spotted", "Eligible"), (Text(notes[1].GetProperty("changes")[0], "before"), Text(notes[1].GetProperty("changes")[0], "after")));
        var page = await town.Client.OkAsync($"{Url(town)}/{id}/notes?size=3");
        Assert.Equal("added", Text(Assert.Single((await town.Client.OkAsync($"{Url(town)}/{id}/notes?size=3&after={Text(page, "next")}")).GetProperty("items").EnumerateArray()), "act"));
        var other = await app.TownAsync("Ailleurs");
        await (await other.Client.GetAsync($"{Url(other)}/{id}/notes")).IsProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task An_action_of_the_plan_is_tied_to_a_dataset_and_untied_and_comes_from_one_thing_at_a_time()
    {
        var (town, other) = (await app.TownAsync(), await app.TownAsync("Ailleurs"));
        var (one, two) = (await DatasetAsync(town, new { title = "Menus de la cantine" }), await DatasetAsync(town, new { title = "Budget" }));
        var (mine, theirs) = (await town.ActionAsync("Publier les menus"), await other.ActionAsync());
        await (await town.Client.PostAsync($"{Url(town)}/{one}/actions", new { actionId = theirs })).NamesFieldAsync("actionId");
        Assert.Equal(204, (int)(await town.Client.PostAsync($"{Url(town)}/{one}/actions", new { actionId = mine })).StatusCode);
        Assert.Equal(204, (int)(await town.Client.PostAsync($"{Url(town)}/{one}/actions", new { actionId = mine })).StatusCode);
        await (await town.Client.PostAsync($"{Url(town)}/{two}/actions", new { actionId = mine })).IsProblemAsync(409, "action-linked");
        Assert.Equal("Publier les menus", Text(Assert.Single((await ReadAsync(town, one)).GetProperty("actions").EnumerateArray()), "title"));
        Assert.Equal("linked", Text((await town.Client.OkAsync($"{town.Url}/actions/{mine}/notes")).GetProperty("items")[0], "act"));
        await (await other.Client.SendAsync(HttpMethod.Delete, $"{Url(other)}/{one}/actions/{mine}")).IsProblemAsync(404, "not-found");
        Assert.Equal(204, (int)(await town.Client.SendAsync(HttpMethod.Delete, $"{Url(town)}/{one}/actions/{mine}")).StatusCode);
        Assert.Empty((await ReadAsync(town, one)).GetProperty("actions").EnumerateArray());
        Assert.Equal(204, (int)(await town.Client.PostAsync($"{Url(town)}/{two}/actions", new { actionId = mine })).StatusCode);
        var reader = app.As(await app.PersonAsync(town.Body, Role.Reader));
        await (await reader.PostAsync($"{Url(town)}/{one}/actions", new { actionId = mine })).IsProblemAsync(403, "not-allowed");
    }

    [Fact]
    public async Task Who_sees_the_coverage_is_noted_under_the_indicators()
    {
        var (parent, child) = await app.FamilyAsync(ShareLevel.Nothing);
        await app.ShareAsync(parent.Body, child.Body, ShareLevel.Read, ShareSubject.Indicators);
        await PublishedAsync(child, "Budget", "scdl/budget");
        await Eventually.HoldsAsync(async () => Assert.Equal(1, Int(await parent.Client.OkAsync($"{parent.Url}/coverage"), "shared")));
        await Eventually.HoldsAsync(async () =>
        {
            var read = Assert.Single((await child.Client.OkAsync($"{child.Url}/reads")).GetProperty("items").EnumerateArray());
            Assert.Equal(("Indicators", false), (Text(read, "subject"), read.GetProperty("progressOnly").GetBoolean()));
        });
        Assert.Contains("Les indicateurs", await child.Client.GetStringAsync($"{child.Url}/reads.csv"), StringComparison.Ordinal);
    }

    internal static async Task<Guid> PublishedAsync(Town town, string title, string? schema)
    {
        var id = await DatasetAsync(town, new { title, schema });
        await OkAsync(MoveAsync(town, id, new { state = "Eligible" }, 1));
        await OkAsync(MoveAsync(town, id, new { state = "InPreparation" }, 2));
        await OkAsync(CheckAsync(town, id, 3));
        await OkAsync(MoveAsync(town, id, new { state = "Ready" }, 4));
        await OkAsync(MoveAsync(town, id, new { state = "Published", url = "https://donnees.example/d" }, 5));
        return id;
    }

    private static string Url(Town town) => $"{town.Url}/inventory/datasets";

    private static Task<Guid> DatasetAsync(Town town, object fields) => town.Client.CreatedAsync(Url(town), fields);

    private static Task<JsonElement> ReadAsync(Town town, Guid id) => town.Client.OkAsync($"{Url(town)}/{id}");

    private static Task<JsonElement> ListAsync(Town town, string query = "") => town.Client.OkAsync(Url(town) + query);

    private static Task<HttpResponseMessage> MoveAsync(Town town, Guid id, object body, int version) => town.Client.SendAsync(HttpMethod.Post, $"{Url(town)}/{id}/state", body, version);

    private static Task<HttpResponseMessage> CheckAsync(Town town, Guid id, int version, string? no = null) =>
        town.Client.SendAsync(HttpMethod.Put, $"{Url(town)}/{id}/check", new { answers = Required.ToDictionary(q => q, q => q != no) }, version);

    private static async Task OkAsync(Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    private static IEnumerable<string?> Titles(JsonElement list) => list.GetProperty("items").EnumerateArray().Select(i => Text(i, "title"));

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static int Int(JsonElement element, string name) => element.GetProperty(name).GetInt32();
}
