using System.Reflection;
using Microsoft.Extensions.Configuration;
using Xunit.Sdk;

namespace OpenDataAnimation.SqlServer.Tests;

public enum Provider { Sqlite, SqlServer }

/// <summary>The theory runs on a SQLite file.</summary>
internal sealed class OnSqliteAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[Provider.Sqlite]];
}

/// <summary>The theory runs on the SQL Server that <c>ConnectionStrings:SqlServerTests</c> names; without one it is skipped.</summary>
internal sealed class OnSqlServerAttribute : DataAttribute
{
    public OnSqlServerAttribute() => Skip = Connection is null ? Reason : null;

    /// <summary>Without a database: each test makes its own.</summary>
    public static string? Connection { get; } = new ConfigurationBuilder().AddEnvironmentVariables().Build().GetConnectionString("SqlServerTests");

    private static string Reason => Environment.GetEnvironmentVariable("ODA_SQLSERVER_MISSING") is { Length: > 0 } why
        ? $"No SQL Server: {why}"
        : "No SQL Server: ConnectionStrings__SqlServerTests names none.";

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[Provider.SqlServer]];
}
