using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;

namespace OpenDataAnimation.Plans.Inventory;

/// <summary>A service of the body, named.</summary>
public sealed record ServiceName(Guid Id, string Name);

internal static class Services
{
    /// <summary>The service of that name, made within the same save where there is none.</summary>
    public static async Task<BodyService> ServiceAsync(this PlansDb db, string name, CancellationToken ct)
    {
        var folded = Folding.Fold(name.Trim());
        return db.BodyServices.Local.FirstOrDefault(s => s.Folded == folded)
            ?? await db.BodyServices.FirstOrDefaultAsync(s => s.Folded == folded, ct)
            ?? db.BodyServices.Add(BodyService.New(db.Scope, name)).Entity;
    }
}
