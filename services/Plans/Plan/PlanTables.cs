using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Plans.Actions;
using OpenDataAnimation.Plans.Plan.Snapshots;

namespace OpenDataAnimation.Plans.Plan;

internal static class PlanTables
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<BodyPlan>(e =>
        {
            e.ToTable("Plans");
            // One per body: the key is the body, so that two first writes at once cannot make two.
            e.HasKey(p => p.TenantId);
            e.Property(p => p.TenantId).ValueGeneratedNever();
            e.Property(p => p.ElectedName).HasMaxLength(120);
            e.Property(p => p.LeadName).HasMaxLength(120);
            e.Property(p => p.Deliberation).HasMaxLength(200);
        });
        model.Entity<DeclaredObjective>(e =>
        {
            e.ToTable("Objectives");
            e.HasKey(o => new { o.TenantId, o.Code });
            e.Property(o => o.Code).HasMaxLength(8);
            e.Property(o => o.Reason).HasMaxLength(1000);
            e.Property(o => o.ProofUrl).HasMaxLength(500);
            e.Property(o => o.Justification).HasMaxLength(2000);
            e.HasOne<Evidence>().WithMany().HasForeignKey(o => new { o.TenantId, o.ProofEvidenceId }).IsRequired(false);
        });
        model.Entity<PlanSnapshot>(e =>
        {
            e.ToTable("PlanSnapshots");
            e.HasKey(s => new { s.TenantId, s.Id });
            e.Property(s => s.Name).HasMaxLength(120);
            e.Property(s => s.Quarter).HasMaxLength(7);
            e.Property(s => s.ReachedCodes).HasMaxLength(Codes.Longest);
            e.Property(s => s.DeclaredCodes).HasMaxLength(Codes.Longest);
            e.HasIndex(s => new { s.TenantId, s.Quarter }).IsUnique();
        });
    }
}
