using System.Net;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Territory.Tests;

public sealed class ReferenceRouteTests(TerritoryApp app) : IClassFixture<TerritoryApp>
{
    [Fact]
    public async Task Anyone_finds_a_body_without_accents_and_homonyms_are_told_apart()
    {
        var redon = await (await app.Anonymous().GetAsync("/api/territory/reference/bodies?q=redon agglo")).JsonAsync();
        Assert.Equal("243500741", redon.GetProperty("items")[0].GetProperty("code").GetString());

        var homonyms = await (await app.Anonymous().GetAsync("/api/territory/reference/bodies?q=sainte-colombe&kind=Commune&limit=50")).JsonAsync();
        var exact = homonyms.GetProperty("items").EnumerateArray().Where(i => i.GetProperty("name").GetString() == "Sainte-Colombe").ToList();
        Assert.Equal(12, exact.Select(i => i.GetProperty("code").GetString()).Distinct().Count());
        Assert.All(exact, i => Assert.Single(i.GetProperty("departements").EnumerateArray()));
    }

    [Fact]
    public async Task A_reference_body_comes_with_its_perimeter_its_duty_and_their_years()
    {
        var answer = await (await app.Anonymous().GetAsync("/api/territory/reference/bodies/Epci/243500741")).JsonAsync();

        Assert.Equal(31, answer.GetProperty("communes").GetInt32());
        Assert.Equal("ToCheck", answer.GetProperty("duty").GetProperty("status").GetString());
        Assert.NotEmpty(answer.GetProperty("body").GetProperty("source").GetString()!);
        var commune = await (await app.Anonymous().GetAsync("/api/territory/reference/bodies/Commune/56001")).JsonAsync();
        Assert.Equal("population municipale 2023, Insee", commune.GetProperty("body").GetProperty("populationSource").GetString());
        await (await app.Anonymous().GetAsync("/api/territory/reference/bodies/Commune/99999")).IsProblemAsync(404, "not-found");
        Assert.Equal(HttpStatusCode.BadRequest, (await app.Anonymous().GetAsync("/api/territory/reference/bodies/Village/35236")).StatusCode);
    }

    [Fact]
    public async Task A_former_slug_leads_to_the_body_for_ever_and_settings_refuse_a_lost_update()
    {
        var (body, administrator) = await app.JoinedAsync(BodyKind.Epci, "243500741");
        var client = app.As(administrator);
        var read = await client.GetAsync($"/api/territory/bodies/{body}");
        var settings = await read.JsonAsync();
        Assert.Equal("ca-redon-agglomeration-243500741", settings.GetProperty("slug").GetString());
        Assert.Equal(2022, settings.GetProperty("populationVintage").GetInt32());
        Assert.Equal($"\"{settings.GetProperty("version").GetInt32()}\"", read.Headers.ETag!.Tag);
        var version = settings.GetProperty("version").GetInt32();
        var (path, renamed) = ($"/api/territory/bodies/{body}/settings", new { name = "Redon Agglomération", accent = "#0A5C36", fullTimeAgents = 212.5m, staffAsOf = "2026-01-01" });

        await (await client.PutAsync(path, System.Net.Http.Json.JsonContent.Create(renamed))).IsProblemAsync(428, "version-required");
        var changed = await (await client.SendAsync(TerritoryApp.Edit(path, version, renamed))).JsonAsync();
        Assert.Equal("redon-agglomeration-243500741", changed.GetProperty("slug").GetString());
        Assert.Equal("Concerned", changed.GetProperty("duty").GetProperty("status").GetString());
        await (await client.SendAsync(TerritoryApp.Edit(path, version, renamed))).IsProblemAsync(409, "stale");

        var former = await (await app.Anonymous().GetAsync("/api/territory/slugs/ca-redon-agglomeration-243500741")).JsonAsync();
        Assert.Equal("redon-agglomeration-243500741", former.GetProperty("slug").GetString());
        Assert.Equal("#0a5c36", former.GetProperty("accent").GetString());
        Assert.Equal(["35", "44", "56"], former.GetProperty("departements").EnumerateArray().Select(d => d.GetString()).Order());

        // Called as before, and once more: neither name loses an address.
        var back = await (await client.SendAsync(TerritoryApp.Edit(path, version + 1, new { name = "CA Redon Agglomération" }))).JsonAsync();
        Assert.Equal("ca-redon-agglomeration-243500741", back.GetProperty("slug").GetString());
        var other = await (await app.Anonymous().GetAsync("/api/territory/slugs/redon-agglomeration-243500741")).JsonAsync();
        Assert.Equal("ca-redon-agglomeration-243500741", other.GetProperty("slug").GetString());
        await (await app.Anonymous().GetAsync("/api/territory/slugs/atlantide-1")).IsProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task Settings_name_the_wrong_field_and_are_the_administrators()
    {
        var (body, administrator) = await app.JoinedAsync(BodyKind.Commune, "35236");
        var (path, client) = ($"/api/territory/bodies/{body}/settings", app.As(administrator));

        await (await client.SendAsync(TerritoryApp.Edit(path, 2, new { name = "Redon", accent = "green" }))).NamesFieldAsync("accent");
        await (await client.SendAsync(TerritoryApp.Edit(path, 2, new { name = "Redon", fullTimeAgents = 60, staffAsOf = "2100-01-01" }))).NamesFieldAsync("staffAsOf");
        await (await app.As(await app.MemberAsync(body, Role.ProjectLead)).SendAsync(TerritoryApp.Edit(path, 2, new { name = "Redon" }))).IsProblemAsync(403, "not-allowed");
        await (await app.As(TerritoryApp.Someone()).SendAsync(TerritoryApp.Edit(path, 2, new { name = "Redon" }))).IsProblemAsync(404, "not-found");
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Anonymous().SendAsync(TerritoryApp.Edit(path, 2, new { name = "Redon" }))).StatusCode);
    }
}
