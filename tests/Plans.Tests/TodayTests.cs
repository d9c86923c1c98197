using System.Globalization;
using System.Text.Json;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Plans.Tests;

public sealed class TodayTests(PlansApp app) : IClassFixture<PlansApp>
{
    [Fact]
    public async Task A_commune_sees_its_proposals_and_what_is_due()
    {
        var (parent, child) = await app.FamilyAsync();
        var proposal = await parent.ProposeAsync(child);
        var today = PlansDb.DayOf(DateTime.UtcNow);
        await child.ActionAsync("Dans longtemps", endsOn: today.AddDays(60));
        await child.ActionAsync("Sans date");
        var late = await child.ActionAsync("En retard", endsOn: today.AddDays(-3));
        var soon = await child.ActionAsync("La mienne", null, today.AddDays(20), child.Lead.Id);
        var done = await child.ActionAsync("Finie", endsOn: today);
        await (await child.MoveAsync(done, "Done")).JsonAsync();

        var home = await child.Client.OkAsync($"{child.Url}/today");
        Assert.Equal(proposal, Assert.Single(home.GetProperty("proposals").EnumerateArray()).GetProperty("id").GetGuid());
        Assert.Equal([(soon, false, true), (late, true, false)], home.GetProperty("actions").EnumerateArray()
            .Select(a => (a.GetProperty("id").GetGuid(), a.GetProperty("late").GetBoolean(), a.GetProperty("mine").GetBoolean())));
        Assert.Equal(JsonValueKind.Null, home.GetProperty("children").ValueKind);
    }

    [Fact]
    public async Task A_contributor_sees_only_what_he_pilots()
    {
        var town = await app.TownAsync();
        var person = await app.PersonAsync(town.Body, Role.Contributor);
        var today = PlansDb.DayOf(DateTime.UtcNow);
        await town.ActionAsync("À d’autres", endsOn: today);
        var mine = await town.ActionAsync("À moi", null, today, person.Id);
        var home = await app.As(person).OkAsync($"{town.Url}/today");
        Assert.Equal(mine, Assert.Single(home.GetProperty("actions").EnumerateArray()).GetProperty("id").GetGuid());
    }

    [Fact]
    public async Task An_animator_sees_new_answers_and_who_has_not_joined()
    {
        var (parent, child) = await app.FamilyAsync();
        await app.TellAsync(new AttachmentChanged(Guid.CreateVersion7(), 1, DateTime.UtcNow, parent.Body.Id, (await app.BodyAsync("Peillac")).Id, AttachmentNature.Epci, AttachmentState.ProposedByParent));
        var proposal = await parent.ProposeAsync(child);
        await (await child.Client.PostAsync($"{child.Url}/proposals/{proposal}/acceptance", new { })).JsonAsync();
        await Eventually.HoldsAsync(async () =>
        {
            var home = await parent.Client.OkAsync($"{parent.Url}/today");
            var answers = Assert.Single(home.GetProperty("answers").EnumerateArray());
            Assert.Equal(("Présenter la démarche au conseil", 1), (answers.GetProperty("title").GetString(), answers.GetProperty("newAnswers").GetInt32()));
            Assert.Equal((2, 1, 1), (home.GetProperty("children").GetProperty("total").GetInt32(), home.GetProperty("children").GetProperty("joined").GetInt32(), home.GetProperty("children").GetProperty("notJoined").GetInt32()));
        });
    }

    [Fact]
    public async Task Who_is_named_in_a_comment_sees_it_until_they_answer()
    {
        var town = await app.TownAsync();
        var (writer, action) = (await app.PersonAsync(town.Body, Role.ProjectLead), await town.ActionAsync("Réunir les services"));
        var (first, second) = (app.As(writer), town.Client);
        await first.CreatedAsync($"{town.Url}/actions/{action}/comments", new { text = "Quelle salle ?", mentions = new[] { town.Lead.Id } });
        var mention = Assert.Single((await second.OkAsync($"{town.Url}/today")).GetProperty("mentions").EnumerateArray());
        Assert.Equal((action, "Réunir les services", "Camille Essai"), (mention.GetProperty("actionId").GetGuid(), mention.GetProperty("title").GetString(), mention.GetProperty("by").GetString()));
        Assert.Empty((await first.OkAsync($"{town.Url}/today")).GetProperty("mentions").EnumerateArray());
        await second.CreatedAsync($"{town.Url}/actions/{action}/comments", new { text = "La salle du conseil." });
        Assert.Empty((await second.OkAsync($"{town.Url}/today")).GetProperty("mentions").EnumerateArray());
    }

    [Fact]
    public async Task A_point_that_is_planned_or_missed_is_told()
    {
        var town = await app.TownAsync();
        Assert.Equal(JsonValueKind.Null, (await town.Client.OkAsync($"{town.Url}/today")).GetProperty("point").ValueKind);
        var on = PlansDb.DayOf(DateTime.UtcNow).AddDays(4);
        await (await town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/points/rhythm", new { everyMonths = 3, nextOn = on }, 0)).JsonAsync();
        var point = (await town.Client.OkAsync($"{town.Url}/today")).GetProperty("point");
        Assert.Equal((on.ToString("O", CultureInfo.InvariantCulture), false), (point.GetProperty("on").GetString(), point.GetProperty("overdue").GetBoolean()));
    }

    [Fact]
    public async Task It_costs_four_statements_and_is_the_body_s_own()
    {
        var (parent, child) = await app.FamilyAsync(ShareLevel.Read);
        await child.Client.OkAsync($"{child.Url}/today");
        var statements = app.Statements.Listen("GetToday");
        await child.Client.OkAsync($"{child.Url}/today");
        app.Statements.Stop();
        Assert.Equal(4, statements.Count);
        Assert.All(statements, app.HasNoScan);
        await (await parent.Client.GetAsync($"{child.Url}/today")).IsProblemAsync(403, "not-allowed");
        await (await (await app.TownAsync("Inconnue")).Client.GetAsync($"{child.Url}/today")).IsProblemAsync(404, "not-found");
        Assert.Equal(401, (int)(await app.Anonymous().GetAsync($"{child.Url}/today")).StatusCode);
    }
}
