namespace OpenDataAnimation.Platform.Tenancy;

/// <summary>
/// Group commit in front of SQLite's write-ahead log: a commit leaves the writer's place without waiting for the disk, then waits here,
/// and one flush serves everyone who committed before it began. Nothing is answered, and no message leaves, before its commit is on the disk.
/// </summary>
/// <remarks>
/// The databases run with <c>synchronous=NORMAL</c>: SQLite itself then flushes the log at its start and before each checkpoint, which keeps the
/// file whole through a power cut; the flush here adds that what was acknowledged is kept, which is what <c>FULL</c> gives, one commit at a time.
/// </remarks>
/// <param name="flush">Returns when all that was written to the log is on the disk; null when nobody has to wait.</param>
public sealed class LogFlush(Action? flush)
{
    private readonly Lock _lock = new();
    private Task _running = Task.CompletedTask;
    private Task? _next;

    /// <summary>That of a SQLite file. Its log is opened anew each time: SQLite may have begun another one since.</summary>
    public static LogFlush Of(string database) => new(() =>
    {
        try
        {
            using var log = File.OpenHandle(database + "-wal", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            RandomAccess.FlushToDisk(log);
        }
        catch (FileNotFoundException)
        {
            // The last connection was closed: SQLite has flushed everything into the database itself.
        }
    });

    /// <summary>Done once everything that was committed before the call is on the disk.</summary>
    /// <exception cref="IOException">The disk did not take it.</exception>
    public Task WaitAsync()
    {
        if (flush is null)
        {
            return Task.CompletedTask;
        }

        lock (_lock)
        {
            return _next ??= Task.Run(NextAsync);
        }
    }

    private async Task NextAsync()
    {
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_lock)
        {
            // Who comes from here on needs a flush that has not begun yet.
            (_running, _next) = (_next!, null);
        }

        flush!();
    }
}
