using System.Collections.Concurrent;
using System.Globalization;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.SqlServer.Tests;

/// <summary>How much was parsed and what failed: written anew with each piece, so that it is whole however the run ends.</summary>
internal static class Report
{
    private static readonly ConcurrentDictionary<string, (int Parsed, int Failed, int NotRun)> Counts = [];
    private static readonly Lock Writing = new();

    public static void Add(string kind, int parsed, int failed = 0, int notRun = 0)
    {
        Counts.AddOrUpdate(kind, (parsed, failed, notRun), (_, c) => (c.Parsed + parsed, c.Failed + failed, c.NotRun + notRun));
        lock (Writing)
        {
            var rows = Counts.OrderBy(c => c.Key, StringComparer.Ordinal).ToList();
            var (all, wrong, left) = (rows.Sum(r => r.Value.Parsed), rows.Sum(r => r.Value.Failed), rows.Sum(r => r.Value.NotRun));
            var summary = string.Create(CultureInfo.InvariantCulture, $"sqlserver: {all} statements parsed, {wrong} failed, {left} not run so");
            var lines = rows.Select(r => string.Create(CultureInfo.InvariantCulture, $"| {r.Key} | {r.Value.Parsed} | {r.Value.Failed} | {r.Value.NotRun} |"));
            File.WriteAllText(
                Path.Combine(SourceTree.Output(), "sqlserver.md"),
                $"# SQL Server text\n\n{summary}\n\n| what | statements parsed | failed | not run so |\n| --- | ---: | ---: | ---: |\n{string.Join('\n', lines)}\n");
        }
    }
}
