using Microsoft.EntityFrameworkCore;

namespace OpenDataAnimation.Plans.Strategy;

internal static class StrategyTables
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<BodyStrategy>(e =>
        {
            e.ToTable("Strategies");
            e.HasKey(s => s.TenantId);
            e.Property(s => s.TenantId).ValueGeneratedNever();
            e.Property(s => s.Title).HasMaxLength(200);
            e.Property(s => s.Intentions).HasMaxLength(4000);
            e.Property(s => s.Ambitions).HasMaxLength(4000);
            e.Property(s => s.Means).HasMaxLength(4000);
            e.Property(s => s.Deliberation).HasMaxLength(200);
            e.Property(s => s.DeliberationUrl).HasMaxLength(500);
        });
    }
}
