using System.Data;
using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace OpenDataAnimation.Platform.Tenancy;

/// <summary>
/// Each command says, in its own batch, whose rows the server may show and take. Not once a connection: a consumer opens its
/// scope when the connection is open already, and a pooled connection must never work for whom it worked before.
/// </summary>
internal sealed class TenantSession : DbCommandInterceptor
{
    public const string Parameter = "@scope_tenant";

    // sp_executesql takes two of SQL Server's 2,100 parameters, and EF Core fills the rest.
    private const int MostParameters = 2098;

    private TenantSession()
    {
    }

    /// <summary>One for all: EF Core makes a set of services for each different one.</summary>
    public static TenantSession Instance { get; } = new();

    public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result)
    {
        // A migration's statements must be alone in their batch; it lowers the wall itself where it moves rows.
        if (eventData.Context is not ServiceDb db || eventData.CommandSource == CommandSource.Migrations)
        {
            return result;
        }

        var tenant = db.TenantOfScope;
        result.CommandText = $"EXEC sp_set_session_context N'{SecondWall.SessionKey}', {Value(result, tenant)};\r\n{result.CommandText}";
        return result;
    }

    private static string Value(DbCommand command, Guid? tenant)
    {
        if (command.Parameters.Count >= MostParameters)
        {
            return tenant is { } id ? string.Create(CultureInfo.InvariantCulture, $"'{id:D}'") : "NULL";
        }

        // A parameter, so that all bodies share one plan.
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.DbType, parameter.Value) = (Parameter, DbType.Guid, tenant ?? (object)DBNull.Value);
        command.Parameters.Add(parameter);
        return Parameter;
    }
}
