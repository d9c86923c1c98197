using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenDataAnimation.Platform.Messaging;
using OpenDataAnimation.Platform.Tenancy;
using OpenDataAnimation.Stakeholders;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.SqlServer.Tests;

/// <summary>How the second wall is written into migrations, and how each command names its tenant.</summary>
public sealed class WallTests : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _texts = new();
    private readonly WebApplication _host;

    public WallTests()
    {
        var connection = new RecordingConnection { Recorded = _texts.Enqueue };
        var builder = WebApplication.CreateBuilder();
        builder.Configuration["Data"] = Directory.CreateTempSubdirectory("oda-wall-").FullName;
        builder.Configuration["ConnectionStrings:stakeholders"] = "Server=nowhere;Database=oda";
        builder.AddStakeholders();
        builder.Services.ConfigureDbContext<StakeholdersDbSqlServer>(o => o.UseSqlServer(connection));
        _host = builder.Build();
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_command_works_for_the_body_of_its_scope_or_for_none()
    {
        await using var scope = _host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StakeholdersDb>();

        await db.Bodies.ToListAsync();
        scope.ServiceProvider.GetRequiredService<CurrentScope>().Open(TenantScope.ForJob(Guid.CreateVersion7(), "test"));
        await db.Contacts.ToListAsync();

        Assert.All(_texts, t => Assert.Contains("EXEC sp_set_session_context N'tenant', @scope_tenant;", t, StringComparison.Ordinal));
        Assert.Equal(2, _texts.Count);
    }

    [Fact]
    public async Task A_command_that_has_all_the_parameters_there_may_be_names_its_body_in_the_text()
    {
        await using var scope = _host.Services.CreateAsyncScope();
        var (tenant, values) = (Guid.CreateVersion7(), Enumerable.Range(0, 2098).Cast<object>().ToArray());
        scope.ServiceProvider.GetRequiredService<CurrentScope>().Open(TenantScope.ForJob(tenant, "test"));
        var db = scope.ServiceProvider.GetRequiredService<StakeholdersDb>();

        var text = "SELECT " + string.Join(", ", values.Select((_, i) => "{" + i + "}"));
        await db.Database.ExecuteSqlRawAsync(text, values);

        Assert.Contains($"EXEC sp_set_session_context N'tenant', '{tenant}';", Assert.Single(_texts), StringComparison.Ordinal);
    }

    /// <summary>The one thing that the product does on SQL Server and not on SQLite, so that no HTTP test records it.</summary>
    [Fact]
    public async Task The_leases_of_the_outbox_parse()
    {
        var dispatcher = _host.Services.GetServices<IHostedService>().OfType<OutboxDispatcher>().Single();

        await dispatcher.StartAsync(CancellationToken.None);
        await Eventually.HoldsAsync(() =>
        {
            Assert.Contains(_texts, t => t.Contains("WHERE [o].[Lease] = @", StringComparison.Ordinal));
            return Task.CompletedTask;
        });
        await dispatcher.StopAsync(CancellationToken.None);

        Assert.Contains(_texts, t => t.Contains("UPDATE [o]", StringComparison.Ordinal) && t.Contains("[LeasedUntil] =", StringComparison.Ordinal));
        Report.Add("leases of the outbox, on SQL Server alone", _texts.Distinct().Sum(t => Tsql.StatementsOf(Tsql.Parse(t)) - Tsql.UpkeepOf(Tsql.Parse(t))));
    }

    [Fact]
    public void A_table_gets_its_policy_with_its_creation_and_loses_it_before_it_goes()
    {
        var schema = new Schema();
        Follow(schema, Walled(), Table("Contacts"));
        Assert.Equal(["Contacts"], schema.Policies.Keys);

        Follow(schema, new DropTableOperation { Name = "Contacts" });
        Assert.Empty(schema.Policies);
    }

    [Fact]
    public void A_renamed_table_has_its_policy_under_its_new_name()
    {
        var schema = new Schema();
        Follow(schema, Walled(), Table("People"));

        Follow(schema, new RenameTableOperation { Name = "People", NewName = "Contacts" });

        Assert.Equal(["Contacts"], schema.Policies.Keys);
    }

    [Fact]
    public void A_table_that_belongs_to_no_body_has_none()
    {
        var (schema, table) = (new Schema(), Table("Reference"));
        table.RemoveAnnotation(SecondWall.TenantColumn);

        Follow(schema, Walled(), table);

        Assert.Empty(schema.Policies);
    }

    /// <summary>Otherwise the migration would see no row, change none and say nothing.</summary>
    [Theory]
    [InlineData(typeof(SqlOperation))]
    [InlineData(typeof(AlterColumnOperation))]
    public void A_migration_that_moves_rows_finds_the_wall_down_and_leaves_it_up(Type kind)
    {
        MigrationOperation moving = kind == typeof(SqlOperation)
            ? new SqlOperation { Sql = "UPDATE [Contacts] SET [Notes] = NULL;" }
            : new AlterColumnOperation { Table = "Contacts", Name = "Notes", ClrType = typeof(string), DefaultValue = "", OldColumn = new AddColumnOperation { ClrType = typeof(string), IsNullable = true } };

        var texts = Generate(moving);

        Assert.Contains("WITH (STATE = OFF)", texts[0], StringComparison.Ordinal);
        Assert.Contains("UPDATE [Contacts]", string.Concat(texts[1..^1]), StringComparison.Ordinal);
        Assert.Contains("WITH (STATE = ON)", texts[^1], StringComparison.Ordinal);
        Assert.DoesNotContain(Generate(Table("New")), t => t.Contains("STATE = OFF", StringComparison.Ordinal));
    }

    private void Follow(Schema schema, params MigrationOperation[] operations)
    {
        foreach (var text in Generate(operations))
        {
            schema.Follow(Tsql.Parse(text));
        }
    }

    private List<string> Generate(params MigrationOperation[] operations)
    {
        using var scope = _host.Services.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<StakeholdersDb>();
        var model = db.GetService<IDesignTimeModel>().Model;
        return [.. db.GetService<IMigrationsSqlGenerator>().Generate(operations, model).Select(c => c.CommandText)];
    }

    private static AlterDatabaseOperation Walled()
    {
        var operation = new AlterDatabaseOperation();
        operation.AddAnnotation(SecondWall.Version, 1);
        return operation;
    }

    private static CreateTableOperation Table(string name)
    {
        var table = new CreateTableOperation { Name = name };
        table.Columns.Add(new AddColumnOperation { Table = name, Name = "TenantId", ClrType = typeof(Guid) });
        table.AddAnnotation(SecondWall.TenantColumn, "TenantId");
        return table;
    }
}
