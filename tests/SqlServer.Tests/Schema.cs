using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace OpenDataAnimation.SqlServer.Tests;

/// <summary>
/// A database as far as names go: follows a script statement by statement and fails on what a server would refuse, such as a
/// column that is not there, a table made twice, or a table dropped with its policy still on it.
/// </summary>
internal sealed class Schema : TSqlConcreteFragmentVisitor
{
    private readonly Dictionary<string, HashSet<string>> _columns = [];
    private readonly HashSet<string> _indexes = [];
    private readonly Dictionary<string, CreateSecurityPolicyStatement> _policies = [];
    private bool _hasPredicate;

    /// <summary>Table, then its columns and indexes, then its policy: comparable as text.</summary>
    public string Text => string.Join('\n',
        _columns.Select(t => $"{t.Key}({string.Join(',', t.Value.Order(StringComparer.Ordinal))})")
            .Concat(_indexes).Concat(_policies.Keys.Select(p => "policy " + p)).Append($"predicate {_hasPredicate}").Order(StringComparer.Ordinal));

    /// <summary>The security policies, by table.</summary>
    public IReadOnlyDictionary<string, CreateSecurityPolicyStatement> Policies => _policies;

    public Schema Follow(TSqlScript script)
    {
        script.Accept(this);
        return this;
    }

    public override void Visit(CreateTableStatement node)
    {
        if (Name(node.SchemaObjectName) == HistoryRepository.DefaultTableName)
        {
            // EF Core's own; made by each script that finds none.
            return;
        }

        Assert.True(_columns.TryAdd(Name(node.SchemaObjectName), [.. node.Definition.ColumnDefinitions.Select(c => c.ColumnIdentifier.Value)]), $"{Name(node.SchemaObjectName)} is made twice.");
        Check(node.Definition);
    }

    public override void Visit(AlterTableAddTableElementStatement node)
    {
        var columns = Table(node.SchemaObjectName);
        Assert.All(node.Definition.ColumnDefinitions, c => Assert.True(columns.Add(c.ColumnIdentifier.Value), $"{c.ColumnIdentifier.Value} is added twice."));
        Check(node.Definition);
    }

    public override void Visit(AlterTableDropTableElementStatement node)
    {
        var columns = Table(node.SchemaObjectName);
        Assert.All(node.AlterTableDropTableElements.Where(e => e.TableElementType == TableElementType.Column),
            e => Assert.True(columns.Remove(e.Name.Value), $"There is no column {e.Name.Value} to drop."));
    }

    public override void Visit(AlterTableAlterColumnStatement node) => Assert.Contains(node.ColumnIdentifier.Value, Table(node.SchemaObjectName));

    public override void Visit(DropTableStatement node)
    {
        foreach (var table in node.Objects.Select(Name))
        {
            Assert.False(_policies.ContainsKey(table), $"{table} is dropped with its policy on it.");
            Assert.True(_columns.Remove(table), $"There is no table {table} to drop.");
            _indexes.RemoveWhere(i => i.StartsWith($"index {table}.", StringComparison.Ordinal));
        }
    }

    public override void Visit(CreateIndexStatement node)
    {
        var columns = Table(node.OnName);
        Assert.All(node.Columns, c => Assert.Contains(c.Column.MultiPartIdentifier.Identifiers[^1].Value, columns));
        Assert.True(_indexes.Add($"index {Name(node.OnName)}.{node.Name.Value}"), $"{node.Name.Value} is made twice.");
    }

    public override void Visit(DropIndexStatement node) =>
        Assert.All(node.DropIndexClauses.Cast<DropIndexClause>(), c => Assert.True(_indexes.Remove($"index {Name(c.Object)}.{c.Index.Value}"), $"There is no index {c.Index.Value}."));

    public override void Visit(CreateFunctionStatement node) => _hasPredicate = true;

    public override void Visit(DropFunctionStatement node)
    {
        Assert.True(_hasPredicate && _policies.Count == 0, "The predicate goes before its policies.");
        _hasPredicate = false;
    }

    public override void Visit(CreateSecurityPolicyStatement node)
    {
        Assert.True(_hasPredicate, "A policy comes before its predicate.");
        foreach (var action in node.SecurityPredicateActions)
        {
            Assert.Equal(node.Name.BaseIdentifier.Value, Name(action.TargetObjectName));
            Assert.All(action.FunctionCall.Parameters.Cast<ColumnReferenceExpression>(),
                p => Assert.Contains(p.MultiPartIdentifier.Identifiers[^1].Value, Table(action.TargetObjectName)));
        }

        Assert.True(_policies.TryAdd(node.Name.BaseIdentifier.Value, node), $"The policy {node.Name.BaseIdentifier.Value} is made twice.");
    }

    public override void Visit(DropSecurityPolicyStatement node) =>
        Assert.All(node.Objects, p => Assert.True(_policies.Remove(p.BaseIdentifier.Value) || node.IsIfExists, $"There is no policy {p.BaseIdentifier.Value}."));

    public override void Visit(ExecuteSpecification node)
    {
        foreach (var text in Tsql.TextsIn(node))
        {
            Follow(Tsql.Parse(text));
        }

        if (node.ExecutableEntity is ExecutableProcedureReference { ProcedureReference.ProcedureReference.Name.BaseIdentifier.Value: "sp_rename" } rename)
        {
            var texts = rename.Parameters.Select(p => ((StringLiteral)p.ParameterValue).Value).ToList();
            Rename([.. texts[0].Split("].[").Select(t => t.Trim('[', ']'))], texts[1], texts[2]);
        }
    }

    private void Rename(string[] old, string name, string kind)
    {
        switch (kind)
        {
            case "COLUMN":
                Assert.True(_columns[old[^2]].Remove(old[^1]) && _columns[old[^2]].Add(name));
                break;
            case "INDEX":
                Assert.True(_indexes.Remove($"index {old[^2]}.{old[^1]}") && _indexes.Add($"index {old[^2]}.{name}"));
                break;
            case "OBJECT" when _columns.Remove(old[^1], out var columns):
                Assert.False(_policies.ContainsKey(old[^1]), $"{old[^1]} is renamed with its policy on it.");
                _columns[name] = columns;
                foreach (var index in _indexes.Where(i => i.StartsWith($"index {old[^1]}.", StringComparison.Ordinal)).ToList())
                {
                    _indexes.Remove(index);
                    _indexes.Add($"index {name}.{index[(index.IndexOf('.', StringComparison.Ordinal) + 1)..]}");
                }

                break;
        }
    }

    private void Check(TableDefinition definition)
    {
        foreach (var key in definition.TableConstraints.OfType<ForeignKeyConstraintDefinition>())
        {
            Assert.All(key.ReferencedTableColumns, c => Assert.Contains(c.Value, Table(key.ReferenceTableName)));
            // Neither ScriptDom nor DacFx notices SET NULL over a NOT NULL column: none is wanted at all.
            Assert.True(key.DeleteAction is DeleteUpdateAction.NotSpecified or DeleteUpdateAction.NoAction, $"{key.ConstraintIdentifier?.Value} deletes or sets null by itself.");
        }
    }

    private HashSet<string> Table(SchemaObjectName name) => _columns.TryGetValue(Name(name), out var columns) ? columns : throw new Xunit.Sdk.XunitException($"There is no table {Name(name)}.");

    private static string Name(SchemaObjectName name) => name.BaseIdentifier.Value;
}
