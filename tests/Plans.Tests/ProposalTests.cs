using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Plans.Tests;

public sealed class ProposalTests(PlansApp app) : IClassFixture<PlansApp>
{
    [Fact]
    public async Task A_proposal_arrives_is_seen_and_accepted_and_the_parent_follows()
    {
        var (parent, child) = await app.FamilyAsync();
        var id = await parent.ProposeAsync(child);
        var url = $"{child.Url}/proposals/{id}";
        var proposal = await child.Client.OkAsync(url);
        Assert.Equal(("Redon Agglomération", "Sent", "Nous avons un diaporama."), (
            Text(proposal.GetProperty("from"), "name"), Text(proposal, "status"), Text(proposal, "message")));

        Assert.Equal(204, (int)(await child.Client.SendAsync(HttpMethod.Post, $"{url}/seen")).StatusCode);
        Assert.Equal(204, (int)(await child.Client.SendAsync(HttpMethod.Post, $"{url}/seen")).StatusCode);
        await CountsAsync(parent, ("seen", 1), ("sent", 0));

        var answer = await (await child.Client.PostAsync($"{url}/acceptance", new { })).JsonAsync();
        Assert.Equal("Accepted", Text(answer, "status"));
        var action = await child.Client.OkAsync($"{child.Url}/actions/{answer.GetProperty("actionId").GetGuid()}");
        Assert.Equal(("Présenter la démarche au conseil", "Proposal", "Redon Agglomération", "M4"), (
            Text(action, "title"), Text(action, "source"), Text(action.GetProperty("proposedBy"), "name"), Text(action, "mean")));
        await CountsAsync(parent, ("accepted", 1), ("seen", 0));
    }

    [Theory]
    [InlineData("""{ "title": "Présenter la démarche au conseil municipal" }""", "Adapted")]
    [InlineData("""{ "objectives": ["1.1", "1.2"] }""", "Adapted")]
    [InlineData("""{ "endsOn": "2027-03-01" }""", "Adapted")]
    [InlineData("""{ "title": "Présenter la démarche au conseil", "objectives": ["1.1"], "service": "Secrétariat" }""", "Accepted")]
    public async Task It_is_adapted_when_anything_of_the_proposal_differs(string json, string expected)
    {
        var (parent, child) = await app.FamilyAsync();
        var id = await parent.ProposeAsync(child);
        var answer = await child.Client.PostAsync(new Uri($"{child.Url}/proposals/{id}/acceptance", UriKind.Relative), new StringContent(json, System.Text.Encoding.UTF8, "application/json"));
        Assert.Equal(expected, Text(await answer.JsonAsync(), "status"));
    }

    [Fact]
    public async Task Declined_needs_a_reason_which_the_parent_reads()
    {
        var (parent, child) = await app.FamilyAsync();
        var id = await parent.ProposeAsync(child);
        await (await child.Client.PostAsync($"{child.Url}/proposals/{id}/decline", new { })).NamesFieldAsync("reason");
        await (await child.Client.PostAsync($"{child.Url}/proposals/{id}/decline", new { reason = "Le conseil vient d’avoir lieu" })).JsonAsync();
        var recipient = Assert.Single(await CountsAsync(parent, ("declined", 1)));
        Assert.Equal(("Declined", "Le conseil vient d’avoir lieu"), (Text(recipient, "status"), Text(recipient, "reason")));
        Assert.Equal(0, (await child.Client.OkAsync($"{child.Url}/actions")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Already_done_enters_the_plan_as_done_with_its_proof()
    {
        var (parent, child) = await app.FamilyAsync();
        var id = await parent.ProposeAsync(child);
        var url = $"{child.Url}/proposals/{id}/already-done";
        await (await child.Client.PostAsync(url, new { doneOn = "2999-01-01" })).NamesFieldAsync("doneOn");
        await (await child.Client.PostAsync(url, new { evidence = new { kind = "Note" } })).NamesFieldAsync("evidence.title");
        var answer = await (await child.Client.PostAsync(url, new { note = "En mars", doneOn = "2026-03-12", evidence = new { kind = "Document", title = "Délibération" } })).JsonAsync();
        var action = await child.Client.OkAsync($"{child.Url}/actions/{answer.GetProperty("actionId").GetGuid()}");
        Assert.Equal(("Done", "2026-03-12", "Délibération"), (Text(action, "state"), Text(action, "endsOn"), Text(action.GetProperty("evidence")[0], "title")));
        await CountsAsync(parent, ("alreadyDone", 1));
    }

    [Fact]
    public async Task Answered_five_times_at_once_it_is_answered_once()
    {
        var (parent, child) = await app.FamilyAsync();
        var id = await parent.ProposeAsync(child);
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(n => n % 2 == 0
            ? child.Client.PostAsync($"{child.Url}/proposals/{id}/acceptance", new { })
            : child.Client.PostAsync($"{child.Url}/proposals/{id}/decline", new { reason = "Non merci" })));
        Assert.Single(answers, a => a.IsSuccessStatusCode);
        Assert.Equal(4, answers.Count(a => (int)a.StatusCode == 409));
        Assert.True((await child.Client.OkAsync($"{child.Url}/actions")).GetProperty("items").GetArrayLength() <= 1);
        await (await child.Client.PostAsync($"{child.Url}/proposals/{id}/decline", new { reason = "Encore" })).IsProblemAsync(409, "proposal-closed");
        await (await child.Client.PostAsync($"{child.Url}/proposals/{id}/already-done", new { })).IsProblemAsync(409, "proposal-closed");
    }

    [Fact]
    public async Task Another_body_s_proposal_is_not_there_and_readers_do_not_answer()
    {
        var (parent, child) = await app.FamilyAsync(ShareLevel.ReadAndComment);
        var id = await parent.ProposeAsync(child);
        foreach (var under in new[] { child.Url, parent.Url })
        {
            foreach (var act in new[] { "acceptance", "decline", "already-done", "seen" })
            {
                var answer = await parent.Client.PostAsync($"{under}/proposals/{id}/{act}", new { reason = "Pour eux" });
                Assert.Contains((int)answer.StatusCode, new[] { 403, 404 });
            }
        }

        await (await parent.Client.GetAsync($"{parent.Url}/proposals/{id}")).IsProblemAsync(404, "not-found");
        var reader = app.As(await app.PersonAsync(child.Body, Role.Reader));
        await reader.OkAsync($"{child.Url}/proposals/{id}");
        await (await reader.SendAsync(HttpMethod.Post, $"{child.Url}/proposals/{id}/seen")).IsProblemAsync(403, "not-allowed");
        await (await reader.PostAsync($"{child.Url}/proposals/{id}/acceptance", new { })).IsProblemAsync(403, "not-allowed");
        await (await app.As(await app.PersonAsync(child.Body, Role.Contributor)).PostAsync($"{child.Url}/proposals/{id}/decline", new { reason = "Non" })).IsProblemAsync(403, "not-allowed");
        var other = await app.TownAsync("Allaire");
        await (await child.Client.PostAsync($"{child.Url}/proposals/{id}/acceptance", new { pilots = new[] { other.Lead.Id } })).NamesFieldAsync("pilots");
        Assert.Equal("Sent", Text(await child.Client.OkAsync($"{child.Url}/proposals/{id}"), "status"));
    }

    [Fact]
    public async Task An_expired_proposal_says_so_and_cannot_be_answered()
    {
        var (parent, child) = await app.FamilyAsync();
        var id = await DeliverAsync(parent, child, expiresOn: PlansDb.DayOf(DateTime.UtcNow.AddDays(-1)));
        Assert.Equal("Expired", Text(await child.Client.OkAsync($"{child.Url}/proposals/{id}"), "status"));
        await (await child.Client.PostAsync($"{child.Url}/proposals/{id}/acceptance", new { })).IsProblemAsync(409, "proposal-expired");
        Assert.Equal(0, (await child.Client.OkAsync($"{child.Url}/proposals?open=true")).GetProperty("items").GetArrayLength());
        Assert.Equal(1, (await child.Client.OkAsync($"{child.Url}/proposals?status=Expired")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task A_change_after_it_was_seen_is_shown_beside_what_was_seen()
    {
        var (parent, child) = await app.FamilyAsync();
        var (campaign, id) = (Guid.NewGuid(), Guid.NewGuid());
        await DeliverAsync(parent, child, id, campaign, 1, "Première version");
        await child.Client.SendAsync(HttpMethod.Post, $"{child.Url}/proposals/{id}/seen");
        await DeliverAsync(parent, child, id, campaign, 3, "Troisième version");
        await DeliverAsync(parent, child, id, campaign, 2, "Deuxième version, en retard");
        var proposal = await child.Client.OkAsync($"{child.Url}/proposals/{id}");
        Assert.Equal(("Troisième version", "Première version"), (Text(proposal.GetProperty("action"), "title"), Text(proposal.GetProperty("before"), "title")));
        await (await child.Client.PostAsync($"{child.Url}/proposals/{id}/acceptance", new { sentVersion = 1 })).IsProblemAsync(409, "stale");
        await (await child.Client.PostAsync($"{child.Url}/proposals/{id}/acceptance", new { sentVersion = 3 })).JsonAsync();

        await DeliverAsync(parent, child, id, campaign, 4, "Après l’acceptation");
        Assert.Equal("Troisième version", Text((await child.Client.OkAsync($"{child.Url}/actions")).GetProperty("items")[0], "title"));
        Assert.Equal("Accepted", Text(await child.Client.OkAsync($"{child.Url}/proposals/{id}"), "status"));
    }

    [Fact]
    public async Task A_withdrawal_that_overtakes_its_proposal_wins()
    {
        var (parent, child) = await app.FamilyAsync();
        var (campaign, id) = (Guid.NewGuid(), Guid.NewGuid());
        await DeliverAsync(parent, child, id, campaign, 2, withdrawn: true);
        await DeliverAsync(parent, child, id, campaign, 1);
        Assert.Equal("Withdrawn", Text(await child.Client.OkAsync($"{child.Url}/proposals/{id}"), "status"));
        await (await child.Client.PostAsync($"{child.Url}/proposals/{id}/acceptance", new { })).IsProblemAsync(409, "proposal-closed");
    }

    [Fact]
    public async Task A_proposal_of_a_body_that_is_no_parent_changes_nothing()
    {
        var (parent, child) = await app.FamilyAsync();
        var stranger = await app.TownAsync("Inconnue", BodyKind.Epci);
        await DeliverAsync(stranger, child);
        Assert.Equal(0, (await child.Client.OkAsync($"{child.Url}/proposals")).GetProperty("items").GetArrayLength());

        // Nor can it take over the copy of a true parent.
        var (campaign, id) = (Guid.NewGuid(), Guid.NewGuid());
        await DeliverAsync(parent, child, id, campaign, 1, "De la vraie");
        await DeliverAsync(stranger, child, id, campaign, 9, "De la fausse");
        await DeliverAsync(stranger, child, id, campaign, 9, withdrawn: true);
        var proposal = await child.Client.OkAsync($"{child.Url}/proposals/{id}");
        Assert.Equal(("De la vraie", "Sent"), (Text(proposal.GetProperty("action"), "title"), Text(proposal, "status")));
    }

    [Fact]
    public async Task An_answer_of_another_child_or_an_old_or_doubled_one_changes_nothing()
    {
        var (parent, child) = await app.FamilyAsync();
        var other = await app.TownAsync("Allaire");
        var id = await parent.ProposeAsync(child);
        var campaign = (await parent.Client.OkAsync($"{parent.Url}/campaigns")).GetProperty("items")[0].GetProperty("id").GetGuid();
        ProposalAnswered Answer(Guid by, int version, ProposalStatus status) => new(parent.Body.Id, by, id, campaign, version, DateTime.UtcNow, status, null);
        await app.Bus.DeliverAsync(Answer(other.Body.Id, 5, ProposalStatus.Accepted));
        await app.Bus.DeliverAsync(Answer(child.Body.Id, 5, ProposalStatus.Withdrawn));
        await CountsAsync(parent, ("sent", 1), ("accepted", 0), ("withdrawn", 0));

        await app.Bus.DeliverAsync(Answer(child.Body.Id, 2, ProposalStatus.Adapted));
        await app.Bus.DeliverAsync(Answer(child.Body.Id, 2, ProposalStatus.Adapted));
        await app.Bus.DeliverAsync(Answer(child.Body.Id, 1, ProposalStatus.Seen));
        await app.Bus.DeliverAsync(Answer(child.Body.Id, 1, ProposalStatus.Declined));
        await CountsAsync(parent, ("adapted", 1), ("declined", 0), ("sent", 0), ("seen", 0), ("total", 1));
    }

    private async Task<Guid> DeliverAsync(Town parent, Town child, Guid? id = null, Guid? campaign = null, int version = 1, string title = "Réunir les services", DateOnly? expiresOn = null, bool withdrawn = false)
    {
        var proposal = id ?? Guid.NewGuid();
        await app.Bus.DeliverAsync(new ProposalDelivered(
            child.Body.Id, parent.Body.Id, proposal, campaign ?? Guid.NewGuid(), version, DateTime.UtcNow,
            new ProposedAction(title, "", ["1.1"], "M1", ["services"], null, null), "", expiresOn, withdrawn));
        return proposal;
    }

    /// <summary>Waits until the newest campaign has these counts.</summary>
    private static async Task<List<JsonElement>> CountsAsync(Town parent, params (string Name, int Count)[] expected)
    {
        var recipients = new List<JsonElement>();
        await Eventually.HoldsAsync(async () =>
        {
            var item = (await parent.Client.OkAsync($"{parent.Url}/campaigns")).GetProperty("items")[0];
            Assert.All(expected, e => Assert.Equal(e.Count, item.GetProperty("counts").GetProperty(e.Name).GetInt32()));
            var detail = await parent.Client.OkAsync($"{parent.Url}/campaigns/{item.GetProperty("id").GetGuid()}");
            recipients = [.. detail.GetProperty("recipients").GetProperty("items").EnumerateArray()];
        });
        return recipients;
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
