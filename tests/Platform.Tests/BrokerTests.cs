using Microsoft.EntityFrameworkCore;
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
}
