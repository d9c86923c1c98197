using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Territory.Reference;

namespace OpenDataAnimation.Territory;

/// <summary>Says every ten seconds that Territory is alive; whoever hears nothing for thirty asks before trusting its copy.</summary>
internal sealed class Heartbeat(Signals signals, Freshness freshness, TimeProvider clock, ILogger<Heartbeat> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10), AtMost = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(Every, clock);
        do
        {
            await BeatAsync(stoppingToken);
            // Read here, so that the first search does not wait for the tables.
            _ = OfficialReference.Current;
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task BeatAsync(CancellationToken stoppingToken)
    {
        // Here the copy is written with the change itself: it is never behind.
        freshness.Heard();
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            // A publish waits for ever while the broker is down.
            limit.CancelAfter(AtMost);
            await signals.SendAsync(new TerritoryHeartbeat(clock.GetUtcNow().UtcDateTime), limit.Token);
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            log.LogWarning(e, "The heartbeat could not be sent");
        }
    }
}
