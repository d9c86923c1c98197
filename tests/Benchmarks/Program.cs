using OpenDataAnimation.Benchmarks;

// The same program is the product under load, in a process of its own whose processor time can be read.
if (args is ["product", var folder])
{
    return await Product.RunAsync(folder);
}

if (args.Except(["--quick", "--keep"]).FirstOrDefault(a => !a.StartsWith("--data=", StringComparison.Ordinal) && !a.StartsWith("--only=", StringComparison.Ordinal)) is { } unknown)
{
    Console.Error.WriteLine($"Unknown option '{unknown}'. Options: --quick (about a minute), --only=TEXT (the cases whose name holds it, or one of several with | between; pages for the pages, and nothing is judged), --data=DIR (seeded before, or to be kept), --keep (keep the data folder).");
    return 2;
}

var quick = args.Contains("--quick");
var data = args.FirstOrDefault(a => a.StartsWith("--data=", StringComparison.Ordinal))?["--data=".Length..];
var only = args.FirstOrDefault(a => a.StartsWith("--only=", StringComparison.Ordinal))?["--only=".Length..];
var temporary = data is null;
data ??= Directory.CreateTempSubdirectory("oda-bench-").FullName;
try
{
    await using var product = await Driver.StartAsync(data);
    var report = new Report(quick);
    await new Measuring(product, report, quick, only).RunAsync();
    report.Write(judged: only is null);
    return report.Wrong == 0 ? 0 : 1;
}
finally
{
    if (temporary && !args.Contains("--keep"))
    {
        Directory.Delete(data, recursive: true);
    }
}
