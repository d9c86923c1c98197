using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Platform.Audit;

/// <summary>Erases names and values beside the chain, which stays whole; an entry says of which lines.</summary>
public static class AuditErasure
{
    /// <summary>In the scope and transaction of the caller, whose save writes the entry.</summary>
    /// <param name="of">Whose values.</param>
    public static async Task EraseValuesAsync(this ServiceDb db, IQueryable<AuditEntry> of, CancellationToken ct)
    {
        var lines = await of.AsNoTracking().Where(e => db.AuditValues.Any(v => v.Id == e.ValuesId)).OrderBy(e => e.Sequence).Select(e => new { e.Sequence, Id = e.ValuesId!.Value }).ToListAsync(ct);
        foreach (var some in lines.Chunk(500))
        {
            var ids = some.Select(l => l.Id).ToList();
            await db.AuditValues.Where(v => ids.Contains(v.Id)).ExecuteDeleteAsync(ct);
            db.Record(AuditEntry.ValuesErased, "audit", db.Scope.TenantId, new { entries = some.Select(l => l.Sequence) });
        }
    }
}
