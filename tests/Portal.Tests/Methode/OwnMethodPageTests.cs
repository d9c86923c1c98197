using System.Net;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Portal.Tests.Plan;

namespace OpenDataAnimation.Portal.Tests.Methode;

/// <summary>The method as a body uses it: what it adds, what it hides.</summary>
public sealed class OwnMethodPageTests(PortalApp app) : IClassFixture<PortalApp>
{
    private static readonly Guid Id = Guid.Parse("01a20000-0000-7000-8000-000000000019");

    [Fact]
    public async Task A_body_that_added_nothing_is_told_what_this_is_for_and_a_reader_may_only_read()
    {
        var body = FakeBody.Commune();
        var page = (await app.Reader(body).WithMethod().GetAsync($"/c/{body.Slug}/methode")).IsWhole();
        Assert.Contains("Vous suivez la méthode telle quelle", page.Text, StringComparison.Ordinal);
        Assert.Equal("Plan", page.Find(".side-menu a[aria-current]").TextContent.Trim());
        Assert.Equal($"/c/{body.Slug}/methode/objectif", page.Act("Ajouter un objectif").GetAttribute("href"));
        var reader = FakeBody.Commune("Allaire", Role.Reader);
        Assert.False((await app.Reader(reader).WithMethod().GetAsync($"/c/{reader.Slug}/methode")).IsWhole().Offers("Ajouter un objectif"));
        Assert.Equal(HttpStatusCode.Forbidden, (await app.Reader(reader).WithMethod().GetAsync($"/c/{reader.Slug}/methode/objectif")).Status);
    }

    [Fact]
    public async Task Own_entries_are_offered_in_the_action_form_and_hidden_ones_are_not()
    {
        var body = FakeBody.Commune();
        var reader = Own(app.Reader(body).WithMethod(), body).On("GET", $"territory/bodies/{body.Id}/members", new { items = Array.Empty<object>() });
        var page = (await reader.GetAsync($"/c/{body.Slug}/actions/nouvelle?moyen=MP1&objectif=OP1")).IsWhole();
        Assert.Contains("OP1 Ouvrir les données du port", page.Text, StringComparison.Ordinal);
        Assert.Equal("Le marché du samedi", page.Find("option[value=MP1]").TextContent.Trim());
        Assert.True(page.Find("option[value=MP1]").HasAttribute("selected"));
        Assert.True(page.Find("input[value=OP1]").HasAttribute("checked"));
        Assert.False(page.Has("option[value=M1]"));
    }

    [Fact]
    public async Task What_is_typed_is_kept_when_it_is_refused_and_an_entry_in_use_is_not_removed()
    {
        var body = FakeBody.Commune();
        var reader = Own(app.Reader(body).WithMethod(), body)
            .Refuses("DELETE", $"plans/bodies/{body.Id}/own-method/entries/{Id}", 409, "own-in-use")
            .On("PUT", $"plans/bodies/{body.Id}/own-method/hidden/OP1", new { code = "OP1", hidden = true });
        var page = (await reader.GetAsync($"/c/{body.Slug}/methode/objectif/{Id}")).IsWhole();
        var refused = await reader.SubmitAsync(page, "form[action*=Remove]");
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("masquez-le plutôt", refused.Text, StringComparison.Ordinal);
        Assert.Equal("Ouvrir les données du port", refused.ValueOf("Intitulé"));
        var index = (await reader.GetAsync($"/c/{body.Slug}/methode")).IsWhole();
        Assert.Equal($"/c/{body.Slug}/methode", (await reader.SubmitAsync(index, "#objectif form[action*=Hide]")).Leads);
    }

    [Fact]
    public async Task Results_are_one_page_to_print_where_own_objectives_do_not_count_among_the_nine()
    {
        var body = FakeBody.Commune();
        var reader = Own(app.Reader(body).WithMethod(), body)
            .On("GET", $"plans/bodies/{body.Id}/plan", PlanFakes.Plan(1, 4, 1, 0, PlanFakes.Objective("1.1", 2, declared: true, reached: true)))
            .On("GET", $"plans/bodies/{body.Id}/evidence", new { items = new[] { Proof("Note", "Le compte rendu"), Proof("Figure", "120 lecteurs") } });
        var page = (await reader.GetAsync($"/c/{body.Slug}/documents/resultats")).IsWhole();
        Assert.Equal("Ce que les données ouvertes ont apporté à Béganne", page.Heading);
        Assert.Contains("Faire connaître", page.Text, StringComparison.Ordinal);
        Assert.Equal(["120 lecteurs", "Le compte rendu"], page.Document.QuerySelectorAll("tbody th").Select(t => t.TextContent.Trim()));
        reader.On("GET", $"plans/bodies/{body.Id}/plan", PlanFakes.Plan()).On("GET", $"plans/bodies/{body.Id}/evidence", new { items = Array.Empty<object>() });
        Assert.Contains("Aucune preuve n’est encore versée", (await reader.GetAsync($"/c/{body.Slug}/documents/resultats")).IsWhole().Text, StringComparison.Ordinal);

        static object Proof(string kind, string title) => new { id = Guid.NewGuid(), actionId = Guid.NewGuid(), actionTitle = "Réunir les services", kind, title, url = (string?)null, on = "2026-10-01" };
    }

    private static Reader Own(Reader reader, FakeBody body) => reader.On("GET", $"plans/bodies/{body.Id}/own-method", new
    {
        objectives = new[] { new { id = Id, version = 2, kind = "Objective", code = "OP1", label = "Ouvrir les données du port", axis = 2, what = "Avec la capitainerie." } },
        means = new[] { new { id = Guid.NewGuid(), version = 1, kind = "Mean", code = "MP1", label = "Le marché du samedi", axis = 1, what = (string?)null } },
        hidden = new[] { "M1" },
        removed = Array.Empty<object>(),
    });
}
