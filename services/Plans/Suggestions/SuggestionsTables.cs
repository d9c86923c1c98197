using Microsoft.EntityFrameworkCore;

namespace OpenDataAnimation.Plans.Suggestions;

internal static class SuggestionsTables
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<Dismissal>(e =>
        {
            e.ToTable("Dismissals");
            e.HasKey(d => new { d.TenantId, d.Key });
            e.Property(d => d.Key).HasMaxLength(40);
            e.Property(d => d.Objective).HasMaxLength(8);
            e.Property(d => d.Stamp).HasMaxLength(40);
        });
    }
}
