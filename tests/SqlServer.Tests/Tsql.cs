using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace OpenDataAnimation.SqlServer.Tests;

/// <summary>T-SQL as SQL Server 2022 reads it.</summary>
internal static class Tsql
{
    /// <returns>One line per error with its place; empty when the text parses.</returns>
    public static List<string> Errors(string sql, out TSqlScript script)
    {
        script = (TSqlScript)new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(sql), out var errors);
        return [.. errors.Select(e => $"{e.Message} ({e.Line}:{e.Column})")];
    }

    public static TSqlScript Parse(string sql)
    {
        var errors = Errors(sql, out var script);
        if (errors.Count > 0)
        {
            Report.Add("what did not parse", 0, failed: 1);
        }

        Assert.True(errors.Count == 0, $"{string.Join("\n", errors)}\n{sql}");
        return script;
    }

    /// <summary>The statements that are executed as strings.</summary>
    public static IEnumerable<string> TextsIn(ExecuteSpecification execute) =>
        // A text with a variable in it, as for a default's constraint of unknown name, is known on the server only.
        execute.ExecutableEntity is ExecutableStringList list && list.Strings.All(s => s is StringLiteral) ? [string.Concat(list.Strings.Cast<StringLiteral>().Select(s => s.Value))] : [];

    /// <summary>The statement itself, or what it executes as a string: DacFx takes a schema and a function only so.</summary>
    public static string Unwrapped(string sql) =>
        Parse(sql).Batches is [{ Statements: [ExecuteStatement execute] }] && TextsIn(execute.ExecuteSpecification).ToList() is [var text] ? text : sql;

    public static int StatementsOf(TSqlScript script)
    {
        var counter = new Counter();
        script.Accept(counter);
        return counter.Count;
    }

    /// <summary>How many of them are declarations or settings of the session.</summary>
    public static int UpkeepOf(TSqlScript script) => script.Batches.SelectMany(b => b.Statements).Count(s =>
        s is DeclareVariableStatement or PredicateSetStatement or ExecuteStatement);

    private sealed class Counter : TSqlFragmentVisitor
    {
        public int Count { get; private set; }

        public override void Visit(TSqlStatement node) => Count++;
    }
}
