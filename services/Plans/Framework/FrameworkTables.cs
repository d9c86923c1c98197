using Microsoft.EntityFrameworkCore;

namespace OpenDataAnimation.Plans.Framework;

internal static class FrameworkTables
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<FrameworkItem>(e =>
        {
            e.ToTable("FrameworkItems");
            e.HasKey(i => new { i.TenantId, i.Id });
            e.Property(i => i.Title).HasMaxLength(200);
            e.Property(i => i.Text).HasMaxLength(2000);
            e.Property(i => i.Starter).HasMaxLength(32);
        });
    }
}
