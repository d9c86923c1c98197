using System.Globalization;
using System.Text.Json;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.Suggestions;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Plans.Tests;

public sealed class SuggestionTests(PlansApp app) : IClassFixture<PlansApp>
{
    private static readonly DateOnly Day = new(2026, 11, 23);

    private static PlanFacts Facts(
        int planDays = 10, bool strategy = true, int? lastPoint = 5, int? nextPoint = null, int late = 0, int noPilot = 0, string declared = "", string reached = "", string served = "") => new(
        Day, Day.AddDays(-planDays), strategy, lastPoint is { } ago ? Day.AddDays(-ago) : null, nextPoint is { } ahead ? Day.AddDays(ahead) : null, late, noPilot, Set(declared), Set(reached), Set(served));

    [Fact]
    public void A_plan_in_order_is_left_alone() => Assert.Empty(Suggest.From(Facts(declared: "1.1", served: "1.1"), []));

    [Fact]
    public void Without_a_strategy_one_is_suggested() => Assert.Equal(["strategy"], Keys(Facts(strategy: false)));

    [Theory]
    [InlineData(90, null, "")]
    [InlineData(91, null, "point")]
    [InlineData(91, 10, "")]
    [InlineData(91, 60, "point")]
    [InlineData(91, -1, "point")]
    public void After_ninety_days_without_a_point_one_is_suggested_unless_it_is_near(int ago, int? ahead, string keys) =>
        Assert.Equal(keys, string.Join(' ', Keys(Facts(lastPoint: ago, nextPoint: ahead))));

    [Fact]
    public void A_plan_that_never_had_a_point_counts_from_its_first_day()
    {
        Assert.Empty(Keys(Facts(planDays: 80, lastPoint: null)));
        Assert.Equal(["point"], Keys(Facts(planDays: 120, lastPoint: null)));
        Assert.Empty(Suggest.From(Facts(lastPoint: null) with { PlanSince = null }, []));
    }

    [Fact]
    public void A_level_that_is_reached_brings_means_of_the_next_one()
    {
        var suggestion = Assert.Single(Suggest.From(Facts(reached: "2.1"), []));
        Assert.Equal(("next-2.2", "2.2", SuggestionKind.NextLevel), (suggestion.Key, suggestion.Objective, suggestion.Kind));
        Assert.Contains("M10", suggestion.Means);
        Assert.All(suggestion.Means, m => Assert.Contains("2.2", OpenDataAnimation.Plans.Method.MethodVersion.Current.Find<OpenDataAnimation.Plans.Method.Mean>(m)!.Objectives));
        Assert.Empty(Keys(Facts(reached: "2.1", served: "2.2")));
        Assert.Empty(Keys(Facts(reached: "2.1 2.2 2.3")));
    }

    [Fact]
    public void An_objective_that_no_action_serves_brings_the_lightest_mean()
    {
        var suggestion = Assert.Single(Suggest.From(Facts(declared: "1.3"), []));
        Assert.Equal(("start-1.3", "M7"), (suggestion.Key, suggestion.Means[0]));
        Assert.Empty(Keys(Facts(declared: "1.3", reached: "1.3")));
    }

    [Fact]
    public void Three_are_shown_one_of_a_kind_the_most_pressing_first() =>
        Assert.Equal(["late", "start-1.2", "strategy"], Keys(Facts(strategy: false, lastPoint: 200, late: 2, noPilot: 3, declared: "1.2 1.3", reached: "2.1")));

    [Fact]
    public void What_was_dismissed_stays_away_until_the_fact_changes()
    {
        Dismissal No(string key, string stamp = "", int amount = 0) => new() { Key = key, Stamp = stamp, Amount = amount };
        Assert.Empty(Suggest.From(Facts(late: 2), [No("late", amount: 2)]));
        Assert.Empty(Suggest.From(Facts(late: 1), [No("late", amount: 2)]));
        Assert.Single(Suggest.From(Facts(late: 3), [No("late", amount: 2)]));
        Assert.Empty(Suggest.From(Facts(lastPoint: 100), [No("point", Day.AddDays(-100).ToString("O", CultureInfo.InvariantCulture))]));
        Assert.Single(Suggest.From(Facts(lastPoint: 95), [No("point", Day.AddDays(-100).ToString("O", CultureInfo.InvariantCulture))]));
        // Another one of the same kind takes its place.
        Assert.Equal("start-1.3", Suggest.From(Facts(declared: "1.2 1.3"), [No("start-1.2")])[0].Key);
    }

    [Theory]
    [InlineData(1500, 800, true)]
    [InlineData(1500, 3000, true)]
    [InlineData(1500, 740, false)]
    [InlineData(1500, 3001, false)]
    [InlineData(null, 1500, false)]
    [InlineData(1500, null, false)]
    public void What_a_neighbour_did_is_suggested_where_it_is_of_the_same_size(int? mine, int? theirs, bool suggested)
    {
        var facts = Facts() with { Population = mine, PeersDid = [new PeerDid(Guid.Empty, 2, "Compter les bancs publics", "Béganne", theirs)] };
        var found = Suggest.From(facts, []);
        Assert.Equal(suggested ? [SuggestionKind.PeerDid] : [], found.Select(s => s.Kind));
        // Dismissed, it comes back when its words change.
        Assert.Empty(Suggest.From(facts, [new Dismissal { Key = $"peer-{Guid.Empty:N}", Stamp = "2" }]));
        Assert.Equal(suggested, Suggest.From(facts, [new Dismissal { Key = $"peer-{Guid.Empty:N}", Stamp = "1" }]).Count == 1);
    }

    [Fact]
    public async Task What_a_neighbour_agreed_to_tell_is_suggested_and_taken_in_one_click_and_nothing_else_of_it_is_known()
    {
        var (parent, child) = await app.FamilyAsync(ShareLevel.Nothing);
        var neighbour = await app.TownAsync("Allaire");
        await app.AttachAsync(parent.Body, neighbour.Body, ShareLevel.Nothing);
        await child.ActionAsync("Ce que personne ne sait", ["1.1"]);
        var action = await child.ActionAsync("Compter les bancs publics", ["2.1"]);
        // What the parent proposes of its own is no deed of a neighbour.
        await parent.ProposeAsync(neighbour);
        Assert.Equal(["strategy"], await KeysAsync(neighbour));

        await (await child.Client.PostAsync($"{child.Url}/actions/{action}/offers", new { parents = new[] { parent.Body.Id }, mayBeRelayed = true })).JsonAsync();
        var offer = Guid.Empty;
        await Eventually.HoldsAsync(async () => offer = Assert.Single((await parent.Client.OkAsync($"{parent.Url}/received-offers")).GetProperty("items").EnumerateArray()).GetProperty("id").GetGuid());
        await (await parent.Client.PostAsync($"{parent.Url}/received-offers/{offer}/relay", new { })).JsonAsync();
        var suggestion = default(JsonElement);
        await Eventually.HoldsAsync(async () =>
        {
            suggestion = (await neighbour.Client.OkAsync($"{neighbour.Url}/suggestions")).GetProperty("items")[0];
            Assert.Equal("PeerDid", suggestion.GetProperty("kind").GetString());
        });
        var peer = suggestion.GetProperty("peer");
        Assert.Equal(("Compter les bancs publics", "Béganne", 1500), (peer.GetProperty("title").GetString(), peer.GetProperty("name").GetString(), peer.GetProperty("population").GetInt32()));
        Assert.DoesNotContain("personne ne sait", (await neighbour.Client.OkAsync($"{neighbour.Url}/suggestions")).GetRawText(), StringComparison.Ordinal);

        var key = suggestion.GetProperty("key").GetString();
        Assert.Equal(204, (int)(await neighbour.Client.PostAsync($"{neighbour.Url}/suggestions/{key}/dismissal", new { })).StatusCode);
        Assert.Equal(["strategy"], await KeysAsync(neighbour));
        await neighbour.Client.SendAsync(HttpMethod.Delete, $"{neighbour.Url}/suggestions/{key}/dismissal");
        var made = await (await neighbour.Client.PostAsync($"{neighbour.Url}/suggestions/{key}/action", new { })).JsonAsync();
        Assert.Equal("Compter les bancs publics", (await neighbour.Client.OkAsync($"{neighbour.Url}/actions/{made.GetProperty("id").GetGuid()}")).GetProperty("title").GetString());
        await (await neighbour.Client.PostAsync($"{neighbour.Url}/suggestions/{key}/action", new { })).IsProblemAsync(409, "suggestion-gone");
        var proposal = (await neighbour.Client.OkAsync($"{neighbour.Url}/proposals")).GetProperty("items").EnumerateArray().Single(p => p.GetProperty("title").GetString() == "Compter les bancs publics");
        Assert.Equal("Accepted", proposal.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Taken_it_is_an_action_once_also_when_two_take_it_at_once()
    {
        var town = await app.TownAsync();
        await (await town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/objectives/1.3", new { declared = true }, 0)).JsonAsync();
        Assert.Equal(["start-1.3", "strategy"], await KeysAsync(town));
        await (await town.Client.PostAsync($"{town.Url}/suggestions/start-1.3/action", new { mean = "M11" })).NamesFieldAsync("mean");
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => town.Client.PostAsync($"{town.Url}/suggestions/start-1.3/action", new { })));
        var made = await Assert.Single(answers, a => a.IsSuccessStatusCode).JsonAsync();
        var action = await town.Client.OkAsync($"{town.Url}/actions/{made.GetProperty("id").GetGuid()}");
        Assert.Equal(("Définir un cadre", "M7", "1.3"), (action.GetProperty("title").GetString(), action.GetProperty("mean").GetString(), action.GetProperty("objectives")[0].GetString()));
        Assert.Equal(["strategy", "pilot"], await KeysAsync(town));
        await (await town.Client.PostAsync($"{town.Url}/suggestions/strategy/action", new { })).IsProblemAsync(409, "suggestion-gone");
    }

    [Fact]
    public async Task Dismissed_it_is_kept_and_can_be_recalled()
    {
        var town = await app.TownAsync();
        var url = $"{town.Url}/suggestions/strategy/dismissal";
        Assert.Equal(204, (int)(await town.Client.PostAsync(url, new { })).StatusCode);
        Assert.Equal(204, (int)(await town.Client.PostAsync(url, new { })).StatusCode);
        Assert.Empty(await KeysAsync(town));
        Assert.Equal("strategy", Assert.Single((await town.Client.OkAsync($"{town.Url}/suggestions")).GetProperty("dismissed").EnumerateArray()).GetProperty("key").GetString());
        Assert.Equal(204, (int)(await town.Client.SendAsync(HttpMethod.Delete, url)).StatusCode);
        Assert.Equal(["strategy"], await KeysAsync(town));
        await (await town.Client.PostAsync($"{town.Url}/suggestions/late/dismissal", new { })).IsProblemAsync(409, "suggestion-gone");
    }

    [Fact]
    public async Task They_are_for_those_who_may_follow_them_in_one_statement()
    {
        var town = await app.TownAsync();
        await town.Client.OkAsync($"{town.Url}/suggestions");
        var statements = app.Statements.Listen("ListSuggestions");
        await town.Client.OkAsync($"{town.Url}/suggestions");
        app.Statements.Stop();
        app.HasNoScan(Assert.Single(statements));
        var reader = app.As(await app.PersonAsync(town.Body, Role.Reader));
        await (await reader.GetAsync($"{town.Url}/suggestions")).IsProblemAsync(403, "not-allowed");
        Assert.Empty((await reader.OkAsync($"{town.Url}/today")).GetProperty("suggestions").EnumerateArray());
        await (await (await app.TownAsync("Ailleurs")).Client.GetAsync($"{town.Url}/suggestions")).IsProblemAsync(404, "not-found");
        Assert.Equal(401, (int)(await app.Anonymous().GetAsync($"{town.Url}/suggestions")).StatusCode);
    }

    private static HashSet<string> Set(string codes) => [.. codes.Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    private static IEnumerable<string> Keys(PlanFacts facts) => Suggest.From(facts, []).Select(s => s.Key);

    private static async Task<IEnumerable<string?>> KeysAsync(Town town) =>
        [.. (await town.Client.OkAsync($"{town.Url}/suggestions")).GetProperty("items").EnumerateArray().Select(s => s.GetProperty("key").GetString())];
}
