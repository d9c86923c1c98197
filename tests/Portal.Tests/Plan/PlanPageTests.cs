using System.Net;
using OpenDataAnimation.Contracts;

namespace OpenDataAnimation.Portal.Tests.Plan;

public sealed class PlanPageTests(PortalApp app) : IClassFixture<PortalApp>
{
    [Fact]
    public async Task The_evolution_is_a_chart_with_its_table_and_a_snapshot_is_one_name_away()
    {
        var body = FakeBody.Commune();
        var url = $"plans/bodies/{body.Id}/snapshots";
        object Item(string name, string on, int level, params string[] reached) =>
            new { id = Guid.NewGuid(), name, on, automatic = false, by = "Anne Essai", levels = new[] { level, 0, 0 }, reached, declared = reached, actionsTotal = 4, actionsDone = 1 };
        var reader = app.Reader(body).WithMethod().On("GET", url, new { items = new[] { Item("Au départ", "2026-03-01", 0) }, now = Item("", "2026-11-23", 1, "1.1") }).On("POST", url, new { id = Guid.NewGuid() });
        var page = (await reader.GetAsync($"/c/{body.Slug}/plan/evolution")).IsWhole();
        Assert.Contains("1 objectif atteint de plus", page.Text, StringComparison.Ordinal);
        Assert.Equal(2, page.Document.QuerySelectorAll("figure tbody tr").Length);
        Assert.NotNull(page.Find("figure svg").QuerySelector("title + desc"));
        Assert.NotNull((await reader.SubmitAsync(page, "section form", ("name", "Conseil de décembre"))).Leads);
        Assert.Equal("Conseil de décembre", reader.AskedOnce("POST", url).Json.GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_snapshot_is_renamed_with_the_version_that_was_read_deleted_and_brought_back()
    {
        var body = FakeBody.Commune();
        var (url, id, gone) = ($"plans/bodies/{body.Id}/snapshots", Guid.NewGuid(), Guid.NewGuid());
        object Item(Guid of, string name) => new { id = of, version = 3, name, on = "2026-03-01", automatic = false, by = "Anne Essai", levels = new[] { 0, 0, 0 }, reached = Array.Empty<string>(), declared = Array.Empty<string>(), actionsTotal = 4, actionsDone = 1 };
        var reader = app.Reader(body).WithMethod()
            .On("GET", url, new { items = new[] { Item(id, "Au dépar") }, now = Item(Guid.Empty, ""), deleted = new[] { new { id = gone, name = "Brouillon", on = "2026-02-01" } } })
            .On("PUT", $"{url}/{id}", new { id, version = 4 }).On("DELETE", $"{url}/{id}", null, HttpStatusCode.NoContent).On("POST", $"{url}/{gone}/restoration", new { id = gone, version = 2 });
        var page = (await reader.GetAsync($"/c/{body.Slug}/plan/evolution")).IsWhole();
        Assert.NotNull((await reader.SubmitAsync(page, "form[action*=Rename]", ("name", "Au départ"))).Leads);
        var sent = reader.AskedOnce("PUT", $"{url}/{id}");
        Assert.Equal("Au départ", sent.Json.GetProperty("name").GetString());
        Assert.NotNull((await reader.SubmitAsync(page, "form[action*=Delete]")).Leads);
        Assert.NotNull((await reader.SubmitAsync(page, "form[action*=Restore]")).Leads);
        reader.Refuses("PUT", $"{url}/{id}", 409, "stale");
        Assert.Contains("renommée ou supprimée entre-temps", (await reader.SubmitAsync(page, "form[action*=Rename]", ("name", "Autre"))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_board_says_where_the_nine_objectives_stand_and_what_is_missing()
    {
        var body = FakeBody.Commune();
        var reader = On(body, PlanFakes.Plan(1, 4, 1, 1,
            PlanFakes.Objective("1.1", 2, declared: true, reached: true, new { Done = 1 }, 1),
            PlanFakes.Objective("1.2", 1, declared: true, actions: new { Done = 1 }),
            PlanFakes.Objective("2.1", 1, declared: true)));
        var page = (await reader.GetAsync($"/c/{body.Slug}/plan")).IsWhole();
        Assert.Equal("Plan d’action de Béganne", page.Heading);
        Assert.Contains("1 objectif atteint, 3 visés sur neuf, 4 actions dont 1 faite, 1 en retard.", page.Text, StringComparison.Ordinal);
        Assert.Equal(9, page.Document.QuerySelectorAll(".board-cell").Length);
        Assert.Contains("Une action est faite : il manque sa preuve.", page.Text, StringComparison.Ordinal);
        Assert.Contains("Il manque une action.", page.Text, StringComparison.Ordinal);
        Assert.Contains("1 action · 1 preuve", page.Text, StringComparison.Ordinal);
        Assert.True(page.Offers("Modifier la fiche"));
    }

    [Fact]
    public async Task An_empty_plan_says_where_to_begin()
    {
        var body = FakeBody.Commune();
        var page = (await On(body, PlanFakes.Plan()).GetAsync($"/c/{body.Slug}/plan")).IsWhole();
        Assert.Contains("commencez par viser un objectif", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Someone_who_only_reads_is_offered_no_act_and_told_who_may()
    {
        var body = FakeBody.Commune("Béganne", Role.Reader);
        var page = (await On(body, PlanFakes.Plan()).GetAsync($"/c/{body.Slug}/plan")).IsWhole();
        Assert.False(page.Offers("Ajouter une action"));
        Assert.Contains("peuvent le modifier", page.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await On(body, PlanFakes.Plan()).GetAsync($"/c/{body.Slug}/plan/modifier")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await On(body, PlanFakes.Plan()).GetAsync($"/c/{body.Slug}/plan/objectifs/1.1/viser")).Status);
    }

    [Fact]
    public async Task A_person_of_a_parent_reads_it_under_a_banner_and_a_stranger_not_at_all()
    {
        var (body, parent) = (FakeBody.Commune("Béganne"), FakeBody.Parent());
        var known = new { bodyId = body.Id, slug = body.Slug, name = body.Name, article = "0", kind = "Commune", state = "Active" };
        var reader = app.Reader(parent).WithMethod().FollowsTheMethod(body).On("GET", $"territory/slugs/{body.Slug}", known).On("GET", $"plans/bodies/{body.Id}/plan", PlanFakes.Plan());
        var page = (await reader.GetAsync($"/c/{body.Slug}/plan")).IsWhole();
        Assert.Contains("Vous lisez le plan de Béganne grâce au partage", page.Text, StringComparison.Ordinal);
        Assert.False(page.Offers("Ajouter une action"));

        var stranger = app.Reader(parent).WithMethod().On("GET", $"territory/slugs/{body.Slug}", known);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/c/{body.Slug}/plan")).Status);
    }

    [Fact]
    public async Task The_frame_of_the_plan_is_saved_with_the_version_that_was_read()
    {
        var body = FakeBody.Commune();
        var reader = On(body, PlanFakes.Plan(4)).On("PUT", Url(body), new { version = 5 });
        var form = (await reader.GetAsync($"/c/{body.Slug}/plan/modifier")).IsWhole();
        var done = await reader.SubmitAsync(form, "main form", ("Input.State", "Active"), ("Input.CouncilOn", "2026-10-12"), ("Input.Deliberation", "2026-10-04"));
        Assert.Equal($"/c/{body.Slug}/plan", done.Leads);
        var sent = reader.AskedOnce("PUT", Url(body));
        Assert.Equal("\"4\"", sent.IfMatch);
        Assert.Equal(("Active", "2026-10-04"), (sent.Json.GetProperty("state").GetString(), sent.Json.GetProperty("deliberation").GetString()));
    }

    [Fact]
    public async Task A_wrong_end_is_said_beside_it_and_a_stale_save_shows_both_versions()
    {
        var body = FakeBody.Commune();
        var reader = On(body, PlanFakes.Plan(4)).RefusesField("PUT", Url(body), "endsOn", "La fin ne peut pas précéder le début.");
        var again = await reader.SubmitAsync($"/c/{body.Slug}/plan/modifier", "main form", ("Input.State", "Active"), ("Input.StartsOn", "2027-02-01"), ("Input.EndsOn", "2027-01-01"));
        Assert.Equal("La fin ne peut pas précéder le début.", again.ErrorOf("Fin"));
        Assert.Equal("2027-02-01", again.ValueOf("Début"));

        reader.Refuses("PUT", Url(body), 409, "stale", new { currentVersion = 6, current = new { state = "Closed", startsOn = "2026-01-01" } });
        var stale = await reader.SubmitAsync($"/c/{body.Slug}/plan/modifier", "main form", ("Input.State", "Active"), ("Input.StartsOn", "2027-02-01"));
        Assert.Equal(HttpStatusCode.Conflict, stale.Status);
        Assert.Contains("Clos", stale.Text, StringComparison.Ordinal);
        Assert.Contains("1er février 2027", stale.Text, StringComparison.Ordinal);
        Assert.Equal("6", stale.Find("input[name='Input.Version']").GetAttribute("value"));
    }

    [Fact]
    public async Task An_objective_shows_its_actions_and_the_means_not_used_yet()
    {
        var body = FakeBody.Commune();
        var reader = On(body, PlanFakes.Plan(1, 1, 0, 0, PlanFakes.Objective("1.1", 1, declared: true, actions: new { InProgress = 1 }, reason: "Le site ouvre en juin.")))
            .On("GET", $"plans/bodies/{body.Id}/actions", PlanFakes.List(PlanFakes.Item()));
        var page = (await reader.GetAsync($"/c/{body.Slug}/plan/objectifs/1.1")).IsWhole();
        Assert.Equal("Faire connaître la démarche", page.Heading);
        Assert.Contains("Le site ouvre en juin.", page.Text, StringComparison.Ordinal);
        Assert.Contains("Présenter la démarche au conseil", page.Text, StringComparison.Ordinal);
        Assert.Contains("Organiser une réunion de service", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Présenter la démarche en conseil", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_objective_is_declared_with_its_reason()
    {
        var body = FakeBody.Commune();
        var reader = On(body, PlanFakes.Plan(1, 0, 0, 0, PlanFakes.Objective("1.2", 3))).On("PUT", $"plans/bodies/{body.Id}/objectives/1.2", new { code = "1.2", version = 4 });
        var form = (await reader.GetAsync($"/c/{body.Slug}/plan/objectifs/1.2/viser")).IsWhole();
        var done = await reader.SubmitAsync(form, "main form", ("Input.Declared", "True"), ("Input.TargetOn", "2027-06-01"), ("Input.Reason", "Le bon moment."));
        Assert.Equal($"/c/{body.Slug}/plan/objectifs/1.2", done.Leads);
        var sent = reader.AskedOnce("PUT", $"plans/bodies/{body.Id}/objectives/1.2");
        Assert.Equal(("\"3\"", true, "Le bon moment."), (sent.IfMatch, sent.Json.GetProperty("declared").GetBoolean(), sent.Json.GetProperty("reason").GetString()));
    }

    [Fact]
    public async Task Reached_without_proof_is_refused_beside_the_field()
    {
        var body = FakeBody.Commune();
        var proof = Guid.NewGuid();
        var url = $"plans/bodies/{body.Id}/objectives/1.1/evaluation";
        var reader = On(body, PlanFakes.Plan())
            .On("GET", $"plans/bodies/{body.Id}/evidence", PlanFakes.List(new { id = proof, kind = "Document", title = "Délibération", on = (string?)null, actionTitle = "Présenter la démarche" }))
            .RefusesField("PUT", url, "justification", "Un objectif atteint demande une preuve, ou une justification datée.");
        var form = (await reader.GetAsync($"/c/{body.Slug}/plan/objectifs/1.1/evaluer")).IsWhole();
        Assert.Contains("Délibération (Présenter la démarche)", form.Text, StringComparison.Ordinal);
        var again = await reader.SubmitAsync(form, "main form", ("Input.Reached", "True"), ("Input.Justification", ""));
        Assert.Equal("Un objectif atteint demande une preuve, ou une justification datée.", again.ErrorOf("Ou justification"));
        Assert.True(again.Find<AngleSharp.Html.Dom.IHtmlInputElement>("input[name='Input.Reached'][value=True]").IsChecked);

        reader.On("PUT", url, new { code = "1.1", version = 1, levels = new[] { 1, 0, 0 } });
        Assert.Equal($"/c/{body.Slug}/plan", (await reader.SubmitAsync(form, "main form", ("Input.Reached", "True"), ("Input.ProofEvidenceId", proof.ToString()))).Leads);
    }

    private static string Url(FakeBody body) => $"plans/bodies/{body.Id}/plan";

    private Reader On(FakeBody body, object plan) => app.Reader(body).WithMethod().On("GET", Url(body), plan).On("GET", $"territory/bodies/{body.Id}/members", PlanFakes.List());
}
