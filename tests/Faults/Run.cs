using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace OpenDataAnimation.Faults;

/// <summary>One run: every kind of fault, in one process and on RabbitMQ, with a check after each.</summary>
internal sealed class Run(int kills, Random random)
{
    /// <summary>What the startup hook knows; the empty one is no moment at all but any instant.</summary>
    private static readonly string[] Moments = ["request", "request-committed", "published", "marked", "consumer-before-commit", "consumer-after-commit", ""];

    private readonly string _folder = Directory.CreateTempSubdirectory("oda-faults-").FullName;
    private readonly SortedDictionary<string, int> _came = [];
    private readonly List<string> _lost = [], _doubled = [], _broken = [];
    private int _kills, _acknowledged, _entries, _refusals;
    private TimeSpan _slowest;

    public async Task<int> RunAsync()
    {
        try
        {
            var template = Path.Combine(_folder, "template");
            var territory = await Seed.MakeAsync(template);
            var onBroker = Broker.IsHere ? Math.Max(2, kills / 3) : 0;
            await OneProcessAsync(template, territory, kills - onBroker);
            if (onBroker > 0)
            {
                await OnBrokerAsync(template, territory, onBroker);
            }
            else
            {
                Console.WriteLine("RabbitMQ is not here: the faults of separate processes are skipped.");
            }

            await FullDiskAsync(template, territory);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(_folder, recursive: true);
        }

        // In a short run one may be missed by chance; in a long one a moment that never came was not tried, whatever the figures say.
        if (_kills >= 4 * Moments.Length)
        {
            _broken.AddRange(Moments.Where(m => m.Length > 0 && !_came.ContainsKey(m)).Select(m => $"no program was ever killed at {m}"));
        }

        foreach (var line in _lost.Select(l => "lost: " + l).Concat(_doubled.Select(d => "doubled: " + d)).Concat(_broken.Select(b => "broken: " + b)).Distinct().Take(40))
        {
            Console.WriteLine(line);
        }

        Console.WriteLine($"killed at: {string.Join(", ", _came.Select(c => $"{c.Key} {c.Value}"))}");
        Console.WriteLine($"slowest start until ready: {_slowest.TotalSeconds:0.0} s; audit lines verified: {_entries}; refused with 503 or 409 and not counted; other refusals: {_refusals}");
        Console.WriteLine($"faults: {_kills} kills, {_acknowledged} acknowledged, {_lost.Count} lost, {_doubled.Count} doubled");
        return _lost.Count + _doubled.Count + _broken.Count + _refusals == 0 ? 0 : 1;
    }

    private async Task OneProcessAsync(string template, Territory territory, int count)
    {
        var (site, ledger) = (new Site(Copy(template, "one"), null), new Ledger());
        await using (site)
        {
            for (var i = 0; i < count; i++)
            {
                await KillOnceAsync(site, territory, ledger, site.Programs[0], Moments[i % Moments.Length]);
            }

            await site.StartAsync();
            await UnderLoadAsync(site, territory, ledger, "the database locked for 3 s by another process", () => LockAsync(Path.Combine(site.Data, "plans.db"), TimeSpan.FromSeconds(3)));
            await UnderLoadAsync(site, territory, ledger, "the clock put 26 h ahead and back", async () =>
            {
                await File.WriteAllTextAsync(site.Clock, "26");
                await Task.Delay(1500);
                await File.WriteAllTextAsync(site.Clock, "0");
                await Task.Delay(1000);
            });
            await EndAsync(site, ledger);
        }
    }

    private async Task OnBrokerAsync(string template, Territory territory, int count)
    {
        await using var broker = new Broker();
        await broker.StartAsync();
        var (site, ledger) = (new Site(Copy(template, "many"), Broker.Address), new Ledger());
        await using (site)
        {
            for (var i = 0; i < count - 1; i++)
            {
                await KillOnceAsync(site, territory, ledger, i % 4 == 3 ? "services/Territory" : "services/Plans", Moments[(i + 1) % Moments.Length]);
            }

            await site.StartAsync();
            await UnderLoadAsync(site, territory, ledger, "the broker killed and away for 4 s", async () =>
            {
                await broker.KillAsync();
                _kills++;
                await Task.Delay(TimeSpan.FromSeconds(4));
                await broker.StartAsync();
            });
            await EndAsync(site, ledger);
        }
    }

    private async Task FullDiskAsync(string template, Territory territory)
    {
        var disk = Path.Combine(_folder, "disk");
        Directory.CreateDirectory(disk);
        if (Environment.UserName != "root" || !await SystemAsync("mount", "-t", "tmpfs", "-o", "size=96m,mode=700", "tmpfs", disk))
        {
            Console.WriteLine("A full disk is skipped: a small tmpfs cannot be mounted here.");
            return;
        }

        try
        {
            var (site, ledger) = (new Site(Copy(template, "disk/data"), null), new Ledger());
            await using (site)
            {
                await site.StartAsync();
                await UnderLoadAsync(site, territory, ledger, "the disk full for 3 s", async () =>
                {
                    var filler = Path.Combine(disk, "filler");
                    await FillAsync(filler);
                    var before = ledger.Acknowledged;
                    await Task.Delay(TimeSpan.FromSeconds(3));
                    Console.WriteLine($"  acknowledged while the disk was full: {ledger.Acknowledged - before}");
                    File.Delete(filler);
                });
                await EndAsync(site, ledger);
            }
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            await SystemAsync("umount", disk);
        }
    }

    /// <summary>Load, a kill at its moment, a start with no help, and a check of every promise so far.</summary>
    private async Task KillOnceAsync(Site site, Territory territory, Ledger ledger, string program, string moment)
    {
        await site.StartAsync();
        using var enough = new CancellationTokenSource();
        var load = new Load(site, territory, ledger).RunAsync(6, enough.Token);
        await Task.WhenAny(load, Task.Delay(300 + random.Next(700)));
        await site.KillAtAsync(program, moment.Length == 0 ? "never" : moment, 1 + random.Next(12), TimeSpan.FromMilliseconds(moment.Length == 0 ? random.Next(1500) : 6000));
        await enough.CancelAsync();
        await load;
        _kills++;
        var name = site.CameAtItsMoment(program) ? moment : "any instant";
        _came[name] = _came.GetValueOrDefault(name) + 1;
        await site.StartAsync();
        await VerifyAsync(site, ledger, $"{Path.GetFileName(program)} killed at {name}");
    }

    private async Task UnderLoadAsync(Site site, Territory territory, Ledger ledger, string what, Func<Task> fault)
    {
        using var enough = new CancellationTokenSource();
        var load = new Load(site, territory, ledger).RunAsync(6, enough.Token);
        await Task.WhenAny(load, Task.Delay(800));
        await fault();
        var before = ledger.Acknowledged;
        var since = Stopwatch.GetTimestamp();
        // It goes on by itself: a write is acknowledged again.
        while (ledger.Acknowledged == before && Stopwatch.GetElapsedTime(since) < TimeSpan.FromSeconds(60))
        {
            await Task.Delay(50);
        }

        if (ledger.Acknowledged == before)
        {
            _broken.Add($"after {what}: nothing is acknowledged any more\n{site.Words}");
        }

        await Task.Delay(500);
        await enough.CancelAsync();
        await load;
        await VerifyAsync(site, ledger, what);
    }

    private async Task VerifyAsync(Site site, Ledger ledger, string after)
    {
        try
        {
            await Settling.UntilSettledAsync(site.Data, TimeSpan.FromSeconds(60));
        }
        catch (TimeoutException e)
        {
            _broken.Add($"after {after}: {e.Message}\n{site.Words}");
        }

        // With a broker, what left one outbox may still lie in a queue: it is asked again before it is called lost.
        for (var left = site.IsOneProcess ? 0 : 40; ; left--)
        {
            var check = new Check(site.Data, ledger);
            check.Promises();
            if (check.Lost.Count + check.Doubled.Count + check.Broken.Count > 0 && left > 0)
            {
                await Task.Delay(250);
                continue;
            }

            _lost.AddRange(check.Lost.Select(l => $"{l}, after {after}"));
            _doubled.AddRange(check.Doubled.Select(d => $"{d}, after {after}"));
            _broken.AddRange(check.Broken.Select(b => $"{b}, after {after}"));
            Console.WriteLine($"  {after}: {ledger.Acknowledged} acknowledged, {check.Lost.Count} lost, {check.Doubled.Count} doubled{(check.Broken.Count > 0 ? $", {check.Broken.Count} broken" : "")}");
            return;
        }
    }

    private async Task EndAsync(Site site, Ledger ledger)
    {
        await site.StopAsync();
        var check = new Check(site.Data, ledger);
        _entries += await check.ChainsAsync();
        _broken.AddRange(check.Broken);
        _acknowledged += ledger.Acknowledged;
        _refusals += ledger.Refusals.Values.Sum();
        foreach (var refusal in ledger.Refusals.Take(5))
        {
            Console.WriteLine($"  refused {refusal.Value} times: {refusal.Key}");
        }

        _slowest = site.Slowest > _slowest ? site.Slowest : _slowest;
    }

    private static async Task LockAsync(string file, TimeSpan during)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "BEGIN EXCLUSIVE";
        await command.ExecuteNonQueryAsync();
        await Task.Delay(during);
        command.CommandText = "ROLLBACK";
        await command.ExecuteNonQueryAsync();
    }

    private static async Task FillAsync(string filler)
    {
        await using var file = new FileStream(filler, FileMode.Create, FileAccess.Write, FileShare.None, 1);
        for (var block = new byte[1 << 20]; block.Length >= 512;)
        {
            try
            {
                await file.WriteAsync(block);
            }
            catch (IOException)
            {
                block = new byte[block.Length / 2];
            }
        }
    }

    private static async Task<bool> SystemAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }

    private string Copy(string template, string name)
    {
        var copy = Path.Combine(_folder, name);
        foreach (var file in Directory.GetFiles(template, "*", SearchOption.AllDirectories).Where(f => Path.GetFileName(f) is not "lock" && !f.EndsWith(".lock", StringComparison.Ordinal)))
        {
            var target = Path.Combine(copy, Path.GetRelativePath(template, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return copy;
    }
}
