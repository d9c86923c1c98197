using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.Plan.Snapshots;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Plans.Tests;

/// <summary>What a parent keeps for itself about its territory: notes, views, outlines, snapshots; and what it may not keep.</summary>
public sealed class TerritoryTests(PlansApp app) : IClassFixture<PlansApp>
{
    [Fact]
    public async Task Follow_up_notes_are_the_parent_s_own_and_mark_the_grid()
    {
        var (parent, child) = await app.FamilyAsync(ShareLevel.ReadAndComment);
        var prepared = await app.BodyAsync("Étel");
        await app.AttachAsync(parent.Body, prepared, ShareLevel.Nothing);
        var stranger = await app.TownAsync("Inconnue");
        var url = $"{parent.Url}/children/{child.Body.Id}/notes";
        var id = await parent.Client.CreatedAsync(url, new { text = "Rappeler après le budget" });
        await parent.Client.CreatedAsync($"{parent.Url}/children/{prepared.Id}/notes", new { text = "Pas encore inscrite, le maire est d’accord" });
        await (await parent.Client.PostAsync($"{parent.Url}/children/{stranger.Body.Id}/notes", new { text = "Rien à voir" })).IsProblemAsync(404, "not-found");
        await (await parent.Client.PostAsync(url, new { text = "" })).NamesFieldAsync("text");
        await (await child.Client.GetAsync(url)).IsProblemAsync(404, "not-found");
        Assert.Equal(1, Assert.Single((await parent.GridAsync()).GetProperty("rows").EnumerateArray(), r => Text(r, "name") == child.Body.Name).GetProperty("notes").GetInt32());

        var one = $"{parent.Url}/follow-ups/{id}";
        await (await parent.Client.SendAsync(HttpMethod.Put, one, new { text = "Rappeler en mars" })).IsProblemAsync(428, "version-required");
        await (await parent.Client.SendAsync(HttpMethod.Put, one, new { text = "Rappeler en mars" }, 1)).JsonAsync();
        await (await parent.Client.SendAsync(HttpMethod.Put, one, new { text = "Autre" }, 1)).IsProblemAsync(409, "stale");
        var note = Assert.Single((await parent.Client.OkAsync(url)).GetProperty("items").EnumerateArray());
        Assert.Equal(("Rappeler en mars", parent.Lead.Name, parent.Lead.Name), (Text(note, "text"), Text(note, "by"), Text(note, "editedBy")));
        Assert.Equal(204, (int)(await parent.Client.SendAsync(HttpMethod.Delete, one)).StatusCode);
        Assert.Equal(0, (await parent.Client.OkAsync(url)).GetProperty("items").GetArrayLength());
        await (await parent.Client.SendAsync(HttpMethod.Post, $"{one}/restoration")).JsonAsync();
        Assert.Equal(1, (await parent.Client.OkAsync(url)).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task A_view_is_one_person_s_or_the_body_s()
    {
        var (parent, _) = await app.FamilyAsync();
        var reader = app.As(await app.PersonAsync(parent.Body, Role.Reader));
        var mine = await reader.CreatedAsync($"{parent.Url}/views", new { name = "Petites communes", filters = "taille=-500&tri=nom" });
        await (await reader.PostAsync($"{parent.Url}/views", new { name = "Pour tous", shared = true })).IsProblemAsync(403, "not-allowed");
        await (await reader.PostAsync($"{parent.Url}/views", new { name = "Fausse", filters = "\"><script>" })).NamesFieldAsync("filters");
        var shared = await parent.Client.CreatedAsync($"{parent.Url}/views", new { name = "À relancer", filters = "partage=non", shared = true });
        Assert.Equal(["À relancer", "Petites communes"], (await reader.OkAsync($"{parent.Url}/views")).GetProperty("items").EnumerateArray().Select(v => Text(v, "name")).Order(StringComparer.Create(CultureInfo.GetCultureInfo("fr-FR"), false)));
        Assert.Equal("À relancer", Text(Assert.Single((await parent.Client.OkAsync($"{parent.Url}/views")).GetProperty("items").EnumerateArray()), "name"));
        await (await parent.Client.SendAsync(HttpMethod.Delete, $"{parent.Url}/views/{mine}")).IsProblemAsync(404, "not-found");
        await (await reader.SendAsync(HttpMethod.Delete, $"{parent.Url}/views/{shared}")).IsProblemAsync(403, "not-allowed");
        Assert.Equal(204, (int)(await reader.SendAsync(HttpMethod.Delete, $"{parent.Url}/views/{mine}")).StatusCode);
    }

    [Fact]
    public async Task The_sheet_of_the_grid_says_what_is_not_shared_and_how_many_share()
    {
        var (parent, child) = await app.FamilyAsync();
        await app.AttachAsync(parent.Body, await app.BodyAsync("=SOMME(A1)"), ShareLevel.Nothing);
        var action = await child.ActionAsync("Présenter", ["1.1"]);
        await child.MoveAsync(action, "Done");
        await SharedAsync(parent, 1);
        var lines = (await parent.Client.GetStringAsync($"{parent.Url}/oversight/sheet")).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("Commune;Code;", lines[0], StringComparison.Ordinal);
        var silent = Assert.Single(lines, l => l.StartsWith("'=SOMME(A1);", StringComparison.Ordinal));
        Assert.Equal("non partagé", silent.Split(';')[5]);
        Assert.Equal("1 partagés / 2", lines[^1]);
        using var book = new System.IO.Compression.ZipArchive(await parent.Client.GetStreamAsync($"{parent.Url}/oversight/sheet?format=Xlsx"));
        Assert.Contains(book.Entries, e => e.FullName.EndsWith("sheet1.xml", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Outlines_are_checked_by_content_kept_for_the_body_s_own_children_and_taken_away()
    {
        var (parent, child) = await app.FamilyAsync();
        var admin = app.As(await app.PersonAsync(parent.Body, Role.Administrator));
        await app.TellAsync(new BodyChanged(child.Body.Id, 2, DateTime.UtcNow, BodyKind.Commune, child.Body.Name, "", child.Body.Slug, "56011", null, ["56"], 1500, BodyState.Active));
        Assert.Equal(JsonValueKind.Null, (await admin.OkAsync($"{parent.Url}/contours")).GetProperty("origin").ValueKind);

        await (await PutAsync(admin, parent, "pas du json")).NamesFieldAsync("content");
        await (await PutAsync(admin, parent, """{"type":"FeatureCollection","features":[]}""")).NamesFieldAsync("content");
        await (await PutAsync(admin, parent, Feature("56011", "[[[652000,6862000],[652500,6862000],[652500,6862500],[652000,6862000]]]"))).NamesFieldAsync("content");
        await (await PutAsync(admin, parent, Feature("75056", Square))).NamesFieldAsync("content");
        await (await admin.SendAsync(HttpMethod.Put, $"{parent.Url}/contours/imports", new { licence = "Licence Ouverte", vintage = "2026", content = Encoding.UTF8.GetBytes(Feature("56011", Square)) })).NamesFieldAsync("Source");
        await (await PutAsync(parent.Client, parent, Feature("56011", Square))).IsProblemAsync(403, "not-allowed");

        Assert.Equal(1, (await (await PutAsync(admin, parent, Feature("56011", Square))).JsonAsync()).GetProperty("shapes").GetInt32());
        Assert.Equal(1, (await (await PutAsync(admin, parent, Feature("56011", Square))).JsonAsync()).GetProperty("shapes").GetInt32());
        var shape = Assert.Single((await parent.Client.OkAsync($"{parent.Url}/contours")).GetProperty("shapes").EnumerateArray());
        Assert.Equal(child.Body.Id, shape.GetProperty("bodyId").GetGuid());
        Assert.StartsWith("M0 ", Text(shape, "path"), StringComparison.Ordinal);
        Assert.Equal(204, (int)(await admin.SendAsync(HttpMethod.Delete, $"{parent.Url}/contours")).StatusCode);
        Assert.Equal(0, (await admin.OkAsync($"{parent.Url}/contours")).GetProperty("shapes").GetArrayLength());
    }

    [Fact]
    public async Task The_grid_of_an_earlier_day_stands_beside_today_s_and_a_child_that_withdraws_is_in_neither()
    {
        var (parent, one) = await app.FamilyAsync();
        var two = await app.TownAsync("Allaire");
        await app.AttachAsync(parent.Body, two.Body, ShareLevel.ProgressOnly);
        foreach (var town in new[] { one, two })
        {
            await town.ActionAsync("Réunir les services", ["1.1"]);
        }

        await SharedAsync(parent, 2);
        var snapshot = await parent.Client.CreatedAsync($"{parent.Url}/oversight/snapshots", new { name = "Avant l’été" });
        await (await parent.Client.PostAsync($"{parent.Url}/oversight/snapshots", new { name = "" })).NamesFieldAsync("name");
        await one.MoveAsync(await one.ActionAsync("Ouvrir les arrêts", ["2.1"]), "Done");
        await Eventually.HoldsAsync(async () =>
        {
            var compared = await parent.Client.OkAsync($"{parent.Url}/oversight/comparison?snapshot={snapshot}");
            var row = Assert.Single(compared.GetProperty("rows").EnumerateArray(), r => Text(r, "name") == one.Body.Name);
            Assert.Equal((1, 2), (row.GetProperty("then").GetProperty("actionsTotal").GetInt32(), row.GetProperty("now").GetProperty("actionsTotal").GetInt32()));
            Assert.Equal((2, 2), (compared.GetProperty("both").GetInt32(), compared.GetProperty("snapshots")[0].GetProperty("actionsTotal").GetInt32()));
        });

        await app.ShareAsync(parent.Body, two.Body, ShareLevel.Nothing);
        await Eventually.HoldsAsync(async () =>
        {
            var compared = await parent.Client.OkAsync($"{parent.Url}/oversight/comparison");
            Assert.Equal((1, 1), (compared.GetProperty("snapshots")[0].GetProperty("shared").GetInt32(), compared.GetProperty("snapshots")[0].GetProperty("actionsTotal").GetInt32()));
            Assert.Equal(JsonValueKind.Null, Assert.Single(compared.GetProperty("rows").EnumerateArray(), r => Text(r, "name") == "Allaire").GetProperty("then").ValueKind);
        });

        // A later consent does not bring back what was taken.
        await app.ShareAsync(parent.Body, two.Body, ShareLevel.ProgressOnly);
        await SharedAsync(parent, 2);
        Assert.Equal(1, await app.InScopeAsync(parent.Body.Id, db => db.SnapshotRows.CountAsync(r => r.SnapshotId == snapshot)));
        await (await parent.Client.GetAsync($"{parent.Url}/oversight/comparison?snapshot={Guid.NewGuid()}")).IsProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task A_plan_keeps_its_evaluation_by_name_and_by_itself_once_a_quarter()
    {
        var (parent, child) = await app.FamilyAsync();
        await child.ActionAsync("Réunir les services", ["1.1"]);
        await SharedAsync(parent, 1);
        await child.Client.CreatedAsync($"{child.Url}/snapshots", new { name = "Au départ" });
        await (await child.Client.SendAsync(HttpMethod.Put, $"{child.Url}/objectives/1.1/evaluation", new { reached = true, proofUrl = "https://exemple.example/delib" }, 0)).JsonAsync();
        var job = app.Services.GetRequiredService<TakeQuarterlySnapshots>();
        await job.RunAsync(default);
        Assert.Equal(0, await job.RunAsync(default));
        var list = await child.Client.OkAsync($"{child.Url}/snapshots");
        var items = list.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(["[0,0,0]", "[1,0,0]"], items.Select(i => i.GetProperty("levels").GetRawText()));
        Assert.Equal([false, true], items.Select(i => i.GetProperty("automatic").GetBoolean()));
        Assert.Equal(child.Lead.Name, Text(items[0], "by"));
        Assert.Equal("[1,0,0]", list.GetProperty("now").GetProperty("levels").GetRawText());
        Assert.Single((await parent.Client.OkAsync($"{parent.Url}/oversight/comparison")).GetProperty("snapshots").EnumerateArray());
    }

    [Theory]
    [InlineData("snapshots")]
    [InlineData("oversight/snapshots")]
    public async Task A_snapshot_is_renamed_deleted_and_brought_back_by_its_own_people_alone(string route)
    {
        var (parent, child) = await app.FamilyAsync();
        await child.ActionAsync("Réunir les services", ["1.1"]);
        await SharedAsync(parent, 1);
        var id = await parent.Client.CreatedAsync($"{parent.Url}/{route}", new { name = "Au dépar" });
        var url = $"{parent.Url}/{route}/{id}";
        var list = route == "snapshots" ? $"{parent.Url}/snapshots" : $"{parent.Url}/oversight/comparison";
        var items = route == "snapshots" ? "items" : "snapshots";
        await (await parent.Client.SendAsync(HttpMethod.Put, url, new { name = "Au départ" })).IsProblemAsync(428, "version-required");
        await (await parent.Client.SendAsync(HttpMethod.Put, url, new { name = "A" }, 1)).NamesFieldAsync("Name");
        await (await parent.Client.SendAsync(HttpMethod.Put, url, new { name = "Au départ" }, 1)).JsonAsync();
        await (await parent.Client.SendAsync(HttpMethod.Put, url, new { name = "Trop tard" }, 1)).IsProblemAsync(409, "stale");
        var kept = Assert.Single((await parent.Client.OkAsync(list)).GetProperty(items).EnumerateArray());
        Assert.Equal(("Au départ", 2), (Text(kept, "name"), kept.GetProperty("version").GetInt32()));

        await (await child.Client.SendAsync(HttpMethod.Delete, $"{child.Url}/{route}/{id}", null, 2)).IsProblemAsync(404, "not-found");
        var reader = app.As(await app.PersonAsync(parent.Body, Role.Reader));
        await (await reader.SendAsync(HttpMethod.Delete, url, null, 2)).IsProblemAsync(403, "not-allowed");
        Assert.Equal(204, (int)(await parent.Client.SendAsync(HttpMethod.Delete, url, null, 2)).StatusCode);
        var after = await parent.Client.OkAsync(list);
        Assert.Empty(after.GetProperty(items).EnumerateArray());
        Assert.Equal("Au départ", Text(Assert.Single(after.GetProperty("deleted").EnumerateArray()), "name"));
        await (await parent.Client.SendAsync(HttpMethod.Post, $"{url}/restoration")).JsonAsync();
        Assert.Single((await parent.Client.OkAsync(list)).GetProperty(items).EnumerateArray());
        await (await parent.Client.SendAsync(HttpMethod.Post, $"{url}/restoration")).IsProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task The_quarter_s_snapshot_that_was_deleted_is_not_taken_again()
    {
        var town = await app.TownAsync();
        await town.ActionAsync();
        var job = app.Services.GetRequiredService<TakeQuarterlySnapshots>();
        await job.RunAsync(default);
        var taken = Assert.Single((await town.Client.OkAsync($"{town.Url}/snapshots")).GetProperty("items").EnumerateArray());
        Assert.Equal(204, (int)(await town.Client.SendAsync(HttpMethod.Delete, $"{town.Url}/snapshots/{taken.GetProperty("id").GetGuid()}", null, 1)).StatusCode);
        await job.RunAsync(default);
        Assert.Empty((await town.Client.OkAsync($"{town.Url}/snapshots")).GetProperty("items").EnumerateArray());
    }

    [Theory]
    [InlineData(3)]
    [InlineData(60)]
    public async Task Comparing_costs_the_same_statements_for_any_number_of_children(int children)
    {
        var parent = await app.TownAsync("Redon Agglomération", BodyKind.Epci);
        for (var n = 0; n < children; n++)
        {
            await app.AttachAsync(parent.Body, await app.BodyAsync($"Commune {n}"), ShareLevel.ProgressOnly);
        }

        await parent.Client.CreatedAsync($"{parent.Url}/oversight/snapshots", new { name = "Au départ" });
        await parent.Client.OkAsync($"{parent.Url}/oversight/comparison");
        var statements = app.Statements.Listen("CompareOversight");
        await parent.Client.OkAsync($"{parent.Url}/oversight/comparison");
        app.Statements.Stop();
        Assert.Equal(4, statements.Count);
    }

    private const string Square = "[[[-2.1,47.6],[-2.0,47.6],[-2.0,47.7],[-2.1,47.7],[-2.1,47.6]]]";

    private static string Feature(string code, string coordinates) =>
        $$$"""{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"{{{code}}}"},"geometry":{"type":"Polygon","coordinates":{{{coordinates}}}}}]}""";

    private static Task<HttpResponseMessage> PutAsync(HttpClient client, Town parent, string content) => client.SendAsync(
        HttpMethod.Put, $"{parent.Url}/contours/imports", new { source = "IGN", licence = "Licence Ouverte", vintage = "2026", content = Encoding.UTF8.GetBytes(content) });

    private static Task SharedAsync(Town parent, int shared) =>
        Eventually.HoldsAsync(async () => Assert.Equal(shared, (await parent.GridAsync()).GetProperty("rows").EnumerateArray().Count(r => r.GetProperty("shared").GetBoolean() && r.GetProperty("progress").GetProperty("actionsTotal").GetInt32() > 0)));

    private static string? Text(JsonElement of, string name) => of.GetProperty(name).GetString();
}
