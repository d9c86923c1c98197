using Microsoft.EntityFrameworkCore;

namespace OpenDataAnimation.Plans.Actions;

internal static class ActionsTables
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<PlanAction>(e =>
        {
            e.ToTable("Actions");
            e.HasKey(a => new { a.TenantId, a.Id });
            e.Property(a => a.Title).HasMaxLength(200);
            // Some letters become two when folded.
            e.Property(a => a.Folded).HasMaxLength(400);
            e.Property(a => a.Description).HasMaxLength(4000);
            e.Property(a => a.Objectives).HasMaxLength(Codes.Longest);
            e.Property(a => a.Mean).HasMaxLength(8);
            e.Property(a => a.Audiences).HasMaxLength(Codes.Longest);
            e.Property(a => a.Pilots).HasMaxLength(400);
            e.Property(a => a.Service).HasMaxLength(120);
            e.Property(a => a.Partners).HasMaxLength(500);
            e.Property(a => a.EffortDays).HasPrecision(9, 2);
            e.Property(a => a.Budget).HasPrecision(14, 2);
            e.Property(a => a.Reason).HasMaxLength(500);
            e.Property(a => a.PilotNames).HasMaxLength(300);
            e.Property(a => a.Section).HasMaxLength(300);
            e.Property(a => a.Funding).HasMaxLength(500);
            e.HasOne<PlanAction>().WithMany().HasForeignKey(a => new { a.TenantId, a.ParentActionId }).IsRequired(false);
            // The two orders of the list, each with its tie-breaker.
            e.HasIndex(a => new { a.TenantId, a.UpdatedAt, a.Id });
            e.HasIndex(a => new { a.TenantId, a.SortEnd, a.Id });
            e.HasIndex(a => new { a.TenantId, a.OriginId });
            e.HasIndex(a => new { a.TenantId, a.ProposalId });
        });
        model.Entity<Evidence>(e =>
        {
            e.ToTable("Evidence");
            e.HasKey(v => new { v.TenantId, v.Id });
            e.Property(v => v.Title).HasMaxLength(200);
            e.Property(v => v.Url).HasMaxLength(500);
            e.Property(v => v.Note).HasMaxLength(2000);
            e.Property(v => v.FileName).HasMaxLength(200);
            e.Property(v => v.MediaType).HasMaxLength(100);
            e.HasOne<PlanAction>().WithMany().HasForeignKey(v => new { v.TenantId, v.ActionId });
        });
        model.Entity<StoredFile>(e =>
        {
            e.ToTable("Files");
            e.HasKey(f => new { f.TenantId, f.Id });
            e.Property(f => f.Content).HasMaxLength(FileKinds.MostBytes);
            e.HasOne<Evidence>().WithOne().HasForeignKey<StoredFile>(f => new { f.TenantId, f.Id });
        });
        model.Entity<ActionNote>(e =>
        {
            e.ToTable("ActionNotes");
            e.HasKey(n => new { n.TenantId, n.Id });
            e.Property(n => n.Act).HasMaxLength(32);
            e.Property(n => n.Text).HasMaxLength(4000);
            e.Property(n => n.Mentions).HasMaxLength(400);
            // JSON of two values of each field of an action, the longest of 4,000 characters.
            e.Property(n => n.Changes).HasMaxLength(30_000);
            e.HasIndex(n => new { n.TenantId, n.ActionId, n.At, n.Id });
            e.HasIndex(n => new { n.TenantId, n.Kind, n.At });
            e.HasOne<PlanAction>().WithMany().HasForeignKey(n => new { n.TenantId, n.ActionId });
        });
    }
}
