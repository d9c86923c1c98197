using Microsoft.EntityFrameworkCore;

namespace OpenDataAnimation.Plans.RegularPoints;

internal static class RegularPointsTables
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<PointRhythm>(e =>
        {
            e.ToTable("PointRhythms");
            e.HasKey(r => r.TenantId);
            e.Property(r => r.TenantId).ValueGeneratedNever();
        });
        model.Entity<PointReminder>(e =>
        {
            e.ToTable("PointReminders");
            e.HasKey(r => new { r.TenantId, r.PointId, r.On });
        });
        model.Entity<RegularPoint>(e =>
        {
            e.ToTable("RegularPoints");
            e.HasKey(p => new { p.TenantId, p.Id });
            e.Property(p => p.Asked).HasMaxLength(2000);
            e.Property(p => p.AlignmentNote).HasMaxLength(1000);
            e.Property(p => p.Notes).HasMaxLength(4000);
            e.Property(p => p.Decisions).HasMaxLength(2000);
            // Six titles in each of its parts, each character written as six at worst.
            e.Property(p => p.Brief).HasMaxLength(100_000);
            e.HasIndex(p => new { p.TenantId, p.On, p.Id });
        });
    }
}
