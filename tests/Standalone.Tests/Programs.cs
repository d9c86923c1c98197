using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OpenDataAnimation.Standalone.Tests;

/// <summary>A program of ours as a process of its own, from where it was built.</summary>
public sealed class Program : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new(), _errors = new();

    private Program(Process process) => _process = process;

    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    public string Errors
    {
        get
        {
            lock (_errors)
            {
                return _errors.ToString();
            }
        }
    }

    public bool HasExited => _process.HasExited;

    /// <param name="folder">From the repository's root, such as <c>services/Plans</c>.</param>
    public static Program Start(string folder, string[] arguments, params (string Name, string Value)[] environment)
    {
        // …/tests/Standalone.Tests/bin/Debug/net10.0/
        var framework = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/'));
        var root = framework.Parent!.Parent!.Parent!.Parent!.Parent!.FullName;
        var built = Path.Combine(root, folder, "bin", framework.Parent.Name, framework.Name);
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = built,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.ArgumentList.Add(Path.Combine(built, $"OpenDataAnimation.{Path.GetFileName(folder)}.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var program = new Program(Process.Start(start)!);
        program._process.OutputDataReceived += (_, line) => Keep(program._output, line.Data);
        program._process.ErrorDataReceived += (_, line) => Keep(program._errors, line.Data);
        program._process.BeginOutputReadLine();
        program._process.BeginErrorReadLine();
        return program;
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        using var program = Start("gateway/Standalone", arguments);
        return await program.EndAsync(TimeSpan.FromSeconds(60));
    }

    public async Task UntilItSaysAsync(string words)
    {
        var clock = Stopwatch.StartNew();
        while (!Output.Contains(words, StringComparison.Ordinal))
        {
            Assert.True(!HasExited && clock.Elapsed < TimeSpan.FromSeconds(90), $"It did not say '{words}'.\n{Output}\n{Errors}");
            await Task.Delay(50);
        }
    }

    /// <summary>As Ctrl-C or a service manager would.</summary>
    public void Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    public async Task<(int Code, string Output, string Errors)> EndAsync(TimeSpan atMost)
    {
        using var limit = new CancellationTokenSource(atMost);
        await _process.WaitForExitAsync(limit.Token);
        return (_process.ExitCode, Output, Errors);
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private static void Keep(StringBuilder all, string? line)
    {
        lock (all)
        {
            all.AppendLine(line);
        }
    }
}
