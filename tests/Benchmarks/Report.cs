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
    private readonly List<(string Page, int Children, Slice Slice, int Statements)> _pages = [];
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

    /// <param name="children">Zero for a commune.</param>
    public void Page(string page, int children, Slice slice, int statements) => _pages.Add((page, children, slice, statements));

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

        WritePages(text);
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
        Console.WriteLine($"bench: {_order.Count + _pages.Count} cases, {targets.Count(t => t.Met)} targets met, {targets.Count(t => !t.Met)} not met");
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
        var most = _pages.Where(p => p.Page != Pages.Journal).Max(p => p.Statements);
        yield return ("A page needs at most 6 SQL statements, over all services (the journal one for each of their chains)", Text($"{most} at most{Where(p => p.Statements > 6)}"), most <= 6);
        var uneven = _pages.Where(p => p.Children > 0).GroupBy(p => p.Page).Where(g => g.Select(p => p.Statements).Distinct().Count() > 1).Select(g => g.Key).ToHashSet();
        yield return ("The same number whatever the number of communes", uneven.Count == 0 ? "the same" : "not" + Where(p => uneven.Contains(p.Page)), uneven.Count == 0);
    }

    private string Where(Func<(string Page, int Children, Slice Slice, int Statements), bool> so) =>
        _pages.Where(so).Select(p => p.Page).Distinct().ToList() is { Count: > 0 } pages ? $" ({string.Join(", ", pages.Select(Address))})" : "";

    /// <summary>One line a page: for a commune, and for parents of 10, 158 and 890.</summary>
    private void WritePages(StringBuilder text)
    {
        var sizes = _pages.Select(p => p.Children).Distinct().Order().ToList();
        if (sizes.Count == 0)
        {
            return;
        }

        var names = sizes.Select(n => n == 0 ? "commune" : Text($"{n}")).ToList();
        text.Append("\n| page | ").AppendJoin(" | ", names.Select(n => $"SQL {n}").Concat(names.Select(n => $"CPU ms {n}")).Concat(names.Select(n => $"p50/p99 ms {n}"))).Append(" |\n|---|")
            .Insert(text.Length, "---:|", sizes.Count * 3).Append('\n');
        foreach (var page in _pages.GroupBy(p => p.Page))
        {
            var of = sizes.ConvertAll(n => page.Where(p => p.Children == n).ToList());
            string Each(Func<(string Page, int Children, Slice Slice, int Statements), string> cell) => string.Join(" | ", of.Select(o => o is [var one] ? cell(one) : ""));
            text.Append(CultureInfo.InvariantCulture, $"| {Address(page.Key)} | {Each(p => Text($"{p.Statements}"))} | {Each(p => Text($"{p.Slice.Processor.TotalMilliseconds / Math.Max(1, p.Slice.Waits.Length):0.0}"))} | ")
                .Append(Each(p => Text($"{Share(p.Slice.Waits, 0.5):0}/{Share(p.Slice.Waits, 0.99):0}"))).Append(" |\n");
        }
    }

    private static string Address(string page) => page.Length == 0 ? "`/c/{slug}`" : $"`{page}`";

    private (string Target, string Measured, bool Met) Ratio(string target, string one, string other, double most) =>
        (target, Text($"{Cpu(one) / Cpu(other):0.00} times"), Cpu(one) <= most * Cpu(other));

    private double Cpu(string name) => Median(_slices[name].Select(s => s.Processor.TotalMilliseconds / Math.Max(1, s.Waits.Length)));

    private double Rate(string name) => Median(_slices[name].Select(s => s.Waits.Length / s.Elapsed.TotalSeconds));

    private double Wait(string name, double share) => Share([.. _slices[name].SelectMany(s => s.Waits)], share);

    private static double Share(double[] waits, double share)
    {
        var sorted = waits.Order().ToList();
        return sorted.Count == 0 ? double.NaN : sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))];
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
