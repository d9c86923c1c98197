using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.SqlClient;

namespace OpenDataAnimation.Testing;

/// <summary>Stands where a connection to SQL Server would: passes on each text with its parameters' types, answers with no row.</summary>
public sealed class RecordingConnection : DbConnection
{
    private const string Nowhere = "Server=nowhere;Database=oda";

    public int Count { get; private set; }

    public Action<string> Recorded { get; set; } = _ => { };

    [AllowNull]
    public override string ConnectionString { get; set; } = Nowhere;

    public override string Database => "oda";

    public override string DataSource => "nowhere";

    public override string ServerVersion => "16.00.0000";

    public override ConnectionState State => ConnectionState.Open;

    public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();

    public override void Open()
    {
    }

    public override void Close()
    {
    }

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => throw new NotSupportedException();

    protected override DbCommand CreateDbCommand() => new Command(this);

    private void Record(Command command)
    {
        Count++;
        var declared = command.Parameters.Cast<SqlParameter>().Select(p => $"{p.ParameterName} {Type(p)}").ToList();
        // With its declarations the text is a whole: a parameter that is used and not there would be an error on a server.
        Recorded((declared.Count == 0 ? "" : $"DECLARE {string.Join(", ", declared)};\r\n") + command.CommandText);
    }

    private static string Type(SqlParameter parameter) => parameter.SqlDbType switch
    {
        SqlDbType.NVarChar or SqlDbType.VarChar or SqlDbType.VarBinary => parameter.SqlDbType.ToString().ToLowerInvariant() + (parameter.Size is > 0 and <= 4000 ? $"({parameter.Size})" : "(max)"),
        SqlDbType.Decimal => $"decimal({Math.Max(parameter.Precision, (byte)18)},{parameter.Scale})",
        var type => type.ToString().ToLowerInvariant(),
    };

    private sealed class Command(RecordingConnection connection) : DbCommand
    {
        private readonly SqlCommand _parameters = new();

        [AllowNull]
        public override string CommandText { get; set; } = "";

        public override int CommandTimeout { get; set; }

        public override CommandType CommandType { get; set; } = CommandType.Text;

        public override bool DesignTimeVisible { get; set; }

        public override UpdateRowSource UpdatedRowSource { get; set; }

        protected override DbConnection? DbConnection { get; set; } = connection;

        // Real ones: the provider's type mappings set what only a SqlParameter has.
        protected override DbParameterCollection DbParameterCollection => _parameters.Parameters;

        protected override DbTransaction? DbTransaction { get; set; }

        public override void Cancel()
        {
        }

        public override void Prepare()
        {
        }

        public override int ExecuteNonQuery()
        {
            connection.Record(this);
            return 0;
        }

        public override object? ExecuteScalar()
        {
            connection.Record(this);
            return null;
        }

        protected override DbParameter CreateDbParameter() => new SqlParameter();

        protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior)
        {
            connection.Record(this);
            using var nothing = new DataTable();
            return nothing.CreateDataReader();
        }
    }
}
