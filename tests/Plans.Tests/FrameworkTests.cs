using System.Text.Json;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Plans.Tests;

public sealed class FrameworkTests(PlansApp app) : IClassFixture<PlansApp>
{
    [Fact]
    public async Task Every_role_of_the_body_reads_the_framework_and_only_the_lead_writes_it()
    {
        var town = await app.TownAsync();
        await AddAsync(town, "Team", new { title = "Camille Essai", text = "Répond aux services.", personId = town.Lead.Id, effortPercent = 20 });
        await AddAsync(town, "Team", new { title = "Une voisine", effortPercent = 5 });
        foreach (var role in new[] { Role.Reader, Role.Contributor, Role.Elected })
        {
            var person = app.As(await app.PersonAsync(town.Body, role));
            var framework = await person.OkAsync($"{town.Url}/framework");
            Assert.Equal((2, 25, 0), (framework.GetProperty("team").GetArrayLength(), framework.GetProperty("fullTime").GetInt32(), framework.GetProperty("starters").GetArrayLength()));
            await (await person.PostAsync($"{town.Url}/framework/items", new { kind = "Criterion", item = new { title = "Lisible" } })).IsProblemAsync(403, "not-allowed");
        }

        var (parent, child) = await app.FamilyAsync(ShareLevel.ReadAndComment);
        await (await parent.Client.GetAsync($"{child.Url}/framework")).IsProblemAsync(403, "not-allowed");
        await (await (await app.TownAsync("Ailleurs")).Client.GetAsync($"{town.Url}/framework")).IsProblemAsync(404, "not-found");
        Assert.Equal(401, (int)(await app.Anonymous().GetAsync($"{town.Url}/framework")).StatusCode);
    }

    [Fact]
    public async Task Starting_texts_are_offered_until_they_are_accepted_and_then_are_the_body_s_own()
    {
        var town = await app.TownAsync();
        var offered = (await town.Client.OkAsync($"{town.Url}/framework")).GetProperty("starters");
        Assert.True(offered.GetArrayLength() > 8);
        Assert.Empty((await town.Client.OkAsync($"{town.Url}/framework")).GetProperty("doubts").EnumerateArray());
        await (await town.Client.PostAsync($"{town.Url}/framework/starters", new { codes = new[] { "d-time", "nothing" } })).NamesFieldAsync("codes");
        await (await town.Client.PostAsync($"{town.Url}/framework/starters", new { codes = Array.Empty<string>() })).NamesFieldAsync("codes");

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => town.Client.PostAsync($"{town.Url}/framework/starters", new { codes = new[] { "d-time", "c-owner" } })));
        Assert.All(answers, a => Assert.True(a.IsSuccessStatusCode));
        var framework = await town.Client.OkAsync($"{town.Url}/framework");
        var doubt = Assert.Single(framework.GetProperty("doubts").EnumerateArray());
        Assert.Single(framework.GetProperty("criteria").EnumerateArray());
        Assert.Equal(offered.GetArrayLength() - 2, framework.GetProperty("starters").GetArrayLength());

        var id = doubt.GetProperty("id").GetGuid();
        await (await town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/framework/items/{id}", new { title = "Pas le temps", text = "Nous non plus." }, 1)).JsonAsync();
        Assert.Equal("Pas le temps", (await town.Client.OkAsync($"{town.Url}/framework")).GetProperty("doubts")[0].GetProperty("title").GetString());
    }

    [Fact]
    public async Task Lines_are_sorted_changed_removed_and_brought_back()
    {
        var town = await app.TownAsync();
        var (one, two) = (await AddAsync(town, "Doubt", new { title = "Un", text = "A" }), await AddAsync(town, "Doubt", new { title = "Deux", text = "B" }));
        await AddAsync(town, "Criterion", new { title = "Ailleurs" });
        Assert.Equal([one, two], await DoubtsAsync(town));
        await (await town.Client.PostAsync($"{town.Url}/framework/items/{two}/place", new { to = "Up" })).JsonAsync();
        Assert.Equal([two, one], await DoubtsAsync(town));
        await (await town.Client.PostAsync($"{town.Url}/framework/items/{two}/place", new { to = "Up" })).JsonAsync();
        Assert.Equal([two, one], await DoubtsAsync(town));

        var url = $"{town.Url}/framework/items/{one}";
        var version = (await town.Client.OkAsync($"{town.Url}/framework")).GetProperty("doubts")[1].GetProperty("version").GetInt32();
        await (await town.Client.SendAsync(HttpMethod.Put, url, new { title = "Un", text = "C" }, version + 1)).IsProblemAsync(409, "stale");
        await (await town.Client.SendAsync(HttpMethod.Delete, url)).IsProblemAsync(428, "version-required");
        Assert.Equal(204, (int)(await town.Client.SendAsync(HttpMethod.Delete, url, version: version)).StatusCode);
        Assert.Equal([two], await DoubtsAsync(town));
        Assert.Single((await town.Client.OkAsync($"{town.Url}/framework")).GetProperty("removed").EnumerateArray());
        await (await town.Client.SendAsync(HttpMethod.Post, $"{url}/restoration")).JsonAsync();
        Assert.Equal([two, one], await DoubtsAsync(town));
        await (await town.Client.SendAsync(HttpMethod.Post, $"{url}/restoration")).IsProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task Wrong_fields_are_named_and_a_stranger_is_no_one_of_the_team()
    {
        var (town, other) = (await app.TownAsync(), await app.TownAsync("Allaire"));
        var url = $"{town.Url}/framework/items";
        await (await town.Client.PostAsync(url, new { kind = "Doubt", item = new { title = "Pourquoi ?" } })).NamesFieldAsync("text");
        await (await town.Client.PostAsync(url, new { kind = "Team", item = new { title = "Lui", personId = other.Lead.Id } })).NamesFieldAsync("personId");
        await (await town.Client.PostAsync(url, new { kind = "Team", item = new { title = "Lui", effortPercent = 101 } })).NamesFieldAsync("item.effortPercent");
        await (await town.Client.PostAsync(url, new { item = new { title = "Lui" } })).NamesFieldAsync("kind");
        var foreign = await AddAsync(other, "Criterion", new { title = "À eux" });
        await (await town.Client.SendAsync(HttpMethod.Put, $"{url}/{foreign}", new { title = "À nous" }, 1)).IsProblemAsync(404, "not-found");
    }

    private static Task<Guid> AddAsync(Town town, string kind, object item) => town.Client.CreatedAsync($"{town.Url}/framework/items", new { kind, item });

    private static async Task<List<Guid>> DoubtsAsync(Town town) =>
        [.. (await town.Client.OkAsync($"{town.Url}/framework")).GetProperty("doubts").EnumerateArray().Select(d => d.GetProperty("id").GetGuid())];
}
