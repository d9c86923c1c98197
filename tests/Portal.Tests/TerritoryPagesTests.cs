using System.Net;
using OpenDataAnimation.Contracts;

namespace OpenDataAnimation.Portal.Tests;

/// <summary>The pages with which an animator sets up and follows a territory.</summary>
public sealed class TerritoryPagesTests(PortalApp app) : IClassFixture<PortalApp>
{
    private static readonly object NotShared = new { plan = "Nothing", indicators = "Nothing", contacts = "Nothing", events = "Nothing" };

    [Fact]
    public async Task A_territory_that_is_not_set_up_says_how_to_begin()
    {
        var (reader, parent) = Animator();
        Children(reader, parent);
        var page = (await reader.GetAsync($"/c/{parent.Slug}/territoire")).IsWhole();
        Assert.Equal("Territoire de Redon Agglomération", page.Heading);
        Assert.Equal("Territoire – Redon Agglomération – OpenDataAnimation", page.Title);
        Assert.Contains("/territoire/installer", page.Act("Installer mon territoire").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_commune_shows_where_it_stands_and_the_one_act_that_fits()
    {
        var (reader, parent) = Animator();
        Children(reader, parent,
            Child("Allaire", "56001", state: "Prepared"),
            Child("Béganne", "56011", state: "Prepared", invitation: "Expired"),
            Child("Redon", "35236", attachment: "Accepted", shared: new { plan = "ProgressOnly", indicators = "Nothing", contacts = "Nothing", events = "Nothing" }),
            Child("Rieux", "56194", attachment: "Accepted"));
        var page = (await reader.GetAsync($"/c/{parent.Slug}/territoire")).IsWhole();
        var rows = page.Document.QuerySelectorAll("tbody tr").Select(row => string.Join(' ', row.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).ToList();
        Assert.Contains("À inviter Inviter Allaire", rows[0], StringComparison.Ordinal);
        Assert.Contains("Invitation expirée Relancer Béganne", rows[1], StringComparison.Ordinal);
        Assert.EndsWith("Partage son avancement", rows[2], StringComparison.Ordinal);
        Assert.EndsWith("Rattachée, plan non partagé", rows[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_of_the_body_sees_the_territory_and_no_act()
    {
        var parent = FakeBody.Parent(roles: Role.Reader);
        var reader = app.Reader(parent);
        Children(reader, parent, Child("Allaire", "56001", state: "Prepared"));
        var page = await reader.GetAsync($"/c/{parent.Slug}/territoire");
        Assert.Contains("Allaire", page.Text, StringComparison.Ordinal);
        Assert.False(page.Offers("Inviter des collectivités"));
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.GetAsync($"/c/{parent.Slug}/territoire/inviter")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.GetAsync($"/c/{parent.Slug}/territoire/installer")).Status);
    }

    [Fact]
    public async Task Filters_go_to_the_service_and_stay_in_the_form()
    {
        var (reader, parent) = Animator();
        Children(reader, parent, Child("Allaire", "56001", state: "Prepared"));
        var page = await reader.GetAsync($"/c/{parent.Slug}/territoire?q=all&etat=a-inviter&dep=56");
        var query = reader.AskedOnce("GET", $"territory/bodies/{parent.Id}/children").Query;
        Assert.Contains("q=all", query, StringComparison.Ordinal);
        Assert.Contains("bodyState=Prepared", query, StringComparison.Ordinal);
        Assert.Contains("departement=56", query, StringComparison.Ordinal);
        Assert.Equal("all", page.ValueOf("Nom ou code"));
        Assert.Equal("a-inviter", page.ValueOf("État"));
    }

    [Fact]
    public async Task The_official_perimeter_is_proposed_whole_deselected_confirmed_then_invited()
    {
        var (reader, parent) = Animator();
        reader.On("GET", $"territory/bodies/{parent.Id}/perimeter", new { items = new[] { Member("Allaire", "56001"), Member("Béganne", "56011"), Member("Redon", "35236") }, total = 3, source = "DGCL, Liste des EPCI, 2025", vintage = 2025 })
            .On("POST", $"territory/bodies/{parent.Id}/children", new { prepared = 2, proposed = 2, already = 0 });
        var choose = (await reader.GetAsync($"/c/{parent.Slug}/territoire/installer")).IsWhole();
        Assert.Equal(3, choose.Document.QuerySelectorAll("input[name=Codes][checked]").Length);
        Assert.Contains("Liste des EPCI, 2025", choose.Text, StringComparison.Ordinal);

        var confirm = (await reader.SubmitAsync(choose, "form[data-guard]", ("Codes", "56001"), ("Codes", "35236"))).IsWhole();
        Assert.Contains("2 collectivités vont rejoindre votre territoire", confirm.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Béganne", confirm.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(reader.Asked, asked => asked.Method == "POST");

        var done = await reader.SubmitAsync(confirm, "main form");
        Assert.Equal($"/c/{parent.Slug}/territoire/inviter", done.Leads);
        var codes = reader.AskedOnce("POST", $"territory/bodies/{parent.Id}/children").Json.GetProperty("codes").EnumerateArray().Select(c => c.GetString());
        Assert.Equal(["56001", "35236"], codes);
    }

    [Fact]
    public async Task Coming_back_shows_what_is_there_already_and_proposes_nothing_that_was_left_out()
    {
        var (reader, parent) = Animator();
        reader.On("GET", $"territory/bodies/{parent.Id}/perimeter", new { items = new[] { Member("Allaire", "56001", there: true), Member("Béganne", "56011") }, total = 2, source = "DGCL, Liste des EPCI, 2025", vintage = 2025 });
        var page = await reader.GetAsync($"/c/{parent.Slug}/territoire/installer");
        Assert.Contains("déjà dans le territoire", page.Text, StringComparison.Ordinal);
        Assert.Empty(page.Document.QuerySelectorAll("input[name=Codes][checked]"));
    }

    [Fact]
    public async Task A_body_without_perimeter_searches_its_members()
    {
        var (reader, parent) = Animator();
        reader.On("GET", $"territory/bodies/{parent.Id}/perimeter", new { items = Array.Empty<object>(), total = 0, source = (string?)null, vintage = (int?)null })
            .On("GET", "territory/reference/bodies", new { items = new[] { Official("Saint-Martin", "56231"), Official("Saint-Martin", "50517") } });
        var page = (await reader.GetAsync($"/c/{parent.Slug}/territoire/installer?q=saint-martin")).IsWhole();
        Assert.Contains("code 56231 · département 56", page.Text, StringComparison.Ordinal);
        Assert.Contains("code 50517 · département 50", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_communes_are_invited_at_once_and_what_failed_stays_with_its_reason()
    {
        var (reader, parent) = Animator();
        var (allaire, beganne) = (Child("Allaire", "56001", state: "Prepared"), Child("Béganne", "56011", state: "Prepared"));
        Children(reader, parent, allaire, beganne);
        reader.On("POST", $"territory/bodies/{parent.Id}/children/{IdOf(allaire)}/invitation", new { }, HttpStatusCode.Created)
            .Refuses("POST", $"territory/bodies/{parent.Id}/children/{IdOf(beganne)}/invitation", 409, "already-joined");
        var page = await reader.SubmitAsync($"/c/{parent.Slug}/territoire/inviter", "form.invite",
            ("Rows[0].Name", "Anne Essai"), ("Rows[0].Email", "anne@allaire.example"), ("Rows[1].Name", "Paul Essai"), ("Rows[1].Email", "paul@beganne.example"));
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        page.IsWhole();
        Assert.Contains("L’invitation est partie pour Allaire.", page.Text, StringComparison.Ordinal);
        Assert.Contains("vient de s’inscrire", page.ErrorOf("Adresse électronique, Béganne"), StringComparison.Ordinal);
        Assert.Equal("paul@beganne.example", page.ValueOf("Adresse électronique, Béganne"));
        Assert.DoesNotContain("anne@allaire.example", page.Document.Body!.InnerHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_with_a_name_alone_names_the_missing_address()
    {
        var (reader, parent) = Animator();
        Children(reader, parent, Child("Allaire", "56001", state: "Prepared"));
        var page = await reader.SubmitAsync($"/c/{parent.Slug}/territoire/inviter", "form.invite", ("Rows[0].Name", "Anne Essai"), ("Rows[0].Email", ""));
        Assert.Equal("Allaire : écrivez l’adresse de la personne à inviter.", page.ErrorOf("Adresse électronique, Allaire"));
        Assert.Equal("Anne Essai", page.ValueOf("Nom de la personne, Allaire"));
        Assert.DoesNotContain(reader.Asked, asked => asked.Method == "POST");
    }

    [Fact]
    public async Task A_commune_that_shares_nothing_is_said_to_share_nothing()
    {
        var (reader, parent) = Animator();
        var rieux = Child("Rieux", "56194", attachment: "Accepted");
        Children(reader, parent, rieux);
        reader.On("GET", "territory/reference/bodies/Commune/56194", new { body = new { population = 2856, populationSource = "population municipale 2023, Insee" }, communes = 0, duty = new { status = "ToCheck", reason = "La commune compte au moins 3 500 habitants.", figures = new[] { "Population : 2 912 habitants (population totale 2022, DGCL)", "Effectif : non renseigné" }, source = "Article L. 312-1-1", vintage = 2023 } });
        var page = (await reader.GetAsync($"/c/{parent.Slug}/territoire/rieux-56194")).IsWhole();
        Assert.Equal("Rieux", page.Heading);
        foreach (var words in new[] { "Obligation de publier", "À vérifier", "Effectif : non renseigné", "Article L. 312-1-1", "ne vous est pas transmis", "2 856 habitants (population municipale 2023, Insee)", "la population totale, qui compte aussi" })
        {
            Assert.Contains(words, page.Text, StringComparison.Ordinal);
        }

        Assert.EndsWith($"/documents/visits/{IdOf(rieux)}", page.Act("Télécharger la fiche de visite (DOCX)").GetAttribute("href"), StringComparison.Ordinal);
        Assert.Contains("Plan non partagé", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(reader.Asked, asked => asked.Path.StartsWith("plans/", StringComparison.Ordinal) && !asked.Path.EndsWith("/notes", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_sheet_keeps_the_parent_s_own_notes_with_who_and_when()
    {
        var (reader, parent) = Animator();
        var rieux = Child("Rieux", "56194", attachment: "Accepted");
        Children(reader, parent, rieux);
        var (url, note) = ($"plans/bodies/{parent.Id}/children/{IdOf(rieux)}/notes", Guid.NewGuid());
        reader.On("GET", url, new { items = new[] { new { id = note, version = 2, text = "Rappeler après le budget", createdAt = "2026-11-03T09:00:00Z", by = "Camille Essai", editedAt = "2026-11-04T09:00:00Z", editedBy = "Anne Essai" } }, next = (string?)null })
            .On("POST", url, new { id = note, version = 1 }, HttpStatusCode.Created).On("PUT", $"plans/bodies/{parent.Id}/follow-ups/{note}", new { id = note, version = 3 });
        var page = (await reader.GetAsync($"/c/{parent.Slug}/territoire/rieux-56194")).IsWhole();
        Assert.Contains("Camille Essai", page.Find("#notes").TextContent, StringComparison.Ordinal);
        Assert.Contains("par Anne Essai", page.Find("#notes").TextContent, StringComparison.Ordinal);
        Assert.NotNull((await reader.SubmitAsync(page, "form.note", ("text", "Passer en mairie le 12"))).Leads);
        Assert.Equal("Passer en mairie le 12", reader.AskedOnce("POST", url).Json.GetProperty("text").GetString());
        Assert.NotNull((await reader.SubmitAsync(page, "form[action*=EditNote]", ("text", "Rappeler en mars"))).Leads);
        Assert.Equal("\"2\"", reader.AskedOnce("PUT", $"plans/bodies/{parent.Id}/follow-ups/{note}").IfMatch);
    }

    [Fact]
    public async Task A_commune_that_is_not_in_the_territory_is_not_found()
    {
        var (reader, parent) = Animator();
        Children(reader, parent);
        Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync($"/c/{parent.Slug}/territoire/ailleurs-99999")).Status);
    }

    [Fact]
    public async Task The_sheet_shows_progress_and_says_when_the_plans_do_not_answer()
    {
        var (reader, parent) = Animator();
        var redon = Child("Redon", "35236", attachment: "Accepted", shared: new { plan = "ProgressOnly", indicators = "Nothing", contacts = "Nothing", events = "Nothing" });
        Children(reader, parent, redon);
        var silent = await reader.Down("GET", $"plans/bodies/{parent.Id}/oversight").GetAsync($"/c/{parent.Slug}/territoire/redon-35236");
        Assert.Contains("ne répond pas", silent.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("objectifs atteints", silent.Text, StringComparison.Ordinal);

        reader.On("GET", $"plans/bodies/{parent.Id}/oversight", new
        {
            objectives = new[] { new { code = "1.1", declared = 1, reached = 1 } },
            rows = new[] { new { bodyId = IdOf(redon), shared = true, level = "ProgressOnly", progress = new { declared = 4, reached = 2, actionsTotal = 7, actionsDone = 3, lastMonth = "2026-11",
            levels = new[] { 1, 0, 0 }, cells = new[] { new { state = "Reached", done = 3, total = 3 } } } } }
        })
            .On("GET", "plans/method", new { axes = new[] { new { code = "1", shortLabel = "En interne" } }, objectives = new[] { new { code = "1.1", shortLabel = "Faire connaître", axis = "1", level = 1 } } });
        var page = (await reader.GetAsync($"/c/{parent.Slug}/territoire/redon-35236")).IsWhole();
        Assert.Contains("Dernière activité en novembre 2026.", page.Text, StringComparison.Ordinal);
        Assert.Contains("Faire connaître", page.Text, StringComparison.Ordinal);
        Assert.False(page.Offers("Lire son plan"));
    }

    [Fact]
    public async Task The_sheet_says_whom_to_call_only_where_the_commune_shares_it()
    {
        var (reader, parent) = Animator();
        object Levels(string contacts) => new { plan = "Nothing", indicators = "Nothing", contacts, events = "Nothing" };
        var (open, closed) = (Child("Redon", "35236", attachment: "Accepted", shared: Levels("Read")), Child("Allaire", "56001", attachment: "Accepted", shared: Levels("ProgressOnly")));
        Children(reader, parent, open, closed);
        reader.On("GET", $"stakeholders/bodies/{IdOf(open)}/contacts", new { items = new[] { new { name = "Anne Essai", function = "Secrétaire", email = "anne@redon.example", phone = "02 99 00 00 00" } }, next = (string?)null });
        var page = (await reader.GetAsync($"/c/{parent.Slug}/territoire/redon-35236")).IsWhole();
        Assert.Contains("Anne Essai", page.Text, StringComparison.Ordinal);
        Assert.Equal("tel:0299000000", page.Act("02 99 00 00 00").GetAttribute("href"));

        Assert.DoesNotContain("À qui s’adresser", (await reader.GetAsync($"/c/{parent.Slug}/territoire/allaire-56001")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(reader.Asked, a => a.Path.StartsWith($"stakeholders/bodies/{IdOf(closed)}", StringComparison.Ordinal));
        reader.Down("GET", $"stakeholders/bodies/{IdOf(open)}/contacts");
        Assert.Contains("Le carnet d’adresses ne répond pas", (await reader.GetAsync($"/c/{parent.Slug}/territoire/redon-35236")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_is_not_mine_is_not_there()
    {
        var reader = app.Reader(FakeBody.Parent());
        var page = await reader.GetAsync("/c/allaire-56001/territoire");
        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        page.IsWhole();
    }

    [Fact]
    public async Task An_old_address_leads_to_the_new_one()
    {
        var reader = app.Reader(FakeBody.Parent()).On("GET", "territory/slugs/ancien-56001", new { bodyId = Guid.NewGuid(), slug = "nouveau-56001", name = "Nouveau", kind = "Commune", state = "Active" });
        var page = await reader.GetAsync("/c/ancien-56001/membres?x=1");
        Assert.Equal(HttpStatusCode.MovedPermanently, page.Status);
        Assert.Equal("/c/nouveau-56001/membres?x=1", page.Leads);
    }

    private (Reader, FakeBody) Animator()
    {
        var parent = FakeBody.Parent();
        return (app.Reader(parent), parent);
    }

    private static void Children(Reader reader, FakeBody parent, params object[] children) =>
        reader.On("GET", $"territory/bodies/{parent.Id}/children", new
        {
            items = children,
            next = (string?)null,
            totals = new { children = children.Length, joined = 1, accepted = 1, sharingPlan = 1 },
        });

    private static object Child(string name, string code, string state = "Active", string attachment = "ProposedByParent", string? invitation = null, object? shared = null) => new
    {
        bodyId = Guid.CreateVersion7(),
        name,
        article = "0",
        slug = $"{Folding.Fold(name)}-{code}",
        kind = "Commune",
        code,
        population = 3900,
        departements = new[] { code[..2] },
        bodyState = state,
        attachmentId = Guid.CreateVersion7(),
        attachmentState = attachment,
        proposedAt = "2026-10-01T08:00:00Z",
        decidedAt = (string?)null,
        invitation,
        invitedAt = invitation is null ? null : "2026-10-02T08:00:00Z",
        invitationExpiresAt = (string?)null,
        shared = shared ?? NotShared,
    };

    private static Guid IdOf(object child) => (Guid)child.GetType().GetProperty("bodyId")!.GetValue(child)!;

    private static object Member(string name, string code, bool there = false) => new
    {
        code,
        kind = "Commune",
        name,
        population = 3900,
        populationVintage = 2023,
        departements = new[] { code[..2] },
        duty = new { status = "ToCheck", reason = "Effectif à indiquer.", figures = new[] { "Effectif : non renseigné" }, source = "Code", vintage = 2022 },
        attachmentId = there ? Guid.NewGuid() : (Guid?)null,
    };

    private static object Official(string name, string code) => new
    {
        kind = "Commune",
        code,
        name,
        fullName = name,
        article = "0",
        type = "Commune",
        departements = new[] { code[..2] },
        population = 800,
        postalCodes = Array.Empty<string>(),
        source = "COG",
        vintage = 2026,
    };
}
