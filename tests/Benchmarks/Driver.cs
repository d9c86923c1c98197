using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace OpenDataAnimation.Benchmarks;

/// <summary>Starts the product as a process of its own, and reads its processor time.</summary>
internal sealed class Driver : IAsyncDisposable
{
    private readonly Process _process;
    private int _locked;

    private Driver(Process process) => _process = process;

    public Ready Ready { get; private set; } = null!;

    /// <summary>How often the product said that its database was locked.</summary>
    public int Locked => _locked;

    /// <summary>The last lines that the product wrote.</summary>
    public ConcurrentQueue<string> Said { get; } = [];

    public TimeSpan Processor
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Memory that the product holds.</summary>
    public long Resident
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    public static async Task<Driver> StartAsync(string folder)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Driver).Assembly.Location, "product", folder])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // As the program that people start: it is built with the collector for servers.
        start.Environment["DOTNET_gcServer"] = "1";
        var driver = new Driver(Process.Start(start)!);
        driver._process.ErrorDataReceived += (_, line) => driver.Hear(line.Data);
        driver._process.BeginErrorReadLine();
        var first = await driver._process.StandardOutput.ReadLineAsync();
        driver.Ready = first is null
            ? throw new InvalidOperationException("The product did not start: " + string.Join('\n', driver.Said))
            : JsonSerializer.Deserialize<Ready>(first)!;
        return driver;
    }

    /// <summary>Waits until the messages that the writes sent have arrived everywhere: their cost is the writes' cost.</summary>
    public async Task DrainAsync()
    {
        await _process.StandardInput.WriteLineAsync("drain");
        await _process.StandardOutput.ReadLineAsync();
    }

    /// <summary>How many statements the act needs, over all services.</summary>
    public async Task<int> CountAsync(Func<ActivityTraceId, Task> act)
    {
        var trace = ActivityTraceId.CreateRandom();
        await _process.StandardInput.WriteLineAsync(trace.ToHexString());
        await _process.StandardOutput.ReadLineAsync();
        await act(trace);
        await _process.StandardInput.WriteLineAsync("counted");
        return int.Parse((await _process.StandardOutput.ReadLineAsync())!, System.Globalization.CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            return;
        }

        if (line.Contains("locked", StringComparison.OrdinalIgnoreCase))
        {
            Interlocked.Increment(ref _locked);
        }

        if (line.StartsWith("Seeding", StringComparison.Ordinal) || line.StartsWith("Waiting", StringComparison.Ordinal))
        {
            Console.WriteLine(line);
        }

        Said.Enqueue(line);
        if (Said.Count > 200)
        {
            Said.TryDequeue(out _);
        }
    }
}
