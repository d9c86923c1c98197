using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OpenDataAnimation.Faults;

/// <summary>The product as it is installed: one process with everything, or one a service on RabbitMQ.</summary>
internal sealed class Site : IAsyncDisposable
{
    private readonly Dictionary<string, Running> _running = [];
    private readonly Dictionary<string, Uri> _addresses = [];
    private readonly string _data;
    private readonly (string Name, string Value)[] _settings;

    /// <param name="broker">The address of RabbitMQ, or null for one process.</param>
    public Site(string data, string? broker)
    {
        _data = data;
        IsOneProcess = broker is null;
        Programs = IsOneProcess ? ["gateway/Standalone"] : ["services/Identity", "services/Territory", "services/Plans"];
        var names = IsOneProcess ? ["identity", "territory", "plans"] : Programs.Select(NameOf).ToArray();
        var one = new Uri($"http://127.0.0.1:{FreePort()}");
        foreach (var name in names)
        {
            _addresses[name] = IsOneProcess ? one : new Uri($"http://127.0.0.1:{FreePort()}");
        }

        _settings = IsOneProcess
            ? [.. Seed.Unlimited.Select(s => (s.Key.Replace(":", "__", StringComparison.Ordinal), s.Value!))]
            :
            [
                ("Data", data), ("PublicUrl", _addresses["identity"].GetLeftPart(UriPartial.Authority)), ("ConnectionStrings__rabbitmq", broker!),
                ("Messaging__DeliveryTimeoutSeconds", "3"), .. Seed.Unlimited.Select(s => (s.Key.Replace(":", "__", StringComparison.Ordinal), s.Value!)),
                .. _addresses.Select(a => ($"Services__{a.Key}", a.Value.ToString())),
            ];
    }

    public bool IsOneProcess { get; }

    public IReadOnlyList<string> Programs { get; }

    /// <summary>The longest that a start took until ready.</summary>
    public TimeSpan Slowest { get; private set; }

    public string Data => _data;

    public Uri AddressOf(string service) => _addresses[service];

    /// <summary>The file that moves the services' clock by the hours in it.</summary>
    public string Clock => Path.Combine(_data, "..", Path.GetFileName(_data) + ".clock");

    /// <summary>Starts what does not run and waits until all is ready: by itself, with no help.</summary>
    public async Task StartAsync()
    {
        var since = Stopwatch.GetTimestamp();
        foreach (var program in Programs.Where(p => !_running.TryGetValue(p, out var known) || known.HasExited))
        {
            _running[program] = Start(program);
        }

        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        foreach (var (name, address) in _addresses)
        {
            await UntilReadyAsync(http, new Uri(address, IsOneProcess ? "/health/ready" : $"/health/{name}/ready"), since);
        }

        var took = Stopwatch.GetElapsedTime(since);
        Slowest = took > Slowest ? took : Slowest;
    }

    /// <summary>Ends the program at the nth time that the moment comes, or after a while at the latest.</summary>
    public async Task KillAtAsync(string program, string moment, int nth, TimeSpan atMost)
    {
        var running = _running[program];
        await File.WriteAllTextAsync(running.Fault + ".new", $"{moment}:{nth}");
        File.Move(running.Fault + ".new", running.Fault, overwrite: true);
        await Task.WhenAny(running.Ended, Task.Delay(atMost));
        running.AtItsMoment = running.HasExited;
        Kill(program);
        await running.Ended;
    }

    /// <summary>Whether the last kill of the program came at the moment that was asked for.</summary>
    public bool CameAtItsMoment(string program) => _running[program].AtItsMoment;

    /// <summary>SIGKILL: nothing is flushed, nothing is said.</summary>
    public void Kill(string program)
    {
        if (!_running[program].HasExited)
        {
            _running[program].Process.Kill();
        }
    }

    public async Task StopAsync()
    {
        foreach (var running in _running.Values.Where(r => !r.HasExited))
        {
            using var terminate = Process.Start("kill", ["-TERM", $"{running.Process.Id}"]);
            await terminate.WaitForExitAsync();
        }

        await Task.WhenAny(Task.WhenAll(_running.Values.Select(r => r.Ended)), Task.Delay(TimeSpan.FromSeconds(10)));
        foreach (var program in _running.Keys)
        {
            Kill(program);
        }
    }

    /// <summary>The last lines that a program said.</summary>
    public string Words => string.Join('\n', _running.Select(r => $"{r.Key}: {r.Value.LastWords}"));

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        foreach (var running in _running.Values)
        {
            running.Process.Dispose();
        }
    }

    private async Task UntilReadyAsync(HttpClient http, Uri health, long since)
    {
        for (var last = ""; ;)
        {
            try
            {
                using var answer = await http.GetAsync(health);
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    return;
                }

                last = await answer.Content.ReadAsStringAsync();
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                last = e.Message;
            }

            if (_running.Values.Any(r => r.HasExited) || Stopwatch.GetElapsedTime(since) > TimeSpan.FromMinutes(2))
            {
                throw new InvalidOperationException($"{health} does not become ready: {last}\n{Words}");
            }

            await Task.Delay(50);
        }
    }

    private Running Start(string program)
    {
        // …/tests/Faults/bin/Debug/net10.0/
        var framework = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/'));
        var root = framework.Parent!.Parent!.Parent!.Parent!.Parent!.FullName;
        var built = Path.Combine(root, program, "bin", framework.Parent.Name, framework.Name);
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = built, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.ArgumentList.Add(Path.Combine(built, $"OpenDataAnimation.{Path.GetFileName(program)}.dll"));
        foreach (var argument in IsOneProcess ? ["--data", _data, "--urls", AddressOf("plans").GetLeftPart(UriPartial.Authority)] : Array.Empty<string>())
        {
            start.ArgumentList.Add(argument);
        }

        var hook = Path.Combine(AppContext.BaseDirectory, "OpenDataAnimation.Faults.Hook.dll");
        var fault = Path.Combine(_data, "..", $"{Path.GetFileName(_data)}.{NameOf(program)}.fault");
        File.Delete(fault);
        foreach (var (name, value) in _settings.Append(("DOTNET_STARTUP_HOOKS", hook)).Append(("ASPNETCORE_HOSTINGSTARTUPASSEMBLIES", Path.GetFileNameWithoutExtension(hook)))
            .Append(("FAULTS_FILE", fault)).Append(("FAULTS_CLOCK", Clock)).Append(("Logging__LogLevel__Default", "Warning")))
        {
            start.Environment[name] = value;
        }

        if (!IsOneProcess)
        {
            start.Environment["ASPNETCORE_URLS"] = _addresses[NameOf(program)].GetLeftPart(UriPartial.Authority);
        }

        return new Running(Process.Start(start)!, fault);
    }

    private static string NameOf(string program) => Path.GetFileName(program).ToLowerInvariant();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed class Running
    {
        private readonly StringBuilder _words = new();

        public Running(Process process, string fault)
        {
            (Process, Fault, Ended) = (process, fault, process.WaitForExitAsync());
            process.OutputDataReceived += Keep;
            process.ErrorDataReceived += Keep;
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
        }

        public Process Process { get; }

        public string Fault { get; }

        public Task Ended { get; }

        public bool AtItsMoment { get; set; }

        public bool HasExited => Process.HasExited;

        public string LastWords
        {
            get
            {
                lock (_words)
                {
                    return _words.ToString();
                }
            }
        }

        private void Keep(object sender, DataReceivedEventArgs line)
        {
            lock (_words)
            {
                _words.AppendLine(line.Data);
                if (_words.Length > 20_000)
                {
                    _words.Remove(0, 10_000);
                }
            }
        }
    }
}
