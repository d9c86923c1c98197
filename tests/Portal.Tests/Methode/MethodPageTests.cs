using System.Net;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Portal.Tests.Plan;

namespace OpenDataAnimation.Portal.Tests.Methode;

public sealed class MethodPageTests(PortalApp app) : IClassFixture<PortalApp>
{
    [Fact]
    public async Task The_method_is_on_one_page_for_everyone_who_signed_in()
    {
        var page = (await app.Reader().WithMethod().GetAsync("/methode")).IsWhole();
        Assert.Equal("La méthode", page.Heading);
        Assert.Equal(9, page.Document.QuerySelectorAll("#objectifs h4 a").Length);
        Assert.Equal(20, page.Document.QuerySelectorAll("#moyens tbody tr").Length);
        Assert.Equal(6, page.Document.QuerySelectorAll("#cibles details").Length);
        Assert.Equal(HttpStatusCode.Redirect, (await app.Visitor().GetAsync("/methode")).Status);
    }

    [Fact]
    public async Task An_objective_says_how_to_start_what_proves_it_and_which_means_lead_there()
    {
        var page = (await app.Reader().WithMethod().GetAsync("/methode/objectifs/1.1")).IsWhole();
        Assert.Equal("Faire connaître la démarche", page.Heading);
        Assert.Contains("Par où commencer", page.Text, StringComparison.Ordinal);
        Assert.Contains("Présenter la démarche en conseil", page.Text, StringComparison.Ordinal);
        Assert.False(page.Offers("En faire une action"));
        Assert.Equal(HttpStatusCode.NotFound, (await app.Reader().WithMethod().GetAsync("/methode/objectifs/9.9")).Status);
    }

    [Fact]
    public async Task A_mean_becomes_an_action_in_the_body_that_the_reader_may_edit()
    {
        var (mine, read) = (FakeBody.Commune("Béganne"), FakeBody.Commune("Allaire", Role.Reader));
        var page = (await app.Reader(mine, read).WithMethod().GetAsync("/methode/moyens/M4")).IsWhole();
        Assert.Equal($"/c/{mine.Slug}/actions/nouvelle?moyen=M4", page.Act("En faire une action").GetAttribute("href"));

        var several = await app.Reader(mine, FakeBody.Commune("Rieux")).WithMethod().GetAsync("/methode/moyens/M4");
        Assert.True(several.Offers("Rieux"));
    }

    [Fact]
    public async Task A_step_is_read_on_the_page_of_its_mean() =>
        Assert.Equal("/methode/moyens/M8#M8b", (await app.Reader().WithMethod().GetAsync("/methode/moyens/M8b")).Leads);
}
