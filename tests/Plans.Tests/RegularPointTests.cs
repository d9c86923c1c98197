using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.RegularPoints;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Plans.Tests;

public sealed class RegularPointTests(PlansApp app) : IClassFixture<PlansApp>
{
    private static DateOnly Today => PlansDb.DayOf(DateTime.UtcNow);

    [Fact]
    public async Task The_two_are_reminded_once_some_days_before_and_again_only_when_the_point_moves()
    {
        app.Hear<MembersMailRequested>();
        var (town, far) = (await app.TownAsync(), await app.TownAsync("Allaire"));
        var elected = await app.PersonAsync(town.Body, Role.Elected);
        await (await town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/plan", new { state = "Active", electedId = elected.Id, leadId = town.Lead.Id }, 0)).JsonAsync();
        var near = await PlanAsync(town, Today.AddDays(RemindPoints.DaysBefore));
        await PlanAsync(far, Today.AddDays(RemindPoints.DaysBefore + 2));
        var job = app.Services.GetRequiredService<RemindPoints>();
        await Task.WhenAll(job.RunAsync(default), job.RunAsync(default));
        await job.RunAsync(default);
        await Eventually.HoldsAsync(() => { Assert.Single(app.Sent<MembersMailRequested>(), m => m.TenantId == town.Body.Id); return Task.CompletedTask; });
        var mail = app.Sent<MembersMailRequested>().Single(m => m.TenantId == town.Body.Id);
        Assert.Equal(("point-reminder", town.Body.Id, $"/c/{town.Body.Slug}/points/{near}"), (mail.Template, mail.FromBodyId, mail.Path));
        Assert.Equal(new[] { elected.Id, town.Lead.Id }.Order(), mail.People!.Order());
        Assert.DoesNotContain(app.Sent<MembersMailRequested>(), m => m.TenantId == far.Body.Id);

        await (await town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/points/rhythm", new { everyMonths = 3, nextOn = Today.AddDays(2) }, 1)).JsonAsync();
        await job.RunAsync(default);
        await Eventually.HoldsAsync(() => { Assert.Equal(2, app.Sent<MembersMailRequested>().Count(m => m.TenantId == town.Body.Id)); return Task.CompletedTask; });
    }

    [Fact]
    public async Task The_brief_is_made_of_the_plan_s_own_data()
    {
        var (parent, child) = await app.FamilyAsync();
        await parent.ProposeAsync(child);
        var (done, blocked, late) = (await child.ActionAsync("Réunir les services"), await child.ActionAsync("Ouvrir le budget"), await child.ActionAsync("Écrire aux associations", endsOn: Today.AddDays(-4)));
        await child.ActionAsync("Publier les horaires", endsOn: Today.AddDays(20));
        await (await child.MoveAsync(done, "Done")).JsonAsync();
        await (await child.MoveAsync(blocked, "Blocked", "L’éditeur ne répond pas")).JsonAsync();
        var proof = await child.Client.CreatedAsync($"{child.Url}/actions/{done}/evidence", new { kind = "Note", title = "Compte rendu" });
        await (await child.Client.SendAsync(HttpMethod.Put, $"{child.Url}/objectives/1.1/evaluation", new { reached = true, proofEvidenceId = proof }, 0)).JsonAsync();

        var point = await child.Client.OkAsync($"{child.Url}/points/{await PlanAsync(child, Today.AddDays(3))}");
        var brief = point.GetProperty("brief");
        Assert.Equal(["Réunir les services"], Titles(brief, "done"));
        Assert.Equal(["Écrire aux associations"], Titles(brief, "late"));
        Assert.Equal("L’éditeur ne répond pas", brief.GetProperty("blocked").GetProperty("items")[0].GetProperty("reason").GetString());
        Assert.Equal(["Publier les horaires"], Titles(brief, "next"));
        Assert.Equal(["Compte rendu"], Titles(brief, "proofs"));
        Assert.Equal(["1.1"], brief.GetProperty("reached").EnumerateArray().Select(c => c.GetString()));
        Assert.Equal([1, 0, 0], brief.GetProperty("levels").EnumerateArray().Select(l => l.GetInt32()));
        Assert.Equal("Redon Agglomération", brief.GetProperty("proposals").GetProperty("items")[0].GetProperty("from").GetString());
        Assert.Equal(JsonValueKind.Null, brief.GetProperty("territory").ValueKind);
        Assert.Equal(late, brief.GetProperty("late").GetProperty("items")[0].GetProperty("id").GetGuid());

        var territory = (await parent.Client.OkAsync($"{parent.Url}/points/{await PlanAsync(parent, Today)}")).GetProperty("brief").GetProperty("territory");
        Assert.Equal((1, 1, 1), (territory.GetProperty("total").GetInt32(), territory.GetProperty("joined").GetInt32(), territory.GetProperty("shared").GetInt32()));
    }

    [Fact]
    public async Task A_brief_costs_five_statements_and_none_reads_a_whole_table()
    {
        var town = await app.TownAsync();
        var id = await PlanAsync(town, Today);
        var statements = app.Statements.Listen("GetPoint");
        await town.Client.OkAsync($"{town.Url}/points/{id}");
        app.Statements.Stop();
        Assert.Equal(5, statements.Count);
        Assert.All(statements, app.HasNoScan);
    }

    [Fact]
    public async Task Once_held_the_brief_stays_as_it_was_and_the_next_point_is_planned()
    {
        var town = await app.TownAsync();
        var action = await town.ActionAsync("Réunir les services", endsOn: Today.AddDays(-2));
        var id = await PlanAsync(town, Today, 3);
        await (await town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/points/{id}", new { on = Today, asked = "- Le budget 2027\n\n- Une référente" }, 1)).JsonAsync();
        var answer = await (await RecordAsync(town, id, 2)).JsonAsync();
        Assert.Equal(PointRhythm.Next(Today, 3).ToString("O", CultureInfo.InvariantCulture), answer.GetProperty("nextOn").GetString());
        await (await town.MoveAsync(action, "Done")).JsonAsync();

        var held = await town.Client.OkAsync($"{town.Url}/points/{id}");
        Assert.Equal(("Held", "Camille Essai"), (held.GetProperty("state").GetString(), held.GetProperty("recordedBy").GetProperty("name").GetString()));
        Assert.Equal(["Réunir les services"], Titles(held.GetProperty("brief"), "late"));
        await (await RecordAsync(town, id, 3)).JsonAsync();
        Assert.Equal(["Réunir les services"], Titles((await town.Client.OkAsync($"{town.Url}/points/{id}")).GetProperty("brief"), "late"));
        await (await town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/points/{id}", new { on = Today }, 4)).IsProblemAsync(409, "point-held");

        var list = await town.Client.OkAsync($"{town.Url}/points");
        Assert.Equal(answer.GetProperty("nextId").GetGuid(), list.GetProperty("next").GetProperty("id").GetGuid());
        Assert.Equal("Engager une référente", Assert.Single(list.GetProperty("items").EnumerateArray()).GetProperty("decisions")[0].GetString());
        // What is asked at the next one is asked since the last.
        Assert.Equal(Today.ToString("O", CultureInfo.InvariantCulture), (await town.Client.OkAsync($"{town.Url}/points/{answer.GetProperty("nextId").GetGuid()}")).GetProperty("brief").GetProperty("since").GetString());
    }

    [Fact]
    public async Task One_point_is_planned_at_a_time_also_when_two_plan_at_once()
    {
        var town = await app.TownAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/points/rhythm", new { everyMonths = 2, nextOn = Today.AddDays(i + 1) }, 0)));
        Assert.Single(answers, a => a.IsSuccessStatusCode);
        var first = (await town.Client.OkAsync($"{town.Url}/points")).GetProperty("next");
        Assert.Equal(204, (int)(await town.Client.SendAsync(HttpMethod.Delete, $"{town.Url}/points/{first.GetProperty("id").GetGuid()}", version: 1)).StatusCode);
        await (await town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/points/rhythm", new { nextOn = Today.AddDays(9) }, 1)).JsonAsync();
        await (await town.Client.SendAsync(HttpMethod.Post, $"{town.Url}/points/{first.GetProperty("id").GetGuid()}/restoration")).IsProblemAsync(409, "point-planned");
    }

    [Fact]
    public async Task Wrong_fields_are_named()
    {
        var town = await app.TownAsync();
        await (await town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/points/rhythm", new { everyMonths = 13 }, 0)).NamesFieldAsync("everyMonths");
        await (await town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/points/rhythm", new { nextOn = Today.AddDays(-1) }, 0)).NamesFieldAsync("nextOn");
        var id = await PlanAsync(town, Today.AddDays(1));
        var url = $"{town.Url}/points/{id}/record";
        await (await town.Client.SendAsync(HttpMethod.Put, url, new { heldOn = Today.AddDays(1), alignment = "Aligned" }, 1)).NamesFieldAsync("heldOn");
        await (await town.Client.SendAsync(HttpMethod.Put, url, new { heldOn = Today, alignment = "Apart" }, 1)).NamesFieldAsync("alignmentNote");
        await (await town.Client.SendAsync(HttpMethod.Put, url, new { heldOn = Today }, 1)).NamesFieldAsync("alignment");
        await (await town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/points/{id}", new { on = Today.AddDays(-1) }, 1)).NamesFieldAsync("on");
    }

    [Fact]
    public async Task Another_body_s_point_is_not_there_and_a_reader_writes_none()
    {
        var (town, other) = (await app.TownAsync(), await app.TownAsync("Allaire"));
        var id = await PlanAsync(town, Today);
        await (await other.Client.GetAsync($"{other.Url}/points/{id}")).IsProblemAsync(404, "not-found");
        await (await other.Client.GetAsync($"{town.Url}/points")).IsProblemAsync(404, "not-found");
        var elected = app.As(await app.PersonAsync(town.Body, Role.Elected));
        await elected.OkAsync($"{town.Url}/points/{id}");
        await (await elected.SendAsync(HttpMethod.Put, $"{town.Url}/points/{id}/record", new { heldOn = Today, alignment = "Aligned" }, 1)).IsProblemAsync(403, "not-allowed");
        Assert.Equal(401, (int)(await app.Anonymous().GetAsync($"{town.Url}/points")).StatusCode);
    }

    [Theory]
    [InlineData("2026-11-23", 3, "2027-02-23")]
    [InlineData("2026-11-28", 1, "2026-12-28")]
    [InlineData("2026-11-13", 3, "2027-02-15")]
    [InlineData("2026-11-14", 3, "2027-02-15")]
    public void The_next_point_is_never_on_a_weekend(string held, int months, string next) =>
        Assert.Equal(DateOnly.Parse(next, CultureInfo.InvariantCulture), PointRhythm.Next(DateOnly.Parse(held, CultureInfo.InvariantCulture), months));

    private static async Task<Guid> PlanAsync(Town town, DateOnly on, int? every = null) =>
        (await (await town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/points/rhythm", new { everyMonths = every, nextOn = on }, 0)).JsonAsync()).GetProperty("nextId").GetGuid();

    private static Task<HttpResponseMessage> RecordAsync(Town town, Guid id, int version) =>
        town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/points/{id}/record", new { heldOn = Today, alignment = "ToAdjust", alignmentNote = "Le calendrier", decisions = "Engager une référente" }, version);

    private static IEnumerable<string?> Titles(JsonElement brief, string part) => brief.GetProperty(part).GetProperty("items").EnumerateArray().Select(i => i.GetProperty("title").GetString());
}
