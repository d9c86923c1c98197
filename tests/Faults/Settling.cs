using Microsoft.Data.Sqlite;

namespace OpenDataAnimation.Faults;

/// <summary>Reads the databases beside the programs that write them.</summary>
internal static class Settling
{
    /// <summary>Waits until every outbox is empty of what is not parked.</summary>
    /// <exception cref="TimeoutException">Messages are still on their way.</exception>
    public static async Task UntilSettledAsync(string data, TimeSpan atMost)
    {
        var since = TimeProvider.System.GetTimestamp();
        for (var quiet = 0; quiet < 2;)
        {
            quiet = Waiting(data).Count == 0 ? quiet + 1 : 0;
            if (quiet == 0 && TimeProvider.System.GetElapsedTime(since) > atMost)
            {
                throw new TimeoutException($"Messages are still on their way after {atMost.TotalSeconds} s: {string.Join("; ", Waiting(data).Take(10))}");
            }

            await Task.Delay(50);
        }
    }

    /// <summary>Rows of every service's database.</summary>
    public static IEnumerable<string> Databases(string data) =>
        Directory.GetFiles(data, "*.db").Where(file => Texts(file, "SELECT name FROM sqlite_master WHERE name = 'Outbox'").Count > 0);

    public static List<string> Texts(string file, string sql) => [.. Rows(file, sql).Select(r => r[0])];

    public static List<string[]> Rows(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False;Default Timeout=30");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string[]>();
        while (reader.Read())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i).ToString() ?? "")]);
        }

        return rows;
    }

    private static List<string> Waiting(string data) =>
        [.. Databases(data).SelectMany(file => Texts(file, "SELECT Type || ' for ' || Endpoint || ': ' || COALESCE(LastError, '') FROM Outbox WHERE ParkedAt IS NULL")
            .Select(row => $"{Path.GetFileNameWithoutExtension(file)}: {row}"))];
}
