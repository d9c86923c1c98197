using System.Globalization;
using System.Text;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Benchmarks;

/// <summary>Puts the figures beside each other, and beside the targets.</summary>
internal sealed class Report(bool quick)
{
    public const string Constant = "Floor: constant 3 KB JSON, Kestrel alone", Select = "Floor: one SELECT of 20 rows, ADO.NET, source-generated JSON",
        Floor = "Floor: same gateway + EF compiled query, no token", List = "Actions of a commune, JSON", Straight = "Actions of a commune, JSON, past the gateway",
        ListPage = "Actions of a commune, page", Create = "Creation of an action, 32 connections, each ten times a second", CreateAll = "Creation of an action, 32 connections, as fast as they go";

    private readonly Dictionary<string, List<Slice>> _slices = [];
    private readonly List<string> _order = [];
    private readonly List<(string Page, int Count)> _statements = [];
    private readonly List<string> _wrong = [];

    public int Wrong => _wrong.Count;

    public int Locked { get; set; }

    public long Resident { get; set; }

    public static string Grid(int children) => $"Grid of {children}, JSON";

    public static string GridPage(int children) => $"Grid of {children}, page";

    /// <param name="counts">False for what only warms up.</param>
    public void Keep(string name, Slice slice, bool counts)
    {
        if (!_slices.TryGetValue(name, out var slices))
        {
            _slices[name] = slices = [];
            _order.Add(name);
        }

        if (counts)
        {
            slices.Add(slice);
        }
    }

    public void Statements(string page, int count) => _statements.Add((page, count));

    public void IsWrong(string what)
    {
        lock (_wrong)
        {
            _wrong.Add(what);
            if (_wrong.Count <= 5)
            {
                Console.Error.WriteLine("WRONG " + what);
            }
        }
    }

    /// <param name="judged">False when only some cases ran: there is nothing to compare with.</param>
    public void Write(bool judged)
    {
        var targets = judged ? Targets().ToList() : [];
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:yyyy-MM-dd}, {(quick ? "quick run" : "full run")}, {Environment.ProcessorCount} processors, .NET {Environment.Version}, SQLite, every acknowledged write on the disk, the whole product in one process of {Resident / (1024 * 1024)} MB after the load.\n\n");
        text.Append("| case | CPU ms per request | × the list | requests per s | p50 ms | p99 ms |\n|---|---:|---:|---:|---:|---:|\n");
        foreach (var name in _order)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {Cpu(name):0.000} | {(judged ? Cpu(name) / Cpu(List) : double.NaN):0.00} | {Rate(name):0} | {Wait(name, 0.5):0.0} | {Wait(name, 0.99):0.0} |\n");
        }

        text.Append("\n| page | SQL statements |\n|---|---:|\n");
        foreach (var (page, count) in _statements)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {page} | {count} |\n");
        }

        text.Append("\n| target | measured | |\n|---|---|---|\n");
        foreach (var (target, measured, met) in targets)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {target} | {measured} | {(met ? "met" : "not met")} |\n");
        }

        if (_wrong.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{_wrong.Count} answers were wrong; the first: {_wrong[0]}\n");
        }

        if (judged)
        {
            Save(text.ToString());
        }

        Console.WriteLine(text.ToString());
        Console.WriteLine($"bench: {_order.Count + _statements.Count} cases, {targets.Count(t => t.Met)} targets met, {targets.Count(t => !t.Met)} not met");
    }

    private IEnumerable<(string Target, string Measured, bool Met)> Targets()
    {
        var share = Cpu(Floor) / Cpu(List);
        yield return ("The list has at least half the rate of “same gateway + EF compiled query”, by processor time", Text($"{share:0.00} of its rate"), share >= 0.5);
        yield return Ratio("The grid of 158 costs at most 3 times the list", Grid(158), List, 3);
        yield return Ratio("The grid of 890 costs at most 12 times the list", Grid(890), List, 12);
        yield return Ratio("The grid of 890 costs at most 6.5 times that of 158", Grid(890), Grid(158), 6.5);
        yield return Ratio("The page of the grid of 890 costs at most 6.5 times that of 158", GridPage(890), GridPage(158), 6.5);
        yield return ("Creating an action has a p99 of at most 25 ms at 32 connections", Text($"{Wait(CreateAll, 0.99):0.0} ms"), Wait(CreateAll, 0.99) <= 25);
        yield return ("No database is ever locked", Text($"{Locked} times"), Locked == 0);
        var most = _statements.MaxBy(s => s.Count);
        yield return ("A page needs at most 6 SQL statements, over all services", Text($"{most.Count} at most ({most.Page})"), most.Count <= 6);
        var uneven = _statements.Where(s => s.Page.Any(char.IsDigit)).GroupBy(s => new string([.. s.Page.Where(c => !char.IsDigit(c))])).Where(g => g.Select(s => s.Count).Distinct().Count() > 1).ToList();
        yield return ("The same number whatever the number of communes", uneven.Count == 0 ? "the same" : string.Join(", ", uneven.Select(g => g.Key)), uneven.Count == 0);
    }

    private (string Target, string Measured, bool Met) Ratio(string target, string one, string other, double most) =>
        (target, Text($"{Cpu(one) / Cpu(other):0.00} times"), Cpu(one) <= most * Cpu(other));

    private double Cpu(string name) => Median(_slices[name].Select(s => s.Processor.TotalMilliseconds / Math.Max(1, s.Waits.Length)));

    private double Rate(string name) => Median(_slices[name].Select(s => s.Waits.Length / s.Elapsed.TotalSeconds));

    private double Wait(string name, double share)
    {
        var waits = _slices[name].SelectMany(s => s.Waits).Order().ToList();
        return waits.Count == 0 ? double.NaN : waits[Math.Min(waits.Count - 1, (int)(waits.Count * share))];
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? double.NaN : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private void Save(string table)
    {
        if (SourceTree.Here is not { } root)
        {
            return;
        }

        File.WriteAllText(Path.Combine(SourceTree.Output(), "bench.md"), table);
        var readme = Path.Combine(root, "tests", "Benchmarks", "README.md");
        const string mark = "<!-- The last full run; written by the program. -->";
        if (!quick && _wrong.Count == 0 && File.Exists(readme) && File.ReadAllText(readme).Split(mark) is [var above, _])
        {
            File.WriteAllText(readme, $"{above}{mark}\n\n{table}");
        }
    }
}
