using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
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
    public async Task Two_endpoints_of_one_service_each_hear_a_message_once()
    {
        var (person, membership, id) = (new TestPerson("deux", "Deux"), Guid.CreateVersion7(), Guid.CreateVersion7());
        var message = Probe.Membership(_commune, person, membership, 1, [Role.Reader]);

        await _probe.Bus.DeliverAsync(message, id);
        await _probe.Bus.DeliverAsync(message, id);

        Assert.Equal(1, _probe.App.Services.GetRequiredService<Failures>().Memberships[membership]);
        Assert.Single(await _probe.WithoutScopeAsync(db => db.Memberships.Where(m => m.MembershipId == membership).ToListAsync()));
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

    [Fact]
    public async Task What_a_request_caused_belongs_to_its_trace_in_the_consumer_too()
    {
        using var request = new Activity("request").Start();

        await SendAsync(Proposal("Suivi"));

        await Eventually.HoldsAsync(() =>
        {
            Assert.Contains(request.TraceId.ToString(), _probe.App.Services.GetRequiredService<Failures>().Traces);
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task An_operator_sees_what_is_parked_and_has_it_delivered_again()
    {
        var person = await _probe.PersonAsync(PlatformBody.Id, Role.Administrator);
        var failures = _probe.App.Services.GetRequiredService<Failures>();
        failures.Left = 3;
        await SendAsync(Proposal("Confidentiel"));
        using var operating = _probe.As(person);
        JsonElement parked = default;
        await Eventually.HoldsAsync(async () => parked = Assert.Single((await (await operating.GetAsync("/api/probe/operator/errors")).JsonAsync()).GetProperty("items").EnumerateArray()));

        Assert.Equal(("ProposalDelivered", "probe.add-thing", 3, _commune), (parked.GetProperty("type").GetString(), parked.GetProperty("endpoint").GetString(),
            parked.GetProperty("attempts").GetInt32(), parked.GetProperty("bodyId").GetGuid()));
        Assert.DoesNotContain("Confidentiel", parked.GetRawText());
        Assert.Empty(await _probe.TitlesAsync(_commune));
        using var replayed = await operating.PostAsync($"/api/probe/operator/errors/{parked.GetProperty("id").GetInt64()}/replay", null);

        Assert.Equal(202, (int)replayed.StatusCode);
        await Eventually.HoldsAsync(async () => Assert.Equal(["Confidentiel"], await _probe.TitlesAsync(_commune)));
        Assert.Empty((await (await operating.GetAsync("/api/probe/operator/errors")).JsonAsync()).GetProperty("items").EnumerateArray());
        using var gone = await operating.PostAsync($"/api/probe/operator/errors/{parked.GetProperty("id").GetInt64()}/replay", null);
        await gone.IsProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task Everything_parked_is_replayed_at_once_and_the_list_is_paged()
    {
        var person = await _probe.PersonAsync(PlatformBody.Id, Role.Administrator);
        using var operating = _probe.As(person);
        await _probe.WithoutScopeAsync(db =>
        {
            db.Outbox.AddRange(Enumerable.Range(0, 3).Select(i => ParkedRow(i, db.Now)));
            return db.SaveChangesAsync();
        });
        var first = await (await operating.GetAsync("/api/probe/operator/errors?size=2")).JsonAsync();
        var rest = await (await operating.GetAsync($"/api/probe/operator/errors?size=2&after={first.GetProperty("next").GetString()}")).JsonAsync();
        Assert.Equal((2, 1, JsonValueKind.Null), (first.GetProperty("items").GetArrayLength(), rest.GetProperty("items").GetArrayLength(), rest.GetProperty("next").ValueKind));
        await (await operating.GetAsync("/api/probe/operator/errors?after=x")).NamesFieldAsync("after");

        using var all = await operating.PostAsync("/api/probe/operator/errors/replay", null);

        Assert.Equal(3, (await all.JsonAsync()).GetProperty("messages").GetInt32());
        await Eventually.HoldsAsync(async () => Assert.Equal(["0", "1", "2"], await _probe.TitlesAsync(_commune)));
    }

    [Fact]
    public async Task Nobody_but_an_operator_sees_what_is_parked()
    {
        var mayor = await _probe.PersonAsync(_commune, Role.Administrator);
        using var person = _probe.As(mayor);

        await (await person.GetAsync("/api/probe/operator/errors")).IsProblemAsync(404, "not-found");
        await (await person.PostAsync("/api/probe/operator/errors/replay", null)).IsProblemAsync(404, "not-found");
        Assert.Equal(401, (int)(await _probe.App.GetTestClient().GetAsync("/api/probe/operator/errors")).StatusCode);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task A_clock_that_is_put_back_holds_no_message_back(int failures)
    {
        var clock = new MovedClock { By = TimeSpan.FromHours(26) };
        var folder = Directory.CreateTempSubdirectory("oda-probe-").FullName;
        try
        {
            await using (var dead = await Probe.StartAsync(data: folder, clock: clock, start: false))
            {
                dead.App.Services.GetRequiredService<Hosting.StartUp>().JoinBus();
                await SendAsync(Proposal("Demain"), dead);
                await dead.WithoutScopeAsync(async db =>
                {
                    var row = await db.Outbox.SingleAsync();
                    Enumerable.Range(0, failures).ToList().ForEach(_ => row.Fail(new TimeoutException(), 9, db.Now));
                    return await db.SaveChangesAsync();
                });
            }

            clock.By = TimeSpan.Zero;
            await using var alive = await Probe.StartAsync(data: folder, clock: clock);

            await Eventually.HoldsAsync(async () => Assert.Equal(["Demain"], await alive.TitlesAsync(_commune)));
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task What_was_done_is_forgotten_only_once_no_outbox_can_bring_it_again()
    {
        var clock = new MovedClock();
        await using var probe = await Probe.StartAsync(clock: clock);
        var (gone, parked) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await probe.Bus.DeliverAsync(Proposal("Fini"), gone);
        await probe.Bus.DeliverAsync(Proposal("Garé"), parked);
        await probe.WithoutScopeAsync(db =>
        {
            // Its delivery was committed, but the sender never learnt so.
            var row = OutboxMessage.Kept(parked, "probe.add-thing", _commune, nameof(ProposalDelivered), Wire.Write(Proposal("Garé")), null, db.Now);
            row.Fail(new TimeoutException(), 1, db.Now);
            db.Outbox.Add(row);
            return db.SaveChangesAsync();
        });
        clock.By = TimeSpan.FromDays(400);

        await probe.App.Services.GetServices<IHostedService>().OfType<Hosting.Housekeeping>().Single().CleanAsync(default);

        Assert.Equal([parked], await probe.WithoutScopeAsync(db => db.Inbox.Where(i => i.Endpoint == "probe.add-thing").Select(i => i.MessageId).ToListAsync()));
        await ParkedMessages.ReplayAsync(probe.App.Services, default);
        await Eventually.HoldsAsync(async () => Assert.Equal(0, await probe.WithoutScopeAsync(db => db.Outbox.CountAsync(m => m.MessageId == parked))));
        Assert.Equal(["Fini", "Garé"], await probe.TitlesAsync(_commune));
    }

    [Fact]
    public async Task A_second_process_on_the_same_file_has_to_wait()
    {
        var settings = _probe.App.Services.GetRequiredService<Hosting.ServiceSettings>();
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Hosting.SqliteFile.HoldAsync(settings, soon.Token));
    }

    private OutboxMessage ParkedRow(int number, DateTime now)
    {
        var row = OutboxMessage.Kept(Guid.CreateVersion7(), "probe.add-thing", _commune, nameof(ProposalDelivered), Wire.Write(Proposal($"{number}")), null, now);
        row.Fail(new TimeoutException(), 1, now);
        return row;
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

/// <summary>The system's clock, moved.</summary>
internal sealed class MovedClock : TimeProvider
{
    public TimeSpan By { get; set; }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + By;
}
