using System.Net;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Portal.Tests.Plan;

namespace OpenDataAnimation.Portal.Tests.Actions;

public sealed class ActionPageTests(PortalApp app) : IClassFixture<PortalApp>
{
    private static readonly string Id = PlanFakes.ActionId.ToString();

    [Fact]
    public async Task The_list_keeps_its_filters_and_asks_only_for_what_they_leave()
    {
        var body = FakeBody.Commune();
        var reader = On(body).On("GET", Url(body), new { items = new[] { PlanFakes.Item(late: true) }, next = "suite" });
        var page = (await reader.GetAsync($"/c/{body.Slug}/actions?etat=InProgress&miennes=true&retard=true")).IsWhole();
        Assert.Contains("Présenter la démarche au conseil", page.Text, StringComparison.Ordinal);
        Assert.Equal("InProgress", page.ValueOf("État"));
        var query = reader.AskedOnce("GET", Url(body)).Query;
        Assert.Contains("state=InProgress", query, StringComparison.Ordinal);
        Assert.Contains("pilot=me", query, StringComparison.Ordinal);
        Assert.Contains("late=true", query, StringComparison.Ordinal);
        Assert.Contains("apres=suite", page.Act("Page suivante").GetAttribute("href")!, StringComparison.Ordinal);
        Assert.Contains("etat=InProgress", page.Act("Page suivante").GetAttribute("href")!, StringComparison.Ordinal);
        Assert.False(page.Offers("Page précédente"));
    }

    [Fact]
    public async Task An_empty_list_leads_to_the_means_of_the_method_and_a_filtered_one_back_to_all()
    {
        var body = FakeBody.Commune();
        var reader = On(body).On("GET", Url(body), PlanFakes.List());
        Assert.True((await reader.GetAsync($"/c/{body.Slug}/actions")).IsWhole().Offers("Parcourir les vingt moyens"));
        Assert.Contains("Aucune action ne correspond", (await reader.GetAsync($"/c/{body.Slug}/actions?q=zz")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_is_changed_from_the_row_and_one_that_needs_a_reason_asks_for_it()
    {
        var body = FakeBody.Commune();
        var move = $"{Url(body)}/{Id}/state";
        var reader = On(body).On("GET", Url(body), PlanFakes.List(PlanFakes.Item())).On("POST", move, new { id = Id, version = 4, state = "Done" });
        var list = await reader.GetAsync($"/c/{body.Slug}/actions?etat=InProgress");
        var done = await reader.SubmitAsync(list, "tbody form", ("to", "Done"));
        Assert.Equal($"/c/{body.Slug}/actions?etat=InProgress", done.Leads);
        Assert.Equal("\"3\"", reader.AskedOnce("POST", move).IfMatch);

        var blocked = await reader.SubmitAsync(list, "tbody form", ("to", "Blocked"));
        Assert.Equal($"/c/{body.Slug}/actions/{Id}/etat?vers=Blocked", blocked.Leads);
        var form = (await reader.On("GET", $"{Url(body)}/{Id}", PlanFakes.Action()).GetAsync(blocked.Leads!)).IsWhole();
        var again = await reader.SubmitAsync(form, "main form", ("Input.State", "Blocked"), ("Input.Reason", ""));
        Assert.Equal("Dites ce qui bloque.", again.ErrorOf("Raison"));
        Assert.Single(reader.Asked, r => r.Path == move);
    }

    [Fact]
    public async Task A_state_changed_by_someone_else_meanwhile_is_shown_again()
    {
        var body = FakeBody.Commune();
        var reader = On(body).On("GET", Url(body), PlanFakes.List(PlanFakes.Item()))
            .Refuses("POST", $"{Url(body)}/{Id}/state", 409, "stale", new { currentVersion = 5, current = new { state = "Paused" } });
        var again = await reader.SubmitAsync($"/c/{body.Slug}/actions", "tbody form", ("to", "Done"));
        Assert.Equal(HttpStatusCode.Conflict, again.Status);
        Assert.Contains("a changé entre-temps", again.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contributor_is_offered_no_act_on_what_he_does_not_pilot()
    {
        var body = FakeBody.Commune("Béganne", Role.Contributor);
        var reader = On(body).On("GET", Url(body), PlanFakes.List(PlanFakes.Item()));
        var page = (await reader.GetAsync($"/c/{body.Slug}/actions")).IsWhole();
        Assert.False(page.Has("tbody form"));
        Assert.False(page.Offers("Ajouter une action"));
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.GetAsync($"/c/{body.Slug}/actions/nouvelle")).Status);
    }

    [Fact]
    public async Task A_mean_prefills_the_new_action_and_what_is_wrong_is_said_beside_its_field()
    {
        var body = FakeBody.Commune();
        var reader = On(body).RefusesField("POST", Url(body), "endsOn", "La fin ne peut pas précéder le début.");
        var form = (await reader.GetAsync($"/c/{body.Slug}/actions/nouvelle?moyen=M4")).IsWhole();
        Assert.Equal("Présenter la démarche en conseil", form.ValueOf("Titre de l’action"));
        Assert.Equal("M4", form.ValueOf("Moyen de la méthode"));
        Assert.True(form.Find<AngleSharp.Html.Dom.IHtmlInputElement>("input[name='Input.Objectives'][value='1.1']").IsChecked);

        var missing = await reader.SubmitAsync(form, "main form[method=post]", ("Input.Title", ""));
        Assert.Equal("Remplissez ce champ.", missing.ErrorOf("Titre de l’action"));
        Assert.NotNull(missing.ErrorOf("Objectifs servis"));

        var again = await reader.SubmitAsync(form, "main form[method=post]", ("Input.Title", "Présenter"), ("Input.Objectives", "1.1"), ("Input.EndsOn", "2026-01-01"));
        Assert.Equal("La fin ne peut pas précéder le début.", again.ErrorOf("Échéance"));
        Assert.Equal("Présenter", again.ValueOf("Titre de l’action"));

        reader.On("POST", Url(body), new { id = PlanFakes.ActionId, version = 1 }, HttpStatusCode.Created);
        Assert.Equal($"/c/{body.Slug}/actions/{Id}", (await reader.SubmitAsync(form, "main form[method=post]", ("Input.Title", "Présenter"), ("Input.Objectives", "1.1"))).Leads);
    }

    [Fact]
    public async Task The_action_says_who_when_why_how_and_where_it_came_from()
    {
        var body = FakeBody.Commune();
        var reader = On(body).On("GET", $"{Url(body)}/{Id}", PlanFakes.Action(source: "Proposal", evidence: [new { id = Guid.NewGuid(), kind = "Document", title = "Procès-verbal", url = (string?)null, on = "2026-10-12", note = (string?)null }]));
        var page = (await reader.GetAsync($"/c/{body.Slug}/actions/{Id}")).IsWhole();
        Assert.Equal("Présenter la démarche au conseil", page.Heading);
        Assert.Contains("Proposée par Redon Agglomération", page.Text, StringComparison.Ordinal);
        Assert.Contains("1.1 Faire connaître la démarche", page.Text, StringComparison.Ordinal);
        Assert.Contains("Comment s’y prendre : Présenter la démarche en conseil", page.Text, StringComparison.Ordinal);
        Assert.Contains("Procès-verbal", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evidence_is_added_and_a_wrong_address_is_said_beside_it()
    {
        var body = FakeBody.Commune();
        var reader = On(body).On("GET", $"{Url(body)}/{Id}", PlanFakes.Action()).On("POST", $"{Url(body)}/{Id}/evidence", new { id = Guid.NewGuid() }, HttpStatusCode.Created);
        // The gateway lets files through at that address only.
        Assert.EndsWith($"/actions/{Id}/attachments", (await reader.GetAsync($"/c/{body.Slug}/actions/{Id}")).Find("form.evidence").GetAttribute("action"), StringComparison.Ordinal);
        var wrong = await reader.SubmitAsync($"/c/{body.Slug}/actions/{Id}", "form.evidence", ("Input.Kind", "Link"), ("Input.Title", "Article"), ("Input.Url", "pas une adresse"));
        Assert.Contains("écrivez une adresse complète", wrong.ErrorOf("Adresse en ligne")!, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("Article", wrong.ValueOf("Titre de la preuve"));
        var done = await reader.SubmitAsync($"/c/{body.Slug}/actions/{Id}", "form.evidence", ("Input.Kind", "Link"), ("Input.Title", "Article"), ("Input.Url", "https://www.commune.fr/article"));
        Assert.Equal($"/c/{body.Slug}/actions/{Id}", done.Leads);
    }

    [Fact]
    public async Task Someone_who_may_not_change_it_reads_it_without_forms()
    {
        var body = FakeBody.Commune("Béganne", Role.Reader);
        var reader = On(body).On("GET", $"{Url(body)}/{Id}", PlanFakes.Action(mayEdit: false));
        var page = (await reader.GetAsync($"/c/{body.Slug}/actions/{Id}")).IsWhole();
        Assert.False(page.Has("main form"));
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.GetAsync($"/c/{body.Slug}/actions/{Id}/modifier")).Status);
    }

    [Fact]
    public async Task A_stale_edit_shows_both_versions_in_words()
    {
        var body = FakeBody.Commune();
        var reader = On(body).On("GET", $"{Url(body)}/{Id}", PlanFakes.Action())
            .Refuses("PUT", $"{Url(body)}/{Id}", 409, "stale", new { currentVersion = 7, current = PlanFakes.Action("Présenter la démarche au bureau", version: 7) });
        var stale = await reader.SubmitAsync($"/c/{body.Slug}/actions/{Id}/modifier", "main form", ("Input.Title", "Présenter en séance"), ("Input.Objectives", "1.2"), ("Input.EndsOn", "2027-04-01"), ("Input.Priority", "High"));
        Assert.Equal(HttpStatusCode.Conflict, stale.Status);
        Assert.Contains("Présenter la démarche au bureau", stale.Text, StringComparison.Ordinal);
        Assert.Contains("1.2 Démontrer l’intérêt de la démarche", stale.Text, StringComparison.Ordinal);
        Assert.Contains("1er avril 2027", stale.Text, StringComparison.Ordinal);
        Assert.Contains("Haute", stale.Text, StringComparison.Ordinal);
        Assert.Equal("7", stale.Find("input[name='Input.Version']").GetAttribute("value"));
    }

    [Fact]
    public async Task Deleting_asks_first_refuses_with_a_reason_and_can_be_undone()
    {
        var body = FakeBody.Commune();
        var reader = On(body).On("GET", $"{Url(body)}/{Id}", PlanFakes.Action()).Refuses("DELETE", $"{Url(body)}/{Id}", 409, "evidence-in-use");
        var page = await reader.GetAsync($"/c/{body.Slug}/actions/{Id}");
        var refused = await reader.SubmitAsync(page, "form[action*=Delete]");
        Assert.Contains("justifie un objectif atteint", refused.Text, StringComparison.Ordinal);

        reader.On("DELETE", $"{Url(body)}/{Id}", null, HttpStatusCode.NoContent);
        Assert.Equal($"/c/{body.Slug}/actions", (await reader.SubmitAsync(page, "form[action*=Delete]")).Leads);

        reader.On("GET", Url(body), PlanFakes.List(PlanFakes.Item(deletedAt: new DateTime(2026, 11, 22, 9, 0, 0, DateTimeKind.Utc))))
            .On("POST", $"{Url(body)}/{Id}/restoration", new { id = Id, version = 4 });
        var bin = (await reader.GetAsync($"/c/{body.Slug}/actions/corbeille")).IsWhole();
        Assert.Equal($"/c/{body.Slug}/actions/{Id}", (await reader.SubmitAsync(bin, "main form")).Leads);
    }

    private static string Url(FakeBody body) => $"plans/bodies/{body.Id}/actions";

    private Reader On(FakeBody body) => app.Reader(body).WithMethod().On("GET", $"territory/bodies/{body.Id}/members", PlanFakes.List());
}
