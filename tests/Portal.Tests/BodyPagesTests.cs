using System.Net;
using OpenDataAnimation.Contracts;

namespace OpenDataAnimation.Portal.Tests;

/// <summary>Members, attachments, settings and the proof of what is read.</summary>
public sealed class BodyPagesTests(PortalApp app) : IClassFixture<PortalApp>
{
    [Fact]
    public async Task Members_show_who_is_what_and_only_administrators_may_change_it()
    {
        var body = FakeBody.Commune("Béganne", Role.Reader);
        var reader = Members(app.Reader(body), body);
        var page = (await reader.GetAsync($"/c/{body.Slug}/membres")).IsWhole();
        Assert.Contains("Claire Essai", page.Text, StringComparison.Ordinal);
        Assert.Contains("Pilotage du projet", page.Text, StringComparison.Ordinal);
        Assert.False(page.Has("form.invite"));

        var administered = FakeBody.Commune("Béganne", Role.Administrator);
        Assert.True((await Members(app.Reader(administered), administered).GetAsync($"/c/{administered.Slug}/membres")).Has("form.invite"));
    }

    [Fact]
    public async Task A_wrong_address_and_a_missing_role_are_named_beside_their_field_and_the_name_stays()
    {
        var body = FakeBody.Commune();
        var reader = Members(app.Reader(body), body);
        var page = (await reader.SubmitAsync($"/c/{body.Slug}/membres", "form.invite", ("Input.Name", "Anne Essai"), ("Input.Email", "anne"))).IsWhole();
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.StartsWith("Erreur", page.Title, StringComparison.Ordinal);
        Assert.Contains("adresse électronique complète", page.ErrorOf("Adresse électronique"), StringComparison.Ordinal);
        Assert.Equal("Choisissez au moins un rôle.", page.ErrorOf("Rôles"));
        Assert.Equal("Anne Essai", page.ValueOf("Nom de la personne"));
        Assert.Equal(2, page.Document.QuerySelectorAll(".error-summary li a").Length);
        Assert.DoesNotContain(reader.Asked, asked => asked.Method == "POST");
    }

    [Fact]
    public async Task What_the_service_refuses_stands_beside_the_field_it_names()
    {
        var body = FakeBody.Commune();
        var reader = Members(app.Reader(body), body).RefusesField("POST", $"territory/bodies/{body.Id}/invitations", "Email", "Cette adresse est déjà celle d’un membre.");
        var page = await reader.SubmitAsync($"/c/{body.Slug}/membres", "form.invite", ("Input.Name", "Anne Essai"), ("Input.Email", "anne@essai.example"), ("Input.Roles", "Reader"));
        Assert.Equal("Cette adresse est déjà celle d’un membre.", page.ErrorOf("Adresse électronique"));
        Assert.Equal("anne@essai.example", page.ValueOf("Adresse électronique"));
    }

    [Fact]
    public async Task The_last_administrator_is_told_why_she_cannot_leave()
    {
        var body = FakeBody.Commune();
        var reader = Members(app.Reader(body), body).Refuses("DELETE", $"territory/bodies/{body.Id}/members/{MembershipId}", 409, "last-administrator");
        var page = await reader.SubmitAsync($"/c/{body.Slug}/membres/{MembershipId}", "form[action*=End]");
        Assert.Equal(HttpStatusCode.Conflict, page.Status);
        Assert.Contains("nommez d’abord une autre personne administratrice", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proposed_attachment_explains_each_level_and_shares_progress_only_unless_said()
    {
        var body = FakeBody.Commune();
        var reader = Attachments(app.Reader(body), body, "ProposedByParent", awaitsUs: true)
            .On("POST", $"territory/bodies/{body.Id}/attachments/{AttachmentId}/acceptance", new { state = "Accepted" });
        Assert.Contains("1 proposition attend votre réponse", (await reader.GetAsync($"/c/{body.Slug}/rattachements")).Text, StringComparison.Ordinal);

        var page = (await reader.GetAsync($"/c/{body.Slug}/rattachements/{AttachmentId}")).IsWhole();
        Assert.Equal("Redon Agglomération vous propose un rattachement", page.Heading);
        Assert.Contains("Aucun titre, aucun texte, aucun nom, aucun document.", page.Text, StringComparison.Ordinal);
        Assert.Equal("ProgressOnly", page.Find("input[name='Input.Plan'][checked]").GetAttribute("value"));

        var done = await reader.SubmitAsync(page, "form.share", ("Input.Plan", "Read"), ("Input.Indicators", "Nothing"), ("Input.Contacts", "Nothing"), ("Input.Events", "Nothing"));
        Assert.Equal($"/c/{body.Slug}/rattachements", done.Leads);
        Assert.Equal("Read", reader.AskedOnce("POST", $"territory/bodies/{body.Id}/attachments/{AttachmentId}/acceptance").Json.GetProperty("plan").GetString());
    }

    [Fact]
    public async Task A_change_of_what_is_shared_says_on_which_version_it_is_based()
    {
        var body = FakeBody.Commune();
        var reader = Attachments(app.Reader(body), body, "Accepted", awaitsUs: false).On("PUT", $"territory/bodies/{body.Id}/attachments/{AttachmentId}/policy", new { });
        await reader.SubmitAsync($"/c/{body.Slug}/rattachements/{AttachmentId}", "form.share", ("Input.Plan", "Nothing"), ("Input.Indicators", "Nothing"), ("Input.Contacts", "Nothing"), ("Input.Events", "Nothing"));
        Assert.Equal("\"7\"", reader.AskedOnce("PUT", $"territory/bodies/{body.Id}/attachments/{AttachmentId}/policy").IfMatch);
    }

    [Fact]
    public async Task Who_does_not_administer_reads_the_attachment_and_cannot_answer()
    {
        var body = FakeBody.Commune("Béganne", Role.ProjectLead);
        var reader = Attachments(app.Reader(body), body, "ProposedByParent", awaitsUs: true);
        var page = await reader.GetAsync($"/c/{body.Slug}/rattachements/{AttachmentId}");
        Assert.False(page.Has("form.share"));
        Assert.Contains("Une personne administratrice de Béganne peut répondre", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_level_that_a_program_set_is_shown_and_kept_and_who_does_not_administer_reads_what_is_shared()
    {
        var body = FakeBody.Commune();
        var page = (await Attachments(app.Reader(body), body, "Accepted", awaitsUs: false, "CC du Pays", "3", "ProgressOnly").GetAsync($"/c/{body.Slug}/rattachements/{AttachmentId}")).IsWhole();
        Assert.Equal("Rattachement à la CC du Pays", page.Heading);
        Assert.Equal("ProgressOnly", page.Find("input[name='Input.Contacts'][checked]").GetAttribute("value"));

        var other = FakeBody.Commune("Béganne", Role.ProjectLead);
        var seen = (await Attachments(app.Reader(other), other, "Accepted", awaitsUs: false).GetAsync($"/c/{other.Slug}/rattachements/{AttachmentId}")).IsWhole();
        Assert.Contains("Une personne administratrice de Béganne peut changer ce qui est partagé", seen.Text, StringComparison.Ordinal);
        Assert.Equal(["L’avancement seulement", "Rien", "Rien", "Rien"], seen.Document.QuerySelectorAll("dl.facts dd").Select(level => level.TextContent));
    }

    [Fact]
    public async Task Before_any_search_the_structures_of_the_departement_are_offered_but_those_one_has()
    {
        var (body, there, elsewhere, mine) = (FakeBody.Commune(), FakeBody.Parent("Pays du 29 et du 22"), FakeBody.Parent("Pays du 35"), FakeBody.Parent("Pays du 29 déjà là"));
        foreach (var (one, departements) in new[] { (body, "29"), (there, "22 29"), (elsewhere, "35 2A"), (mine, "29") })
        {
            await app.TellAsync(new BodyChanged(one.Id, 1, DateTime.UtcNow, one.Kind, one.Name, one.Article, one.Slug, null, null, departements.Split(' '), null, BodyState.Active));
        }

        var reader = app.Reader(body).On("GET", $"territory/bodies/{body.Id}/attachments", new
        {
            items = new[] { new { attachmentId = AttachmentId, side = "Child", otherId = mine.Id, otherName = mine.Name, otherArticle = "", otherSlug = mine.Slug, otherKind = "Epci", state = "Accepted", awaitsUs = false, proposedAt = "2026-11-01T00:00:00Z" } },
        });

        var page = (await reader.GetAsync($"/c/{body.Slug}/rattachements/demander")).IsWhole();

        Assert.Equal(there.Id.ToString(), Assert.Single(page.Document.QuerySelectorAll("input[name='ParentId']")).GetAttribute("value"));
    }

    [Fact]
    public async Task A_pale_colour_is_refused_with_one_that_can_be_read()
    {
        var body = FakeBody.Commune();
        var reader = Settings(app.Reader(body), body);
        var page = (await reader.SubmitAsync($"/c/{body.Slug}/reglages", "main form", ("Input.Name", "Béganne"), ("Input.Accent", "#ffee00"), ("Input.Agents", "12,5"), ("Input.StaffAsOf", ""))).IsWhole();
        Assert.Contains("trop claire", page.ErrorOf("Couleur"), StringComparison.Ordinal);
        Assert.Equal("12,5", page.ValueOf("Effectif en équivalent temps plein"));
    }

    [Fact]
    public async Task A_decimal_comma_is_read_as_such()
    {
        var body = FakeBody.Commune();
        var reader = Settings(app.Reader(body), body).On("PUT", $"territory/bodies/{body.Id}/settings", Known(body));
        await reader.SubmitAsync($"/c/{body.Slug}/reglages", "main form", ("Input.Name", "Béganne"), ("Input.Accent", ""), ("Input.Agents", "12,5"), ("Input.StaffAsOf", "2026-01-01"));
        Assert.Equal(12.5m, reader.AskedOnce("PUT", $"territory/bodies/{body.Id}/settings").Json.GetProperty("fullTimeAgents").GetDecimal());
    }

    [Fact]
    public async Task A_lost_update_shows_both_versions_and_can_be_sent_again_over_the_newer_one()
    {
        var body = FakeBody.Commune();
        var reader = Settings(app.Reader(body), body).Refuses("PUT", $"territory/bodies/{body.Id}/settings", 409, "stale", new { currentVersion = 9, current = new { name = "Béganne-les-Bois", accent = (string?)null } });
        var page = (await reader.SubmitAsync($"/c/{body.Slug}/reglages", "main form", ("Input.Name", "Béganne-le-Bourg"), ("Input.Accent", ""), ("Input.Agents", ""), ("Input.StaffAsOf", ""))).IsWhole();
        Assert.Equal(HttpStatusCode.Conflict, page.Status);
        Assert.Contains("Béganne-le-Bourg", page.Text, StringComparison.Ordinal);
        Assert.Contains("Béganne-les-Bois", page.Text, StringComparison.Ordinal);

        reader.On("PUT", $"territory/bodies/{body.Id}/settings", Known(body));
        await reader.SubmitAsync(page, "main form");
        Assert.Equal("\"9\"", reader.Asked.Last(asked => asked.Method == "PUT").IfMatch);
    }

    [Fact]
    public async Task Someone_hands_over_to_another_member_and_leaves()
    {
        var body = FakeBody.Commune();
        var (leaver, heir) = (Guid.NewGuid(), Guid.NewGuid());
        var reader = app.Reader(body).On("GET", $"territory/bodies/{body.Id}/members", new
        {
            items = new[] { Someone(MembershipId, leaver, "Claire Essai", "ProjectLead"), Someone(Guid.NewGuid(), heir, "Anne Essai", "Reader"), Someone(Guid.NewGuid(), Guid.NewGuid(), "Jury", "JuryMember") },
            next = (string?)null,
        });
        Assert.Equal($"/c/{body.Slug}/membres/{MembershipId}/relais", (await reader.GetAsync($"/c/{body.Slug}/membres/{MembershipId}")).Act("Passer le relais").GetAttribute("href"));
        var page = (await reader.GetAsync($"/c/{body.Slug}/membres/{MembershipId}/relais")).IsWhole();
        // Neither the person herself nor someone from outside can take over.
        Assert.Equal(["", heir.ToString()], page.Document.QuerySelectorAll("select option").Select(o => o.GetAttribute("value") ?? ""));
        Assert.Equal("Choisissez qui prend le relais.", (await reader.SubmitAsync(page, "main form", ("Input.To", ""))).ErrorOf("Qui prend le relais"));

        reader.Refuses("POST", $"territory/bodies/{body.Id}/members/{MembershipId}/handover", 409, "last-administrator");
        Assert.Contains("transmettez aussi les rôles", (await reader.SubmitAsync(page, "main form", ("Input.To", heir.ToString()), ("Input.Leave", "true"))).Text, StringComparison.Ordinal);
        reader.On("POST", $"territory/bodies/{body.Id}/members/{MembershipId}/handover", new { left = true });
        Assert.Equal($"/c/{body.Slug}/membres", (await reader.SubmitAsync(page, "main form", ("Input.To", heir.ToString()), ("Input.Roles", "true"), ("Input.Leave", "true"))).Leads);
        var sent = reader.Asked.Last(a => a.Method == "POST").Json;
        Assert.Equal((heir, true, true), (sent.GetProperty("to").GetGuid(), sent.GetProperty("roles").GetBoolean(), sent.GetProperty("leave").GetBoolean()));
    }

    [Fact]
    public async Task A_role_from_outside_opens_no_page_and_says_so()
    {
        var body = FakeBody.Commune("Béganne", Role.JuryMember);
        var page = (await app.Reader(body).GetAsync($"/c/{body.Slug}/plan")).IsWhole();
        Assert.Equal(HttpStatusCode.Forbidden, page.Status);
        Assert.Contains("membre d’un jury", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_body_s_people_see_who_read_their_plan()
    {
        var body = FakeBody.Commune("Béganne", Role.Reader);
        var reader = app.Reader(body).On("GET", $"plans/bodies/{body.Id}/reads", new { items = new[] { new { firstAt = "2026-11-20T09:00:00Z", name = "Camille Ajonc", parent = new { bodyId = Guid.NewGuid(), name = "Redon Agglomération", slug = "redon" }, subject = "Plan" } } });
        var page = (await reader.GetAsync($"/c/{body.Slug}/consultations")).IsWhole();
        Assert.Equal(["Camille Ajonc", "Redon Agglomération", "Le plan et ses actions", "20 novembre 2026"], page.Find("tbody tr").Children.Select(cell => cell.TextContent.Replace('\u00A0', ' ').Trim()));

        Assert.Equal($"/api/plans/bodies/{body.Id}/reads.csv", page.Act("Télécharger (CSV)").GetAttribute("href"));

        var parent = Guid.NewGuid();
        reader.On("GET", $"stakeholders/bodies/{body.Id}/reads", new { items = new[] { new { firstAt = "2026-11-20T09:00:00Z", name = "", parent = new { bodyId = parent, name = "Redon Agglomération", slug = "redon" }, subject = "Contacts" } }, next = "suite" });
        var contacts = (await reader.GetAsync($"/c/{body.Slug}/consultations?objet=contacts&structure={parent}")).IsWhole();
        Assert.Contains("Personne partie depuis", contacts.Text, StringComparison.Ordinal);
        Assert.Contains($"parentId={parent}", reader.AskedOnce("GET", $"stakeholders/bodies/{body.Id}/reads").Query, StringComparison.Ordinal);
        Assert.Contains("objet=contacts", contacts.Act("Page suivante").GetAttribute("href")!, StringComparison.Ordinal);

        reader.On("GET", $"plans/bodies/{body.Id}/reads", new { items = Array.Empty<object>() });
        Assert.Contains("Personne n’a encore consulté votre plan", (await reader.GetAsync($"/c/{body.Slug}/consultations")).Text, StringComparison.Ordinal);
    }

    private static object Someone(Guid membership, Guid person, string name, string role) => new
    {
        membershipId = membership,
        version = 1,
        personId = person,
        name,
        email = (string?)null,
        roles = new[] { role },
        from = DateTime.UtcNow.AddDays(-9),
        until = (DateTime?)null,
        isActive = true,
        isMachine = false,
        onBehalfOf = (Guid?)null,
        onBehalfOfName = (string?)null,
        about = (string?)null,
    };

    private static readonly Guid MembershipId = Guid.CreateVersion7(), AttachmentId = Guid.CreateVersion7();

    private static Reader Members(Reader reader, FakeBody body) => reader
        .On("GET", $"territory/bodies/{body.Id}/members", new { items = new[] { new { membershipId = MembershipId, version = 3, personId = Guid.NewGuid(), name = "Claire Essai", email = "claire@essai.example", roles = new[] { "ProjectLead" }, from = "2026-01-01T00:00:00Z", isActive = true, isMachine = false } } })
        .On("GET", $"territory/bodies/{body.Id}/invitations", new { items = Array.Empty<object>() });

    private static Reader Attachments(Reader reader, FakeBody body, string state, bool awaitsUs, string other = "Redon Agglomération", string article = "", string contacts = "Nothing") => reader
        .On("GET", $"territory/bodies/{body.Id}/attachments", new { items = new[] { new { attachmentId = AttachmentId, side = "Child", otherId = Guid.NewGuid(), otherName = other, otherArticle = article, otherSlug = "redon", otherKind = "Epci", state, awaitsUs, proposedAt = "2026-11-01T00:00:00Z", policy = new { plan = "ProgressOnly", indicators = "Nothing", contacts, events = "Nothing" }, policyVersion = 7 } } });

    private static Reader Settings(Reader reader, FakeBody body) => reader.On("GET", $"territory/bodies/{body.Id}", Known(body));

    private static object Known(FakeBody body) => new
    {
        version = 4,
        name = body.Name,
        slug = body.Slug,
        inseeCode = "56011",
        siren = (string?)null,
        departements = new[] { "56" },
        population = 1500,
        populationVintage = 2023,
        state = "Active",
        accent = (string?)null,
        fullTimeAgents = (decimal?)null,
        duty = new { status = "NotConcerned", reason = "La commune compte moins de 3 500 habitants.", figures = new[] { "Population : 1 500 habitants" }, source = "Articles", vintage = 2022 },
    };
}
