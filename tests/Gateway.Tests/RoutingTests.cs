using System.Net;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Gateway.Tests;

public sealed class RoutingTests
{
    [Theory]
    [InlineData("/", "portal")]
    [InlineData("/c/beganne/plan", "portal")]
    [InlineData("/_content/oda/oda.css", "portal")]
    [InlineData("/api/plans/bodies/1/actions?after=x", "plans")]
    [InlineData("/api/peer-exchange/topics", "peer-exchange")]
    [InlineData("/api/identity/openapi.json", "identity")]
    [InlineData("/API/Plans/x", "plans")]
    [InlineData("/compte", "identity")]
    [InlineData("/compte/connexion", "identity")]
    [InlineData("/connect/userinfo", "identity")]
    public async Task Each_path_has_its_service_and_is_not_rewritten(string path, string service)
    {
        await using var door = await Door.OpenAsync();
        using var browser = door.Browse();

        Assert.Equal(service, await (await browser.GoAsync(path)).Content.ReadAsStringAsync());
        Assert.Equal(path, door.Services[service].Last.Path);
    }

    [Fact]
    public async Task An_api_that_does_not_exist_is_a_problem_and_no_page()
    {
        await using var door = await Door.OpenAsync();
        using var browser = door.Browse();

        await (await browser.GoAsync("/api/nothing/here")).IsProblemAsync(404, "not-found");
        await (await browser.GoAsync("/health/plans/ready")).IsProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task A_service_that_is_away_is_said_so_in_the_shape_that_fits()
    {
        await using var door = await Door.OpenAsync();
        await door.Services["plans"].StopAsync();
        await door.Services["portal"].StopAsync();
        using var browser = door.Browse();

        await (await browser.GoAsync("/api/plans/x")).IsProblemAsync(503, "try-later");
        var page = await browser.GoAsync("/c/beganne");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.StatusCode);
        Assert.Equal("Le service ne répond pas pour le moment", (await page.PageAsync()).QuerySelector("h1")!.TextContent);
        Assert.Equal(HttpStatusCode.OK, (await browser.GoAsync("/health/live")).StatusCode);
    }

    [Fact]
    public async Task Ready_means_that_every_service_is()
    {
        await using var door = await Door.OpenAsync();
        using var browser = door.Browse();
        Assert.Equal(HttpStatusCode.OK, (await browser.GoAsync("/health/ready")).StatusCode);

        door.Services["showcase"].IsReady = false;
        await door.Services["events"].StopAsync();

        await Eventually.HoldsAsync(async () =>
        {
            var answer = await browser.GoAsync("/health/ready");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            var states = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("services")
                .EnumerateArray().ToDictionary(s => s.GetProperty("service").GetString()!, s => s.GetProperty("state").GetString());
            Assert.Equal("not ready", states["showcase"]);
            Assert.Equal("not reached", states["events"]);
            Assert.Equal("ready", states["plans"]);
            Assert.Equal(Paths.Services.Count, states.Count);
        });
    }

    [Fact]
    public async Task One_page_lists_the_apis_even_when_a_service_is_away()
    {
        await using var door = await Door.OpenAsync();
        await door.Services["events"].StopAsync();
        using var browser = door.Browse();

        var page = await (await browser.GoAsync("/api")).PageAsync();

        Assert.Equal(Paths.Services, page.QuerySelectorAll("main h2").Select(h => h.TextContent));
        Assert.Single(page.QuerySelectorAll("h1"));
    }
}
