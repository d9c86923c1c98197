namespace OpenDataAnimation.Notifications.Sending;

/// <summary>Wakes the worker that sends mails.</summary>
public sealed class MailBell : IDisposable
{
    private readonly SemaphoreSlim _due = new(0, 1);

    public void Ring()
    {
        try
        {
            _due.Release();
        }
        catch (SemaphoreFullException)
        {
            // Already rung.
        }
    }

    public void Dispose() => _due.Dispose();

    internal Task WaitAsync(TimeSpan atMost, CancellationToken ct) => _due.WaitAsync(atMost, ct);
}
