using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Messaging;

namespace OpenDataAnimation.Platform.Access;

/// <summary>
/// When Territory was last heard. After thirty seconds of silence the local copy may be behind, and a cross-body read or a
/// delegated write is asked of Territory itself, or refused.
/// </summary>
public sealed class Freshness(TimeProvider clock)
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private long _heard = clock.GetTimestamp();

    public bool IsStale => clock.GetElapsedTime(Interlocked.Read(ref _heard)) > Limit;

    public void Heard() => Interlocked.Exchange(ref _heard, clock.GetTimestamp());
}

/// <summary>Notes that Territory is alive.</summary>
internal sealed class HearTerritory(Freshness freshness) : IHear<TerritoryHeartbeat>
{
    public void Hear(TerritoryHeartbeat message) => freshness.Heard();
}
