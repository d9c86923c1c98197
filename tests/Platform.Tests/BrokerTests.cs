using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Platform.Tests;

/// <summary>Two hosts that share nothing but RabbitMQ.</summary>
[Trait("Category", "RabbitMq")]
public sealed class BrokerTests
{
    private readonly Guid _epci = Guid.CreateVersion7(), _commune = Guid.CreateVersion7();

    [RabbitFact]
    public async Task A_message_crosses_from_one_host_to_the_other_and_acts_once()
    {
        var settings = new Dictionary<string, string?> { ["ConnectionStrings:rabbitmq"] = RabbitFactAttribute.Address };
        await using var sender = await Probe.StartAsync("probe-a", settings: settings);
        await using var receiver = await Probe.StartAsync("probe-b", settings: settings);
        // Until its queues are declared a host hears nothing; it asks to be filled after that.
        await receiver.App.Services.GetRequiredService<Messaging.ITransport>().ReadyAsync(default);

        await sender.InScopeAsync(_epci, db =>
        {
            db.Send(new ProposalDelivered(_commune, _epci, Guid.CreateVersion7(), Guid.CreateVersion7(), 1, DateTime.UtcNow, new ProposedAction("Traverse", "", ["1.1"], null, [], null, null), "", null));
            return db.SaveChangesAsync();
        });

        await Eventually.HoldsAsync(async () => Assert.Equal(["Traverse"], await receiver.TitlesAsync(_commune)));
        // The sender consumes this message too: each service has a queue of its own.
        await Eventually.HoldsAsync(async () => Assert.Equal(["Traverse"], await sender.TitlesAsync(_commune)));
        await Eventually.HoldsAsync(async () => Assert.Equal(0, await sender.WithoutScopeAsync(db => db.Outbox.CountAsync(m => m.Type == nameof(ProposalDelivered)))));
    }

    [RabbitFact]
    public async Task What_fails_behind_the_broker_waits_in_the_database_and_is_tried_again()
    {
        var settings = new Dictionary<string, string?> { ["ConnectionStrings:rabbitmq"] = RabbitFactAttribute.Address };
        await using var host = await Probe.StartAsync("probe-c", settings: settings);
        // Three times in the library's hands, then in ours.
        host.App.Services.GetRequiredService<Failures>().Left = 4;

        await host.InScopeAsync(_epci, db =>
        {
            db.Send(new ProposalDelivered(_commune, _epci, Guid.CreateVersion7(), Guid.CreateVersion7(), 1, DateTime.UtcNow, new ProposedAction("Tenace", "", ["1.1"], null, [], null, null), "", null));
            return db.SaveChangesAsync();
        });

        await Eventually.HoldsAsync(async () => Assert.Equal(["Tenace"], await host.TitlesAsync(_commune)));
        await Eventually.HoldsAsync(async () => Assert.Equal(0, await host.WithoutScopeAsync(db => db.Outbox.CountAsync(m => m.Type == nameof(ProposalDelivered)))));
    }

    [RabbitFact]
    public async Task What_always_fails_behind_the_broker_is_parked_and_replayed_in_its_trace()
    {
        var settings = new Dictionary<string, string?> { ["ConnectionStrings:rabbitmq"] = RabbitFactAttribute.Address, ["Messaging:MaxAttempts"] = "1" };
        await using var host = await Probe.StartAsync("probe-d", settings: settings);
        host.App.Services.GetRequiredService<Failures>().Left = 100;
        using var request = new System.Diagnostics.Activity("request").Start();

        await host.InScopeAsync(_epci, db =>
        {
            db.Send(new ProposalDelivered(_commune, _epci, Guid.CreateVersion7(), Guid.CreateVersion7(), 1, DateTime.UtcNow, new ProposedAction("Poison", "", ["1.1"], null, [], null, null), "", null));
            return db.SaveChangesAsync();
        });

        await Eventually.HoldsAsync(async () =>
        {
            // Other tests send such messages too, and this host's queue outlives it.
            var parked = Assert.Single(await Messaging.ParkedMessages.ParkedAsync(host.App.Services, default), p => p.BodyId == _commune);
            Assert.Equal(("ProposalDelivered", "probe-d.add-thing"), (parked.Type, parked.Endpoint));
        });
        host.App.Services.GetRequiredService<Failures>().Left = 0;
        Assert.NotEqual(0, await Messaging.ParkedMessages.ReplayAsync(host.App.Services, default));
        await Eventually.HoldsAsync(async () => Assert.Equal(["Poison"], await host.TitlesAsync(_commune)));
        Assert.Contains(request.TraceId.ToString(), host.App.Services.GetRequiredService<Failures>().Traces);
    }
}
