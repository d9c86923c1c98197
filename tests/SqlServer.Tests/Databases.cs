using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using OpenDataAnimation.Gateway;
using OpenDataAnimation.Gateway.Sessions;
using OpenDataAnimation.Platform.Tenancy;
using OpenDataAnimation.Standalone;

namespace OpenDataAnimation.SqlServer.Tests;

/// <summary>Every program with a database, as its own set-up makes it; nothing connects.</summary>
internal static class Databases
{
    private static readonly Dictionary<(string, Provider), IServiceProvider> Hosts = [];

    public static IReadOnlyList<string> All { get; } = [.. Composition.Services.Select(s => s.Name), GatewayService.Name];

    public static TheoryData<string> Names => [.. All];

    /// <summary>The program's context, with no scope opened.</summary>
    public static DbContext Open(string name, Provider provider = Provider.SqlServer)
    {
        lock (Hosts)
        {
            if (!Hosts.TryGetValue((name, provider), out var host))
            {
                Hosts[(name, provider)] = host = Build(name, provider);
            }

            var services = host.CreateScope().ServiceProvider;
            return services.GetService<ServiceDb>() ?? (DbContext)services.GetRequiredService<GatewayDb>();
        }
    }

    /// <summary>"0" (empty) and the id of each migration, in order.</summary>
    public static List<string> Versions(DbContext db) => ["0", .. db.Database.GetMigrations()];

    /// <summary>The model as a migration left it.</summary>
    public static IModel ModelAt(DbContext db, string version)
    {
        var migrations = db.GetService<IMigrationsAssembly>();
        var model = migrations.CreateMigration(migrations.Migrations[version], db.Database.ProviderName!).TargetModel;
        return db.GetService<IModelRuntimeInitializer>().Initialize(model, designTime: true, validationLogger: null);
    }

    /// <summary>What makes this model's database at once, a statement a text.</summary>
    public static IEnumerable<string> CreationOf(DbContext db, IModel model)
    {
        var operations = db.GetService<IMigrationsModelDiffer>().GetDifferences(null, model.GetRelationalModel());
        return db.GetService<IMigrationsSqlGenerator>().Generate(operations, model).Select(c => c.CommandText);
    }

    private static IServiceProvider Build(string name, Provider provider)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration["Data"] = Directory.CreateTempSubdirectory("oda-sqlserver-").FullName;
        builder.Configuration[$"ConnectionStrings:{name}"] = provider == Provider.SqlServer ? "Server=nowhere;Database=oda" : null;
        if (name == GatewayService.Name)
        {
            builder.AddGateway();
        }
        else
        {
            Composition.Services.Single(s => s.Name == name).Add(builder);
        }

        return builder.Build().Services;
    }
}
