using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Plans.Tests;

public sealed class CampaignTests(PlansApp app) : IClassFixture<PlansApp>
{
    private static readonly object Action = new { title = "Présenter la démarche", objectives = new[] { "1.1" }, audiences = new[] { "elected" } };

    [Fact]
    public async Task An_own_action_is_proposed_to_every_child_that_has_joined()
    {
        var (parent, one) = await app.FamilyAsync();
        var two = await app.TownAsync("Allaire");
        await app.AttachAsync(parent.Body, two.Body, ShareLevel.Nothing);
        var waiting = await WaitingChildAsync(parent);
        var action = await parent.ActionAsync("Réunir les référents", ["1.2"]);
        var made = await (await parent.Client.PostAsync($"{parent.Url}/campaigns", new { actionId = action, toAll = true })).JsonAsync();
        Assert.Equal((2, 0), (made.GetProperty("sent").GetInt32(), made.GetProperty("waiting").GetInt32()));
        foreach (var child in new[] { one, two })
        {
            var proposal = await child.Client.OkAsync($"{child.Url}/proposals/{await child.WaitingProposalAsync()}");
            Assert.Equal("Réunir les référents", proposal.GetProperty("action").GetProperty("title").GetString());
        }

        var withAll = await (await parent.Client.PostAsync($"{parent.Url}/campaigns", new { action = Action, toAll = true, includeNotJoined = true })).JsonAsync();
        Assert.Equal((2, 1), (withAll.GetProperty("sent").GetInt32(), withAll.GetProperty("waiting").GetInt32()));
        Assert.NotEqual(Guid.Empty, waiting.Attachment);
    }

    [Fact]
    public async Task A_wrong_field_is_named()
    {
        var (parent, child) = await app.FamilyAsync();
        var stranger = await app.TownAsync("Inconnue");
        var action = await stranger.ActionAsync();
        var children = new[] { child.Body.Id };
        Task<HttpResponseMessage> Post(object body) => parent.Client.PostAsync($"{parent.Url}/campaigns", body);
        await (await Post(new { children })).NamesFieldAsync("action");
        await (await Post(new { actionId = action, children })).NamesFieldAsync("actionId");
        await (await Post(new { action = new { objectives = new[] { "1.1" } }, children })).NamesFieldAsync("action.title");
        await (await Post(new { action = new { title = "Réunir", objectives = new[] { "7.7" } }, children })).NamesFieldAsync("objectives");
        await (await Post(new { action = Action })).NamesFieldAsync("children");
        await (await Post(new { action = Action, children = new[] { child.Body.Id, stranger.Body.Id } })).NamesFieldAsync("children");
        await (await Post(new { action = Action, children, expiresOn = "2020-01-01" })).NamesFieldAsync("expiresOn");
        Assert.Equal(0, (await child.Client.OkAsync($"{child.Url}/proposals")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Only_its_own_people_see_or_make_a_body_s_campaigns()
    {
        var (parent, child) = await app.FamilyAsync(ShareLevel.Read);
        await parent.ProposeAsync(child);
        var id = (await parent.Client.OkAsync($"{parent.Url}/campaigns")).GetProperty("items")[0].GetProperty("id").GetGuid();
        await (await child.Client.GetAsync($"{parent.Url}/campaigns")).IsProblemAsync(404, "not-found");
        await (await child.Client.GetAsync($"{parent.Url}/campaigns/{id}")).IsProblemAsync(404, "not-found");
        await (await child.Client.GetAsync($"{child.Url}/campaigns/{id}")).IsProblemAsync(404, "not-found");
        await (await child.Client.SendAsync(HttpMethod.Post, $"{child.Url}/campaigns/{id}/withdrawal")).IsProblemAsync(404, "not-found");
        await (await child.Client.PostAsync($"{parent.Url}/campaigns", new { action = Action, toAll = true })).IsProblemAsync(404, "not-found");
        var reader = app.As(await app.PersonAsync(parent.Body, Role.Reader));
        await reader.OkAsync($"{parent.Url}/campaigns/{id}");
        await (await reader.PostAsync($"{parent.Url}/campaigns", new { action = Action, toAll = true })).IsProblemAsync(403, "not-allowed");
        await (await reader.SendAsync(HttpMethod.Post, $"{parent.Url}/campaigns/{id}/withdrawal")).IsProblemAsync(403, "not-allowed");
    }

    [Fact]
    public async Task What_was_proposed_to_a_child_that_had_not_joined_arrives_when_it_does()
    {
        var parent = await app.TownAsync("Redon Agglomération", BodyKind.Epci);
        var (child, attachment) = await WaitingChildAsync(parent);
        await (await parent.Client.PostAsync($"{parent.Url}/campaigns", new { action = Action, children = new[] { child.Body.Id } })).JsonAsync();
        Assert.Equal(0, (await child.Client.OkAsync($"{child.Url}/proposals")).GetProperty("items").GetArrayLength());
        Assert.Equal("WaitingForAccession", Text((await RecipientsAsync(parent))[0], "status"));

        // Refused by one, or a late word of an older state: nothing is sent.
        await TellAsync(parent, child, attachment, 4, AttachmentState.ProposedByParent);
        await TellAsync(parent, child, attachment, 3, AttachmentState.Accepted);
        Assert.Equal("WaitingForAccession", Text((await RecipientsAsync(parent))[0], "status"));

        await TellAsync(parent, child, attachment, 5, AttachmentState.Accepted);
        await TellAsync(parent, child, attachment, 5, AttachmentState.Accepted);
        await child.WaitingProposalAsync();
        Assert.Equal(1, (await child.Client.OkAsync($"{child.Url}/proposals")).GetProperty("items").GetArrayLength());
        Assert.Equal("Sent", Text((await RecipientsAsync(parent))[0], "status"));
    }

    [Fact]
    public async Task A_withdrawn_campaign_is_taken_back_where_it_was_not_answered()
    {
        var (parent, one) = await app.FamilyAsync();
        var two = await app.TownAsync("Allaire");
        await app.AttachAsync(parent.Body, two.Body, ShareLevel.Nothing);
        var (waiting, attachment) = await WaitingChildAsync(parent);
        var id = await parent.Client.CreatedAsync($"{parent.Url}/campaigns", new { action = Action, toAll = true, includeNotJoined = true });
        var (first, second) = (await one.WaitingProposalAsync(), await two.WaitingProposalAsync());
        await (await one.Client.PostAsync($"{one.Url}/proposals/{first}/acceptance", new { })).JsonAsync();
        await Eventually.HoldsAsync(async () => Assert.Equal(1, (await CountsAsync(parent, id)).GetProperty("accepted").GetInt32()));

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => parent.Client.SendAsync(HttpMethod.Post, $"{parent.Url}/campaigns/{id}/withdrawal")));
        Assert.Single(answers, a => a.IsSuccessStatusCode);
        await answers.First(a => !a.IsSuccessStatusCode).IsProblemAsync(409, "campaign-withdrawn");
        await Eventually.HoldsAsync(async () => Assert.Equal("Withdrawn", Text(await two.Client.OkAsync($"{two.Url}/proposals/{second}"), "status")));
        await (await two.Client.PostAsync($"{two.Url}/proposals/{second}/acceptance", new { })).IsProblemAsync(409, "proposal-closed");
        Assert.Equal("Accepted", Text(await one.Client.OkAsync($"{one.Url}/proposals/{first}"), "status"));
        var counts = await CountsAsync(parent, id);
        Assert.Equal((1, 2, 0), (counts.GetProperty("accepted").GetInt32(), counts.GetProperty("withdrawn").GetInt32(), counts.GetProperty("waitingForAccession").GetInt32()));

        await TellAsync(parent, waiting, attachment, 2, AttachmentState.Accepted);
        Assert.Equal(0, (await waiting.Client.OkAsync($"{waiting.Url}/proposals")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task An_answer_that_crossed_the_withdrawal_stands()
    {
        var (parent, child) = await app.FamilyAsync();
        var proposal = await parent.ProposeAsync(child);
        var id = (await parent.Client.OkAsync($"{parent.Url}/campaigns")).GetProperty("items")[0].GetProperty("id").GetGuid();
        await (await parent.Client.SendAsync(HttpMethod.Post, $"{parent.Url}/campaigns/{id}/withdrawal")).JsonAsync();
        await app.Bus.DeliverAsync(new ProposalAnswered(parent.Body.Id, child.Body.Id, proposal, id, 1, DateTime.UtcNow, ProposalStatus.Seen, null));
        Assert.Equal(1, (await CountsAsync(parent, id)).GetProperty("withdrawn").GetInt32());
        await app.Bus.DeliverAsync(new ProposalAnswered(parent.Body.Id, child.Body.Id, proposal, id, 2, DateTime.UtcNow, ProposalStatus.Accepted, null));
        var counts = await CountsAsync(parent, id);
        Assert.Equal((1, 0), (counts.GetProperty("accepted").GetInt32(), counts.GetProperty("withdrawn").GetInt32()));
    }

    [Fact]
    public async Task An_unanswered_campaign_past_its_date_is_expired()
    {
        var (parent, child) = await app.FamilyAsync();
        await parent.ProposeAsync(child, PlansDb.DayOf(DateTime.UtcNow));
        var id = (await parent.Client.OkAsync($"{parent.Url}/campaigns")).GetProperty("items")[0].GetProperty("id").GetGuid();
        Assert.Equal(0, (await CountsAsync(parent, id)).GetProperty("expired").GetInt32());
        await app.InScopeAsync(parent.Body.Id, async db =>
        {
            db.Entry(await db.Campaigns.SingleAsync(c => c.Id == id)).Property(c => c.ExpiresOn).CurrentValue = PlansDb.DayOf(DateTime.UtcNow.AddDays(-1));
            return await db.SaveChangesAsync();
        });
        var counts = await CountsAsync(parent, id);
        Assert.Equal((1, 0), (counts.GetProperty("expired").GetInt32(), counts.GetProperty("sent").GetInt32()));
        Assert.Equal("Expired", Text((await RecipientsAsync(parent))[0], "status"));
    }

    [Fact]
    public async Task Recipients_come_by_name_page_by_page_and_by_status()
    {
        var parent = await app.TownAsync("Redon Agglomération", BodyKind.Epci);
        foreach (var name in new[] { "Théhillac", "Allaire", "Étel", "Béganne", "Saint-Dolay" })
        {
            await app.AttachAsync(parent.Body, await app.BodyAsync(name), ShareLevel.Nothing);
        }

        var id = await parent.Client.CreatedAsync($"{parent.Url}/campaigns", new { action = Action, toAll = true });
        var names = new List<string>();
        for (string? next = ""; next is not null;)
        {
            var page = (await parent.Client.OkAsync($"{parent.Url}/campaigns/{id}?size=2&after={next}")).GetProperty("recipients");
            names.AddRange(page.GetProperty("items").EnumerateArray().Select(r => Text(r, "name")!));
            next = page.GetProperty("next").GetString();
        }

        Assert.Equal(["Allaire", "Béganne", "Étel", "Saint-Dolay", "Théhillac"], names);
        Assert.Equal(5, (await parent.Client.OkAsync($"{parent.Url}/campaigns/{id}?status=Sent")).GetProperty("recipients").GetProperty("items").GetArrayLength());
        Assert.Equal(0, (await parent.Client.OkAsync($"{parent.Url}/campaigns/{id}?status=Declined")).GetProperty("recipients").GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task After_any_sequence_of_answers_the_kept_counts_are_those_of_the_recipients()
    {
        var parent = await app.TownAsync("Redon Agglomération", BodyKind.Epci);
        var children = new List<Town>();
        for (var n = 0; n < 8; n++)
        {
            var child = await app.TownAsync($"Commune {n}");
            await app.AttachAsync(parent.Body, child.Body, ShareLevel.Nothing);
            children.Add(child);
        }

        var id = await parent.Client.CreatedAsync($"{parent.Url}/campaigns", new { action = Action, toAll = true });
        var proposals = await app.InScopeAsync(parent.Body.Id, db => db.Recipients.Where(r => r.CampaignId == id).ToDictionaryAsync(r => r.ChildId, r => r.Id));
        var random = new Random(20261123);
        ProposalStatus[] statuses = [ProposalStatus.Seen, ProposalStatus.Accepted, ProposalStatus.Adapted, ProposalStatus.Declined, ProposalStatus.AlreadyDone];
        for (var step = 0; step < 150; step++)
        {
            var child = children[random.Next(children.Count)].Body.Id;
            await app.Bus.DeliverAsync(new ProposalAnswered(parent.Body.Id, child, proposals[child], id, random.Next(1, 12), DateTime.UtcNow, statuses[random.Next(statuses.Length)], null));
            if (step == 75)
            {
                await (await parent.Client.SendAsync(HttpMethod.Post, $"{parent.Url}/campaigns/{id}/withdrawal")).JsonAsync();
            }
        }

        var counts = await CountsAsync(parent, id);
        var live = await app.InScopeAsync(parent.Body.Id, async db => (await db.Recipients.Where(r => r.CampaignId == id).ToListAsync()).CountBy(r => r.Status).ToDictionary());
        Assert.All(
            Enum.GetValues<ProposalStatus>().Where(s => s != ProposalStatus.Expired),
            s => Assert.Equal(live.GetValueOrDefault(s), counts.GetProperty(JsonNamingPolicy.CamelCase.ConvertName(s.ToString())).GetInt32()));
        Assert.Equal(8, counts.GetProperty("total").GetInt32());
    }

    private async Task<(Town Child, Guid Attachment)> WaitingChildAsync(Town parent)
    {
        var (child, attachment) = (await app.TownAsync("Peillac"), Guid.CreateVersion7());
        await TellAsync(parent, child, attachment, 1, AttachmentState.ProposedByParent);
        return (child, attachment);
    }

    private Task TellAsync(Town parent, Town child, Guid attachment, int version, AttachmentState state) =>
        app.TellAsync(new AttachmentChanged(attachment, version, DateTime.UtcNow, parent.Body.Id, child.Body.Id, AttachmentNature.Epci, state));

    private static async Task<JsonElement> CountsAsync(Town parent, Guid campaign) => (await parent.Client.OkAsync($"{parent.Url}/campaigns/{campaign}")).GetProperty("counts");

    private static async Task<List<JsonElement>> RecipientsAsync(Town parent)
    {
        var id = (await parent.Client.OkAsync($"{parent.Url}/campaigns")).GetProperty("items")[0].GetProperty("id").GetGuid();
        return [.. (await parent.Client.OkAsync($"{parent.Url}/campaigns/{id}")).GetProperty("recipients").GetProperty("items").EnumerateArray()];
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
