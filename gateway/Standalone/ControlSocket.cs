using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Standalone;

/// <summary>
/// How a command reaches the process that holds the data folder: a socket in that folder, which only this account can enter.
/// One line of JSON in, lines of text out, the exit code last.
/// </summary>
internal sealed class ControlSocket : IAsyncDisposable
{
    private const string Exit = "\u0004exit ";
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource _closed = new();
    private readonly string _path;
    private readonly Task _listening;

    private ControlSocket(string path, Func<CommandLine, TextWriter, CancellationToken, Task<int>> run)
    {
        _path = path;
        // A killed process leaves it behind; whoever holds the folder may take it away.
        File.Delete(path);
        _socket.Bind(new UnixDomainSocketEndPoint(path));
        _socket.Listen();
        _listening = ListenAsync(run);
    }

    /// <returns>Null where the folder's path is too long for a socket: commands then need the product stopped.</returns>
    public static ControlSocket? Open(string data, Func<CommandLine, TextWriter, CancellationToken, Task<int>> run)
    {
        try
        {
            return new ControlSocket(PathIn(data), run);
        }
        catch (Exception e) when (e is ArgumentException or SocketException or IOException or PlatformNotSupportedException)
        {
            return null;
        }
    }

    /// <returns>The exit code, or null when no process answers there.</returns>
    public static async Task<int?> AskAsync(CommandLine line, TextWriter output, CancellationToken ct)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(PathIn(line.Data)), ct);
        }
        catch (Exception e) when (e is ArgumentException or SocketException)
        {
            return null;
        }

        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(line) + "\n"), ct);
        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync(ct) is { } said)
        {
            if (said.StartsWith(Exit, StringComparison.Ordinal))
            {
                return int.Parse(said[Exit.Length..], System.Globalization.CultureInfo.InvariantCulture);
            }

            await output.WriteLineAsync(said);
        }

        throw new StartUpException("The running process ended before it answered.");
    }

    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync();
        await _listening;
        _socket.Dispose();
        File.Delete(_path);
        _closed.Dispose();
    }

    private static string PathIn(string data) => Path.Combine(Path.GetFullPath(data), "control");

    private async Task ListenAsync(Func<CommandLine, TextWriter, CancellationToken, Task<int>> run)
    {
        while (!_closed.IsCancellationRequested)
        {
            try
            {
                using var client = await _socket.AcceptAsync(_closed.Token);
                await using var stream = new NetworkStream(client);
                using var reader = new StreamReader(stream, leaveOpen: true);
                await using var writer = new StreamWriter(stream, leaveOpen: true) { AutoFlush = true };
                var line = JsonSerializer.Deserialize<CommandLine>(await reader.ReadLineAsync(_closed.Token) ?? "")!;
                var code = 1;
                try
                {
                    code = await run(line, writer, _closed.Token);
                }
                catch (StartUpException e)
                {
                    await writer.WriteLineAsync(e.Message);
                }

                await writer.WriteLineAsync($"{Exit}{code}");
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception e) when (e is IOException or SocketException or JsonException)
            {
                // Whoever asked has gone, or was none of ours: the next one is listened to.
            }
        }
    }
}
