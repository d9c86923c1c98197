using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Plans.Actions;

namespace OpenDataAnimation.Plans.Answers;

internal static class AnswersTables
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<ActionAnswer>(e =>
        {
            e.ToTable("ActionAnswers");
            e.HasKey(a => new { a.TenantId, a.Id });
            e.Property(a => a.Name).HasMaxLength(200);
            e.Property(a => a.Text).HasMaxLength(500);
            e.Property(a => a.ProofUrl).HasMaxLength(500);
            e.Property(a => a.ReasonBefore).HasMaxLength(500);
            e.Property(a => a.ReasonAfter).HasMaxLength(500);
            e.HasIndex(a => new { a.TenantId, a.ActionId, a.At });
            e.HasOne<PlanAction>().WithMany().HasForeignKey(a => new { a.TenantId, a.ActionId });
        });
    }
}
