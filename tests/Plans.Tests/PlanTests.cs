using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.Plan;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Plans.Tests;

public sealed class PlanTests(PlansApp app) : IClassFixture<PlansApp>
{
    [Fact]
    public async Task A_body_that_wrote_nothing_has_an_empty_draft_of_nine_objectives()
    {
        var town = await app.TownAsync();
        var plan = await town.Client.OkAsync($"{town.Url}/plan");
        Assert.Equal(0, plan.GetProperty("version").GetInt32());
        Assert.Equal("Draft", plan.GetProperty("state").GetString());
        Assert.Equal(9, plan.GetProperty("objectives").GetArrayLength());
        Assert.Equal([0, 0, 0], plan.GetProperty("levels").EnumerateArray().Select(l => l.GetInt32()));
    }

    [Fact]
    public async Task The_plan_is_written_with_its_people_and_read_back()
    {
        var town = await app.TownAsync();
        var saved = await town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/plan", new
        {
            state = "Active",
            startsOn = "2026-01-01",
            endsOn = "2028-12-31",
            electedName = "Dominique Exemple",
            leadId = town.Lead.Id,
            councilOn = "2026-03-12",
            deliberation = "2026-18",
        }, 0);
        Assert.Equal("\"1\"", saved.Headers.ETag!.ToString());

        var plan = await town.Client.OkAsync($"{town.Url}/plan");
        Assert.Equal(("Active", "Dominique Exemple", "Camille Essai", "2026-18"), (
            plan.GetProperty("state").GetString(), plan.GetProperty("elected").GetProperty("name").GetString(),
            plan.GetProperty("lead").GetProperty("name").GetString(), plan.GetProperty("deliberation").GetString()));
    }

    [Fact]
    public async Task An_edit_says_on_which_version_it_is_based()
    {
        var town = await app.TownAsync();
        await (await town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/plan", new { state = "Draft" })).IsProblemAsync(428, "version-required");
        await (await town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/plan", new { state = "Draft" }, 0)).JsonAsync();
        await (await town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/plan", new { state = "Closed" }, 0)).IsProblemAsync(409, "stale");
        await (await town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/plan", new { state = "Closed" }, 1)).JsonAsync();
    }

    [Fact]
    public async Task Two_first_writes_at_once_make_one_plan()
    {
        var town = await app.TownAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/plan", new { state = "Draft" }, 0)));
        Assert.Single(answers, a => a.IsSuccessStatusCode);
        Assert.Equal(5, answers.Count(a => (int)a.StatusCode == 409));
    }

    [Fact]
    public async Task A_person_of_another_body_is_no_lead_here()
    {
        var (town, other) = (await app.TownAsync(), await app.TownAsync("Allaire"));
        await (await town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/plan", new { state = "Draft", leadId = other.Lead.Id }, 0)).NamesFieldAsync("leadId");
        await (await town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/plan", new { state = "Draft", electedId = other.Lead.Id }, 0)).NamesFieldAsync("electedId");
        await (await town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/plan", new { }, 0)).NamesFieldAsync("state");
        await (await town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/plan", new { state = "Draft", startsOn = "2026-02-01", endsOn = "2026-01-01" }, 0)).NamesFieldAsync("endsOn");
    }

    [Fact]
    public async Task Another_body_s_plan_is_not_there_and_a_reader_may_not_write()
    {
        var (town, other) = (await app.TownAsync(), await app.TownAsync("Allaire"));
        await (await other.Client.GetAsync($"{town.Url}/plan")).IsProblemAsync(404, "not-found");
        await (await other.Client.SendAsync(HttpMethod.Put, $"{town.Url}/plan", new { state = "Draft" }, 0)).IsProblemAsync(404, "not-found");
        Assert.Equal(401, (int)(await app.Anonymous().GetAsync($"{town.Url}/plan")).StatusCode);

        var reader = app.As(await app.PersonAsync(town.Body, Role.Reader));
        await reader.OkAsync($"{town.Url}/plan");
        await (await reader.SendAsync(HttpMethod.Put, $"{town.Url}/plan", new { state = "Draft" }, 0)).IsProblemAsync(403, "not-allowed");
        await (await reader.SendAsync(HttpMethod.Put, $"{town.Url}/objectives/1.1", new { declared = true }, 0)).IsProblemAsync(403, "not-allowed");
        await (await reader.SendAsync(HttpMethod.Put, $"{town.Url}/objectives/1.1/evaluation", new { reached = false }, 0)).IsProblemAsync(403, "not-allowed");
    }

    [Fact]
    public async Task An_objective_is_declared_with_its_target_and_reason()
    {
        var town = await app.TownAsync();
        await (await town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/objectives/2.1", new { declared = true, targetLevel = 2, targetOn = "2027-06-30", reason = "Le marché hebdomadaire" }, 0)).JsonAsync();
        var objective = await ObjectiveAsync(town, "2.1");
        Assert.True(objective.GetProperty("declared").GetBoolean());
        Assert.Equal((2, "2027-06-30", 1), (objective.GetProperty("targetLevel").GetInt32(), objective.GetProperty("targetOn").GetString(), objective.GetProperty("version").GetInt32()));
        await (await town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/objectives/2.1", new { declared = false }, 0)).IsProblemAsync(409, "stale");
        await (await town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/objectives/4.1", new { declared = true }, 0)).IsProblemAsync(404, "not-found");
        await (await town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/objectives/2.2", new { declared = true, targetLevel = 4 }, 0)).NamesFieldAsync("targetLevel");
        await (await town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/objectives/2.2", new { }, 0)).NamesFieldAsync("declared");
    }

    [Fact]
    public async Task Reached_needs_a_proof_or_a_dated_justification()
    {
        var (town, other) = (await app.TownAsync(), await app.TownAsync("Allaire"));
        var url = $"{town.Url}/objectives/1.1/evaluation";
        await (await town.Client.SendAsync(HttpMethod.Put, url, new { reached = true }, 0)).NamesFieldAsync("justification");
        await (await town.Client.SendAsync(HttpMethod.Put, url, new { reached = true, justification = "Vu en conseil" }, 0)).NamesFieldAsync("justifiedOn");
        await (await town.Client.SendAsync(HttpMethod.Put, url, new { reached = true, justification = "Vu en conseil", justifiedOn = "2999-01-01" }, 0)).NamesFieldAsync("justifiedOn");
        await (await town.Client.SendAsync(HttpMethod.Put, url, new { reached = true, proofUrl = "javascript:alert(1)" }, 0)).NamesFieldAsync("proofUrl");

        var foreign = await other.Client.CreatedAsync($"{other.Url}/actions/{await other.ActionAsync()}/evidence", new { kind = "Note", title = "Compte rendu" });
        await (await town.Client.SendAsync(HttpMethod.Put, url, new { reached = true, proofEvidenceId = foreign }, 0)).NamesFieldAsync("proofEvidenceId");

        var own = await town.Client.CreatedAsync($"{town.Url}/actions/{await town.ActionAsync()}/evidence", new { kind = "Note", title = "Compte rendu" });
        var answer = await (await town.Client.SendAsync(HttpMethod.Put, url, new { reached = true, proofEvidenceId = own }, 0)).JsonAsync();
        Assert.Equal([1, 0, 0], answer.GetProperty("levels").EnumerateArray().Select(l => l.GetInt32()));
        Assert.True((await ObjectiveAsync(town, "1.1")).GetProperty("reached").GetBoolean());
    }

    [Theory]
    [InlineData("", 0, 0, 0)]
    [InlineData("1.1", 1, 0, 0)]
    [InlineData("1.2 1.3", 0, 0, 0)]
    [InlineData("1.1 1.3 2.1 2.2", 1, 2, 0)]
    [InlineData("3.1 3.2 3.3", 0, 0, 3)]
    public void A_level_counts_once_all_those_below_it_are_reached(string reached, int one, int two, int three) =>
        Assert.Equal([one, two, three], AxisLevels.Of(reached.Split(' ').ToHashSet()));

    private static async Task<System.Text.Json.JsonElement> ObjectiveAsync(Town town, string code) =>
        (await town.Client.OkAsync($"{town.Url}/plan")).GetProperty("objectives").EnumerateArray().Single(o => o.GetProperty("code").GetString() == code);
}
