using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.SqlServer.Tests;

/// <summary>Every migration of every service, from empty to latest and between any two versions, without a server.</summary>
public sealed class MigrationTests
{
    public static TheoryData<string> Names => Databases.Names;

    [Theory, MemberData(nameof(Names))]
    public void Between_any_two_versions_the_script_parses_and_leads_where_it_should(string name)
    {
        using var db = Databases.Open(name);
        var versions = Databases.Versions(db);
        var migrator = db.GetService<IMigrator>();
        var statements = 0;
        foreach (var (from, to) in versions.SelectMany(f => versions.Where(t => t != f).Select(t => (f, t))))
        {
            foreach (var options in new[] { MigrationsSqlGenerationOptions.Script, MigrationsSqlGenerationOptions.Script | MigrationsSqlGenerationOptions.Idempotent })
            {
                var script = Tsql.Parse(migrator.GenerateScript(from, to, options));
                statements += Tsql.StatementsOf(script);
                Assert.Equal(SchemaAt(migrator, to).Text, SchemaAt(migrator, from).Follow(script).Text);
            }
        }

        Report.Add("migrations between any two versions", statements);
    }

    [Theory, MemberData(nameof(Names))]
    public void Each_version_builds_as_a_model_of_SQL_Server_2022(string name)
    {
        using var db = Databases.Open(name);
        foreach (var version in Databases.Versions(db).Skip(1))
        {
            var statements = Databases.CreationOf(db, Databases.ModelAt(db, version)).ToList();
            using var model = new TSqlModel(SqlServerVersion.Sql160, new TSqlModelOptions());
            foreach (var statement in statements)
            {
                model.AddObjects(Tsql.Unwrapped(statement));
            }

            Assert.Empty(model.Validate().Select(m => m.Message));
            Assert.Equal(
                SchemaAt(db.GetService<IMigrator>(), version).Text,
                statements.Aggregate(new Schema(), (schema, s) => schema.Follow(Tsql.Parse(s))).Text);
            Report.Add("each version made at once", statements.Count);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void No_change_of_the_model_lacks_its_migration(string name)
    {
        foreach (var provider in Enum.GetValues<Provider>())
        {
            using var db = Databases.Open(name, provider);
            Assert.False(db.Database.HasPendingModelChanges(), $"{provider}: run infra/migrations/add NAME for {name}.");
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void The_rules_of_the_model_hold_for_SQL_Server_too(string name)
    {
        using var db = Databases.Open(name);
        if (db is ServiceDb)
        {
            Assert.Empty(ModelRules.Broken(db));
        }
    }

    [Fact]
    public void What_is_read_in_order_of_time_has_a_bigint_sequence()
    {
        // A version 7 GUID is not ordered in time on SQL Server: its last six bytes count first.
        foreach (var name in Databases.All)
        {
            using var db = Databases.Open(name);
            foreach (var type in db.Model.GetEntityTypes().Where(t => t.GetTableName() is "Outbox" or "Audit"))
            {
                Assert.Equal("bigint", type.FindPrimaryKey()!.Properties[^1].GetColumnType());
            }
        }
    }

    /// <summary>Every table with rows of a body, and no other, is behind the wall in the end.</summary>
    [Theory, MemberData(nameof(Names))]
    public void Every_table_of_a_body_is_behind_the_wall_and_no_other(string name)
    {
        using var db = Databases.Open(name);
        var tables = db.Model.GetEntityTypes().Where(t => t.ClrType.IsAssignableTo(typeof(ITenantOwned))).Select(t => t.GetTableName()!).ToHashSet();
        var policies = SchemaAt(db.GetService<IMigrator>(), Databases.Versions(db)[^1]).Policies;

        Assert.Equal(tables.Order(StringComparer.Ordinal), policies.Keys.Order(StringComparer.Ordinal));
        foreach (var (table, policy) in policies)
        {
            Assert.Equal(
                ["Block AfterInsert", "Block AfterUpdate", "Block BeforeDelete", "Block BeforeUpdate", "Filter All"],
                policy.SecurityPredicateActions.Select(a => string.Create(CultureInfo.InvariantCulture, $"{a.SecurityPredicateType} {a.SecurityPredicateOperation}")).Order(StringComparer.Ordinal));
            Assert.All(policy.SecurityPredicateActions, a =>
            {
                Assert.Equal("IsOfScope", a.FunctionCall.FunctionName.Value);
                Assert.Equal("TenantId", Assert.IsType<ColumnReferenceExpression>(Assert.Single(a.FunctionCall.Parameters)).MultiPartIdentifier.Identifiers[^1].Value);
            });
            Assert.Contains(policy.SecurityPolicyOptions, o => o is { OptionKind: SecurityPolicyOptionKind.State, OptionState: OptionState.On });
        }
    }

    private static Schema SchemaAt(IMigrator migrator, string version) =>
        version == "0" ? new Schema() : new Schema().Follow(Tsql.Parse(migrator.GenerateScript("0", version, MigrationsSqlGenerationOptions.Script)));
}
