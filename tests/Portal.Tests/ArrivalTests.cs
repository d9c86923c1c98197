using System.Net;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Portal.Tests;

/// <summary>How people arrive: start page, request, invitation, first operator; and what awaits them once there.</summary>
public sealed class ArrivalTests(PortalApp app) : IClassFixture<PortalApp>
{
    private const string Token = "jeton-essai";

    [Fact]
    public async Task The_start_page_says_what_for_whom_and_how_long_and_shows_a_real_territory()
    {
        var body = await app.BodyAsync("Redon Agglomération", BodyKind.Epci);
        var page = (await app.Visitor().GetAsync("/")).IsWhole();
        Assert.Contains("Deux minutes par mois.", page.Text, StringComparison.Ordinal);
        Assert.Equal("/session/sign-in?returnUrl=%2F", page.Find("main").QuerySelector("a.button.primary")!.GetAttribute("href"));
        Assert.NotNull(page.Document.QuerySelector("svg[role=img] title"));
        Assert.StartsWith("/p/", page.Document.QuerySelectorAll("a").Single(a => a.TextContent.StartsWith("Voir la page publique", StringComparison.Ordinal)).GetAttribute("href"), StringComparison.Ordinal);
        Assert.NotEqual(Guid.Empty, body.Id);
    }

    [Fact]
    public async Task After_signing_in_the_start_page_leads_to_one_s_body_or_to_a_choice()
    {
        var (one, other) = (FakeBody.Commune("Allaire"), FakeBody.Commune("Béganne"));
        Assert.Equal($"/c/{one.Slug}", (await app.Reader(one).GetAsync("/")).Leads);
        var several = app.Reader(one, other);
        Assert.Equal("/collectivites", (await several.GetAsync("/")).Leads);
        var choice = (await several.GetAsync("/collectivites")).IsWhole();
        Assert.Equal($"/c/{other.Slug}", choice.Act("Béganne").GetAttribute("href"));
        Assert.Equal("/operateur", (await app.Reader(isOperator: true).GetAsync("/")).Leads);
        Assert.Contains("Il ne manque qu’une invitation", (await app.Reader().GetAsync("/")).IsWhole().Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "n’est pas encore ouvert")]
    [InlineData(true, "la personne qui administre")]
    public async Task The_body_that_a_sign_in_provider_names_is_proposed_and_opens_nothing(bool isHere, string words)
    {
        var siren = isHere ? "200012345" : "200067890";
        if (isHere)
        {
            var id = Guid.CreateVersion7();
            await app.TellAsync(new BodyChanged(id, 1, DateTime.UtcNow, BodyKind.Commune, "Béganne", "", $"beganne-{id:N}", "56011", siren, ["56"], 1500, BodyState.Active));
        }

        var reader = app.ReaderFrom(siren + "00017").On("GET", "territory/reference/bodies", new { items = new[] { new { kind = "Commune", code = "56011", name = "Béganne", siren } } });
        var page = (await reader.GetAsync("/")).IsWhole();

        Assert.Contains("Votre fournisseur d’identité indique Béganne", page.Text, StringComparison.Ordinal);
        Assert.Contains(words, page.Text, StringComparison.Ordinal);
        Assert.Contains("Cela ne donne encore aucun accès", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(reader.Asked, asked => asked.Method is "POST" or "DELETE");
        Assert.DoesNotContain("fournisseur d’identité", (await app.Reader().GetAsync("/")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Anyone_may_ask_for_a_body_and_is_told_which_field_is_wrong()
    {
        var visitor = app.Visitor().On("GET", "territory/reference/bodies/Epci/243500741", new { body = Official(), communes = 31, duty = Duty() })
            .On("POST", "territory/requests", new { bodyName = "Redon Agglomération" }, HttpStatusCode.Accepted);
        var page = (await visitor.GetAsync("/ouvrir?genre=Epci&code=243500741")).IsWhole();
        var wrong = await visitor.SubmitAsync(page, "main form", ("Input.Name", "Anne Essai"), ("Input.Email", "anne"), ("Input.Function", ""), ("Input.Message", "Bonjour"));
        Assert.NotNull(wrong.ErrorOf("Votre adresse électronique professionnelle"));
        Assert.NotNull(wrong.ErrorOf("Votre fonction"));
        Assert.Equal("Bonjour", wrong.ValueOf("Un mot pour la personne qui lira")!.Trim());

        var sent = await visitor.SubmitAsync(wrong, "main form", ("Input.Name", "Anne Essai"), ("Input.Email", "anne@essai.example"), ("Input.Function", "Directrice"), ("Input.Message", ""));
        Assert.Equal("/ouvrir", sent.Leads);
        Assert.Equal("243500741", visitor.AskedOnce("POST", "territory/requests").Json.GetProperty("code").GetString());
    }

    [Fact]
    public async Task An_invitation_says_from_whom_and_what_before_one_signs_in_and_leaks_no_token()
    {
        var visitor = Invited(app.Visitor());
        var page = (await visitor.GetAsync($"/invitation/{Token}")).IsWhole();
        Assert.Equal("Camille Ajonc vous invite dans l’espace de Béganne", page.Heading);
        Assert.Equal($"/session/sign-in?returnUrl=%2Finvitation%2F{Token}", page.Act("J’ai déjà un compte").GetAttribute("href"));
        Assert.Contains("courriel=anne%40beganne.example", page.Act("Créer mon compte").GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal("no-referrer", page.Answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.True(page.Answer.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task An_invitation_is_accepted_or_says_why_it_cannot_be()
    {
        var reader = Invited(app.Reader()).Refuses("POST", $"territory/invitations/{Token}/acceptance", 403, "not-allowed");
        var refused = await reader.SubmitAsync($"/invitation/{Token}", "form[action*=Accept]");
        Assert.Contains("adressée à une autre personne", refused.Text, StringComparison.Ordinal);

        reader.On("POST", $"territory/invitations/{Token}/acceptance", new { slug = "beganne-56011", name = "Béganne", activated = true });
        Assert.Equal("/c/beganne-56011", (await reader.SubmitAsync($"/invitation/{Token}", "form[action*=Accept]")).Leads);
        Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync("/invitation/inconnu")).Status);
    }

    [Fact]
    public async Task The_first_operator_comes_by_the_printed_link_and_a_wrong_code_is_named()
    {
        Assert.True((await app.Visitor().GetAsync("/bienvenue?code=abc")).IsWhole().Offers("Créer mon compte"));
        var reader = app.Reader().RefusesField("POST", "territory/operators/claim", "code", "Ce code n’est pas le bon, ou a déjà servi.");
        var wrong = await reader.SubmitAsync("/bienvenue?code=abc", "main form", ("Code", "abc"));
        Assert.Equal("Ce code n’est pas le bon, ou a déjà servi.", wrong.ErrorOf("Code d’ouverture"));

        reader.On("POST", "territory/operators/claim", new { isOperator = true });
        Assert.Equal("/operateur", (await reader.SubmitAsync("/bienvenue?code=abc", "main form", ("Code", "abc"))).Leads);
    }

    [Fact]
    public async Task Operators_decide_on_requests_and_others_do_not_see_the_page()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await app.Reader(FakeBody.Commune()).GetAsync("/operateur")).Status);
        var id = Guid.CreateVersion7();
        var reader = app.Reader(isOperator: true)
            .On("GET", "territory/operator/requests", new { items = new[] { new { requestId = id, kind = "Epci", code = "243500741", bodyName = "Redon Agglomération", name = "Anne Essai", email = "anne@essai.example", function = "Directrice", message = "Bonjour", at = "2026-11-20T09:00:00Z" } } })
            .On("GET", "territory/operator/bodies", new { items = Array.Empty<object>() })
            .On("POST", $"territory/operator/requests/{id}/refusal", null, HttpStatusCode.NoContent);
        var page = (await reader.GetAsync("/operateur")).IsWhole();
        Assert.Contains("1 demande attend votre réponse.", page.Text, StringComparison.Ordinal);
        Assert.Contains("Aucune collectivité n’est encore ouverte", page.Text, StringComparison.Ordinal);

        var empty = await reader.SubmitAsync(page, "form[action*=Refuse]", ("Input.Reason", ""));
        Assert.NotNull(empty.ErrorOf("Raison du refus"));
        Assert.Equal("/operateur", (await reader.SubmitAsync(empty, "form[action*=Refuse]", ("Input.Reason", "Déjà inscrite."))).Leads);
    }

    [Fact]
    public async Task An_operator_sees_messages_in_error_and_sends_them_again()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await app.Reader(FakeBody.Commune()).GetAsync("/operateur/messages")).Status);
        var reader = app.Reader(isOperator: true)
            .On("GET", "plans/operator/errors", new { items = new[] { new { id = 7, messageId = Guid.NewGuid(), type = "ProposalDelivered", endpoint = "plans.keep-proposal", at = "2026-11-20T09:00:00Z", parkedAt = "2026-11-20T10:00:00Z", attempts = 16, lastError = "TimeoutException: too late" } } })
            .On("GET", "territory/operator/errors", new { items = Array.Empty<object>() })
            .On("POST", "plans/operator/errors/7/replay", null, HttpStatusCode.Accepted)
            .On("POST", "plans/operator/errors/replay", new { messages = 3 });
        var first = (await reader.GetAsync("/operateur/messages")).IsWhole();
        Assert.Contains("Aucun message en erreur", first.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("est à corriger", first.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync("/operateur/messages?service=ailleurs")).Status);

        var page = (await reader.GetAsync("/operateur/messages?service=plans")).IsWhole();

        Assert.Contains("ProposalDelivered", page.Text, StringComparison.Ordinal);
        Assert.Contains("TimeoutException: too late", page.Text, StringComparison.Ordinal);
        Assert.Equal("/operateur/messages?service=plans", (await reader.SubmitAsync(page, "form[action*='handler=Replay&'], form[action$='handler=Replay']")).Leads);
        Assert.Equal("/operateur/messages?service=plans", (await reader.SubmitAsync(page, "form[action*='handler=ReplayAll']")).Leads);
        reader.AskedOnce("POST", "plans/operator/errors/7/replay");
    }

    [Fact]
    public async Task An_operator_opens_a_body_out_of_the_reference()
    {
        var reader = app.Reader(isOperator: true).On("GET", "territory/reference/bodies", new { items = new[] { Official() } })
            .On("GET", "territory/reference/bodies/Epci/243500741", new { body = Official(), communes = 31, duty = Duty() })
            .On("POST", "territory/operator/bodies", new { bodyId = Guid.NewGuid(), slug = "redon", name = "Redon Agglomération", state = "Prepared" });
        Assert.Contains("départements 35, 44, 56", (await reader.GetAsync("/operateur/ouvrir?q=redon")).IsWhole().Text, StringComparison.Ordinal);
        var form = (await reader.GetAsync("/operateur/ouvrir?genre=Epci&code=243500741")).IsWhole();
        Assert.Contains("31 communes", form.Text, StringComparison.Ordinal);
        Assert.Equal("/operateur", (await reader.SubmitAsync(form, "main form", ("Input.Name", "Anne Essai"), ("Input.Email", "anne@essai.example"))).Leads);
        Assert.Equal("anne@essai.example", reader.AskedOnce("POST", "territory/operator/bodies").Json.GetProperty("administratorEmail").GetString());
    }

    [Fact]
    public async Task Today_puts_what_has_most_consequence_first_ten_lines_at_most_each_with_its_act()
    {
        var body = FakeBody.Commune();
        var parent = await app.BodyAsync("Pays Essai", BodyKind.Epci);
        await app.TellAsync(new AttachmentChanged(Guid.CreateVersion7(), 1, DateTime.UtcNow, parent.Id, body.Id, AttachmentNature.Epci, AttachmentState.ProposedByParent));
        var reader = app.Reader(body).On("GET", $"plans/bodies/{body.Id}/today", new
        {
            proposals = Enumerable.Range(1, 8).Select(n => new { id = Guid.NewGuid(), title = $"Proposition {n}", from = new { bodyId = parent.Id, name = "Pays Essai", slug = "pays" }, expiresOn = "2026-12-01" }),
            actions = new[] { new { id = Guid.NewGuid(), title = "Action tardive", endsOn = "2026-11-01", late = true, mine = true }, new { id = Guid.NewGuid(), title = "Action prochaine", endsOn = "2026-12-10", late = false, mine = false } },
            answers = Array.Empty<object>(),
        });
        var page = (await reader.GetAsync($"/c/{body.Slug}")).IsWhole();
        var lines = page.Document.QuerySelectorAll(".today > li").Select(li => li.QuerySelector("b")!.TextContent).ToList();
        Assert.Equal(10, lines.Count);
        Assert.Equal("Pays Essai vous propose un rattachement", lines[0]);
        Assert.Equal("Action tardive", lines[1]);
        Assert.DoesNotContain("Action prochaine", lines);
        Assert.All(page.Document.QuerySelectorAll(".today > li"), li => Assert.Single(li.QuerySelectorAll("a.button")));
        Assert.Contains("1 autre chose vous attend", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Today_says_when_nothing_waits_and_when_it_does_not_know()
    {
        var body = FakeBody.Commune();
        var reader = app.Reader(body).On("GET", $"plans/bodies/{body.Id}/today", new { proposals = Array.Empty<object>(), actions = Array.Empty<object>(), answers = Array.Empty<object>() });
        Assert.Contains("Rien ne vous attend aujourd’hui", (await reader.GetAsync($"/c/{body.Slug}")).IsWhole().Text, StringComparison.Ordinal);
        reader.Down("GET", $"plans/bodies/{body.Id}/today");
        Assert.Contains("Cette page est incomplète", (await reader.GetAsync($"/c/{body.Slug}")).IsWhole().Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/accessibilite")]
    [InlineData("/mentions-legales")]
    [InlineData("/donnees-personnelles")]
    [InlineData("/sources-et-licences")]
    [InlineData("/aide")]
    [InlineData("/ouvrir")]
    public async Task Pages_for_everyone_are_whole(string path)
    {
        var page = await app.Visitor().GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        page.IsWhole();
    }

    [Fact]
    public async Task Search_finds_bodies_communes_of_the_territory_and_actions()
    {
        var parent = FakeBody.Parent();
        var child = await app.BodyAsync("Saint-Essai");
        await app.TellAsync(new AttachmentChanged(Guid.CreateVersion7(), 1, DateTime.UtcNow, parent.Id, child.Id, AttachmentNature.Epci, AttachmentState.Accepted));
        var reader = app.Reader(parent).On("GET", $"plans/bodies/{parent.Id}/actions", new { items = new[] { new { id = Guid.NewGuid(), title = "Écouter Saint-Essai" } } });
        var page = (await reader.GetAsync("/recherche?q=essai")).IsWhole();
        Assert.Equal($"/c/{parent.Slug}/territoire/{child.Slug}", page.Act("Saint-Essai").GetAttribute("href"));
        Assert.True(page.Offers("Écouter Saint-Essai"));
    }

    private static Reader Invited(Reader reader) => reader.On("GET", $"territory/invitations/{Token}", new
    {
        bodyName = "Béganne",
        bodyArticle = "0",
        bodyKind = "Commune",
        slug = "beganne-56011",
        name = "Anne Essai",
        email = "anne@beganne.example",
        roles = new[] { "Administrator" },
        inviterName = "Camille Ajonc",
        inviterBody = "Redon Agglomération",
        state = "Pending",
        expiresAt = "2026-12-07T00:00:00Z",
        activates = true,
    });

    private static object Official() => new
    {
        kind = "Epci",
        code = "243500741",
        name = "Redon Agglomération",
        fullName = "Communauté d'agglomération Redon Agglomération",
        article = "",
        type = "CA",
        departements = new[] { "35", "44", "56" },
        population = 67121,
        postalCodes = Array.Empty<string>(),
        source = "DGCL",
        vintage = 2025,
    };

    private static object Duty() => new { status = "ToCheck", reason = "L'effectif est à préciser.", figures = new[] { "Effectif : non renseigné" }, source = "Articles", vintage = (int?)null };
}
