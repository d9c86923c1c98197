using Microsoft.EntityFrameworkCore;

namespace OpenDataAnimation.Plans.Method.Own;

internal static class OwnTables
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<OwnEntry>(e =>
        {
            e.ToTable("OwnEntries");
            e.HasKey(o => new { o.TenantId, o.Id });
            e.Property(o => o.Code).HasMaxLength(8);
            e.Property(o => o.Label).HasMaxLength(120);
            e.Property(o => o.What).HasMaxLength(1000);
            e.HasIndex(o => new { o.TenantId, o.Code }).IsUnique();
        });
        model.Entity<HiddenEntry>(e =>
        {
            e.ToTable("HiddenEntries");
            e.HasKey(h => new { h.TenantId, h.Code });
            e.Property(h => h.Code).HasMaxLength(8);
        });
    }
}
