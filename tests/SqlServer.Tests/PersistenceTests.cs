using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Messaging;
using OpenDataAnimation.Platform.Tenancy;
using OpenDataAnimation.Standalone;
using OpenDataAnimation.Stakeholders;
using OpenDataAnimation.Stakeholders.Contacts;

namespace OpenDataAnimation.SqlServer.Tests;

/// <summary>What the product expects of its database, tried on each that is there.</summary>
public sealed class PersistenceTests
{
    private readonly Guid _mine = Guid.CreateVersion7(), _theirs = Guid.CreateVersion7();

    [Theory, OnSqlite, OnSqlServer]
    public async Task Every_service_migrates_from_empty_to_its_latest_and_back_and_forth(Provider provider)
    {
        foreach (var service in Composition.Services)
        {
            await using var store = await Store.OpenAsync(provider, service.Name);
            await store.AnywhereAsync<ServiceDb, bool>(async db =>
            {
                var migrator = db.GetService<IMigrator>();
                foreach (var version in db.Database.GetMigrations().Reverse().Skip(1).Append(Migration.InitialDatabase))
                {
                    await migrator.MigrateAsync(version);
                }

                await migrator.MigrateAsync();
                Assert.Empty(await db.Database.GetPendingMigrationsAsync());
                return true;
            });
        }
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task A_body_reads_its_own_rows_only(Provider provider)
    {
        await using var store = await Store.OpenAsync(provider);
        await KeepAsync(store, _mine, "à moi");
        await KeepAsync(store, _theirs, "à eux");

        Assert.Equal(["à moi"], await NamesAsync(store, _mine));
        Assert.Equal(["à eux"], await NamesAsync(store, _theirs));
    }

    /// <summary>Past the query filter: on SQL Server the second wall stands there.</summary>
    [Theory, OnSqlServer]
    public async Task What_the_query_filter_lets_through_the_server_hides(Provider provider)
    {
        await using var store = await Store.OpenAsync(provider);
        await KeepAsync(store, _mine, "à moi");
        await KeepAsync(store, _theirs, "à eux");

        Assert.Equal(["à moi"], await ScalarsAsync(store, _mine, "SELECT [Name] AS [Value] FROM [Contacts]"));
        Assert.Empty(await store.AnywhereAsync<StakeholdersDb, List<string>>(db => db.Database.SqlQueryRaw<string>("SELECT [Name] AS [Value] FROM [Contacts]").ToListAsync()));
    }

    [Theory, OnSqlServer]
    public async Task The_server_lets_no_ones_rows_be_changed_taken_or_given_away(Provider provider)
    {
        await using var store = await Store.OpenAsync(provider);
        await KeepAsync(store, _mine, "à moi");
        await KeepAsync(store, _theirs, "à eux");

        Assert.Equal(0, await RunAsync(store, _mine, $"UPDATE [Contacts] SET [Name] = N'volé' WHERE [TenantId] = '{_theirs}'"));
        Assert.Equal(0, await RunAsync(store, _mine, $"DELETE FROM [Contacts] WHERE [TenantId] = '{_theirs}'"));
        await BlockedAsync(() => RunAsync(store, _mine, $"UPDATE [Contacts] SET [TenantId] = '{_theirs}'"));
        await BlockedAsync(() => RunAsync(store, _mine, $"INSERT INTO [ReadTraces] ([TenantId], [Day], [PersonId], [ParentId], [Subject], [FirstAt]) VALUES ('{_theirs}', '2026-01-01', NEWID(), NEWID(), N'Plan', '2026-01-01')"));
        Assert.Equal(["à eux"], await NamesAsync(store, _theirs));
    }

    /// <summary>A pooled connection comes back without a tenant, and a scope opened on an open connection counts from the next command.</summary>
    [Theory, OnSqlServer]
    public async Task A_connection_works_for_whom_the_command_says(Provider provider)
    {
        await using var store = await Store.OpenAsync(provider);
        await KeepAsync(store, _mine, "à moi");
        for (var time = 0; time < 10; time++)
        {
            Assert.Single(await ScalarsAsync(store, _mine, "SELECT [Name] AS [Value] FROM [Contacts]"));
            Assert.Empty(await ScalarsAsync(store, _theirs, "SELECT [Name] AS [Value] FROM [Contacts]"));
            Assert.Empty(await store.AnywhereAsync<StakeholdersDb, List<string>>(db => db.Database.SqlQueryRaw<string>("SELECT [Name] AS [Value] FROM [Contacts]").ToListAsync()));
        }
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task A_save_based_on_an_old_version_is_refused(Provider provider)
    {
        await using var store = await Store.OpenAsync(provider);
        await KeepAsync(store, _mine, "avant");

        await store.InScopeAsync<StakeholdersDb, bool>(_mine, async db =>
        {
            var stale = await db.Contacts.SingleAsync();
            await store.InScopeAsync<StakeholdersDb, int>(_mine, async other =>
            {
                (await other.Contacts.SingleAsync()).Become(Details("l’autre"), DateOnly.FromDateTime(other.Now));
                return await other.SaveChangesAsync();
            });
            stale.Become(Details("moi"), DateOnly.FromDateTime(db.Now));
            await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => db.SaveChangesAsync());
            return true;
        });

        Assert.Equal(["l’autre"], await NamesAsync(store, _mine));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task A_taken_key_is_told_from_every_other_error(Provider provider)
    {
        await using var store = await Store.OpenAsync(provider);
        await MarkAsync(store, "une-fois");

        var error = await Assert.ThrowsAsync<DbUpdateException>(() => MarkAsync(store, "une-fois"));

        Assert.True(UniqueKey.IsTakenIn(error), error.InnerException?.Message);
        Assert.False(UniqueKey.IsTakenIn(new DbUpdateException("autre", new InvalidOperationException())));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task A_transaction_that_is_not_committed_leaves_nothing(Provider provider)
    {
        await using var store = await Store.OpenAsync(provider);
        await store.InScopeAsync<StakeholdersDb, bool>(_mine, async db =>
        {
            await using var write = await db.BeginWriteAsync(CancellationToken.None);
            db.Contacts.Add(Contact.Of(_mine, Details("perdu"), DateOnly.FromDateTime(db.Now)));
            await db.SaveChangesAsync();
            return true;
        });

        Assert.Empty(await NamesAsync(store, _mine));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Instants_come_back_as_UTC_and_to_the_tick(Provider provider)
    {
        await using var store = await Store.OpenAsync(provider);
        var at = new DateTime(2026, 3, 29, 1, 30, 0, DateTimeKind.Utc).AddTicks(1234567);
        await MarkAsync(store, "instant", at);

        var kept = await store.AnywhereAsync<StakeholdersDb, DateTime>(db => db.Set<ServiceMark>().AsNoTracking().Select(m => m.At).SingleAsync());

        Assert.Equal((at, DateTimeKind.Utc), (kept, kept.Kind));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task The_audit_chain_is_numbered_without_a_gap(Provider provider)
    {
        await using var store = await Store.OpenAsync(provider);
        for (var time = 0; time < 5; time++)
        {
            await store.InScopeAsync<StakeholdersDb, int>(_mine, db =>
            {
                db.Record("essai-fait", "Essai", Guid.CreateVersion7());
                db.Record("essai-refait", "Essai", Guid.CreateVersion7());
                return db.SaveChangesAsync();
            });
        }

        Assert.Equal(Enumerable.Range(1, 10).Select(n => (long)n), await store.InScopeAsync<StakeholdersDb, List<long>>(_mine, db => db.Audit.OrderBy(a => a.Sequence).Select(a => a.Sequence).ToListAsync()));
        Assert.Empty(await store.InScopeAsync<StakeholdersDb, List<long>>(_theirs, db => db.Audit.Select(a => a.Sequence).ToListAsync()));
    }

    private static ContactDetails Details(string name) => new(name, null, null, AudienceClass.Elected, null, null, null, null, null, null);

    private static Task<int> KeepAsync(Store store, Guid tenant, string name) => store.InScopeAsync<StakeholdersDb, int>(tenant, db =>
    {
        db.Contacts.Add(Contact.Of(tenant, Details(name), DateOnly.FromDateTime(db.Now)));
        return db.SaveChangesAsync();
    });

    private static Task<int> MarkAsync(Store store, string key, DateTime? at = null) => store.AnywhereAsync<StakeholdersDb, int>(db =>
    {
        db.Add(new ServiceMark { Key = key, At = at ?? db.Now });
        return db.SaveChangesAsync();
    });

    private static Task<List<string>> NamesAsync(Store store, Guid tenant) =>
        store.InScopeAsync<StakeholdersDb, List<string>>(tenant, db => db.Contacts.AsNoTracking().Select(c => c.Name).ToListAsync());

    private static Task<List<string>> ScalarsAsync(Store store, Guid tenant, string sql) =>
        store.InScopeAsync<StakeholdersDb, List<string>>(tenant, db => db.Database.SqlQueryRaw<string>(sql).ToListAsync());

    private static Task<int> RunAsync(Store store, Guid tenant, string sql) =>
        store.InScopeAsync<StakeholdersDb, int>(tenant, db => db.Database.ExecuteSqlRawAsync(sql));

    private static async Task BlockedAsync(Func<Task> act)
    {
        const int BlockPredicate = 33504;
        Assert.Equal(BlockPredicate, (await Assert.ThrowsAsync<SqlException>(act)).Number);
    }
}
