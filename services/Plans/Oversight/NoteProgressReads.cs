using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Plans.Oversight;

/// <summary>
/// Writes down whose progress was shown to whom, once a day for each person and commune, after the page was answered: the grid of
/// eight hundred communes leaves eight hundred rows, each in a scope of its commune, and the reader does not wait for them.
/// </summary>
internal sealed class NoteProgressReads(IServiceScopeFactory scopes, TimeProvider clock, ILogger<NoteProgressReads> log) : BackgroundService
{
    private const int MostRemembered = 500_000;
    private readonly Channel<Shown> _shown = Channel.CreateUnbounded<Shown>(new() { SingleReader = true });
    private readonly ConcurrentDictionary<(Guid Child, Guid Person, Guid Parent, ShareSubject Subject), DateOnly> _noted = new();

    /// <summary>Returns at once.</summary>
    public void Note(Guid parent, Guid person, IEnumerable<Guid> children, ShareSubject subject = ShareSubject.Plan)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var today = DateOnly.FromDateTime(now);
        var fresh = children.Where(c => !(_noted.TryGetValue((c, person, parent, subject), out var day) && day == today)).ToArray();
        if (fresh.Length > 0)
        {
            _shown.Writer.TryWrite(new(parent, person, subject, fresh, now));
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var shown in _shown.Reader.ReadAllAsync(stoppingToken))
        {
            foreach (var child in shown.Children)
            {
                try
                {
                    await WriteAsync(shown, child, stoppingToken);
                }
                catch (Exception e) when (!stoppingToken.IsCancellationRequested)
                {
                    // It is not marked as noted: the next reading writes it.
                    log.LogError(e, "A reading of a commune's progress could not be written down");
                }
            }
        }
    }

    private async Task WriteAsync(Shown shown, Guid child, CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(shown.At);
        var key = (child, shown.Person, shown.Parent, shown.Subject);
        if (_noted.TryGetValue(key, out var day) && day == today)
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentScope>()
            .Open(new TenantScope(child, AllowedWrites.Only(typeof(ProgressRead)), nameof(NoteProgressReads), shown.Person, ReadAs: shown.Parent));
        var db = scope.ServiceProvider.GetRequiredService<PlansDb>();
        if (!await db.ProgressReads.AnyAsync(r => r.Day == today && r.PersonId == shown.Person && r.ParentId == shown.Parent && r.Subject == shown.Subject, ct))
        {
            db.ProgressReads.Add(new() { TenantId = child, Day = today, PersonId = shown.Person, ParentId = shown.Parent, Subject = shown.Subject, FirstAt = shown.At });
            try
            {
                await db.SaveChangesAsync(ct);
            }
            catch (DbUpdateException e) when (UniqueKey.IsTakenIn(e))
            {
                // Another copy of the service wrote it.
            }
        }

        if (_noted.Count > MostRemembered)
        {
            _noted.Clear();
        }

        _noted[key] = today;
    }

    private sealed record Shown(Guid Parent, Guid Person, ShareSubject Subject, Guid[] Children, DateTime At);
}
