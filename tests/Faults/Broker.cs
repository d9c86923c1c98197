using System.Diagnostics;
using System.Net.Sockets;

namespace OpenDataAnimation.Faults;

/// <summary>A RabbitMQ of this run's own: its port, its node and its folder.</summary>
internal sealed class Broker : IAsyncDisposable
{
    private const string Server = "/usr/lib/rabbitmq/bin/rabbitmq-server";
    private const int Port = 25692;
    private readonly string _folder = Directory.CreateTempSubdirectory("oda-broker-").FullName;
    private Process? _process;

    public static bool IsHere => File.Exists(Server);

    public static string Address => $"amqp://guest:guest@127.0.0.1:{Port}";

    public async Task StartAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "rabbitmq.conf"), $"listeners.tcp.1 = 127.0.0.1:{Port}\nloopback_users = none\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_folder, (UnixFileMode)0b111_101_101);
        }

        var start = new ProcessStartInfo("setsid", [Server]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var (name, value) in new (string, string)[]
        {
            ("HOME", _folder), ("RABBITMQ_NODENAME", "oda-faults-run@localhost"), ("RABBITMQ_NODE_PORT", $"{Port}"), ("RABBITMQ_DIST_PORT", $"{Port + 1}"), ("ERL_EPMD_PORT", $"{Port + 2}"),
            ("ERL_EPMD_ADDRESS", "127.0.0.1"), ("RABBITMQ_MNESIA_BASE", Path.Combine(_folder, "mnesia")), ("RABBITMQ_LOG_BASE", Path.Combine(_folder, "log")),
            ("RABBITMQ_CONFIG_FILE", Path.Combine(_folder, "rabbitmq.conf")), ("RABBITMQ_ENABLED_PLUGINS_FILE", Path.Combine(_folder, "plugins")), ("RABBITMQ_PID_FILE", Path.Combine(_folder, "pid")),
            ("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1}"),
        })
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        for (var left = 240; left > 0; left--)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync("127.0.0.1", Port);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(250);
            }
        }

        throw new InvalidOperationException("RabbitMQ does not start.");
    }

    /// <summary>SIGKILL to the whole of it.</summary>
    public async Task KillAsync()
    {
        if (_process is null)
        {
            return;
        }

        using var kill = Process.Start("kill", ["-KILL", "--", $"-{_process.Id}"]);
        await kill.WaitForExitAsync();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
        // The virtual machine may have left the group; its own pid is on file.
        if (File.Exists(Path.Combine(_folder, "pid")))
        {
            using var rest = Process.Start(new ProcessStartInfo("kill", ["-KILL", (await File.ReadAllTextAsync(Path.Combine(_folder, "pid"))).Trim()]) { RedirectStandardError = true })!;
            await rest.WaitForExitAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
