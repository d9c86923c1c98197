using System.Net;

namespace OpenDataAnimation.Portal.Tests;

/// <summary>Nothing typed is lost when a session ends.</summary>
public sealed class DraftTests(PortalApp app) : IClassFixture<PortalApp>
{
    [Fact]
    public async Task A_page_for_members_sends_a_visitor_to_sign_in_and_back()
    {
        var page = await app.Visitor().GetAsync("/reprise/00000000-0000-0000-0000-000000000001?a=b");
        Assert.Equal(HttpStatusCode.Redirect, page.Status);
        Assert.Equal("/session/sign-in?returnUrl=%2Freprise%2F00000000-0000-0000-0000-000000000001%3Fa%3Db", page.Leads);
    }
}
