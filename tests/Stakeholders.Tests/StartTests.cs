using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenDataAnimation.Platform.Messaging;

namespace OpenDataAnimation.Stakeholders.Tests;

public sealed class StartTests
{
    [Fact]
    public async Task A_start_that_was_killed_while_it_migrated_stops_no_later_one()
    {
        var folder = Directory.CreateTempSubdirectory("oda-start-");
        try
        {
            await using (var file = new SqliteConnection($"Data Source={Path.Combine(folder.FullName, "stakeholders.db")};Pooling=False"))
            {
                await file.OpenAsync();
                await using var left = file.CreateCommand();
                // As EF Core leaves it; a start that sees the row waits for ever.
                left.CommandText = """CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL); INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01')""";
                await left.ExecuteNonQueryAsync();
            }

            var builder = WebApplication.CreateBuilder();
            builder.WebHost.UseTestServer();
            builder.Configuration["Data"] = folder.FullName;
            builder.AddStakeholders();
            await using var app = builder.Build();
            app.MapStakeholders();
            using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(30));

            await app.StartAsync(soon.Token);

            await using var scope = app.Services.CreateAsyncScope();
            Assert.Empty(await scope.ServiceProvider.GetRequiredService<StakeholdersDb>().Database.GetPendingMigrationsAsync());
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }
}
