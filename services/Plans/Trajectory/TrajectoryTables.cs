using Microsoft.EntityFrameworkCore;

namespace OpenDataAnimation.Plans.Trajectory;

internal static class TrajectoryTables
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<BodyTrajectory>(e =>
        {
            e.ToTable("Trajectories");
            // One per body, as the plan.
            e.HasKey(t => t.TenantId);
            e.Property(t => t.TenantId).ValueGeneratedNever();
        });
        model.Entity<CriterionTick>(e =>
        {
            e.ToTable("CriterionTicks");
            e.HasKey(t => new { t.TenantId, t.Code });
            e.Property(t => t.Code).HasMaxLength(40);
            e.Property(t => t.Justification).HasMaxLength(2000);
        });
    }
}
