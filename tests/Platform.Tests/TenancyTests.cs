using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Platform.Tests;

/// <summary>Each way a row of one body could reach another, tried.</summary>
public sealed class TenancyTests : IAsyncLifetime
{
    private readonly Guid _mine = Guid.CreateVersion7(), _theirs = Guid.CreateVersion7();
    private Probe _probe = null!;

    public async Task InitializeAsync() => _probe = await Probe.StartAsync();

    public async Task DisposeAsync() => await _probe.DisposeAsync();

    [Fact]
    public async Task The_filter_does_not_freeze_the_first_tenant_each_scope_sees_its_own_rows()
    {
        await _probe.ThingAsync(_mine, "à moi");
        await _probe.ThingAsync(_theirs, "à eux");

        // Both orders: a filter frozen on the first tenant would answer the second scope with the first one's rows.
        Assert.Equal(["à moi"], await _probe.TitlesAsync(_mine));
        Assert.Equal(["à eux"], await _probe.TitlesAsync(_theirs));
        Assert.Equal(["à moi"], await _probe.TitlesAsync(_mine));
    }

    [Fact]
    public async Task A_stub_of_anothers_row_updates_nothing()
    {
        var theirs = await _probe.ThingAsync(_theirs, "avant");

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => _probe.InScopeAsync(_mine, db =>
        {
            db.Update(new Thing { Id = theirs.Id, TenantId = _mine, Title = "volé" });
            return db.SaveChangesAsync();
        }));

        Assert.Equal(["avant"], await _probe.TitlesAsync(_theirs));
    }

    [Fact]
    public async Task A_stub_of_anothers_row_deletes_nothing()
    {
        var theirs = await _probe.ThingAsync(_theirs);

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => _probe.InScopeAsync(_mine, db =>
        {
            db.Remove(new Thing { Id = theirs.Id, TenantId = _mine });
            return db.SaveChangesAsync();
        }));

        Assert.Single(await _probe.TitlesAsync(_theirs));
    }

    [Fact]
    public async Task A_stub_that_says_whose_it_is_is_refused()
    {
        var theirs = await _probe.ThingAsync(_theirs);

        await Assert.ThrowsAsync<TenancyException>(() => _probe.InScopeAsync(_mine, db =>
        {
            db.Remove(new Thing { Id = theirs.Id, TenantId = _theirs });
            return db.SaveChangesAsync();
        }));
    }

    [Fact]
    public async Task A_new_row_of_another_tenant_is_refused() =>
        await Assert.ThrowsAsync<TenancyException>(() => _probe.InScopeAsync(_mine, db =>
        {
            db.Add(new Thing { TenantId = _theirs });
            return db.SaveChangesAsync();
        }));

    [Fact]
    public async Task A_tracked_row_cannot_be_moved_to_another_tenant()
    {
        await _probe.ThingAsync(_mine);

        await Assert.ThrowsAnyAsync<InvalidOperationException>(() => _probe.InScopeAsync(_mine, async db =>
        {
            var thing = await db.Things.SingleAsync();
            thing.TenantId = _theirs;
            return await db.SaveChangesAsync();
        }));
        Assert.Empty(await _probe.TitlesAsync(_theirs));
    }

    [Fact]
    public async Task A_row_that_was_anothers_is_not_taken_by_saying_that_it_is_mine_now()
    {
        await _probe.ThingAsync(_theirs);

        await Assert.ThrowsAnyAsync<InvalidOperationException>(() => _probe.InScopeAsync(_mine, async db =>
        {
            var id = (await db.Database.SqlQuery<Guid>($"SELECT Id AS Value FROM Things").ToListAsync()).Single();
            var taken = db.Attach(new Thing { TenantId = _mine, Id = id });
            taken.Property(t => t.TenantId).OriginalValue = _theirs;
            taken.State = EntityState.Deleted;
            return await db.SaveChangesAsync();
        }));
        Assert.Single(await _probe.TitlesAsync(_theirs));
    }

    [Fact]
    public void A_membership_counts_from_its_first_day_until_its_last_unless_it_was_ended()
    {
        var now = DateTime.UtcNow;
        MembershipCopy Of(int from, int? until, bool ended = false) => new() { From = now.AddDays(from), Until = until is { } days ? now.AddDays(days) : null, Ended = ended };

        Assert.True(Of(-1, null).IsActive(now));
        Assert.True(Of(-1, 1).IsActive(now));
        Assert.False(Of(1, null).IsActive(now));
        Assert.False(Of(-2, -1).IsActive(now));
        Assert.False(Of(-1, null, ended: true).IsActive(now));
    }

    [Fact]
    public async Task One_writer_at_a_time_passes_the_gate_and_any_number_where_the_server_has_its_own()
    {
        using var gate = new WriteGate(closes: true);
        var first = await gate.EnterAsync(CancellationToken.None);
        var second = gate.EnterAsync(CancellationToken.None).AsTask();
        Assert.False(second.IsCompleted);
        first!.Dispose();
        first.Dispose();
        (await second)!.Dispose();

        using var open = new WriteGate(closes: false);
        Assert.Null(await open.EnterAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Nothing_is_read_without_a_scope() =>
        await Assert.ThrowsAsync<TenancyException>(() => _probe.WithoutScopeAsync(db => db.Things.ToListAsync()));

    [Fact]
    public async Task Nothing_is_written_without_a_scope() =>
        await Assert.ThrowsAsync<TenancyException>(() => _probe.WithoutScopeAsync(db =>
        {
            db.Add(new Thing { TenantId = _mine });
            return db.SaveChangesAsync();
        }));

    [Fact]
    public void A_scope_is_opened_once()
    {
        var scope = new CurrentScope();
        scope.Open(TenantScope.ForJob(_mine, "test"));

        Assert.Throws<TenancyException>(() => scope.Open(TenantScope.ForJob(_mine, "test")));
        Assert.Equal(_mine, scope.Value.TenantId);
    }

    [Fact]
    public async Task A_context_made_by_hand_has_no_scope_either()
    {
        await using var services = _probe.App.Services.CreateAsyncScope();
        var options = services.ServiceProvider.GetRequiredService<DbContextOptions<ProbeDb>>();
        var environment = new DbEnvironment(new CurrentScope(), TimeProvider.System, new WriteGate(closes: true), new LogFlush(null), services.ServiceProvider.GetRequiredService<Messaging.Outlets>(), new KernelQueries());
        await using var raw = new ProbeDb(options, environment);

        await Assert.ThrowsAsync<TenancyException>(() => raw.Things.CountAsync());
        // No factory is there to make one, and no pool to hand one out with an earlier scope: the next unit of work gets a context of its own.
        Assert.Null(services.ServiceProvider.GetService<IDbContextFactory<ProbeDb>>());
        Assert.NotEqual(await _probe.WithoutScopeAsync(db => Task.FromResult(db.ContextId)), await _probe.WithoutScopeAsync(db => Task.FromResult(db.ContextId)));
    }

    [Fact]
    public async Task A_row_cannot_point_to_another_tenants_row()
    {
        var folder = await _probe.InScopeAsync(_theirs, async db =>
        {
            var made = db.Folders.Add(new Folder { TenantId = _theirs }).Entity;
            await db.SaveChangesAsync();
            return made.Id;
        });

        await Assert.ThrowsAsync<DbUpdateException>(() => _probe.InScopeAsync(_mine, db =>
        {
            db.Add(new Thing { TenantId = _mine, FolderId = folder });
            return db.SaveChangesAsync();
        }));
    }

    [Fact]
    public async Task A_foreign_id_is_found_by_no_way_of_looking_it_up()
    {
        var (mine, theirs) = (await _probe.ThingAsync(_mine, "à moi"), await _probe.ThingAsync(_theirs, "à eux"));
        await _probe.InScopeAsync(_theirs, db =>
        {
            db.Parts.Add(new Part { TenantId = _theirs, ThingId = theirs.Id });
            return db.SaveChangesAsync();
        });

        await _probe.InScopeAsync(_mine, async db =>
        {
            var ids = new[] { mine.Id, theirs.Id };
            Assert.Null(await db.Things.FirstOrDefaultAsync(t => t.Id == theirs.Id));
            Assert.Equal([mine.Id], await db.Things.Where(t => ids.Contains(t.Id)).Select(t => t.Id).ToListAsync());
            Assert.Equal([mine.Id], await db.WithDeleted<Thing>().Where(t => ids.Contains(t.Id)).Select(t => t.Id).ToListAsync());
            Assert.False(await db.Things.AnyAsync(t => t.TenantId == _theirs));
            Assert.False(await db.Parts.AnyAsync(p => p.ThingId == theirs.Id));
            Assert.Empty(await db.Parts.Join(db.Things, p => p.ThingId, t => t.Id, (p, t) => t.Title).ToListAsync());
            Assert.Equal(0, await db.Things.CountAsync(t => db.Parts.Any(p => p.ThingId == theirs.Id)));
            Assert.Equal(0, await db.Things.Where(t => t.Id == theirs.Id).ExecuteUpdateAsync(s => s.SetProperty(t => t.Title, "volé")));
            Assert.Equal(0, await db.Things.Where(t => t.Id == theirs.Id).ExecuteDeleteAsync());
            return 0;
        });
        Assert.Equal(["à eux"], await _probe.TitlesAsync(_theirs));
    }

    [Fact]
    public async Task A_reading_scope_writes_nothing() =>
        await Assert.ThrowsAsync<TenancyException>(() => _probe.InScopeAsync(new TenantScope(_mine, AllowedWrites.None, "test"), db =>
        {
            db.Add(new Thing { TenantId = _mine });
            return db.SaveChangesAsync();
        }));

    [Fact]
    public async Task A_scope_that_may_write_one_kind_writes_no_other()
    {
        var scope = new TenantScope(_mine, AllowedWrites.Only(typeof(Folder)), "test");

        Assert.Equal(1, await _probe.InScopeAsync(scope, db =>
        {
            db.Add(new Folder { TenantId = _mine });
            return db.SaveChangesAsync();
        }));
        await Assert.ThrowsAsync<TenancyException>(() => _probe.InScopeAsync(scope, db =>
        {
            db.Add(new Thing { TenantId = _mine });
            return db.SaveChangesAsync();
        }));
    }

    [Fact]
    public async Task Deleted_rows_are_seen_again_only_of_ones_own()
    {
        foreach (var tenant in new[] { _mine, _theirs })
        {
            await _probe.ThingAsync(tenant);
            await _probe.InScopeAsync(tenant, async db =>
            {
                (await db.Things.SingleAsync()).DeletedAt = db.Now;
                return await db.SaveChangesAsync();
            });
        }

        Assert.Empty(await _probe.TitlesAsync(_mine));
        Assert.Equal(_mine, Assert.Single(await _probe.InScopeAsync(_mine, db => db.WithDeleted<Thing>().ToListAsync())).TenantId);
    }

    [Fact]
    public async Task The_version_rises_and_an_old_one_loses()
    {
        var thing = await _probe.ThingAsync(_mine);
        await _probe.InScopeAsync(_mine, async first =>
        {
            var read = await first.Things.SingleAsync(t => t.Id == thing.Id);
            await _probe.InScopeAsync(_mine, async second =>
            {
                (await second.Things.SingleAsync(t => t.Id == thing.Id)).Title = "second";
                return await second.SaveChangesAsync();
            });
            read.Title = "premier";
            await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => first.SaveChangesAsync());
            return 0;
        });

        Assert.Equal(("second", 1), await _probe.InScopeAsync(_mine, async db =>
        {
            var stored = await db.Things.SingleAsync();
            return (stored.Title, stored.Version);
        }));
    }

    [Fact]
    public async Task The_rules_of_the_model_hold_and_are_seen_to_fail()
    {
        Assert.Empty(await _probe.WithoutScopeAsync(db => Task.FromResult(ModelRules.Broken(db).ToList())));

        await using var broken = new BrokenDb();
        Assert.Contains(ModelRules.Broken(broken), r => r.Contains("either a tenant's", StringComparison.Ordinal));
        Assert.Contains(ModelRules.Broken(broken), r => r.Contains("must not delete", StringComparison.Ordinal));
        Assert.Contains(ModelRules.Broken(broken), r => r.Contains("must begin with TenantId", StringComparison.Ordinal));
        Assert.Contains(ModelRules.Broken(broken), r => r.Contains("1,700 bytes", StringComparison.Ordinal));
        Assert.Contains(ModelRules.Broken(broken), r => r.Contains("900 bytes", StringComparison.Ordinal));
        Assert.Contains(ModelRules.Broken(broken), r => r.Contains("is a DateTimeOffset", StringComparison.Ordinal));
        Assert.Contains(ModelRules.Broken(broken), r => r.Contains("must carry TenantId", StringComparison.Ordinal));
        Assert.Contains(ModelRules.Broken(broken), r => r.Contains("must be a concurrency token", StringComparison.Ordinal));
    }

    private sealed class Undeclared
    {
        public string Code { get; set; } = "";
        public DateTimeOffset At { get; set; }
    }

    private sealed class Owned : ITenantOwned
    {
        public Guid Id { get; set; }
        public Guid TenantId { get; set; }
        public string Long { get; set; } = "";
        public Owned? Parent { get; set; }
    }

    private sealed class BrokenDb : DbContext
    {
        protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.UseSqlite("Data Source=:memory:");

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Undeclared>().HasKey(u => u.Code);
            modelBuilder.Entity<Owned>(e =>
            {
                e.HasIndex(o => o.Long);
                e.HasOne(o => o.Parent).WithMany().OnDelete(DeleteBehavior.Cascade);
            });
        }
    }
}
