namespace OpenDataAnimation.Notifications.Sending;

/// <summary>Wakes the worker that sends mails.</summary>
public sealed class MailBell : IDisposable
{
    private readonly SemaphoreSlim _due = new(0);
    private int _rung;

    /// <summary>Rung twice before the worker looks, it looks once.</summary>
    public void Ring()
    {
        if (Interlocked.Exchange(ref _rung, 1) == 0)
        {
            _due.Release();
        }
    }

    public void Dispose() => _due.Dispose();

    /// <summary>Returns when a mail may be due. What is rung from here on is rung anew: the worker reads after this.</summary>
    internal async Task WaitAsync(TimeSpan atMost, CancellationToken ct)
    {
        await _due.WaitAsync(atMost, ct);
        Interlocked.Exchange(ref _rung, 0);
    }
}
