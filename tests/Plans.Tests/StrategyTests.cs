using System.Text.Json;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Plans.Tests;

public sealed class StrategyTests(PlansApp app) : IClassFixture<PlansApp>
{
    private static readonly object Whole = new
    {
        title = "Des données utiles d’abord",
        origin = "Own",
        intentions = "Rendre service aux habitants.",
        ambitions = "Dix jeux de données tenus à jour.",
        means = "Une demi-journée par semaine.",
        fromYear = 2027,
        toYear = 2030,
        councilOn = "2026-10-05",
        deliberation = "2026-41",
        deliberationUrl = "https://www.commune.example/2026-41",
    };

    [Fact]
    public async Task A_plan_without_a_strategy_says_so_and_with_one_names_it()
    {
        var town = await app.TownAsync();
        Assert.Equal(JsonValueKind.Null, (await town.Client.OkAsync($"{town.Url}/plan")).GetProperty("strategy").ValueKind);
        Assert.Equal(0, (await town.Client.OkAsync($"{town.Url}/strategy")).GetProperty("version").GetInt32());
        await SaveAsync(town, Whole, 0);
        var derived = (await town.Client.OkAsync($"{town.Url}/plan")).GetProperty("strategy");
        Assert.Equal(("Des données utiles d’abord", "Draft"), (derived.GetProperty("title").GetString(), derived.GetProperty("state").GetString()));
        var strategy = await town.Client.OkAsync($"{town.Url}/strategy");
        Assert.Equal(("2026-41", "Camille Essai", 2030), (strategy.GetProperty("deliberation").GetString(), strategy.GetProperty("updatedBy").GetProperty("name").GetString(), strategy.GetProperty("toYear").GetInt32()));
    }

    [Fact]
    public async Task It_is_validated_by_an_elected_person_or_an_administrator_and_says_when_it_changed_since()
    {
        var town = await app.TownAsync();
        var (elected, administrator) = (app.As(await app.PersonAsync(town.Body, Role.Elected)), app.As(await app.PersonAsync(town.Body, Role.Administrator)));
        var url = $"{town.Url}/strategy/validation";
        await (await elected.SendAsync(HttpMethod.Post, url, new { validated = true }, 0)).IsProblemAsync(409, "no-strategy");
        await SaveAsync(town, new { title = "Encore vide", origin = "Own" }, 0);
        await (await elected.SendAsync(HttpMethod.Post, url, new { validated = true }, 1)).IsProblemAsync(409, "strategy-incomplete");
        await SaveAsync(town, Whole, 1);
        await (await town.Client.SendAsync(HttpMethod.Post, url, new { validated = true }, 2)).IsProblemAsync(403, "not-allowed");
        await (await elected.SendAsync(HttpMethod.Post, url, new { validated = true }, 1)).IsProblemAsync(409, "stale");
        Assert.Equal("Validated", (await (await elected.SendAsync(HttpMethod.Post, url, new { validated = true }, 2)).JsonAsync()).GetProperty("state").GetString());
        Assert.Equal("Validated", (await town.Client.OkAsync($"{town.Url}/strategy")).GetProperty("state").GetString());

        await SaveAsync(town, Whole, 3);
        Assert.Equal("ChangedSince", (await town.Client.OkAsync($"{town.Url}/strategy")).GetProperty("state").GetString());
        Assert.Equal("Validated", (await (await administrator.SendAsync(HttpMethod.Post, url, new { validated = true }, 4)).JsonAsync()).GetProperty("state").GetString());
        Assert.Equal("Draft", (await (await administrator.SendAsync(HttpMethod.Post, url, new { validated = false }, 5)).JsonAsync()).GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_commune_takes_up_the_strategy_of_a_parent_that_it_is_attached_to_and_of_no_other()
    {
        var (parent, child) = await app.FamilyAsync();
        var other = await app.TownAsync("Ailleurs", BodyKind.Epci);
        var url = $"{child.Url}/strategy";
        await (await child.Client.SendAsync(HttpMethod.Put, url, new { title = "Celle du territoire", origin = "Parent" }, 0)).NamesFieldAsync("parentId");
        await (await child.Client.SendAsync(HttpMethod.Put, url, new { title = "Celle du territoire", origin = "Parent", parentId = other.Body.Id }, 0)).NamesFieldAsync("parentId");
        await SaveAsync(child, new { title = "Celle du territoire", origin = "Parent", parentId = parent.Body.Id }, 0);
        Assert.Equal("Redon Agglomération", (await child.Client.OkAsync(url)).GetProperty("parent").GetProperty("name").GetString());
        Assert.Equal("Redon Agglomération", (await child.Client.OkAsync($"{child.Url}/plan")).GetProperty("strategy").GetProperty("parent").GetString());
    }

    [Fact]
    public async Task Wrong_fields_are_named_and_two_first_writes_make_one()
    {
        var town = await app.TownAsync();
        var url = $"{town.Url}/strategy";
        await (await town.Client.SendAsync(HttpMethod.Put, url, new { origin = "Own" }, 0)).NamesFieldAsync("title");
        await (await town.Client.SendAsync(HttpMethod.Put, url, new { title = "Stratégie" }, 0)).NamesFieldAsync("origin");
        await (await town.Client.SendAsync(HttpMethod.Put, url, new { title = "Stratégie", origin = "Own", fromYear = 2030, toYear = 2027 }, 0)).NamesFieldAsync("toYear");
        await (await town.Client.SendAsync(HttpMethod.Put, url, new { title = "Stratégie", origin = "Own", deliberationUrl = "javascript:alert(1)" }, 0)).NamesFieldAsync("deliberationUrl");
        await (await town.Client.SendAsync(HttpMethod.Put, url, Whole)).IsProblemAsync(428, "version-required");
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => town.Client.SendAsync(HttpMethod.Put, url, Whole, 0)));
        Assert.Single(answers, a => a.IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_parent_reads_it_with_the_plan_and_no_stranger_does()
    {
        var (parent, child) = await app.FamilyAsync(ShareLevel.Read);
        await SaveAsync(child, Whole, 0);
        Assert.Equal(0, (await parent.Client.OkAsync($"{child.Url}/strategy")).GetProperty("parents").GetArrayLength());
        var reader = app.As(await app.PersonAsync(child.Body, Role.Reader));
        await (await reader.SendAsync(HttpMethod.Put, $"{child.Url}/strategy", Whole, 1)).IsProblemAsync(403, "not-allowed");
        await (await (await app.TownAsync("Ailleurs")).Client.GetAsync($"{child.Url}/strategy")).IsProblemAsync(404, "not-found");
        Assert.Equal(401, (int)(await app.Anonymous().GetAsync($"{child.Url}/strategy")).StatusCode);
    }

    private static async Task SaveAsync(Town town, object strategy, int version) =>
        await (await town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/strategy", strategy, version)).JsonAsync();
}
