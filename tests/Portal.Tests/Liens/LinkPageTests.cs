using System.Net;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Portal.Tests.Plan;

namespace OpenDataAnimation.Portal.Tests.Liens;

/// <summary>Three questions for someone without an account; what those who ask see of it.</summary>
public sealed class LinkPageTests(PortalApp app) : IClassFixture<PortalApp>
{
    [Fact]
    public async Task The_link_asks_three_questions_without_an_account_and_stays_secret()
    {
        var (visitor, token) = Asked();
        var page = (await visitor.GetAsync($"/lien/{token}")).IsWhole();
        Assert.Equal("Où en est « Réunir les services » ?", page.Heading.Replace('\u00A0', ' '));
        Assert.Contains("Bonjour Mme Martin. Anne Essai (Béganne) a besoin de votre réponse", page.Text, StringComparison.Ordinal);
        Assert.Contains("Merci d’avance.", page.Text, StringComparison.Ordinal);
        Assert.Equal(4, page.Document.QuerySelectorAll("input[name='Input.State']").Length);
        Assert.False(page.Has("main nav, header nav"));
        Assert.True(page.Answer.Headers.CacheControl!.NoStore);
        Assert.Equal("no-referrer", Assert.Single(page.Answer.Headers.GetValues("Referrer-Policy")));
        Assert.Equal("noindex", page.Find("meta[name=robots]").GetAttribute("content"));
        Assert.DoesNotContain(visitor.Asked, a => a.Method != "GET" && a.Path.Contains(token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_answer_is_sent_with_the_name_of_its_form_and_thanked_for()
    {
        var (visitor, token) = Asked();
        visitor.On("POST", $"territory/links/{token}/answer", new { state = "Used" });
        var page = await visitor.GetAsync($"/lien/{token}");
        var done = await visitor.SubmitAsync(page, "form", ("Input.State", "Done"), ("Input.Text", "Réunion tenue."), ("Input.EndsOn", ""), ("Input.ProofUrl", ""));
        Assert.Equal($"/lien/{token}", done.Leads);
        var sent = visitor.AskedOnce("POST", $"territory/links/{token}/answer").Json;
        Assert.Equal(page.Find("input[name='Input.AnswerId']").GetAttribute("value"), sent.GetProperty("answerId").GetString());
        Assert.Equal("Done", sent.GetProperty("state").GetString());

        var (answered, other) = Asked("Used");
        var thanks = (await answered.GetAsync($"/lien/{other}")).IsWhole();
        Assert.Equal("Merci, votre réponse est enregistrée", thanks.Heading);
        Assert.Contains("adressez-vous à Anne Essai", thanks.Text, StringComparison.Ordinal);
        Assert.False(thanks.Has("form"));
    }

    [Fact]
    public async Task A_missing_answer_is_named_and_what_was_typed_stays()
    {
        var (visitor, token) = Asked();
        var page = (await visitor.SubmitAsync($"/lien/{token}", "form", ("Input.State", "Blocked"), ("Input.Text", ""), ("Input.ProofUrl", "http://a.example/b"))).IsWhole();
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Equal("Dites en quelques mots ce qui bloque.", page.ErrorOf("Qu’est-ce qui a été fait, ou qu’est-ce qui bloque ?"));
        Assert.Equal("http://a.example/b", page.ValueOf("Un lien qui le montre"));
        var empty = await visitor.SubmitAsync($"/lien/{token}", "form", ("Input.Text", "Fait."));
        Assert.Equal("Choisissez où en est l’action.", empty.ErrorOf("Où en est cette action ?"));
    }

    [Theory]
    [InlineData("Expired", "Ce lien n’est plus valable")]
    [InlineData("Revoked", "Ce lien a été remplacé ou annulé")]
    public async Task A_link_that_no_longer_works_says_whom_to_ask(string state, string heading)
    {
        var (visitor, token) = Asked(state);
        var page = (await visitor.GetAsync($"/lien/{token}")).IsWhole();
        Assert.Equal(heading, page.Heading);
        Assert.Contains("demandez un nouveau lien à Anne Essai (Béganne)", page.Text, StringComparison.Ordinal);
        Assert.False(page.Has("form"));
        visitor.Refuses("POST", $"territory/links/{token}/answer", 409, "link-expired");
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/lien/{token}x")).Status);
    }

    [Fact]
    public async Task Who_leads_the_project_sends_a_link_and_takes_one_back()
    {
        var body = FakeBody.Commune("Béganne", Role.ProjectLead);
        var (action, link) = (Guid.NewGuid(), Guid.NewGuid());
        var reader = app.Reader(body)
            .On("GET", $"plans/bodies/{body.Id}/actions/{action}", new { id = action, title = "Réunir les services" })
            .On("GET", $"territory/bodies/{body.Id}/links", new { items = new[] { Item(link, action, "Open"), Item(Guid.NewGuid(), action, "Used") }, next = (string?)null })
            .On("POST", $"plans/bodies/{body.Id}/actions/{action}/links", new { linkId = link }, HttpStatusCode.Accepted)
            .On("DELETE", $"territory/bodies/{body.Id}/links/{link}", null, HttpStatusCode.NoContent);
        var page = (await reader.GetAsync($"/c/{body.Slug}/actions/{action}/demander")).IsWhole();
        Assert.Contains("Réponse attendue", page.Text, StringComparison.Ordinal);
        var sent = await reader.SubmitAsync(page, "form.ask", ("Input.Name", "Mme Martin"), ("Input.Email", "martin@commune.example"), ("Input.Days", "14"), ("Input.Uses", "1"));
        Assert.Equal($"/c/{body.Slug}/actions/{action}", sent.Leads);
        Assert.Equal("Mme Martin", reader.AskedOnce("POST", $"plans/bodies/{body.Id}/actions/{action}/links").Json.GetProperty("name").GetString());
        Assert.NotNull((await reader.SubmitAsync(page, "form.ask", ("Input.Name", "Mme Martin"), ("Input.Email", "martin"))).ErrorOf("Adresse électronique"));

        var list = (await reader.GetAsync($"/c/{body.Slug}/liens")).IsWhole();
        Assert.Contains("Répondu", list.Text, StringComparison.Ordinal);
        Assert.Equal($"/c/{body.Slug}/liens", (await reader.SubmitAsync(list, "form[action*=Revoke]")).Leads);
        reader.AskedOnce("DELETE", $"territory/bodies/{body.Id}/links/{link}");
        var reading = FakeBody.Commune("Allaire", Role.Reader);
        Assert.Equal(HttpStatusCode.Forbidden, (await app.Reader(reading).GetAsync($"/c/{reading.Slug}/liens")).Status);
    }

    [Fact]
    public async Task An_answer_is_shown_on_the_action_with_before_and_after_and_is_taken_back()
    {
        var body = FakeBody.Commune();
        var (path, answer) = ($"plans/bodies/{body.Id}/actions/{PlanFakes.ActionId}", Guid.NewGuid());
        var reader = app.Reader(body).WithMethod()
            .On("GET", path, PlanFakes.Action(state: "Done", answers: [Answer(answer, mayUndo: true)]))
            .Refuses("POST", $"{path}/answers/{answer}/undo", 409, "changed-since");
        var page = (await reader.GetAsync($"/c/{body.Slug}/actions/{PlanFakes.ActionId}")).IsWhole();
        Assert.Contains("Mme Martin, par lien sécurisé", page.Text, StringComparison.Ordinal);
        Assert.Contains("État : avant « En cours », après « Faite »", page.Text, StringComparison.Ordinal);
        var refused = await reader.SubmitAsync(page, "form[action*=UndoAnswer]", ("answer", answer.ToString()));
        Assert.Contains("L’action a changé depuis cette réponse", refused.Text, StringComparison.Ordinal);
        reader.On("POST", $"{path}/answers/{answer}/undo", new { id = PlanFakes.ActionId });
        Assert.Equal($"/c/{body.Slug}/actions/{PlanFakes.ActionId}", (await reader.SubmitAsync(page, "form[action*=UndoAnswer]")).Leads);

        reader.On("GET", path, PlanFakes.Action(answers: [Answer(answer, mayUndo: false)]));
        Assert.False((await reader.GetAsync($"/c/{body.Slug}/actions/{PlanFakes.ActionId}")).Has("form[action*=UndoAnswer]"));
    }

    private static object Answer(Guid id, bool mayUndo) => new
    {
        id,
        name = "Mme Martin",
        at = DateTime.UtcNow,
        state = "Done",
        text = "Réunion tenue.",
        endsOn = "2027-03-01",
        proofUrl = "https://commune.example/cr",
        stateBefore = "InProgress",
        endsOnBefore = (string?)null,
        endsOnAfter = "2027-03-01",
        undoneAt = (DateTime?)null,
        mayUndo,
    };

    private static object Item(Guid link, Guid action, string state) => new
    {
        linkId = link,
        actionId = action,
        actionTitle = "Réunir les services",
        name = "Mme Martin",
        email = "martin@commune.example",
        askedByName = "Anne Essai",
        state,
        createdAt = DateTime.UtcNow,
        expiresAt = DateTime.UtcNow.AddDays(14),
        uses = state == "Used" ? 1 : 0,
        mostUses = 1,
        usedAt = (DateTime?)null,
    };

    private (Reader Visitor, string Token) Asked(string state = "Open")
    {
        var token = Guid.NewGuid().ToString("N");
        return (app.Visitor().On("GET", $"territory/links/{token}", new
        {
            bodyName = "Béganne",
            bodyArticle = "0",
            slug = "beganne-56008",
            accent = "#14595e",
            actionTitle = "Réunir les services",
            name = "Mme Martin",
            note = "Merci d’avance.",
            askedByName = "Anne Essai",
            askedByBody = (string?)null,
            state,
            expiresAt = DateTime.UtcNow.AddDays(14),
            usedAt = state == "Used" ? DateTime.UtcNow : (DateTime?)null,
        }), token);
    }
}
