using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Plans.Tests;

public sealed class ActionTests(PlansApp app) : IClassFixture<PlansApp>
{
    [Fact]
    public async Task An_action_is_created_with_all_its_fields_and_read_back()
    {
        var town = await app.TownAsync();
        var id = await town.Client.CreatedAsync($"{town.Url}/actions", new
        {
            title = "  Réunir les services ",
            description = "Une heure.",
            objectives = new[] { "1.3", "1.1" },
            mean = "M1",
            audiences = new[] { "services", "elected" },
            pilots = new[] { town.Lead.Id },
            service = "Secrétariat",
            partners = "Département",
            startsOn = "2026-12-01",
            endsOn = "2027-01-15",
            priority = "High",
            effortDays = 1.5,
            budget = 200,
        });
        var action = await town.Client.OkAsync($"{town.Url}/actions/{id}");
        Assert.Equal(("Réunir les services", "Une heure.", "M1", "Secrétariat", "Département", "High", "ToCome", "Own"), (
            Text(action, "title"), Text(action, "description"), Text(action, "mean"), Text(action, "service"), Text(action, "partners"),
            Text(action, "priority"), Text(action, "state"), Text(action, "source")));
        Assert.Equal(["1.1", "1.3"], action.GetProperty("objectives").EnumerateArray().Select(o => o.GetString()));
        Assert.Equal("Camille Essai", Text(action.GetProperty("pilots")[0], "name"));
        Assert.Equal((1.5m, 200m, true), (action.GetProperty("effortDays").GetDecimal(), action.GetProperty("budget").GetDecimal(), action.GetProperty("mayEdit").GetBoolean()));
    }

    [Fact]
    public async Task Audiences_left_out_are_those_that_the_method_suggests()
    {
        var town = await app.TownAsync();
        var id = await town.Client.CreatedAsync($"{town.Url}/actions", new { title = "Lancer un concours", objectives = new[] { "2.2" }, mean = "M11" });
        Assert.NotEqual(0, (await town.Client.OkAsync($"{town.Url}/actions/{id}")).GetProperty("audiences").GetArrayLength());
    }

    [Theory]
    [InlineData("title", """{ "objectives": ["1.1"] }""")]
    [InlineData("title", """{ "title": "ab", "objectives": ["1.1"] }""")]
    [InlineData("objectives", """{ "title": "Réunir" }""")]
    [InlineData("objectives", """{ "title": "Réunir", "objectives": [] }""")]
    [InlineData("objectives", """{ "title": "Réunir", "objectives": ["9.9"] }""")]
    [InlineData("mean", """{ "title": "Réunir", "objectives": ["1.1"], "mean": "M21" }""")]
    [InlineData("audiences", """{ "title": "Réunir", "objectives": ["1.1"], "audiences": ["dragons"] }""")]
    [InlineData("endsOn", """{ "title": "Réunir", "objectives": ["1.1"], "startsOn": "2026-02-01", "endsOn": "2026-01-01" }""")]
    [InlineData("budget", """{ "title": "Réunir", "objectives": ["1.1"], "budget": -1 }""")]
    [InlineData("priority", """{ "title": "Réunir", "objectives": ["1.1"], "priority": 7 }""")]
    public async Task A_wrong_field_is_named(string field, string json)
    {
        var town = await app.TownAsync();
        var answer = await town.Client.PostAsync(new Uri($"{town.Url}/actions", UriKind.Relative), new StringContent(json, System.Text.Encoding.UTF8, "application/json"));
        await answer.NamesFieldAsync(field);
    }

    [Fact]
    public async Task A_pilot_is_a_member_of_this_body()
    {
        var (town, other) = (await app.TownAsync(), await app.TownAsync("Allaire"));
        var fields = new { title = "Réunir", objectives = new[] { "1.1" }, pilots = new[] { town.Lead.Id, other.Lead.Id } };
        await (await town.Client.PostAsync($"{town.Url}/actions", fields)).NamesFieldAsync("pilots");
        var id = await town.ActionAsync();
        await (await town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/actions/{id}", fields, 1)).NamesFieldAsync("pilots");
    }

    [Fact]
    public async Task Someone_who_left_stays_named_on_what_he_piloted()
    {
        var town = await app.TownAsync();
        var gone = new TestPerson(Guid.NewGuid().ToString("N"), "Alex Parti");
        var membership = await app.MemberAsync(town.Body, gone, Role.Contributor);
        var id = await town.ActionAsync(pilots: gone.Id);
        await app.TellAsync(new MembershipChanged(town.Body.Id, membership, 2, DateTime.UtcNow, gone.Id, gone.Name, [Role.Contributor], DateTime.UtcNow.AddDays(-1), null, true));
        await (await town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/actions/{id}", new { title = "Réunir encore", objectives = new[] { "1.1" }, pilots = new[] { gone.Id } }, 1)).JsonAsync();
        Assert.Equal("Alex Parti", Text((await town.Client.OkAsync($"{town.Url}/actions/{id}")).GetProperty("pilots")[0], "name"));
        await (await town.Client.PostAsync($"{town.Url}/actions", new { title = "Nouvelle", objectives = new[] { "1.1" }, pilots = new[] { gone.Id } })).NamesFieldAsync("pilots");
    }

    [Fact]
    public async Task Another_body_s_action_is_not_there_by_any_route()
    {
        var (town, other) = (await app.TownAsync(), await app.TownAsync("Allaire"));
        var id = await town.ActionAsync();
        var evidence = await town.Client.CreatedAsync($"{town.Url}/actions/{id}/evidence", new { kind = "Note", title = "Compte rendu" });
        foreach (var under in new[] { town.Url, other.Url })
        {
            var url = $"{under}/actions/{id}";
            await (await other.Client.GetAsync(url)).IsProblemAsync(404, "not-found");
            await (await other.Client.SendAsync(HttpMethod.Put, url, new { title = "Volée", objectives = new[] { "1.1" } }, 1)).IsProblemAsync(404, "not-found");
            await (await other.Client.SendAsync(HttpMethod.Delete, url, null, 1)).IsProblemAsync(404, "not-found");
            await (await other.Client.SendAsync(HttpMethod.Post, $"{url}/state", new { state = "Done" }, 1)).IsProblemAsync(404, "not-found");
            await (await other.Client.SendAsync(HttpMethod.Post, $"{url}/restoration")).IsProblemAsync(404, "not-found");
            await (await other.Client.PostAsync($"{url}/evidence", new { kind = "Note", title = "Faux" })).IsProblemAsync(404, "not-found");
            await (await other.Client.DeleteAsync($"{url}/evidence/{evidence}")).IsProblemAsync(404, "not-found");
            await (await other.Client.SendAsync(HttpMethod.Post, $"{url}/evidence/{evidence}/restoration")).IsProblemAsync(404, "not-found");
        }

        await (await other.Client.GetAsync($"{town.Url}/actions")).IsProblemAsync(404, "not-found");
        Assert.Equal(0, (await other.Client.OkAsync($"{other.Url}/actions")).GetProperty("items").GetArrayLength());
        Assert.Equal("ToCome", Text(await town.Client.OkAsync($"{town.Url}/actions/{id}"), "state"));
    }

    [Fact]
    public async Task A_contributor_changes_what_he_pilots_and_nothing_else()
    {
        var town = await app.TownAsync();
        var person = await app.PersonAsync(town.Body, Role.Contributor);
        var (client, mine, theirs) = (app.As(person), await town.ActionAsync("À moi", null, null, person.Id), await town.ActionAsync("À d’autres"));
        Assert.Equal((true, false), (
            (await client.OkAsync($"{town.Url}/actions/{mine}")).GetProperty("mayEdit").GetBoolean(), (await client.OkAsync($"{town.Url}/actions/{theirs}")).GetProperty("mayEdit").GetBoolean()));

        await (await client.SendAsync(HttpMethod.Post, $"{town.Url}/actions/{mine}/state", new { state = "InProgress" }, 1)).JsonAsync();
        await (await client.SendAsync(HttpMethod.Put, $"{town.Url}/actions/{mine}", new { title = "À moi encore", objectives = new[] { "1.1" }, pilots = new[] { person.Id } }, 2)).JsonAsync();
        await client.CreatedAsync($"{town.Url}/actions/{mine}/evidence", new { kind = "Note", title = "Compte rendu" });
        // Who pilots decides who may write: not his to change.
        await (await client.SendAsync(HttpMethod.Put, $"{town.Url}/actions/{mine}", new { title = "Donnée", objectives = new[] { "1.1" }, pilots = new[] { town.Lead.Id } }, 4)).IsProblemAsync(403, "not-allowed");

        await (await client.SendAsync(HttpMethod.Post, $"{town.Url}/actions/{theirs}/state", new { state = "Done" }, 1)).IsProblemAsync(403, "not-allowed");
        await (await client.SendAsync(HttpMethod.Put, $"{town.Url}/actions/{theirs}", new { title = "Prise", objectives = new[] { "1.1" } }, 1)).IsProblemAsync(403, "not-allowed");
        await (await client.PostAsync($"{town.Url}/actions/{theirs}/evidence", new { kind = "Note", title = "Faux" })).IsProblemAsync(403, "not-allowed");
        await (await client.SendAsync(HttpMethod.Delete, $"{town.Url}/actions/{mine}", null, 4)).IsProblemAsync(403, "not-allowed");
        await (await client.PostAsync($"{town.Url}/actions", new { title = "Nouvelle", objectives = new[] { "1.1" } })).IsProblemAsync(403, "not-allowed");
    }

    [Fact]
    public async Task Blocked_and_dropped_need_a_reason_and_no_other_state_keeps_one()
    {
        var town = await app.TownAsync();
        var id = await town.ActionAsync();
        await (await town.MoveAsync(id, "Blocked")).NamesFieldAsync("reason");
        await (await town.MoveAsync(id, "Dropped", " ")).NamesFieldAsync("reason");
        await (await town.MoveAsync(id, "Blocked", "Pas d’accès au portail")).JsonAsync();
        Assert.Equal("Pas d’accès au portail", Text(await town.Client.OkAsync($"{town.Url}/actions/{id}"), "reason"));
        await (await town.MoveAsync(id, "InProgress", "sans objet", 2)).JsonAsync();
        Assert.Equal(JsonValueKind.Null, (await town.Client.OkAsync($"{town.Url}/actions/{id}")).GetProperty("reason").ValueKind);
        await (await town.Client.SendAsync(HttpMethod.Post, $"{town.Url}/actions/{id}/state", new { }, 3)).NamesFieldAsync("state");
        await (await town.Client.SendAsync(HttpMethod.Post, $"{town.Url}/actions/{id}/state", new { state = "Done" })).IsProblemAsync(428, "version-required");
    }

    [Fact]
    public async Task Late_is_worked_out_from_the_end_date_and_the_state()
    {
        var town = await app.TownAsync();
        var (past, today) = (PlansDb.DayOf(DateTime.UtcNow.AddDays(-1)), DateOnly.FromDateTime(DateTime.UtcNow));
        var (late, due, done) = (await town.ActionAsync("Dépassée", endsOn: past), await town.ActionAsync("Du jour", endsOn: today), await town.ActionAsync("Finie", endsOn: past));
        await (await town.MoveAsync(done, "Done")).JsonAsync();
        var items = (await town.Client.OkAsync($"{town.Url}/actions")).GetProperty("items").EnumerateArray().ToDictionary(i => i.GetProperty("id").GetGuid(), i => i.GetProperty("late").GetBoolean());
        Assert.Equal((true, false, false), (items[late], items[due], items[done]));
        Assert.Equal(late, Assert.Single((await town.Client.OkAsync($"{town.Url}/actions?late=true")).GetProperty("items").EnumerateArray()).GetProperty("id").GetGuid());
    }

    [Fact]
    public async Task Two_edits_of_one_version_at_once_one_wins_and_the_other_is_shown_both()
    {
        var town = await app.TownAsync();
        var id = await town.ActionAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(n =>
            town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/actions/{id}", new { title = $"Version {n}", objectives = new[] { "1.1" } }, 1)));
        Assert.Single(answers, a => a.IsSuccessStatusCode);
        Assert.Equal(4, answers.Count(a => (int)a.StatusCode == 409));
        var stale = await town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/actions/{id}", new { title = "Trop tard", objectives = new[] { "1.1" } }, 1);
        var problem = JsonDocument.Parse(await stale.Content.ReadAsStringAsync()).RootElement;
        Assert.StartsWith("Version ", Text(problem.GetProperty("current"), "title"), StringComparison.Ordinal);
        Assert.Equal(2, problem.GetProperty("currentVersion").GetInt32());
    }

    [Fact]
    public async Task A_deleted_action_leaves_the_list_and_can_be_brought_back()
    {
        var town = await app.TownAsync();
        var id = await town.ActionAsync();
        Assert.Equal(204, (int)(await town.Client.SendAsync(HttpMethod.Delete, $"{town.Url}/actions/{id}", null, 1)).StatusCode);
        await (await town.Client.GetAsync($"{town.Url}/actions/{id}")).IsProblemAsync(404, "not-found");
        Assert.Equal(id, Assert.Single((await town.Client.OkAsync($"{town.Url}/actions?deleted=true")).GetProperty("items").EnumerateArray()).GetProperty("id").GetGuid());
        await (await town.Client.SendAsync(HttpMethod.Post, $"{town.Url}/actions/{id}/restoration")).JsonAsync();
        await town.Client.OkAsync($"{town.Url}/actions/{id}");
        await (await town.Client.SendAsync(HttpMethod.Post, $"{town.Url}/actions/{id}/restoration")).IsProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task After_thirty_days_it_cannot_be_brought_back()
    {
        var town = await app.TownAsync();
        var id = await town.ActionAsync();
        await app.InScopeAsync(town.Body.Id, async db =>
        {
            (await db.Actions.SingleAsync(a => a.Id == id)).Delete(DateTime.UtcNow.AddDays(-31));
            return await db.SaveChangesAsync();
        });
        await (await town.Client.SendAsync(HttpMethod.Post, $"{town.Url}/actions/{id}/restoration")).IsProblemAsync(404, "not-found");
        Assert.Equal(0, (await town.Client.OkAsync($"{town.Url}/actions?deleted=true")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Evidence_is_added_taken_off_and_brought_back()
    {
        var town = await app.TownAsync();
        var url = $"{town.Url}/actions/{await town.ActionAsync()}";
        await (await town.Client.PostAsync($"{url}/evidence", new { kind = "Article" })).NamesFieldAsync("title");
        await (await town.Client.PostAsync($"{url}/evidence", new { title = "Article" })).NamesFieldAsync("kind");
        await (await town.Client.PostAsync($"{url}/evidence", new { kind = "Link", title = "Lien", url = "pas une adresse" })).NamesFieldAsync("url");
        var id = await town.Client.CreatedAsync($"{url}/evidence", new { kind = "Article", title = "Bulletin municipal", url = "https://mairie.example/bulletin", on = "2026-10-01", note = "Page 4" });
        Assert.Equal("Bulletin municipal", Text(Assert.Single((await town.Client.OkAsync(url)).GetProperty("evidence").EnumerateArray()), "title"));
        Assert.Equal(204, (int)(await town.Client.DeleteAsync($"{url}/evidence/{id}")).StatusCode);
        Assert.Equal(0, (await town.Client.OkAsync(url)).GetProperty("evidence").GetArrayLength());
        Assert.Equal(204, (int)(await town.Client.SendAsync(HttpMethod.Post, $"{url}/evidence/{id}/restoration")).StatusCode);
        Assert.Equal(1, (await town.Client.OkAsync(url)).GetProperty("evidence").GetArrayLength());
    }

    [Fact]
    public async Task What_proves_an_objective_is_not_taken_from_under_it()
    {
        var town = await app.TownAsync();
        var action = await town.ActionAsync();
        var id = await town.Client.CreatedAsync($"{town.Url}/actions/{action}/evidence", new { kind = "Note", title = "Compte rendu" });
        await (await town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/objectives/1.1/evaluation", new { reached = true, proofEvidenceId = id }, 0)).JsonAsync();
        await (await town.Client.DeleteAsync($"{town.Url}/actions/{action}/evidence/{id}")).IsProblemAsync(409, "evidence-in-use");
        await (await town.Client.SendAsync(HttpMethod.Delete, $"{town.Url}/actions/{action}", null, 2)).IsProblemAsync(409, "evidence-in-use");
        await (await town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/objectives/1.1/evaluation", new { reached = false }, 1)).JsonAsync();
        Assert.Equal(204, (int)(await town.Client.SendAsync(HttpMethod.Delete, $"{town.Url}/actions/{action}", null, 2)).StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("sort=End")]
    public async Task Pages_follow_one_another_without_gap_or_repeat(string sort)
    {
        var town = await app.TownAsync();
        var made = new HashSet<Guid>();
        for (var n = 0; n < 7; n++)
        {
            made.Add(await town.ActionAsync($"Action {n}", endsOn: n % 3 == 0 ? null : new DateOnly(2027, 1, n / 2 + 1)));
        }

        var seen = new List<Guid>();
        for (string? next = ""; next is not null;)
        {
            var page = await town.Client.OkAsync($"{town.Url}/actions?size=3&{sort}&after={next}");
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetGuid()));
            next = page.GetProperty("next").GetString();
        }

        Assert.Equal(7, seen.Count);
        Assert.Equal(made, seen.ToHashSet());
        await (await town.Client.GetAsync($"{town.Url}/actions?after=nimporte")).NamesFieldAsync("after");
    }

    [Fact]
    public async Task The_list_is_filtered_by_what_each_action_is()
    {
        var town = await app.TownAsync();
        await town.ActionAsync("Réunir les élus", ["1.1", "1.2"], null, town.Lead.Id);
        await town.ActionAsync("Ouvrir l’état civil", ["1.3"]);
        async Task<string[]> TitlesAsync(string query) =>
            [.. (await town.Client.OkAsync($"{town.Url}/actions?{query}")).GetProperty("items").EnumerateArray().Select(i => Text(i, "title")!)];
        Assert.Equal(["Réunir les élus"], await TitlesAsync("objective=1.2"));
        Assert.Equal(["Ouvrir l’état civil"], await TitlesAsync("q=ETAT%20CIVIL"));
        Assert.Equal(["Réunir les élus"], await TitlesAsync("pilot=me"));
        Assert.Equal(["Réunir les élus"], await TitlesAsync($"pilot={town.Lead.Id}"));
        Assert.Equal(2, (await TitlesAsync("audience=services&state=ToCome&source=Own")).Length);
        Assert.Empty(await TitlesAsync("mean=M4"));
        Assert.Empty(await TitlesAsync("pilot=%20"));
    }

    [Fact]
    public async Task The_list_costs_one_statement_when_the_pilots_came_lately_and_scans_nothing()
    {
        var town = await app.TownAsync();
        for (var n = 0; n < 30; n++)
        {
            await town.ActionAsync($"Action {n}", null, null, town.Lead.Id);
        }

        await town.Client.OkAsync($"{town.Url}/actions");
        var statements = app.Statements.Listen("ListActions");
        Assert.Equal(20, (await town.Client.OkAsync($"{town.Url}/actions")).GetProperty("items").GetArrayLength());
        app.Statements.Stop();
        Assert.All([Assert.Single(statements)], app.HasNoScan);
    }

    [Fact]
    public async Task Each_change_is_noted_in_the_body_s_own_chain()
    {
        var town = await app.TownAsync();
        var id = await town.ActionAsync();
        await (await town.MoveAsync(id, "Done")).JsonAsync();
        var acts = await app.InScopeAsync(town.Body.Id, db => db.Audit.Where(a => a.SubjectId == id).OrderBy(a => a.Sequence).Select(a => a.Act).ToListAsync());
        Assert.Equal(["action-created", "action-moved"], acts);
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
