using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Messaging;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Platform.Tests;

/// <summary>Nothing acknowledged is lost, nothing acts twice: in one process.</summary>
public sealed class MessagingTests : IAsyncLifetime
{
    private readonly Guid _epci = Guid.CreateVersion7(), _commune = Guid.CreateVersion7();
    private Probe _probe = null!;

    public async Task InitializeAsync() => _probe = await Probe.StartAsync(settings: new() { ["Messaging:MaxAttempts"] = "3" });

    public async Task DisposeAsync() => await _probe.DisposeAsync();

    [Fact]
    public async Task A_message_is_delivered_once_its_change_is_committed_and_leaves_the_outbox()
    {
        await SendAsync(Proposal("Recenser"));

        await Eventually.HoldsAsync(async () => Assert.Equal(["Recenser"], await _probe.TitlesAsync(_commune)));
        await Eventually.HoldsAsync(async () => Assert.Equal(0, await OutboxAsync()));
    }

    [Fact]
    public async Task A_message_of_a_change_that_is_rolled_back_is_never_sent()
    {
        await _probe.InScopeAsync(_epci, async db =>
        {
            await using var write = await db.BeginWriteAsync(default);
            db.Send(Proposal("Jamais"));
            return await db.SaveChangesAsync();
        });
        await SendAsync(Proposal("Après"));

        await Eventually.HoldsAsync(async () => Assert.Equal(["Après"], await _probe.TitlesAsync(_commune)));
    }

    [Fact]
    public async Task A_message_that_comes_twice_acts_once()
    {
        var id = Guid.CreateVersion7();

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => _probe.Bus.DeliverAsync(Proposal("Une fois"), id)));

        Assert.Single(await _probe.TitlesAsync(_commune));
    }

    [Fact]
    public async Task A_consumer_that_fails_leaves_nothing_and_is_tried_again()
    {
        _probe.App.Services.GetRequiredService<Failures>().Left = 2;

        await SendAsync(Proposal("Tenace"));

        await Eventually.HoldsAsync(async () => Assert.Equal(["Tenace"], await _probe.TitlesAsync(_commune)));
    }

    [Fact]
    public async Task A_message_that_always_fails_is_parked_and_stops_no_other()
    {
        var failures = _probe.App.Services.GetRequiredService<Failures>();
        failures.Left = 3;
        await SendAsync(Proposal("Poison"));
        await Eventually.HoldsAsync(async () => Assert.Equal("InvalidOperationException: The test wants this failure.", Assert.Single(
            await _probe.WithoutScopeAsync(db => db.Outbox.Where(m => m.ParkedAt != null).ToListAsync())).LastError));

        await SendAsync(Proposal("Suivant"));

        await Eventually.HoldsAsync(async () => Assert.Equal(["Suivant"], await _probe.TitlesAsync(_commune)));
    }

    [Fact]
    public async Task What_was_saved_before_a_crash_is_delivered_after_the_restart()
    {
        var folder = Directory.CreateTempSubdirectory("oda-probe-").FullName;
        try
        {
            // A host that never starts its dispatcher is one that died between commit and delivery.
            await using (var dead = await Probe.StartAsync(data: folder, start: false))
            {
                dead.App.Services.GetRequiredService<Hosting.StartUp>().JoinBus();
                await SendAsync(Proposal("Survivant"), dead);
            }

            await using var alive = await Probe.StartAsync(data: folder);
            await Eventually.HoldsAsync(async () => Assert.Equal(["Survivant"], await alive.TitlesAsync(_commune)));
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Many_writers_at_once_never_meet_a_locked_database()
    {
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => _probe.ThingAsync(_commune, $"{i:000}")));

        Assert.Equal(200, (await _probe.TitlesAsync(_commune)).Count);
    }

    [Fact]
    public void Every_message_survives_being_written_down()
    {
        var written = Proposal("Été") with { ExpiresOn = new DateOnly(2027, 3, 1) };

        var read = Assert.IsType<ProposalDelivered>(Wire.Read(nameof(ProposalDelivered), Wire.Write(written)));

        Assert.Equal(JsonOf(written), JsonOf(read));
    }

    [Fact]
    public void An_old_message_without_the_newest_fields_still_reads()
    {
        var read = Wire.Read(nameof(MembershipChanged),
            $$"""{"tenantId":"{{_commune}}","membershipId":"{{_epci}}","version":1,"at":"2026-11-23T08:00:00Z","personId":"{{_epci}}","name":"C","roles":["Reader"],"from":"2026-01-01T00:00:00Z","until":null,"ended":false}""");

        Assert.Null(Assert.IsType<MembershipChanged>(read).OnBehalfOf);
    }

    private static string JsonOf(IMessage message) => Wire.Write(message);

    private ProposalDelivered Proposal(string title) => new(_commune, _epci, Guid.CreateVersion7(), Guid.CreateVersion7(), 1, DateTime.UtcNow,
        new ProposedAction(title, "", ["1.1"], null, [], null, null), "", null);

    private Task<int> SendAsync(IMessage message, Probe? probe = null) => (probe ?? _probe).InScopeAsync(_epci, db =>
    {
        db.Send(message);
        return db.SaveChangesAsync();
    });

    private Task<int> OutboxAsync() => _probe.WithoutScopeAsync(db => db.Outbox.CountAsync(m => m.Type == nameof(ProposalDelivered)));
}
