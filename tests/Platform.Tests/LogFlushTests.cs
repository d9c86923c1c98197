using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Platform.Tests;

public sealed class LogFlushTests
{
    [Fact]
    public async Task Whoever_waits_is_served_by_a_flush_that_began_after_and_many_share_one()
    {
        var (began, go) = (new SemaphoreSlim(0), new SemaphoreSlim(0));
        var flushes = 0;
        var log = new LogFlush(() =>
        {
            Interlocked.Increment(ref flushes);
            began.Release();
            go.Wait();
        });

        var first = log.WaitAsync();
        await began.WaitAsync();
        // The first flush has begun: what is committed from here on is not in it.
        var others = Enumerable.Range(0, 30).Select(_ => log.WaitAsync()).ToArray();
        go.Release();
        await first;
        await began.WaitAsync();
        Assert.All(others, other => Assert.False(other.IsCompleted));

        go.Release();
        await Task.WhenAll(others);
        Assert.Equal(2, flushes);
    }

    [Fact]
    public async Task A_disk_that_takes_nothing_fails_those_who_waited_for_it_and_nobody_after()
    {
        var broken = true;
        var log = new LogFlush(() =>
        {
            if (broken)
            {
                throw new IOException("no space");
            }
        });

        await Assert.ThrowsAsync<IOException>(log.WaitAsync);
        broken = false;
        await log.WaitAsync();
    }

    [Fact]
    public async Task A_database_without_a_log_has_nothing_to_flush() =>
        await LogFlush.Of(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"))).WaitAsync();
}
