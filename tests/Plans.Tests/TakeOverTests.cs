using OpenDataAnimation.Contracts;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Plans.Tests;

/// <summary>Someone hands over: what they piloted in the plan is the other's.</summary>
public sealed class TakeOverTests(PlansApp app) : IClassFixture<PlansApp>
{
    [Fact]
    public async Task Actions_and_the_plan_pass_to_the_other_and_others_keep_theirs()
    {
        var town = await app.TownAsync();
        var (leaver, heir, third) = (await app.PersonAsync(town.Body, Role.Contributor), await app.PersonAsync(town.Body, Role.Contributor), await app.PersonAsync(town.Body, Role.Contributor));
        var (shared, own, deleted) = (await town.ActionAsync(pilots: [leaver.Id, third.Id]), await town.ActionAsync(pilots: [leaver.Id, heir.Id]), await town.ActionAsync(pilots: leaver.Id));
        Assert.True((await town.Client.SendAsync(HttpMethod.Delete, $"{town.Url}/actions/{deleted}", version: 1)).IsSuccessStatusCode);
        Assert.True((await town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/plan", new { state = "Draft", leadId = leaver.Id }, 0)).IsSuccessStatusCode);

        var message = new MemberHandedOver(town.Body.Id, leaver.Id, heir.Id, town.Lead.Id, DateTime.UtcNow);
        await app.Bus.DeliverAsync(message);
        await app.Bus.DeliverAsync(message);

        Assert.Equal([heir.Id, third.Id], await PilotsAsync(town, shared));
        Assert.Equal([heir.Id], await PilotsAsync(town, own));
        Assert.True((await town.Client.SendAsync(HttpMethod.Post, $"{town.Url}/actions/{deleted}/restoration")).IsSuccessStatusCode);
        Assert.Equal([heir.Id], await PilotsAsync(town, deleted));
        Assert.Equal(heir.Id, (await town.Client.OkAsync($"{town.Url}/plan")).GetProperty("lead").GetProperty("id").GetGuid());
        Assert.True((await app.As(heir).SendAsync(HttpMethod.Post, $"{town.Url}/actions/{shared}/state", new { state = "Done" }, 2)).IsSuccessStatusCode);
        await (await app.As(leaver).SendAsync(HttpMethod.Post, $"{town.Url}/actions/{shared}/state", new { state = "Paused" }, 3)).IsProblemAsync(403, "not-allowed");
    }

    [Fact]
    public async Task A_message_about_someone_who_is_not_of_the_body_changes_nothing()
    {
        var (town, other) = (await app.TownAsync(), await app.TownAsync("Allaire"));
        var action = await town.ActionAsync(pilots: town.Lead.Id);
        await app.Bus.DeliverAsync(new MemberHandedOver(town.Body.Id, town.Lead.Id, other.Lead.Id, other.Lead.Id, DateTime.UtcNow));
        Assert.Equal([town.Lead.Id], await PilotsAsync(town, action));
    }

    private static async Task<IEnumerable<Guid>> PilotsAsync(Town town, Guid action) =>
        [.. (await town.Client.OkAsync($"{town.Url}/actions/{action}")).GetProperty("pilots").EnumerateArray().Select(p => p.GetProperty("id").GetGuid())];
}
