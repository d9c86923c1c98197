using System.Collections.Concurrent;

namespace OpenDataAnimation.SqlServer.Tests;

/// <summary>How much was parsed, by kind.</summary>
internal static class Report
{
    private static readonly ConcurrentDictionary<(string Kind, string Name), int> Counts = [];

    public static void Add(string kind, string name, int statements) => Counts.AddOrUpdate((kind, name), statements, (_, n) => n + statements);
}
