using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Benchmarks;

/// <summary>What the same work costs with nothing around it, on the same data and in the same process.</summary>
internal static class Floors
{
    /// <summary>The service beside which the endpoint behind the gateway stands.</summary>
    public const string Host = "stakeholders";

    public const string BehindGateway = "/api/stakeholders/floor/";

    private const int Rows = 20;

    private static readonly byte[] Constant = JsonSerializer.SerializeToUtf8Bytes(new { state = "live", text = new string('x', 2900) });

    /// <summary>Straight from Kestrel: a constant, and one SELECT.</summary>
    public static async Task<WebApplication> StartAsync(ServiceSettings settings)
    {
        var builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false"]);
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var connection = ConnectionString(settings);
        app.MapGet("/constant", http =>
        {
            http.Response.ContentType = "application/json";
            http.Response.ContentLength = Constant.Length;
            return http.Response.Body.WriteAsync(Constant).AsTask();
        });
        app.MapGet("/select/{tenant:guid}", async http =>
        {
            http.Response.ContentType = "application/json";
            await JsonSerializer.SerializeAsync(http.Response.Body, await SelectAsync(connection, Guid.Parse((string)http.GetRouteValue("tenant")!)), FloorJson.Default.ListFloorRow);
        });
        await app.StartAsync();
        return app;
    }

    /// <summary>Ahead of everything that a service does: no token, no tenancy, no rights.</summary>
    public static void StandIn(WebApplication app, Action<WebApplication> map)
    {
        var options = new DbContextOptionsBuilder<FloorDb>().UseSqlite(ConnectionString(app.Services.GetRequiredService<ServiceSettings>()))
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking).Options;
        app.Use(async (http, next) =>
        {
            if (http.Request.Path.Value is not { } path || !path.StartsWith(BehindGateway, StringComparison.Ordinal))
            {
                await next(http);
                return;
            }

            await using var db = new FloorDb(options);
            var rows = new List<FloorRow>(Rows);
            await foreach (var row in FloorDb.Latest(db, Guid.Parse(path.AsSpan(BehindGateway.Length))))
            {
                rows.Add(row);
            }

            http.Response.ContentType = "application/json";
            await JsonSerializer.SerializeAsync(http.Response.Body, rows, FloorJson.Default.ListFloorRow);
        });
        map(app);
    }

    private static async Task<List<FloorRow>> SelectAsync(string connectionString, Guid tenant)
    {
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"""
            SELECT "Id", "Version", "Title", "Objectives", "Mean", "Audiences", "Service", "StartsOn", "EndsOn", "Priority", "State", "UpdatedAt"
            FROM "Actions" WHERE "DeletedAt" IS NULL AND "TenantId" = $tenant ORDER BY "UpdatedAt" DESC, "Id" DESC LIMIT {Rows}
            """;
        command.Parameters.AddWithValue("$tenant", tenant);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<FloorRow>(Rows);
        while (await reader.ReadAsync())
        {
            rows.Add(new FloorRow(reader.GetGuid(0), reader.GetInt32(1), reader.GetString(2), reader.GetString(3), Text(4), reader.GetString(5), Text(6),
                Day(7), Day(8), reader.GetString(9), reader.GetString(10), reader.GetDateTime(11)));
        }

        return rows;

        string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
        DateOnly? Day(int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<DateOnly>(column);
    }

    private static string ConnectionString(ServiceSettings settings) =>
        new SqliteConnectionStringBuilder { DataSource = Path.Combine(settings.DataFolder, "plans.db") }.ToString();
}

/// <summary>As much as a row of the product's list says.</summary>
internal sealed record FloorRow(
    Guid Id, int Version, string Title, string Objectives, string? Mean, string Audiences, string? Service, DateOnly? StartsOn, DateOnly? EndsOn,
    string Priority, string State, DateTime UpdatedAt);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(List<FloorRow>))]
internal sealed partial class FloorJson : JsonSerializerContext;

/// <summary>The table of actions, and nothing else.</summary>
internal sealed class FloorDb(DbContextOptions<FloorDb> options) : DbContext(options)
{
    public static readonly Func<FloorDb, Guid, IAsyncEnumerable<FloorRow>> Latest = EF.CompileAsyncQuery((FloorDb db, Guid tenant) =>
        db.Set<FloorAction>().Where(a => a.TenantId == tenant && a.DeletedAt == null).OrderByDescending(a => a.UpdatedAt).ThenByDescending(a => a.Id).Take(20)
            .Select(a => new FloorRow(a.Id, a.Version, a.Title, a.Objectives, a.Mean, a.Audiences, a.Service, a.StartsOn, a.EndsOn, a.Priority, a.State, a.UpdatedAt)));

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.Entity<FloorAction>().ToTable("Actions").HasKey(a => new { a.TenantId, a.Id });
}

internal sealed class FloorAction
{
    public Guid TenantId { get; init; }
    public Guid Id { get; init; }
    public int Version { get; init; }
    public DateTime? DeletedAt { get; init; }
    public string Title { get; init; } = "";
    public string Objectives { get; init; } = "";
    public string? Mean { get; init; }
    public string Audiences { get; init; } = "";
    public string? Service { get; init; }
    public DateOnly? StartsOn { get; init; }
    public DateOnly? EndsOn { get; init; }
    public string Priority { get; init; } = "";
    public string State { get; init; } = "";
    public DateTime UpdatedAt { get; init; }
}
