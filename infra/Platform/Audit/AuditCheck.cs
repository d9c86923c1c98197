using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Platform.Audit;

/// <summary>What may be wrong with a chain.</summary>
public enum AuditFault
{
    /// <summary>The line is not the one that was written.</summary>
    Changed,

    /// <summary>Lines before this one are gone.</summary>
    Removed,

    /// <summary>The last lines are gone.</summary>
    CutShort,

    /// <summary>The record of where the chain ends is gone, or does not fit the last line.</summary>
    HeadLost,

    /// <summary>The names and values beside the line are not the ones that were written.</summary>
    ValuesChanged,

    /// <summary>The names and values beside the line are gone, and no entry says that they were erased.</summary>
    ValuesRemoved,
}

/// <summary>One thing wrong with a chain, and the number of the line where it shows.</summary>
public sealed record AuditFinding(AuditFault Fault, long Sequence);

/// <summary>A body's chain in one service, read through.</summary>
/// <param name="Entries">How many lines are there.</param>
/// <param name="Hash">Of the last line: written down elsewhere, it proves later that nothing before it was touched.</param>
public sealed record AuditReport(long Entries, long Last, string Hash, IReadOnlyList<AuditFinding> Findings)
{
    public bool IsWhole => Findings.Count == 0;
}

/// <summary>Reads a body's chain from the first line to the last and recomputes every hash.</summary>
public static class AuditCheck
{
    private const int MostFindings = 100;

    /// <summary>In the scope of the body.</summary>
    public static async Task<AuditReport> RunAsync(ServiceDb db, CancellationToken ct)
    {
        var findings = new List<AuditFinding>();
        var (missing, erased) = (new HashSet<long>(), new HashSet<long>());
        var (count, last, hash) = (0L, 0L, "");
        var lines = from e in db.Audit.AsNoTracking()
                    orderby e.Sequence
                    join v in db.AuditValues.AsNoTracking() on new { e.TenantId, Id = e.ValuesId } equals new { v.TenantId, Id = (Guid?)v.Id } into kept
                    from value in kept.DefaultIfEmpty()
                    select new { Entry = e, Value = value };
        await foreach (var line in lines.AsAsyncEnumerable().WithCancellation(ct))
        {
            var entry = line.Entry;
            if (entry.Sequence != last + 1)
            {
                findings.Add(new(AuditFault.Removed, entry.Sequence));
            }
            else if (entry.HashAfter(hash) != entry.Hash)
            {
                findings.Add(new(AuditFault.Changed, entry.Sequence));
            }

            if (entry.ValuesId is not null && line.Value?.Hash() != entry.ValuesHash)
            {
                if (line.Value is null)
                {
                    missing.Add(entry.Sequence);
                }
                else
                {
                    findings.Add(new(AuditFault.ValuesChanged, entry.Sequence));
                }
            }

            erased.UnionWith(ErasedBy(entry));
            (count, last, hash) = (count + 1, entry.Sequence, entry.Hash);
        }

        var head = await db.AuditHeads.AsNoTracking().FirstOrDefaultAsync(ct);
        if (head?.Sequence > last)
        {
            findings.Add(new(AuditFault.CutShort, last + 1));
        }
        else if ((head?.Sequence ?? 0) != last || (head?.Hash ?? "") != hash)
        {
            findings.Add(new(AuditFault.HeadLost, last));
        }

        findings.AddRange(missing.Except(erased).Order().Select(s => new AuditFinding(AuditFault.ValuesRemoved, s)));
        return new AuditReport(count, last, hash, [.. findings.Take(MostFindings)]);
    }

    private static IEnumerable<long> ErasedBy(AuditEntry entry)
    {
        if (entry.Act != AuditEntry.ValuesErased || entry.Details is null)
        {
            return [];
        }

        using var details = JsonDocument.Parse(entry.Details);
        return [.. details.RootElement.GetProperty("entries").EnumerateArray().Select(e => e.GetInt64())];
    }
}
