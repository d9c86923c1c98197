using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Plans.Tests;

/// <summary>Proposals in depth: versions, reminders, plan models, and what goes up and sideways.</summary>
public sealed class CascadeTests(PlansApp app) : IClassFixture<PlansApp>
{
    private static readonly object Action = new { title = "Présenter la démarche", description = "En dix minutes.", objectives = new[] { "1.1" }, audiences = new[] { "elected" } };

    [Fact]
    public async Task A_change_after_it_was_seen_is_shown_as_a_difference_with_what_was_seen()
    {
        var (parent, child) = await app.FamilyAsync();
        var campaign = await CampaignAsync(parent, child);
        var proposal = await child.WaitingProposalAsync();
        var url = $"{child.Url}/proposals/{proposal}";
        await EditAsync(parent, campaign, 1, new { title = "Présenter la démarche au conseil", description = "En dix minutes.", objectives = new[] { "1.1" }, audiences = new[] { "elected" } });
        await VersionAsync(child, proposal, 2);
        Assert.Equal(0, (await child.Client.OkAsync(url)).GetProperty("differences").GetArrayLength());

        await child.Client.SendAsync(HttpMethod.Post, $"{url}/seen");
        await EditAsync(parent, campaign, 2, new { title = "Réunir le conseil", description = "En dix minutes.", objectives = new[] { "1.1" }, audiences = new[] { "elected" } });
        await EditAsync(parent, campaign, 3, new { title = "Réunir le conseil", description = "En cinq minutes.", objectives = new[] { "1.1", "1.2" }, audiences = new[] { "elected" } });
        await VersionAsync(child, proposal, 4);
        var differences = (await child.Client.OkAsync(url)).GetProperty("differences").EnumerateArray().Select(d => (Text(d, "field"), Text(d, "before"), Text(d, "after"))).ToList();
        Assert.Equal([("title", "Présenter la démarche au conseil", "Réunir le conseil"), ("description", "En dix minutes.", "En cinq minutes."), ("objectives", "1.1", "1.1 1.2")], differences);
        await (await child.Client.PostAsync($"{url}/acceptance", new { sentVersion = 2 })).IsProblemAsync(409, "stale");
    }

    [Fact]
    public async Task An_adapted_action_is_never_written_over_and_takes_over_what_its_people_choose()
    {
        var (parent, child) = await app.FamilyAsync();
        var campaign = await CampaignAsync(parent, child);
        var proposal = await child.WaitingProposalAsync();
        var action = (await (await child.Client.PostAsync($"{child.Url}/proposals/{proposal}/acceptance", new { title = "Notre façon de présenter" })).JsonAsync()).GetProperty("actionId").GetGuid();
        await EditAsync(parent, campaign, 1, new { title = "Présenter aux élus", description = "En dix minutes.", objectives = new[] { "1.1" }, audiences = new[] { "elected" }, endsOn = "2027-06-30" });
        await VersionAsync(child, proposal, 2);
        var own = await child.Client.OkAsync($"{child.Url}/actions/{action}");
        Assert.Equal(("Notre façon de présenter", 1), (Text(own, "title"), own.GetProperty("version").GetInt32()));
        Assert.Equal(["title", "endsOn"], await LeftAsync(child, proposal));

        var url = $"{child.Url}/proposals/{proposal}/changes";
        await (await child.Client.PostAsync(url, new { field = "mean", take = true })).NamesFieldAsync("field");
        await (await child.Client.PostAsync(url, new { field = "endsOn", take = true, sentVersion = 1 })).IsProblemAsync(409, "stale");
        await (await child.Client.PostAsync(url, new { field = "endsOn", take = true, sentVersion = 2 })).JsonAsync();
        await (await child.Client.PostAsync(url, new { field = "title", take = false })).JsonAsync();
        own = await child.Client.OkAsync($"{child.Url}/actions/{action}");
        Assert.Equal(("Notre façon de présenter", "2027-06-30"), (Text(own, "title"), Text(own, "endsOn")));
        Assert.Empty(await LeftAsync(child, proposal));
    }

    [Fact]
    public async Task A_change_needs_the_version_that_was_sent_and_not_a_stale_one()
    {
        var (parent, child) = await app.FamilyAsync();
        var campaign = await CampaignAsync(parent, child);
        await (await parent.Client.SendAsync(HttpMethod.Put, $"{parent.Url}/campaigns/{campaign}", new { action = Action })).IsProblemAsync(428, "version-required");
        await EditAsync(parent, campaign, 1, Action);
        await (await parent.Client.SendAsync(HttpMethod.Put, $"{parent.Url}/campaigns/{campaign}", new { action = Action }, 1)).IsProblemAsync(409, "stale");
        await (await parent.Client.SendAsync(HttpMethod.Put, $"{parent.Url}/campaigns/{campaign}", new { action = new { title = "Autre", objectives = new[] { "9.9" } } }, 2)).NamesFieldAsync("objectives");
    }

    [Fact]
    public async Task Those_who_have_not_answered_are_reminded_once_in_seven_days_by_mail_and_on_their_day()
    {
        app.Hear<MembersMailRequested>();
        var (parent, child) = await app.FamilyAsync();
        var done = await app.TownAsync("Allaire");
        await app.AttachAsync(parent.Body, done.Body, ShareLevel.Nothing);
        var campaign = await CampaignAsync(parent, child, done);
        var (open, answered) = (await child.WaitingProposalAsync(), await done.WaitingProposalAsync());
        await (await done.Client.PostAsync($"{done.Url}/proposals/{answered}/decline", new { reason = "Pas cette année" })).JsonAsync();
        await Eventually.HoldsAsync(async () => Assert.Equal(1, (await parent.Client.OkAsync($"{parent.Url}/campaigns/{campaign}")).GetProperty("counts").GetProperty("declined").GetInt32()));
        Assert.Equal(1, (await parent.Client.OkAsync($"{parent.Url}/campaigns/{campaign}")).GetProperty("toRemind").GetInt32());

        await (await parent.Client.PostAsync($"{parent.Url}/campaigns/{campaign}/reminder", new { children = new[] { Guid.NewGuid() } })).NamesFieldAsync("children");
        var said = await (await parent.Client.PostAsync($"{parent.Url}/campaigns/{campaign}/reminder", new { })).JsonAsync();
        Assert.Equal(1, said.GetProperty("reminded").GetInt32());
        await Eventually.HoldsAsync(async () => Assert.NotNull(Text((await child.Client.OkAsync($"{child.Url}/today")).GetProperty("proposals")[0], "remindedAt")));
        await Eventually.HoldsAsync(() => { Assert.Single(app.Sent<MembersMailRequested>(), m => m.TenantId == child.Body.Id); return Task.CompletedTask; });
        await (await parent.Client.PostAsync($"{parent.Url}/campaigns/{campaign}/reminder", new { })).IsProblemAsync(409, "reminder-too-soon");

        // Another proposal's reminder shows, and makes no second mail that week.
        var other = await CampaignAsync(parent, child);
        await Eventually.HoldsAsync(async () => Assert.Equal(2, (await child.Client.OkAsync($"{child.Url}/proposals?open=true")).GetProperty("items").GetArrayLength()));
        await (await parent.Client.PostAsync($"{parent.Url}/campaigns/{other}/reminder", new { })).JsonAsync();
        await Eventually.HoldsAsync(async () => Assert.All((await child.Client.OkAsync($"{child.Url}/proposals?open=true")).GetProperty("items").EnumerateArray(), p => Assert.NotNull(Text(p, "remindedAt"))));
        Assert.Single(app.Sent<MembersMailRequested>(), m => m.TenantId == child.Body.Id);
        Assert.DoesNotContain(app.Sent<MembersMailRequested>(), m => m.TenantId == done.Body.Id);
        Assert.NotEqual(Guid.Empty, open);
    }

    [Fact]
    public async Task Those_to_chase_come_with_what_is_known_of_them()
    {
        var (parent, child) = await app.FamilyAsync();
        var campaign = await CampaignAsync(parent, child);
        var proposal = await child.WaitingProposalAsync();
        await child.Client.SendAsync(HttpMethod.Post, $"{child.Url}/proposals/{proposal}/seen");
        await Eventually.HoldsAsync(async () =>
        {
            var one = Assert.Single((await parent.Client.OkAsync($"{parent.Url}/campaigns/{campaign}")).GetProperty("chase").EnumerateArray());
            Assert.Equal(("Béganne", "Seen"), (Text(one, "name"), Text(one, "status")));
            Assert.NotNull(Text(one, "seenAt"));
        });
    }

    [Fact]
    public async Task Of_a_plan_model_a_child_picks_what_it_takes()
    {
        var (parent, child) = await app.FamilyAsync();
        var own = await parent.ActionAsync("Ouvrir les arrêts de car", ["2.1"]);
        var model = await parent.Client.CreatedAsync($"{parent.Url}/models", new { name = "Bien démarrer", objectives = new[] { "1.1", "1.2" }, actions = new[] { Action }, fromActions = new[] { own } });
        await parent.Client.CreatedAsync($"{parent.Url}/campaigns", new { modelId = model, children = new[] { child.Body.Id } });
        var proposal = await child.WaitingProposalAsync();
        var url = $"{child.Url}/proposals/{proposal}";
        var shown = await child.Client.OkAsync(url);
        Assert.Equal(["Présenter la démarche", "Ouvrir les arrêts de car"], shown.GetProperty("parts").EnumerateArray().Select(p => Text(p, "title")));
        await (await child.Client.PostAsync($"{url}/acceptance", new { })).IsProblemAsync(409, "proposal-is-a-model");
        await (await child.Client.PostAsync($"{url}/parts", new { actions = new[] { 2 } })).NamesFieldAsync("actions");
        await (await child.Client.PostAsync($"{url}/parts", new { actions = Array.Empty<int>(), objectives = Array.Empty<string>() })).NamesFieldAsync("actions");
        await (await child.Client.PostAsync($"{url}/parts", new { objectives = new[] { "3.3" } })).NamesFieldAsync("objectives");

        var answer = await (await child.Client.PostAsync($"{url}/parts", new { actions = Array.Empty<int>(), done = new[] { 1 }, objectives = new[] { "1.2" } })).JsonAsync();
        Assert.Equal(("Adapted", 1), (Text(answer, "status"), answer.GetProperty("actionIds").GetArrayLength()));
        var action = await child.Client.OkAsync($"{child.Url}/actions/{answer.GetProperty("actionIds")[0].GetGuid()}");
        Assert.Equal(("Ouvrir les arrêts de car", "Done", "Redon Agglomération"), (Text(action, "title"), Text(action, "state"), Text(action.GetProperty("proposedBy"), "name")));
        var plan = await child.Client.OkAsync($"{child.Url}/plan");
        Assert.Equal(["1.2"], plan.GetProperty("objectives").EnumerateArray().Where(o => o.GetProperty("declared").GetBoolean()).Select(o => Text(o, "code")));
        Assert.Equal("Ouvrir les arrêts de car", Text((await child.Client.OkAsync(url)).GetProperty("actions")[0], "title"));
        await (await child.Client.PostAsync($"{url}/parts", new { })).IsProblemAsync(409, "proposal-closed");
    }

    [Fact]
    public async Task A_model_is_changed_deleted_and_brought_back_by_its_own_people_alone()
    {
        var (parent, child) = await app.FamilyAsync(ShareLevel.ReadAndComment);
        var id = await parent.Client.CreatedAsync($"{parent.Url}/models", new { name = "Bien démarrer", objectives = new[] { "1.1" } });
        var url = $"{parent.Url}/models/{id}";
        await (await child.Client.GetAsync(url)).IsProblemAsync(404, "not-found");
        await (await parent.Client.PostAsync($"{parent.Url}/models", new { name = "Vide" })).NamesFieldAsync("actions");
        await (await parent.Client.PostAsync($"{parent.Url}/models", new { name = "D’ailleurs", fromActions = new[] { await child.ActionAsync() } })).NamesFieldAsync("fromActions");
        await (await parent.Client.SendAsync(HttpMethod.Put, url, new { name = "Bien démarrer", objectives = new[] { "1.2" } }, 9)).IsProblemAsync(409, "stale");
        await (await parent.Client.SendAsync(HttpMethod.Put, url, new { name = "Bien démarrer ici", objectives = new[] { "1.2" } }, 1)).JsonAsync();
        Assert.Equal(204, (int)(await parent.Client.SendAsync(HttpMethod.Delete, url, null, 2)).StatusCode);
        await (await parent.Client.GetAsync(url)).IsProblemAsync(404, "not-found");
        await (await parent.Client.SendAsync(HttpMethod.Post, $"{url}/restoration")).JsonAsync();
        Assert.Equal("Bien démarrer ici", Text((await parent.Client.OkAsync($"{parent.Url}/models")).GetProperty("items")[0], "name"));
    }

    [Fact]
    public async Task What_a_commune_did_goes_up_and_with_its_consent_to_its_neighbours_and_no_further()
    {
        var (parent, child) = await app.FamilyAsync(ShareLevel.Nothing);
        var (neighbour, department) = (await app.TownAsync("Allaire"), await app.TownAsync("Morbihan", BodyKind.Departement));
        await app.AttachAsync(parent.Body, neighbour.Body, ShareLevel.Nothing);
        await app.AttachAsync(department.Body, parent.Body, ShareLevel.Nothing);
        var action = await child.ActionAsync("Compter les bancs publics", ["2.1"]);
        await (await child.Client.PostAsync($"{child.Url}/actions/{action}/offers", new { parents = new[] { department.Body.Id } })).NamesFieldAsync("parents");
        await (await child.Client.PostAsync($"{child.Url}/actions/{action}/offers", new { parents = new[] { parent.Body.Id }, message = "Une après-midi a suffi.", mayBeRelayed = true })).JsonAsync();
        await (await child.Client.PostAsync($"{child.Url}/actions/{action}/offers", new { parents = new[] { parent.Body.Id } })).IsProblemAsync(409, "already-offered");
        var offer = await OfferAsync(parent);
        Assert.Equal(("Compter les bancs publics", "Béganne"), (Text(offer.GetProperty("action"), "title"), Text(offer.GetProperty("from"), "name")));

        var url = $"{parent.Url}/received-offers/{offer.GetProperty("id").GetGuid()}";
        await (await neighbour.Client.SendAsync(HttpMethod.Post, $"{neighbour.Url}/received-offers/{offer.GetProperty("id").GetGuid()}/adoption")).IsProblemAsync(404, "not-found");
        var adopted = (await (await parent.Client.SendAsync(HttpMethod.Post, $"{url}/adoption")).JsonAsync()).GetProperty("actionId").GetGuid();
        await (await parent.Client.PostAsync($"{parent.Url}/actions/{adopted}/offers", new { parents = new[] { department.Body.Id } })).IsProblemAsync(409, "not-yours-to-offer");
        await (await parent.Client.PostAsync($"{url}/relay", new { message = "À reprendre sans modération." })).JsonAsync();
        var proposal = await neighbour.WaitingProposalAsync();
        var relayed = await neighbour.Client.OkAsync($"{neighbour.Url}/proposals/{proposal}");
        Assert.Contains("Béganne", Text(relayed, "message"), StringComparison.Ordinal);
        Assert.Equal(0, (await child.Client.OkAsync($"{child.Url}/proposals")).GetProperty("items").GetArrayLength());
        var taken = (await (await neighbour.Client.PostAsync($"{neighbour.Url}/proposals/{proposal}/acceptance", new { })).JsonAsync()).GetProperty("actionId").GetGuid();
        await (await neighbour.Client.PostAsync($"{neighbour.Url}/actions/{taken}/offers", new { parents = new[] { parent.Body.Id } })).IsProblemAsync(409, "not-yours-to-offer");
        await Eventually.HoldsAsync(async () => Assert.Equal("Relayed", Text((await child.Client.OkAsync($"{child.Url}/actions/{action}/offers")).GetProperty("offers")[0], "status")));
    }

    [Fact]
    public async Task An_offer_without_consent_is_not_relayed_and_one_taken_back_is_emptied_with_its_relay()
    {
        var (parent, child) = await app.FamilyAsync();
        var neighbour = await app.TownAsync("Allaire");
        await app.AttachAsync(parent.Body, neighbour.Body, ShareLevel.Nothing);
        var silent = await child.ActionAsync("Entre nous");
        await (await child.Client.PostAsync($"{child.Url}/actions/{silent}/offers", new { parents = new[] { parent.Body.Id } })).JsonAsync();
        var first = await OfferAsync(parent);
        await (await parent.Client.PostAsync($"{parent.Url}/received-offers/{first.GetProperty("id").GetGuid()}/relay", new { })).IsProblemAsync(409, "not-to-be-relayed");

        var action = await child.ActionAsync("Compter les bancs publics");
        var id = (await (await child.Client.PostAsync($"{child.Url}/actions/{action}/offers", new { parents = new[] { parent.Body.Id }, mayBeRelayed = true })).JsonAsync()).GetProperty("offerIds")[0].GetGuid();
        await Eventually.HoldsAsync(async () => Assert.Equal(200, (int)(await parent.Client.PostAsync($"{parent.Url}/received-offers/{id}/relay", new { })).StatusCode));
        var proposal = await neighbour.WaitingProposalAsync();
        await (await child.Client.SendAsync(HttpMethod.Post, $"{child.Url}/offers/{id}/withdrawal")).JsonAsync();
        await Eventually.HoldsAsync(async () => Assert.Equal("Withdrawn", Text(await neighbour.Client.OkAsync($"{neighbour.Url}/proposals/{proposal}"), "status")));
        var kept = await app.InScopeAsync(parent.Body.Id, db => db.ReceivedOffers.SingleAsync(o => o.Id == id));
        Assert.Equal(("", "", OfferStatus.Withdrawn), (kept.Content, kept.Title, kept.Status));
        await (await parent.Client.SendAsync(HttpMethod.Post, $"{parent.Url}/received-offers/{id}/adoption")).IsProblemAsync(409, "offer-withdrawn");
    }

    [Fact]
    public async Task Forged_letters_change_nothing()
    {
        var (parent, child) = await app.FamilyAsync();
        var stranger = await app.TownAsync("Inconnue");
        var proposed = new ProposedAction("Faux", "", ["1.1"], null, ["services"], null, null);
        await app.Bus.DeliverAsync(new ModelDelivered(child.Body.Id, stranger.Body.Id, Guid.NewGuid(), Guid.NewGuid(), 1, DateTime.UtcNow, "Faux modèle", "", [proposed], ["1.1"], "", null));
        await app.Bus.DeliverAsync(new ActionOffered(parent.Body.Id, stranger.Body.Id, Guid.NewGuid(), 1, DateTime.UtcNow, proposed, "", true));
        Assert.Equal(0, (await child.Client.OkAsync($"{child.Url}/proposals")).GetProperty("items").GetArrayLength());
        Assert.Equal(0, (await parent.Client.OkAsync($"{parent.Url}/received-offers")).GetProperty("items").GetArrayLength());

        var proposal = await parent.ProposeAsync(child);
        var campaign = (await parent.Client.OkAsync($"{parent.Url}/campaigns")).GetProperty("items")[0].GetProperty("id").GetGuid();
        await app.Bus.DeliverAsync(new ProposalReminded(child.Body.Id, stranger.Body.Id, proposal, campaign, DateTime.UtcNow));
        Assert.Null(Text(await child.Client.OkAsync($"{child.Url}/proposals/{proposal}"), "remindedAt"));
    }

    private static async Task<Guid> CampaignAsync(Town parent, params Town[] children)
    {
        var id = await parent.Client.CreatedAsync($"{parent.Url}/campaigns", new { action = Action, children = children.Select(c => c.Body.Id) });
        foreach (var child in children)
        {
            await child.WaitingProposalAsync();
        }

        return id;
    }

    private static async Task EditAsync(Town parent, Guid campaign, int version, object action) =>
        await (await parent.Client.SendAsync(HttpMethod.Put, $"{parent.Url}/campaigns/{campaign}", new { action }, version)).JsonAsync();

    private static Task VersionAsync(Town child, Guid proposal, int version) =>
        Eventually.HoldsAsync(async () => Assert.Equal(version, (await child.Client.OkAsync($"{child.Url}/proposals/{proposal}")).GetProperty("sentVersion").GetInt32()));

    private static async Task<List<string?>> LeftAsync(Town child, Guid proposal) =>
        [.. (await child.Client.OkAsync($"{child.Url}/proposals/{proposal}")).GetProperty("differences").EnumerateArray().Select(d => Text(d, "field"))];

    private static async Task<JsonElement> OfferAsync(Town parent)
    {
        var offer = default(JsonElement);
        await Eventually.HoldsAsync(async () =>
        {
            var items = (await parent.Client.OkAsync($"{parent.Url}/received-offers")).GetProperty("items");
            Assert.NotEqual(0, items.GetArrayLength());
            offer = items[0].Clone();
        });
        return offer;
    }

    private static string? Text(JsonElement of, string name) => of.GetProperty(name).GetString();
}
