using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Plans.Tests;

/// <summary>What someone without an account says of an action through a secure link: asked, applied, seen, taken back.</summary>
public sealed class AnswerTests(PlansApp app) : IClassFixture<PlansApp>
{
    [Fact]
    public async Task Who_may_edit_asks_someone_about_an_action_of_the_body()
    {
        app.Hear<ActionLinkAsked>();
        var town = await app.TownAsync();
        var action = await town.ActionAsync();

        var answer = await town.Client.PostAsync($"{town.Url}/actions/{action}/links", new { name = " Mme Essai ", email = "essai@commune.example", note = "Merci." });

        Assert.Equal(202, (int)answer.StatusCode);
        var link = (await answer.JsonAsync()).GetProperty("linkId").GetGuid();
        await Eventually.HoldsAsync(() =>
        {
            var asked = Assert.Single(app.Sent<ActionLinkAsked>(), m => m.LinkId == link);
            Assert.Equal((town.Body.Id, action, "Réunir les services", "Mme Essai", town.Lead.Id, 14, 1), (asked.TenantId, asked.ActionId, asked.ActionTitle, asked.Name, asked.AskedBy, asked.Days, asked.Uses));
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task A_contributor_another_body_and_a_machine_cannot_ask()
    {
        var (town, other) = (await app.TownAsync(), await app.TownAsync("Allaire"));
        var action = await town.ActionAsync();
        var (ask, path) = (new { name = "Mme Essai", email = "essai@commune.example" }, $"{town.Url}/actions/{action}/links");
        await (await app.As(await app.PersonAsync(town.Body, Role.Contributor)).PostAsync(path, ask)).IsProblemAsync(403, "not-allowed");
        await (await other.Client.PostAsync(path, ask)).IsProblemAsync(404, "not-found");
        await (await other.Client.PostAsync($"{other.Url}/actions/{action}/links", ask)).IsProblemAsync(404, "not-found");
        var machine = new TestPerson($"machine-{Guid.NewGuid():N}", "Machine", IsMachine: true);
        await app.MemberAsync(town.Body, machine, Role.ProjectLead);
        await (await app.As(machine).PostAsync(path, ask)).IsProblemAsync(403, "not-allowed");
        await (await town.Client.PostAsync(path, new { name = "Mme Essai", email = "essai" })).NamesFieldAsync("email");
        await (await town.Client.PostAsync(path, new { name = "Mme Essai", email = "essai@commune.example", days = 90 })).NamesFieldAsync("days");
    }

    [Fact]
    public async Task An_answer_changes_the_action_in_the_name_of_who_gave_it_and_comes_twice_as_once()
    {
        var town = await app.TownAsync();
        var action = await town.ActionAsync(endsOn: new DateOnly(2027, 1, 15));
        var answer = Answer(town, action) with { EndsOn = new DateOnly(2027, 3, 1), ProofUrl = "https://commune.example/cr" };

        await app.Bus.DeliverAsync(answer);
        await app.Bus.DeliverAsync(answer);

        var shown = await ShowAsync(town, action);
        Assert.Equal(("InProgress", "2027-03-01", "Mme Essai", JsonValueKind.Null), (
            Text(shown, "state"), Text(shown, "endsOn"), Text(shown, "updatedByLink"), shown.GetProperty("updatedBy").ValueKind));
        var kept = Assert.Single(shown.GetProperty("answers").EnumerateArray());
        Assert.Equal(("Mme Essai", "ToCome", "2027-01-15", "Première réunion tenue.", true), (
            Text(kept, "name"), Text(kept, "stateBefore"), Text(kept, "endsOnBefore"), Text(kept, "text"), kept.GetProperty("mayUndo").GetBoolean()));
        Assert.Equal("https://commune.example/cr", Text(Assert.Single(shown.GetProperty("evidence").EnumerateArray()), "url"));
        Assert.Equal(1, await app.InScopeAsync(town.Body.Id, db => db.Audit.CountAsync(a => a.Act == "action-answered" && a.SubjectId == action)));
    }

    [Fact]
    public async Task Taking_an_answer_back_gives_the_earlier_values_again()
    {
        var town = await app.TownAsync();
        var action = await town.ActionAsync(endsOn: new DateOnly(2027, 1, 15));
        Assert.True((await town.MoveAsync(action, "Blocked", "Personne pour le faire.")).IsSuccessStatusCode);
        var answer = Answer(town, action) with { State = AnsweredState.Done, EndsOn = new DateOnly(2026, 12, 1), ProofUrl = "https://commune.example/cr" };
        await app.Bus.DeliverAsync(answer);
        var path = $"{town.Url}/actions/{action}/answers/{answer.AnswerId}/undo";

        await (await app.As(await app.PersonAsync(town.Body, Role.Contributor)).PostAsync(path, new { })).IsProblemAsync(403, "not-allowed");
        Assert.True((await town.Client.SendAsync(HttpMethod.Post, path)).IsSuccessStatusCode);

        var shown = await ShowAsync(town, action);
        Assert.Equal(("Blocked", "Personne pour le faire.", "2027-01-15", JsonValueKind.Null), (
            Text(shown, "state"), Text(shown, "reason"), Text(shown, "endsOn"), shown.GetProperty("updatedByLink").ValueKind));
        Assert.Empty(shown.GetProperty("evidence").EnumerateArray());
        Assert.NotNull(Text(Assert.Single(shown.GetProperty("answers").EnumerateArray()), "undoneAt"));
        await (await town.Client.SendAsync(HttpMethod.Post, path)).IsProblemAsync(409, "answer-undone");
    }

    [Fact]
    public async Task An_answer_is_not_taken_back_over_what_someone_changed_since()
    {
        var town = await app.TownAsync();
        var action = await town.ActionAsync();
        var answer = Answer(town, action);
        await app.Bus.DeliverAsync(answer);
        Assert.True((await town.MoveAsync(action, "Done", version: 2)).IsSuccessStatusCode);

        await (await town.Client.SendAsync(HttpMethod.Post, $"{town.Url}/actions/{action}/answers/{answer.AnswerId}/undo")).IsProblemAsync(409, "changed-since");

        var shown = await ShowAsync(town, action);
        Assert.Equal("Done", Text(shown, "state"));
        Assert.False(Assert.Single(shown.GetProperty("answers").EnumerateArray()).GetProperty("mayUndo").GetBoolean());
    }

    [Fact]
    public async Task A_blocked_answer_gives_the_reason_and_a_date_before_the_beginning_is_not_taken_over()
    {
        var town = await app.TownAsync();
        var action = await town.Client.CreatedAsync($"{town.Url}/actions", new { title = "Réunir", objectives = new[] { "1.1" }, startsOn = "2027-02-01", endsOn = "2027-04-01" });
        await app.Bus.DeliverAsync(Answer(town, action) with { State = AnsweredState.Blocked, Text = "Pas de salle.", EndsOn = new DateOnly(2027, 1, 1) });
        var shown = await ShowAsync(town, action);
        Assert.Equal(("Blocked", "Pas de salle.", "2027-04-01"), (Text(shown, "state"), Text(shown, "reason"), Text(shown, "endsOn")));
    }

    [Fact]
    public async Task An_answer_to_a_deleted_action_is_kept_and_changes_nothing_and_a_forged_one_leaves_nothing()
    {
        var (town, other) = (await app.TownAsync(), await app.TownAsync("Allaire"));
        var action = await town.ActionAsync();
        Assert.True((await town.Client.SendAsync(HttpMethod.Delete, $"{town.Url}/actions/{action}", version: 1)).IsSuccessStatusCode);
        await app.Bus.DeliverAsync(Answer(town, action));
        await app.Bus.DeliverAsync(Answer(other, action));
        var restored = await (await town.Client.SendAsync(HttpMethod.Post, $"{town.Url}/actions/{action}/restoration")).JsonAsync();
        Assert.Equal(JsonValueKind.Object, restored.ValueKind);
        var shown = await ShowAsync(town, action);
        Assert.Equal("ToCome", Text(shown, "state"));
        Assert.Equal(JsonValueKind.Null, Assert.Single(shown.GetProperty("answers").EnumerateArray()).GetProperty("stateBefore").ValueKind);
        Assert.Equal(0, await app.InScopeAsync(other.Body.Id, db => db.Answers.CountAsync()));
    }

    [Fact]
    public async Task A_parent_that_reads_the_plan_does_not_read_who_answered()
    {
        var (parent, child) = await app.FamilyAsync(ShareLevel.Read);
        var action = await child.ActionAsync();
        await app.Bus.DeliverAsync(Answer(child, action));
        var shown = await parent.Client.OkAsync($"{child.Url}/actions/{action}");
        Assert.Empty(shown.GetProperty("answers").EnumerateArray());
        Assert.Equal(JsonValueKind.Null, shown.GetProperty("updatedByLink").ValueKind);
    }

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();

    private static Task<JsonElement> ShowAsync(Town town, Guid action) => town.Client.OkAsync($"{town.Url}/actions/{action}");

    private static ActionLinkAnswered Answer(Town town, Guid action) => new(
        town.Body.Id, Guid.CreateVersion7(), Guid.CreateVersion7(), action, "Mme Essai", AnsweredState.InProgress, "Première réunion tenue.", null, null, DateTime.UtcNow);
}
