using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace OpenDataAnimation.Portal.Tests.Journal;

/// <summary>A service that the pages have never heard of.</summary>
public sealed class TenthServiceTests(PortalApp app) : IClassFixture<PortalApp>
{
    [Fact]
    public async Task A_service_whose_address_is_set_is_in_the_journal_without_a_line_in_the_portal()
    {
        app.Services.GetRequiredService<IConfiguration>()["Services:guichet"] = "http://guichet.example";
        var body = FakeBody.Commune();
        var reader = app.Reader(body);

        var page = (await reader.GetAsync($"/c/{body.Slug}/journal")).IsWhole();

        Assert.Contains(page.Document.QuerySelectorAll("select[name=service] option"), o => o.GetAttribute("value") == "guichet");
        Assert.Contains(reader.Asked, r => r.Path == $"guichet/bodies/{body.Id}/audit");
    }
}
