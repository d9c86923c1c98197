using System.Text.Json;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.SqlServer.Tests;

/// <summary>What the HTTP tests asked of SQLite, as SQL Server would have been asked it (<see cref="SqlServerText"/>).</summary>
public sealed class RecordedTests
{
    [RecordedFact]
    public void Every_query_and_write_of_the_HTTP_tests_has_a_text_for_SQL_Server_that_parses()
    {
        var failures = RecordedFactAttribute.Lines.Where(l => l.Kind == "failed").Select(l => $"{l.Context}: {l.Text}").ToList();
        foreach (var line in RecordedFactAttribute.Lines.Where(l => l.Kind is "query" or "write"))
        {
            var errors = Tsql.Errors(line.Text, out var script);
            failures.AddRange(errors.Select(e => $"{line.Context}: {e}\n{line.Text}"));
            // Not counted: the declarations that we add, and the session's tenant.
            Report.Add(line.Kind == "query" ? "queries of the HTTP tests" : "writes of the HTTP tests", errors.Count == 0 ? Tsql.StatementsOf(script) - Tsql.UpkeepOf(script) : 0, errors.Count);
        }

        Report.Add("queries of the HTTP tests", 0, failed: RecordedFactAttribute.Lines.Count(l => l.Kind == "failed"));
        Assert.True(failures.Count == 0, string.Join("\n\n", failures.Take(10)));
    }

    [RecordedFact]
    public void Every_program_with_a_database_was_recorded_reading_and_writing()
    {
        foreach (var name in Databases.All)
        {
            using var db = Databases.Open(name);
            var kinds = RecordedFactAttribute.Lines.Where(l => l.Context == db.GetType().Name).Select(l => l.Kind).ToHashSet();
            Assert.True(kinds.Contains("query") && kinds.Contains("write"), $"{name} was recorded with {string.Join(", ", kinds.DefaultIfEmpty("nothing"))}.");
        }
    }

    /// <summary>Each command says for whom it works; a program without rows of bodies has nothing to say.</summary>
    [RecordedFact]
    public void Every_command_sets_the_tenant_before_anything_else()
    {
        Assert.All(
            RecordedFactAttribute.Lines.Where(l => l.Kind is "query" or "write" && l.Context != "GatewayDbSqlServer"),
            l => Assert.Matches(@"^DECLARE [^;]*;\r\nEXEC sp_set_session_context N'tenant', @scope_tenant;\r\n", l.Text));
    }

    [RecordedFact]
    public void Only_the_upkeep_of_SQLite_files_is_written_by_hand()
    {
        var byHand = RecordedFactAttribute.Lines.Where(l => l.Kind == "raw").ToList();
        Report.Add("SQL by hand (the upkeep of SQLite files)", 0, notRun: byHand.Count);
        Assert.All(byHand, l => Assert.Matches("^(DROP TABLE IF EXISTS \"__EFMigrationsLock\"|VACUUM INTO )", l.Text));
    }
}

/// <summary>Needs what the HTTP tests recorded.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RecordedFactAttribute : FactAttribute
{
    private static readonly Lazy<IReadOnlyList<SqlServerText.Line>> Recorded = new(() =>
        [.. (Directory.Exists(Folder) ? Directory.GetFiles(Folder, "*.jsonl") : []).SelectMany(File.ReadLines).Select(l => JsonSerializer.Deserialize<SqlServerText.Line>(l)!).Distinct()]);

    public RecordedFactAttribute()
    {
        if (Lines.Count == 0)
        {
            Skip = $"The HTTP tests recorded nothing in {Folder}: run them with ODA_SQLSERVER_TEXT (./tests/run sqlserver does).";
        }
    }

    public static IReadOnlyList<SqlServerText.Line> Lines => Recorded.Value;

    private static string Folder => Environment.GetEnvironmentVariable("ODA_SQLSERVER_TEXT") ?? SourceTree.Output("sqlserver");
}
