using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Gateway;
using OpenDataAnimation.Gateway.Sessions;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Standalone;

/// <summary>
/// The explicit command for SQL Server: there a start never changes a schema, because several copies may be starting and
/// someone may want to read the script first. SQLite files migrate themselves.
/// </summary>
internal static class Migration
{
    public static async Task RunAsync(CommandLine line, CancellationToken ct)
    {
        var none = true;
        foreach (var (name, add) in Composition.Services.Select(s => (s.Name, s.Add)).Append((GatewayService.Name, b => b.AddGateway())))
        {
            var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
            builder.Configuration["Data"] = line.Data;
            if (builder.Configuration.GetConnectionString(name) is null)
            {
                continue;
            }

            none = false;
            Console.WriteLine($"Migrating {name}");
            add(builder);
            await using var host = builder.Build();
            await using var scope = host.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetService<ServiceDb>() ?? (DbContext)scope.ServiceProvider.GetRequiredService<GatewayDb>();
            try
            {
                await db.Database.MigrateAsync(ct);
            }
            catch (Exception e) when (e is System.Data.Common.DbException or ArgumentException)
            {
                throw new StartUpException($"The database of {name} cannot be migrated: {e.Message.ReplaceLineEndings(" ")}", e);
            }
        }

        if (none)
        {
            throw new StartUpException("No service has a SQL Server database: set ConnectionStrings__plans and so on. SQLite files migrate by themselves.");
        }
    }
}
