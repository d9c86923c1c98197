using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Update;

namespace OpenDataAnimation.Platform.Tenancy;

/// <summary>
/// Writes the wall into each SQL Server migration: one security policy a tenant's table, made with the table and gone with it.
/// No one has to think of it, and none can be forgotten: the mark comes from the model.
/// </summary>
internal sealed class WallMigrations(MigrationsSqlGeneratorDependencies dependencies, ICommandBatchPreparer commandBatchPreparer)
    : SqlServerMigrationsSqlGenerator(dependencies, commandBatchPreparer)
{
    private const string Function = $"[{SecondWall.Schema}].[{SecondWall.Predicate}]";

    // SQL Server reads a NULL context as unknown: no scope, no row.
    private const string CreateFunction = $"""
        CREATE FUNCTION {Function}(@TenantId uniqueidentifier)
        RETURNS TABLE WITH SCHEMABINDING AS
        RETURN SELECT 1 AS [{SecondWall.Predicate}] WHERE @TenantId = CAST(SESSION_CONTEXT(N''{SecondWall.SessionKey}'') AS uniqueidentifier);
        """;

    public override IReadOnlyList<MigrationCommand> Generate(
        IReadOnlyList<MigrationOperation> operations, IModel? model = null, MigrationsSqlGenerationOptions options = MigrationsSqlGenerationOptions.Default) =>
        base.Generate([.. Before(operations), .. operations, .. After(operations, model)], model, options);

    /// <summary>A table with a policy cannot be dropped or renamed, and its rows cannot be seen by a migration that moves them.</summary>
    private static IEnumerable<MigrationOperation> Before(IReadOnlyList<MigrationOperation> operations)
    {
        if (operations.Any(MovesRows))
        {
            yield return Switch("OFF");
        }

        foreach (var table in operations.Select(TableThatLosesItsPolicy).OfType<string>())
        {
            yield return Sql($"DROP SECURITY POLICY IF EXISTS [{SecondWall.Schema}].[{table}];");
        }
    }

    /// <summary>Last, so that rows which the migration brings along are in before the wall is up.</summary>
    private static IEnumerable<MigrationOperation> After(IReadOnlyList<MigrationOperation> operations, IModel? model)
    {
        var database = operations.OfType<AlterDatabaseOperation>().SingleOrDefault();
        var (had, has) = (database?.OldDatabase[SecondWall.Version] is not null, database?[SecondWall.Version] is not null);
        if (had && !has)
        {
            yield return Sql($"DROP FUNCTION {Function};");
            yield return Sql($"DROP SCHEMA [{SecondWall.Schema}];");
        }

        if (has && !had)
        {
            // In a string each: they must be alone in their batch, and a script has several statements in one.
            yield return Sql($"EXEC(N'CREATE SCHEMA [{SecondWall.Schema}];');");
            yield return Sql($"EXEC(N'{CreateFunction}');");
        }

        foreach (var (table, column) in operations.Select(o => TableThatGetsAPolicy(o, model)).Where(t => t.Column is not null))
        {
            yield return Sql(CreatePolicy(table, column!));
        }

        if (operations.Any(MovesRows))
        {
            yield return Switch("ON");
        }
    }

    /// <summary>AlterColumn is one of them: it fills the rows of a column that may no longer be null.</summary>
    private static bool MovesRows(MigrationOperation operation) =>
        operation is SqlOperation or InsertDataOperation or UpdateDataOperation or DeleteDataOperation or AlterColumnOperation;

    private static string? TableThatLosesItsPolicy(MigrationOperation operation) => operation switch
    {
        DropTableOperation drop => drop.Name,
        RenameTableOperation rename => rename.Name,
        AlterTableOperation alter when alter.OldTable[SecondWall.TenantColumn] is not null && alter[SecondWall.TenantColumn] is null => alter.Name,
        _ => null,
    };

    private static (string Table, string? Column) TableThatGetsAPolicy(MigrationOperation operation, IModel? model) => operation switch
    {
        CreateTableOperation create => (create.Name, create[SecondWall.TenantColumn] as string),
        RenameTableOperation rename => (rename.NewName!, model?.GetRelationalModel().FindTable(rename.NewName!, rename.NewSchema)?[SecondWall.TenantColumn] as string),
        AlterTableOperation alter when alter.OldTable[SecondWall.TenantColumn] is null => (alter.Name, alter[SecondWall.TenantColumn] as string),
        _ => ("", null),
    };

    /// <summary>The filter hides other bodies' rows; the blocks refuse to write one, to make one another's, and to touch one unseen.</summary>
    private static string CreatePolicy(string table, string column)
    {
        var predicate = $"PREDICATE {Function}([{column}]) ON [dbo].[{table}]";
        return $"""
            CREATE SECURITY POLICY [{SecondWall.Schema}].[{table}]
            ADD FILTER {predicate},
            ADD BLOCK {predicate} AFTER INSERT,
            ADD BLOCK {predicate} AFTER UPDATE,
            ADD BLOCK {predicate} BEFORE UPDATE,
            ADD BLOCK {predicate} BEFORE DELETE
            WITH (STATE = ON, SCHEMABINDING = ON);
            """;
    }

    /// <summary>All policies that exist at this moment, in the migration's own transaction: no one else sees the wall down.</summary>
    private static SqlOperation Switch(string state) => Sql($"""
        DECLARE @walls nvarchar(max) = N'';
        SELECT @walls += N'ALTER SECURITY POLICY [{SecondWall.Schema}].' + QUOTENAME([name]) + N' WITH (STATE = {state});'
        FROM sys.security_policies WHERE [schema_id] = SCHEMA_ID(N'{SecondWall.Schema}');
        EXEC sp_executesql @walls;
        """);

    private static SqlOperation Sql(string sql) => new() { Sql = sql };
}
