using System.Text.Json;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Plans.Tests;

public sealed class LeverTests(PlansApp app) : IClassFixture<PlansApp>
{
    [Fact]
    public async Task Missions_are_listed_once_and_a_lever_at_work_covers_one()
    {
        var town = await app.TownAsync();
        var added = await (await town.Client.PostAsync($"{town.Url}/levers/missions", new { titles = new[] { "Voirie", " voirie ", "Écoles", "" } })).JsonAsync();
        Assert.Equal(2, added.GetProperty("ids").GetArrayLength());
        await (await town.Client.PostAsync($"{town.Url}/levers/missions", new { titles = new[] { "  " } })).NamesFieldAsync("titles");
        var id = added.GetProperty("ids")[0].GetGuid();
        await (await town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/levers/missions/{id}", new { title = "Écoles" }, 1)).NamesFieldAsync("title");
        await (await town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/levers/missions/{id}", new { title = "Voirie", atWork = new[] { 77 } }, 1)).NamesFieldAsync("atWork");
        await OkAsync(town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/levers/missions/{id}", new { title = "Voirie", ideas = new[] { "Reuse", "Publish" }, atWork = new[] { "Publish" } }, 1));
        var levers = await town.Client.OkAsync($"{town.Url}/levers");
        Assert.Equal((1, 0), (Int(levers, "covered"), Int(levers, "thought")));
        var row = levers.GetProperty("missions").EnumerateArray().Single(m => m.GetProperty("id").GetGuid() == id);
        Assert.Equal(("Reuse", "Publish"), (Assert.Single(row.GetProperty("ideas").EnumerateArray()).GetString(), Assert.Single(row.GetProperty("atWork").EnumerateArray()).GetString()));

        await town.Client.CreatedAsync($"{town.Url}/actions", new { title = "Publier les travaux", objectives = new[] { "3.1" }, mean = "M15", origin = "Mission", originId = id });
        await (await town.Client.SendAsync(HttpMethod.Delete, $"{town.Url}/levers/missions/{id}", null, 2)).IsProblemAsync(409, "mission-in-use");
        Assert.Equal(204, (int)(await town.Client.SendAsync(HttpMethod.Delete, $"{town.Url}/levers/missions/{added.GetProperty("ids")[1].GetGuid()}", null, 1)).StatusCode);
    }

    [Fact]
    public async Task A_question_says_its_ends_before_its_means_and_its_meeting_makes_it_held()
    {
        var (town, other) = (await app.TownAsync(), await app.TownAsync("Allaire"));
        await (await town.Client.PostAsync($"{town.Url}/levers/questions", new { title = "Vieillir ici", data = "Des listes" })).NamesFieldAsync("ends");
        var theirs = await other.Client.CreatedAsync($"{other.Url}/inventory/datasets", new { title = "Bancs publics" });
        var fields = new { title = "Vieillir ici", ends = "Que chacun puisse aller au marché à pied.", datasets = new[] { theirs } };
        await (await town.Client.PostAsync($"{town.Url}/levers/questions", fields)).NamesFieldAsync("datasets");
        var mine = await town.Client.CreatedAsync($"{town.Url}/inventory/datasets", new { title = "Bancs publics" });
        var id = await town.Client.CreatedAsync($"{town.Url}/levers/questions", fields with { datasets = [mine] });
        var url = $"{town.Url}/levers/questions/{id}";
        Assert.Equal("ToPrepare", Text(await town.Client.OkAsync(url), "state"));
        await (await town.Client.SendAsync(HttpMethod.Put, url, new { fields.title, fields.ends, meetingNotes = "Douze personnes" }, 1)).NamesFieldAsync("meetingOn");
        await OkAsync(town.Client.SendAsync(HttpMethod.Put, url, new { fields.title, fields.ends, datasets = new[] { mine }, meetingOn = "2026-10-01", meetingNotes = "Douze personnes" }, 1));
        Assert.Equal("Held", Text(await town.Client.OkAsync(url), "state"));
        await (await town.Client.SendAsync(HttpMethod.Put, url, new { fields.title, fields.ends }, 1)).IsProblemAsync(409, "stale");
        Assert.Equal(204, (int)(await town.Client.SendAsync(HttpMethod.Delete, url, null, 2)).StatusCode);
        await OkAsync(town.Client.SendAsync(HttpMethod.Post, url + "/restoration"));
        Assert.Equal(1, (await town.Client.OkAsync($"{town.Url}/levers")).GetProperty("questions").GetArrayLength());
    }

    [Fact]
    public async Task A_sensitive_policy_waits_for_an_elected_person_before_its_first_step()
    {
        var town = await app.TownAsync();
        var elected = app.As(await app.PersonAsync(town.Body, Role.Elected));
        var fields = new { policy = "Tarifs de la cantine", sensitive = true, aim = "Des tarifs que chacun comprend.", why = (string?)null };
        await (await town.Client.PostAsync($"{town.Url}/levers/co-designs", fields)).NamesFieldAsync("why");
        var id = await town.Client.CreatedAsync($"{town.Url}/levers/co-designs", fields with { why = "Revenus des familles" });
        var url = $"{town.Url}/levers/co-designs/{id}";
        await OkAsync(town.Client.SendAsync(HttpMethod.Put, $"{url}/steps/Frame", new { note = "À préparer avec les parents" }, 0));
        await (await town.Client.SendAsync(HttpMethod.Put, $"{url}/steps/Frame", new { doneOn = "2026-10-01" }, 1)).NamesFieldAsync("doneOn");
        await (await town.Client.SendAsync(HttpMethod.Post, $"{url}/confirmation", null, 1)).IsProblemAsync(403, "not-allowed");
        await OkAsync(elected.SendAsync(HttpMethod.Post, $"{url}/confirmation", null, 1));
        await OkAsync(town.Client.SendAsync(HttpMethod.Put, $"{url}/steps/Frame", new { doneOn = "2026-10-01" }, 1));
        Assert.Equal((true, 5), ((await town.Client.OkAsync(url)).GetProperty("mayStart").GetBoolean(), (await town.Client.OkAsync(url)).GetProperty("steps").GetArrayLength()));
        await (await elected.SendAsync(HttpMethod.Post, $"{url}/confirmation", null, 2)).IsProblemAsync(409, "nothing-to-confirm");

        // Another reason is another word to give.
        await OkAsync(town.Client.SendAsync(HttpMethod.Put, url, fields with { why = "Revenus et origine des familles" }, 2));
        Assert.False((await town.Client.OkAsync(url)).GetProperty("mayStart").GetBoolean());
        await (await town.Client.SendAsync(HttpMethod.Put, $"{url}/steps/Dragons", new { }, 0)).IsProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task Exit_criteria_tick_themselves_when_the_proof_exists_and_by_hand_with_a_dated_reason()
    {
        var town = await app.TownAsync();
        Assert.All(Criteria(await town.Client.OkAsync($"{town.Url}/trajectory")), c => Assert.False(c.GetProperty("met").GetBoolean()));
        await OkAsync(town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/plan", new { state = "Active", electedName = "Anne Élue", leadId = town.Lead.Id, councilOn = "2026-09-10" }, 0));
        await InventoryTests.PublishedAsync(town, "Délibérations", "scdl/deliberations");
        var action = await town.Client.CreatedAsync($"{town.Url}/actions", new { title = "Écrire l’article", objectives = new[] { "2.1" }, mean = "M9a" });
        // A link to something proves no article.
        await town.Client.CreatedAsync($"{town.Url}/actions/{action}/evidence", new { kind = "Link", title = "Le fichier lui-même" });
        Assert.DoesNotContain(Criteria(await town.Client.OkAsync($"{town.Url}/trajectory")), c => Text(c, "code") == "make-known-3" && c.GetProperty("met").GetBoolean());
        await town.Client.CreatedAsync($"{town.Url}/actions/{action}/evidence", new { kind = "Article", title = "La commune ouvre ses données" });
        var trajectory = await town.Client.OkAsync($"{town.Url}/trajectory");
        var met = Criteria(trajectory).Where(c => c.GetProperty("met").GetBoolean()).ToDictionary(c => Text(c, "code")!, c => Text(c, "proof")!);
        Assert.Equal(["frame-2", "frame-3", "make-known-2", "make-known-3"], met.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("10\u00A0septembre\u00A02026", met["frame-2"], StringComparison.Ordinal);
        Assert.Contains("La commune ouvre ses données", met["make-known-3"], StringComparison.Ordinal);
        Assert.Contains("reconstitution", Text(trajectory, "notice"), StringComparison.Ordinal);

        // What the plan keeps elsewhere proves too: the strategy, and a framework with its three parts.
        await OkAsync(town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/strategy", new { title = "Ouvrir utile", origin = "Own", intentions = "Rendre compte", ambitions = "Trois jeux par an", means = "Deux jours par mois" }, 0));
        await OkAsync(town.Client.PostAsync($"{town.Url}/framework/starters", new { codes = new[] { "c-people", "d-time" } }));
        Assert.Equal((true, false), (await MetAsync("frame-1"), await MetAsync("frame-4")));
        await town.Client.CreatedAsync($"{town.Url}/framework/items", new { kind = "Team", item = new { title = "La secrétaire", effortPercent = 5 } });
        Assert.True(await MetAsync("frame-4"));
        async Task<bool> MetAsync(string code) => Criteria(await town.Client.OkAsync($"{town.Url}/trajectory")).Single(c => Text(c, "code") == code).GetProperty("met").GetBoolean();

        var tick = $"{town.Url}/trajectory/criteria/transform-5";
        await (await town.Client.SendAsync(HttpMethod.Put, tick, new { justification = "Retour d’expérience présenté", on = "2099-01-01" }, 0)).NamesFieldAsync("on");
        await (await town.Client.SendAsync(HttpMethod.Put, tick, new { on = "2026-10-01" }, 0)).NamesFieldAsync("justification");
        await (await town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/trajectory/criteria/M4", new { justification = "Retour d’expérience présenté", on = "2026-10-01" }, 0)).IsProblemAsync(404, "not-found");
        await OkAsync(town.Client.SendAsync(HttpMethod.Put, tick, new { justification = "Retour d’expérience présenté", on = "2026-10-01" }, 0));
        Assert.Equal("2026-10-01", Text(Criteria(await town.Client.OkAsync($"{town.Url}/trajectory")).Single(c => Text(c, "code") == "transform-5"), "justifiedOn"));
        Assert.Equal(204, (int)(await town.Client.SendAsync(HttpMethod.Delete, tick, null, 1)).StatusCode);
    }

    [Fact]
    public async Task The_phases_are_counted_from_the_day_that_the_body_chose()
    {
        var town = await app.TownAsync();
        await (await town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/trajectory", new { startsOn = "1999-01-01" }, 0)).NamesFieldAsync("startsOn");
        var start = PlansDb.DayOf(DateTime.UtcNow).AddMonths(-5);
        await OkAsync(town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/trajectory", new { startsOn = start }, 0));
        await (await town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/trajectory", new { startsOn = start }, 0)).IsProblemAsync(409, "stale");
        var phases = (await town.Client.OkAsync($"{town.Url}/trajectory")).GetProperty("phases").EnumerateArray().ToList();
        Assert.Equal(["ToCome", "Current", "ToCome", "ToCome"], phases.Select(p => Text(p, "standing")));
        Assert.Equal(start.AddMonths(9).ToString("yyyy-MM-dd", null), Text(phases[1], "toOn"));
    }

    private static IEnumerable<JsonElement> Criteria(JsonElement trajectory) => trajectory.GetProperty("phases").EnumerateArray().SelectMany(p => p.GetProperty("criteria").EnumerateArray());

    private static async Task OkAsync(Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static int Int(JsonElement element, string name) => element.GetProperty(name).GetInt32();
}
