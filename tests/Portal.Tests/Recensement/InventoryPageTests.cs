using System.Net;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Portal.Tests.Plan;

namespace OpenDataAnimation.Portal.Tests.Recensement;

public sealed class InventoryPageTests(PortalApp app) : IClassFixture<PortalApp>
{
    private static readonly Guid Id = Guid.CreateVersion7(), ServiceId = Guid.CreateVersion7();

    [Fact]
    public async Task The_inventory_says_how_many_are_published_and_which_are_due()
    {
        var body = FakeBody.Commune();
        var page = (await On(body).On("GET", $"plans/bodies/{body.Id}/inventory/datasets", List("ToRefresh")).GetAsync($"/c/{body.Slug}/recensement?etat=ToRefresh")).IsWhole();
        Assert.Equal("Recensement des données de Béganne", page.Heading);
        Assert.Contains("3 jeux de données au recensement, 2 publiés, dont 1 à mettre à jour.", page.Text, StringComparison.Ordinal);
        Assert.Contains("À mettre à jour", page.Text, StringComparison.Ordinal);
        Assert.True(page.Offers("Ajouter un jeu de données"));
        Assert.True(page.Offers("Recensement"));
    }

    [Fact]
    public async Task An_empty_inventory_says_where_to_begin_and_a_reader_is_told_who_may()
    {
        var body = FakeBody.Commune();
        var empty = new { items = Array.Empty<object>(), next = (string?)null, counts = new { }, services = Array.Empty<object>() };
        Assert.True((await On(body).On("GET", $"plans/bodies/{body.Id}/inventory/datasets", empty).GetAsync($"/c/{body.Slug}/recensement")).IsWhole().Offers("Coller une liste"));
        var reader = FakeBody.Commune("Allaire", Role.Reader);
        var page = (await On(reader).On("GET", $"plans/bodies/{reader.Id}/inventory/datasets", empty).GetAsync($"/c/{reader.Slug}/recensement")).IsWhole();
        Assert.False(page.Offers("Ajouter un jeu de données"));
        foreach (var form in new[] { "nouveau", "importer", "corbeille", "besoins/nouveau", $"{Id}/modifier" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await On(reader).GetAsync($"/c/{reader.Slug}/recensement/{form}")).Status);
        }
    }

    [Fact]
    public async Task A_candidate_shows_its_check_its_schema_with_source_and_its_next_step()
    {
        var body = FakeBody.Commune();
        var reader = On(body).On("GET", $"plans/bodies/{body.Id}/inventory/datasets/{Id}", Dataset("InPreparation", ["Ready", "Eligible", "SetAside"]));
        var page = (await reader.GetAsync($"/c/{body.Slug}/recensement/{Id}")).IsWhole();
        Assert.Contains("Répondez d’abord à la vérification : 1 question obligatoire attend un oui.", page.Text, StringComparison.Ordinal);
        Assert.Contains("CRPA L312-1-1", page.Text, StringComparison.Ordinal);
        Assert.Contains("Source : schema.data.gouv.fr, Licence Ouverte 2.0", page.Text, StringComparison.Ordinal);
        Assert.False(page.Offers("Noter comme prêt"));
        Assert.EndsWith($"/actions/nouvelle?jeu={Id}&sujet=D%C3%A9lib%C3%A9rations", page.Act("En faire une action").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_history_of_a_dataset_tells_who_changed_what_in_words()
    {
        var body = FakeBody.Commune();
        var page = (await On(body).On("GET", $"plans/bodies/{body.Id}/inventory/datasets/{Id}/notes", new
        {
            title = "Défibrillateurs",
            items = new[] { new { id = Id, at = "2026-11-20T10:00:00Z", by = new { id = Id, name = "Anne Essai" }, from = (object?)null, act = "moved", changes = new[] { new { field = "state", before = (string?)"Spotted", after = "Eligible" }, new { field = "heldIn", before = (string?)null, after = "Tableur" } } } },
            next = (string?)null,
        }).GetAsync($"/c/{body.Slug}/recensement/{Id}/historique")).IsWhole();
        Assert.Contains("Défibrillateurs", page.Text, StringComparison.Ordinal);
        Assert.Contains("Anne Essai a changé l’état", page.Text, StringComparison.Ordinal);
        Assert.Contains("État : Repéré → Publiable", page.Text, StringComparison.Ordinal);
        Assert.Contains("Où sont les données : vide → Tableur", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_action_of_the_plan_is_tied_to_a_dataset_in_one_click_and_untied()
    {
        var body = FakeBody.Commune();
        var (url, other) = ($"plans/bodies/{body.Id}/inventory/datasets/{Id}", Guid.CreateVersion7());
        var reader = On(body).On("GET", url, Dataset("Spotted", ["Eligible"])).On("GET", $"plans/bodies/{body.Id}/actions", new
        {
            items = new[] { new { id = other, version = 1, title = "Publier les menus", objectives = new[] { "2.1" }, mean = (string?)null, audiences = Array.Empty<string>(), pilots = Array.Empty<object>(), service = (string?)null, endsOn = (string?)null, state = "ToCome", late = false, source = "Own", deletedAt = (string?)null } },
            next = (string?)null,
        }).On("POST", $"{url}/actions", null, HttpStatusCode.NoContent);
        Assert.True((await reader.GetAsync($"/c/{body.Slug}/recensement/{Id}")).IsWhole().Offers("Rattacher une action du plan"));
        var page = (await reader.GetAsync($"/c/{body.Slug}/recensement/{Id}/actions")).IsWhole();
        Assert.NotNull((await reader.SubmitAsync(page, "form[action*='handler=Tie']")).Leads);
        Assert.Equal(other, reader.AskedOnce("POST", $"{url}/actions").Json.GetProperty("actionId").GetGuid());
        reader.Refuses("POST", $"{url}/actions", 409, "action-linked");
        Assert.Contains("déjà issue d’autre chose", (await reader.SubmitAsync(page, "form[action*='handler=Tie']")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unanswered_question_is_named_beside_its_choices_and_what_was_typed_stays()
    {
        var body = FakeBody.Commune();
        var reader = On(body).On("GET", $"plans/bodies/{body.Id}/inventory/datasets/{Id}", Dataset("InPreparation", ["Ready", "SetAside"]))
            .RefusesField("PUT", $"plans/bodies/{body.Id}/inventory/datasets/{Id}/check", "personal-data", "Il manque une réponse.");
        var again = await reader.SubmitAsync($"/c/{body.Slug}/recensement/{Id}", "form[action*='handler=Check']", ("answers[personal-data]", "false"), ("note", "Vu avec la secrétaire"));
        Assert.Equal(HttpStatusCode.BadRequest, again.Status);
        Assert.Equal("Il manque une réponse.", again.ErrorOf("Le fichier ne permet-il de reconnaître aucun particulier ?"));
        Assert.Equal("Vu avec la secrétaire", again.ValueOf("Note"));
        Assert.False(reader.AskedOnce("PUT", $"plans/bodies/{body.Id}/inventory/datasets/{Id}/check").Json.GetProperty("answers").GetProperty("personal-data").GetBoolean());
    }

    [Fact]
    public async Task Setting_aside_sends_the_reason_with_the_version_and_a_stale_one_says_so()
    {
        var body = FakeBody.Commune();
        var url = $"plans/bodies/{body.Id}/inventory/datasets/{Id}/state";
        var reader = On(body).On("GET", $"plans/bodies/{body.Id}/inventory/datasets/{Id}", Dataset("Spotted", ["Eligible", "SetAside"])).On("POST", url, new { id = Id, version = 8, state = "SetAside" });
        var done = await reader.SubmitAsync($"/c/{body.Slug}/recensement/{Id}", "form:has(textarea[name=reason])", ("reason", "Données nominatives"));
        Assert.Equal($"/c/{body.Slug}/recensement/{Id}", done.Leads);
        var sent = reader.AskedOnce("POST", url);
        Assert.Equal(("\"7\"", "SetAside", "Données nominatives"), (sent.IfMatch, sent.Json.GetProperty("state").GetString(), sent.Json.GetProperty("reason").GetString()));
        reader.Refuses("POST", url, 409, "stale", new { currentVersion = 9, current = new { } });
        var stale = await reader.SubmitAsync($"/c/{body.Slug}/recensement/{Id}", "form:has(textarea[name=reason])", ("reason", "Données nominatives"));
        Assert.Contains("a changé entre-temps", stale.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pasted_list_is_shown_before_it_is_written()
    {
        var body = FakeBody.Commune();
        var url = $"plans/bodies/{body.Id}/inventory/sheet";
        var reader = On(body).On("POST", url, new
        {
            applied = false,
            unknown = new[] { "Couleur" },
            added = 1,
            changed = 0,
            unchanged = 1,
            refused = 0,
            fingerprint = "abc",
            rows = new[] { new { row = 2, kind = "Added", title = "Budget", column = (string?)null, reason = (string?)null } },
        });
        var look = (await reader.SubmitAsync($"/c/{body.Slug}/recensement/importer", "form.import", ("Input.Text", "Titre\nBudget"))).IsWhole();
        Assert.Contains("Leur titre n’est pas reconnu : Couleur.", look.Text, StringComparison.Ordinal);
        Assert.True(look.Offers("Importer 1 ligne"));
        var done = await reader.SubmitAsync(look, "form.import-apply");
        Assert.Equal($"/c/{body.Slug}/recensement", done.Leads);
        Assert.Equal(("Titre\nBudget", "abc"), (reader.Asked[^1].Json.GetProperty("text").GetString()!.ReplaceLineEndings("\n"), reader.Asked[^1].Json.GetProperty("apply").GetString()));
    }

    [Fact]
    public async Task The_sheet_of_a_service_has_its_three_exchanges_and_keeps_what_was_typed()
    {
        var body = FakeBody.Commune();
        var exchanges = Enumerable.Range(1, 3).Select(round => new { round, version = 0, state = "ToPlan", on = (string?)null, who = (string?)null, notes = (string?)null });
        var reader = On(body).On("GET", $"plans/bodies/{body.Id}/inventory/services/{ServiceId}", new
        {
            id = ServiceId,
            version = 1,
            name = "Services techniques",
            contact = (string?)null,
            exchanges,
            datasets = Array.Empty<object>(),
            asked = Array.Empty<object>(),
            asks = Array.Empty<object>(),
        }).RefusesField("PUT", $"plans/bodies/{body.Id}/inventory/services/{ServiceId}/exchanges/2", "on", "Donnez la date de cet échange.");
        var page = (await reader.GetAsync($"/c/{body.Slug}/recensement/services/{ServiceId}")).IsWhole();
        Assert.Contains("1. Lister les données", page.Text, StringComparison.Ordinal);
        var again = (await reader.SubmitAsync(page, "#echange-2 form", ("state2", "Held"), ("who2", "Jeanne"))).IsWhole();
        Assert.Equal("Donnez la date de cet échange.", Assert.Single(again.Document.QuerySelectorAll("#echange-2 .error")).TextContent.Replace("Erreur\u00A0: ", "", StringComparison.Ordinal).Trim());
        Assert.Equal("Jeanne", again.Find("#echange-2 input[name=who2]").GetAttribute("value"));
    }

    [Fact]
    public async Task A_need_shows_the_datasets_that_may_answer_and_why()
    {
        var body = FakeBody.Commune();
        var url = $"plans/bodies/{body.Id}/inventory/needs/{Id}";
        var reader = On(body).On("GET", url, new
        {
            id = Id,
            version = 2,
            title = "Où sont les sentiers ?",
            description = "",
            service = (object?)null,
            fromOutside = "Les Pieds dans l’herbe",
            theme = "Environment",
            receivedOn = "2026-10-01",
            precision = (string?)null,
            state = "Qualified",
            reason = (string?)null,
            dataset = (object?)null,
            next = new[] { "Matched", "Refused", "Received" },
            suggestions = new[] { new { id = ServiceId, title = "Chemins balisés", state = "Published", words = new[] { "sentier" }, sameTheme = true } },
            choices = new[] { new { id = ServiceId, title = "Chemins balisés", state = "Published" } },
            actions = Array.Empty<object>(),
            updatedAt = "2026-10-02T10:00:00Z",
            services = Array.Empty<object>(),
        }).On("POST", url + "/state", new { id = Id, version = 3, state = "Matched" });
        var page = (await reader.GetAsync($"/c/{body.Slug}/recensement/besoins/{Id}")).IsWhole();
        Assert.Contains("mots communs : sentier ; même thème", page.Text, StringComparison.Ordinal);
        Assert.Equal($"/c/{body.Slug}/recensement/besoins/{Id}", (await reader.SubmitAsync(page, "form:has(input[name=datasetId])")).Leads);
        Assert.Equal(ServiceId, reader.AskedOnce("POST", url + "/state").Json.GetProperty("datasetId").GetGuid());
    }

    private Reader On(FakeBody body) => app.Reader(body).WithMethod().On("GET", "plans/schemas", new { source = "schema.data.gouv.fr", licence = "Licence Ouverte 2.0", vintage = "2026-06-08", items = new[] { Schema } });

    private static object Schema => new
    {
        name = "scdl/deliberations",
        title = "Délibérations",
        version = "2.1.5",
        scdl = true,
        force = "Conditional",
        producer = "Toute collectivité",
        condition = "au-delà d’un seuil",
        legal = "CRPA L312-1-1",
        reading = "README",
        homepage = "https://exemple.example/",
    };

    private static object List(string state) => new
    {
        items = new[] { new { id = Id, title = "Délibérations", service = "Secrétariat", owner = (string?)null, state, schema = "scdl/deliberations", schemaTitle = "Délibérations", scdl = true, refreshDueOn = "2026-10-01", @checked = true, deletedAt = (string?)null } },
        next = (string?)null,
        counts = new { Spotted = 1, Published = 1, ToRefresh = 1 },
        services = new[] { new { id = ServiceId, name = "Secrétariat" } },
    };

    private static object Dataset(string state, string[] next) => new
    {
        id = Id,
        version = 7,
        title = "Délibérations",
        description = "",
        service = (object?)null,
        owner = (object?)null,
        ownerName = "Jeanne Le Roux",
        theme = (string?)null,
        licence = "OpenLicence2",
        schema = Schema,
        duty = (string?)null,
        dutySource = (string?)null,
        frequency = "Monthly",
        heldIn = (string?)null,
        state,
        stored = state,
        reason = (string?)null,
        url = (string?)null,
        publishedOn = (string?)null,
        refreshedOn = (string?)null,
        refreshDueOn = (string?)null,
        next,
        questions = new[] { new { code = "personal-data", label = "Le fichier ne permet-il de reconnaître aucun particulier\u00A0?", how = "Retirez les noms.", required = true, reference = (string?)null, answer = (bool?)null } },
        checkNote = (string?)null,
        checkedAt = (string?)null,
        checkedBy = (object?)null,
        updatedAt = "2026-10-02T10:00:00Z",
        updatedBy = (object?)null,
        needs = Array.Empty<object>(),
        actions = Array.Empty<object>(),
        members = Array.Empty<object>(),
        services = Array.Empty<object>(),
    };
}
