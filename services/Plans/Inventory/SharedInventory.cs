using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Sharing;

namespace OpenDataAnimation.Plans.Inventory;

/// <summary>What a body shares of its inventory: how many datasets it published, by schema.</summary>
internal sealed class SharedInventory(PlansDb db) : Shared<SharedCoverage>
{
    public override ShareSubject Subject => ShareSubject.Indicators;

    public override async Task<string> ProjectAsync(CancellationToken ct)
    {
        var published = await db.Datasets.Where(d => d.State == DatasetState.Published || d.State == DatasetState.ToRefresh)
            .GroupBy(d => d.Schema).Select(g => new { Schema = g.Key, Count = g.Count() }).ToListAsync(ct);
        return JsonSerializer.Serialize(
            new CoverageContent(published.Sum(p => p.Count), new(published.Where(p => p.Schema is not null).ToDictionary(p => p.Schema!, p => p.Count), StringComparer.Ordinal)),
            JsonSerializerOptions.Web);
    }

    public override SharedCoverage Place(SharedCoverage? existing, Guid tenantId, Guid ownerId, int epoch, string content)
    {
        var row = existing ?? new SharedCoverage { TenantId = tenantId, OwnerId = ownerId };
        (row.Epoch, row.Content, row.Published) = (epoch, content, JsonSerializer.Deserialize<CoverageContent>(content, JsonSerializerOptions.Web)!.Published);
        return row;
    }
}
