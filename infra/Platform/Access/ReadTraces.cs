using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Platform.Access;

/// <summary>Writes down, once a day for each reader and subject, which person of a parent read what of a child.</summary>
internal sealed class ReadTraces(IServiceScopeFactory scopes, TimeProvider clock)
{
    private readonly ConcurrentDictionary<(Guid, Guid, Guid, ShareSubject), DateOnly> _noted = new();

    public async Task NoteAsync(TenantScope reading, ShareSubject subject, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var today = DateOnly.FromDateTime(now);
        var key = (reading.TenantId, reading.PersonId!.Value, reading.ReadAs!.Value, subject);
        if (_noted.TryGetValue(key, out var day) && day == today)
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentScope>().Open(reading with { Writes = AllowedWrites.Only(typeof(ReadTrace)) });
        var db = scope.ServiceProvider.GetRequiredService<ServiceDb>();
        var trace = ReadTrace.Of(reading, subject, now);
        if (!await db.ReadTraces.AnyAsync(t => t.Day == today && t.PersonId == trace.PersonId && t.ParentId == trace.ParentId && t.Subject == subject, ct))
        {
            db.Add(trace);
            try
            {
                await db.SaveChangesAsync(ct);
            }
            catch (DbUpdateException e) when (Hosting.UniqueKey.IsTakenIn(e))
            {
                // Two first readings of the day at once: the other one wrote it.
            }
        }

        if (_noted.Count > 100_000)
        {
            _noted.Clear();
        }

        _noted[key] = today;
    }
}
