using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Sharing;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Platform.Tests;

/// <summary>What a child shares reaches its parent, and goes when it is taken back; late messages revive nothing.</summary>
public sealed class SharingTests : IAsyncLifetime
{
    private readonly Guid _epci = Guid.CreateVersion7(), _commune = Guid.CreateVersion7();
    private Probe _probe = null!;

    public async Task InitializeAsync() => _probe = await Probe.StartAsync();

    public async Task DisposeAsync() => await _probe.DisposeAsync();

    [Fact]
    public async Task What_is_there_is_delivered_when_sharing_begins_and_what_changes_follows()
    {
        await _probe.ThingAsync(_commune);
        await _probe.ShareAsync(_epci, _commune, ShareLevel.ProgressOnly, 1);
        await SeesAsync(1);

        var lead = await _probe.PersonAsync(_commune, Role.ProjectLead);
        await _probe.As(lead).PostAsync($"/api/probe/bodies/{_commune}/things?title=b", null);

        await SeesAsync(2);
    }

    [Fact]
    public async Task What_is_taken_back_goes_and_a_late_delivery_does_not_bring_it_back()
    {
        await _probe.ThingAsync(_commune);
        await _probe.ShareAsync(_epci, _commune, ShareLevel.ProgressOnly, 1);
        await SeesAsync(1);

        await _probe.ShareAsync(_epci, _commune, ShareLevel.Nothing, 2);
        await SeesAsync(null);
        await DeliverAsync(epoch: 1, version: 99, "7");
        Assert.Null(await TotalAsync());

        await _probe.ShareAsync(_epci, _commune, ShareLevel.ProgressOnly, 3);
        await SeesAsync(1);
    }

    [Fact]
    public async Task Deliveries_in_any_order_end_with_the_newest()
    {
        await _probe.ShareAsync(_epci, _commune, ShareLevel.ProgressOnly, 1);
        await SeesAsync(0);

        await DeliverAsync(1, 12, "12");
        await DeliverAsync(1, 11, "11");
        Assert.Equal(12, await TotalAsync());

        // One version has one content: whatever comes again under it says nothing new.
        await DeliverAsync(1, 12, "13");
        Assert.Equal(12, await TotalAsync());
    }

    [Fact]
    public async Task A_body_that_shares_nothing_with_this_parent_leaves_no_row()
    {
        await DeliverAsync(1, 1, "5");

        Assert.Null(await TotalAsync());
        Assert.Empty(await _probe.InScopeAsync(_epci, db => db.SharedHeaders.ToListAsync()));
    }

    [Fact]
    public async Task What_was_sent_under_an_earlier_policy_leaves_no_row_even_when_it_comes_first()
    {
        // The policy's second word is known here, and nothing was delivered under it yet.
        await _probe.InScopeAsync(_epci, async db => db.SharePolicies.Add(new SharePolicyCopy { ParentId = _epci, ChildId = _commune, Subject = ShareSubject.Plan, Level = ShareLevel.ProgressOnly, Epoch = 2 }) is not null
            && await db.SaveChangesAsync() > 0);

        await DeliverAsync(1, 7, "5");
        Assert.Null(await TotalAsync());

        await DeliverAsync(2, 1, "6");
        Assert.Equal(6, await TotalAsync());
    }

    [Fact]
    public async Task Another_services_projection_is_not_ours()
    {
        await _probe.ShareAsync(_epci, _commune, ShareLevel.ProgressOnly, 1);
        await SeesAsync(0);

        await _probe.Bus.DeliverAsync(new SharedDelivered(_epci, _commune, "elsewhere", ShareSubject.Plan, 1, 99, "9", DateTime.UtcNow));

        Assert.Equal(0, await TotalAsync());
    }

    [Fact]
    public async Task Two_parents_each_see_what_is_shared_with_them()
    {
        var departement = Guid.CreateVersion7();
        await _probe.ThingAsync(_commune);
        await _probe.ShareAsync(_epci, _commune, ShareLevel.ProgressOnly, 1);
        await SeesAsync(1);

        Assert.Empty(await _probe.InScopeAsync(departement, db => db.Totals.ToListAsync()));
        await _probe.ShareAsync(departement, _commune, ShareLevel.Read, 1);
        await Eventually.HoldsAsync(async () => Assert.Equal(1, Assert.Single(await _probe.InScopeAsync(departement, db => db.Totals.ToListAsync())).Total));
    }

    [Fact]
    public async Task Nothing_is_even_sent_to_a_parent_with_whom_nothing_is_shared()
    {
        var (departement, told) = (Guid.CreateVersion7(), new System.Collections.Concurrent.ConcurrentBag<SharedDelivered>());
        _probe.Bus.Listen<SharedDelivered>("probe.elsewhere", message =>
        {
            told.Add(message);
            return Task.CompletedTask;
        });
        await _probe.ShareAsync(departement, _commune, ShareLevel.Nothing, 1);
        await _probe.ShareAsync(_epci, _commune, ShareLevel.ProgressOnly, 1);
        await _probe.ThingAsync(_commune);
        await SeesAsync(1);

        Assert.Contains(told, m => m.TenantId == _epci && m.Content is not null);
        Assert.DoesNotContain(told, m => m.TenantId == departement && m.Content is not null);
    }

    [Fact]
    public async Task What_is_kept_is_what_a_recomputation_gives_and_what_is_not_is_named_and_mended()
    {
        await _probe.ThingAsync(_commune);
        await TellOfBodiesAsync();
        await _probe.ShareAsync(_epci, _commune, ShareLevel.ProgressOnly, 1);
        await SeesAsync(1);
        Assert.Equal(1, (await CompareAsync()).Compared);
        Assert.Empty((await CompareAsync()).Differences);

        // A restored file, a hand in the database: a row that is no longer what it follows from, and one that nobody shares.
        await _probe.InScopeAsync(_epci, async db =>
        {
            (await db.Totals.SingleAsync()).Total = 9;
            db.Totals.Add(new SharedTotal { TenantId = _epci, OwnerId = Guid.CreateVersion7(), Epoch = 1 });
            return await db.SaveChangesAsync();
        });

        Assert.Equal(["is kept and not shared", "Total is another"], (await CompareAsync()).Differences.Select(d => d.What[(d.What.Length - 22)..].TrimStart()).Select(w => w.EndsWith("another", StringComparison.Ordinal) ? "Total is another" : w).Order());
        await Comparison.ResendAsync(_probe.App.Services, null, default);
        await SeesAsync(1);
        Assert.Contains("not shared", Assert.Single((await CompareAsync()).Differences).What);
    }

    [Fact]
    public async Task What_is_shared_and_was_lost_is_found_missing()
    {
        await TellOfBodiesAsync();
        await _probe.ShareAsync(_epci, _commune, ShareLevel.ProgressOnly, 1);
        await SeesAsync(0);
        await _probe.InScopeAsync(_epci, async db =>
        {
            db.Remove(await db.Totals.SingleAsync());
            return await db.SaveChangesAsync();
        });

        Assert.Contains("shared and not kept", Assert.Single((await CompareAsync()).Differences).What);
    }

    private Task<Comparison.Result> CompareAsync() => Comparison.RunAsync(_probe.App.Services, null, default);

    private async Task TellOfBodiesAsync()
    {
        foreach (var body in new[] { _epci, _commune })
        {
            await _probe.Bus.DeliverAsync(new BodyChanged(body, 1, DateTime.UtcNow, BodyKind.Commune, "Béganne", "", $"beganne-{body:N}", null, null, ["56"], 1, BodyState.Active));
        }
    }

    private Task DeliverAsync(int epoch, int version, string? content) =>
        _probe.Bus.DeliverAsync(new SharedDelivered(_epci, _commune, "probe", ShareSubject.Plan, epoch, version, content, DateTime.UtcNow));

    private Task<int?> TotalAsync() => _probe.InScopeAsync(_epci, db => db.Totals.Where(t => t.OwnerId == _commune).Select(t => (int?)t.Total).SingleOrDefaultAsync());

    private Task SeesAsync(int? total) => Eventually.HoldsAsync(async () => Assert.Equal(total, await TotalAsync()));
}
