using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Audit;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Platform.Tests;

/// <summary>What is deleted can be brought back for thirty days, and is then really gone.</summary>
public sealed class PurgeTests : IAsyncLifetime
{
    private readonly Guid _mine = Guid.CreateVersion7(), _theirs = Guid.CreateVersion7();
    private readonly MovedClock _clock = new();
    private Probe _probe = null!;

    public async Task InitializeAsync()
    {
        _probe = await Probe.StartAsync(clock: _clock);
        foreach (var body in new[] { _mine, _theirs })
        {
            await _probe.Bus.DeliverAsync(new BodyChanged(body, 1, DateTime.UtcNow, BodyKind.Commune, "Essai", "", $"essai-{body:N}", null, null, ["56"], null, BodyState.Active));
        }
    }

    public async Task DisposeAsync() => await _probe.DisposeAsync();

    [Fact]
    public async Task Thirty_days_after_its_deletion_a_row_is_gone_and_not_a_day_before()
    {
        foreach (var body in new[] { _mine, _theirs })
        {
            await _probe.ThingAsync(body, "gardée");
            await DeletedAsync(body, "ancienne");
        }

        _clock.By = TimeSpan.FromDays(2);
        await DeletedAsync(_mine, "récente");
        _clock.By = TimeSpan.FromDays(29.9);
        await SweepAsync();
        Assert.Equal(["ancienne", "gardée", "récente"], await AllAsync(_mine));

        _clock.By = TimeSpan.FromDays(31);
        await SweepAsync();
        Assert.Equal(["gardée", "récente"], await AllAsync(_mine));
        Assert.Equal(["gardée"], await AllAsync(_theirs));
    }

    [Fact]
    public async Task What_it_was_made_of_goes_with_it_what_pointed_to_it_stays_and_the_audit_says_so_without_its_values()
    {
        var (gone, kept) = (await DeletedAsync(_mine, "ancienne"), await _probe.ThingAsync(_mine, "gardée"));
        await _probe.InScopeAsync(_mine, async db =>
        {
            db.Parts.Add(new Part { TenantId = _mine, ThingId = gone });
            db.Parts.Add(new Part { TenantId = _mine, ThingId = kept.Id, InsteadOfId = gone });
            db.Record("tested", "thing", gone, values: new { title = "ancienne" });
            db.Record("tested", "thing", kept.Id, values: new { title = "gardée" });
            return await db.SaveChangesAsync();
        });

        _clock.By = TimeSpan.FromDays(31);
        await SweepAsync();

        await _probe.InScopeAsync(_mine, async db =>
        {
            Assert.Equal((kept.Id, null), await db.Parts.Select(p => ValueTuple.Create(p.ThingId, p.InsteadOfId)).SingleAsync());
            Assert.Contains("gardée", (await db.AuditValues.SingleAsync()).Content, StringComparison.Ordinal);
            Assert.Equal(("thing", gone, null), await db.Audit.Where(a => a.Act == "deleted-for-good").Select(a => ValueTuple.Create(a.SubjectKind, a.SubjectId, a.PersonId)).SingleAsync());
            Assert.True((await AuditCheck.RunAsync(db, CancellationToken.None)).IsWhole);
            return 0;
        });
    }

    [Fact]
    public async Task More_than_one_batch_is_removed_in_one_go()
    {
        await _probe.InScopeAsync(_mine, db =>
        {
            db.Things.AddRange(Enumerable.Range(0, 230).Select(_ => new Thing { TenantId = _mine, DeletedAt = db.Now }));
            return db.SaveChangesAsync();
        });
        _clock.By = TimeSpan.FromDays(31);
        await SweepAsync();
        Assert.Empty(await AllAsync(_mine));
    }

    [Fact]
    public async Task A_scope_that_may_not_write_such_rows_removes_none()
    {
        var thing = await _probe.ThingAsync(_mine);
        await Assert.ThrowsAsync<TenancyException>(() => _probe.InScopeAsync(new TenantScope(_mine, AllowedWrites.None, "test"), async db =>
        {
            await db.RemoveForGoodAsync<Thing>(thing.Id, "tested", default);
            return 0;
        }));
        Assert.Single(await AllAsync(_mine));
    }

    [Fact]
    public async Task Another_bodys_row_is_not_removed()
    {
        var theirs = await _probe.ThingAsync(_theirs);
        await _probe.InScopeAsync(_mine, async db =>
        {
            await db.RemoveForGoodAsync<Thing>(theirs.Id, "tested", default);
            return 0;
        });
        Assert.Single(await AllAsync(_theirs));
    }

    private Task SweepAsync() => _probe.App.Services.GetServices<IHostedService>().OfType<Hosting.Housekeeping>().Single().CleanAsync(default);

    private async Task<Guid> DeletedAsync(Guid body, string title)
    {
        var thing = await _probe.ThingAsync(body, title);
        await _probe.InScopeAsync(body, async db =>
        {
            (await db.Things.SingleAsync(t => t.Id == thing.Id)).DeletedAt = db.Now;
            return await db.SaveChangesAsync();
        });
        return thing.Id;
    }

    private Task<List<string>> AllAsync(Guid body) => _probe.InScopeAsync(body, db => db.WithDeleted<Thing>().OrderBy(t => t.Title).Select(t => t.Title).ToListAsync());
}
