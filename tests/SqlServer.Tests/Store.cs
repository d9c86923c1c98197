using Microsoft.AspNetCore.Builder;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenDataAnimation.Platform.Tenancy;
using OpenDataAnimation.Standalone;

namespace OpenDataAnimation.SqlServer.Tests;

/// <summary>One service's real database, migrated from empty, on either provider; gone at the end.</summary>
internal sealed class Store : IAsyncDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("oda-store-").FullName;
    private readonly WebApplication _host;

    private Store(Provider provider, string service)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["Data"] = _data;
        builder.Configuration["Sqlite:Synchronous"] = "NORMAL";
        if (provider == Provider.SqlServer)
        {
            builder.Configuration[$"ConnectionStrings:{service}"] = new SqlConnectionStringBuilder(OnSqlServerAttribute.Connection)
            {
                InitialCatalog = $"oda-test-{Guid.NewGuid():N}",
                ConnectTimeout = 60,
            }.ConnectionString;
        }

        Composition.Services.Single(s => s.Name == service).Add(builder);
        _host = builder.Build();
    }

    public static async Task<Store> OpenAsync(Provider provider, string service = "stakeholders")
    {
        var store = new Store(provider, service);
        await store.AnywhereAsync<ServiceDb, bool>(async db =>
        {
            await db.Database.MigrateAsync();
            return true;
        });
        return store;
    }

    /// <summary>In a scope of the body, as a job would.</summary>
    public async Task<T> InScopeAsync<TDb, T>(Guid tenant, Func<TDb, Task<T>> work) where TDb : ServiceDb
    {
        await using var scope = _host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentScope>().Open(TenantScope.ForJob(tenant, "test"));
        return await work(scope.ServiceProvider.GetRequiredService<TDb>());
    }

    public async Task<T> AnywhereAsync<TDb, T>(Func<TDb, Task<T>> work) where TDb : ServiceDb
    {
        await using var scope = _host.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TDb>());
    }

    public async ValueTask DisposeAsync()
    {
        await AnywhereAsync<ServiceDb, bool>(db => db.Database.EnsureDeletedAsync());
        await _host.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_data, recursive: true);
    }
}
