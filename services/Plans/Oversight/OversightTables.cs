using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Plans.Oversight.Map;
using OpenDataAnimation.Plans.Oversight.Notes;
using OpenDataAnimation.Plans.Oversight.Snapshots;
using OpenDataAnimation.Plans.Oversight.Views;
using OpenDataAnimation.Platform.Access;

namespace OpenDataAnimation.Plans.Oversight;

internal static class OversightTables
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<SharedProgress>(e =>
        {
            e.ToTable("SharedProgress");
            e.HasKey(p => new { p.TenantId, p.OwnerId });
            e.Property(p => p.DeclaredCodes).HasMaxLength(Codes.Longest);
            e.Property(p => p.ReachedCodes).HasMaxLength(Codes.Longest);
            e.Property(p => p.LastMonth).HasMaxLength(7);
            e.Property(p => p.Shown).HasMaxLength(1000);
            e.Property(p => p.Content).HasMaxLength(4000);
        });
        // The grid finds what it asks of these in the index alone.
        model.Entity<AttachmentCopy>().HasIndex(a => new { a.ParentId, a.State, a.ChildId });
        model.Entity<SharePolicyCopy>().HasIndex(p => new { p.ParentId, p.Subject, p.ChildId, p.Level, p.Epoch });
        model.Entity<ProgressRead>(e =>
        {
            e.ToTable("ProgressReads");
            e.HasKey(r => new { r.TenantId, r.Day, r.PersonId, r.ParentId, r.Subject });
        });
        model.Entity<FollowUp>(e =>
        {
            e.ToTable("FollowUps");
            e.HasKey(n => new { n.TenantId, n.Id });
            e.Property(n => n.Text).HasMaxLength(2000);
            e.HasIndex(n => new { n.TenantId, n.ChildId, n.CreatedAt, n.Id });
        });
        model.Entity<SavedView>(e =>
        {
            e.ToTable("SavedViews");
            e.HasKey(v => new { v.TenantId, v.Id });
            e.Property(v => v.Name).HasMaxLength(80);
            e.Property(v => v.Filters).HasMaxLength(400);
        });
        model.Entity<ContourSet>(e =>
        {
            e.ToTable("ContourSets");
            e.HasKey(c => c.TenantId);
            e.Property(c => c.TenantId).ValueGeneratedNever();
            e.Property(c => c.Source).HasMaxLength(200);
            e.Property(c => c.Licence).HasMaxLength(120);
            e.Property(c => c.Vintage).HasMaxLength(40);
        });
        model.Entity<Contour>(e =>
        {
            e.ToTable("Contours");
            e.HasKey(c => new { c.TenantId, c.ChildId });
            e.Property(c => c.Path).HasMaxLength(Contour.LongestPath);
        });
        model.Entity<TerritorySnapshot>(e =>
        {
            e.ToTable("TerritorySnapshots");
            e.HasKey(s => new { s.TenantId, s.Id });
            e.Property(s => s.Name).HasMaxLength(120);
            e.Property(s => s.Quarter).HasMaxLength(7);
            e.HasIndex(s => new { s.TenantId, s.Quarter }).IsUnique();
        });
        model.Entity<SnapshotRow>(e =>
        {
            e.ToTable("TerritorySnapshotRows");
            e.HasKey(r => new { r.TenantId, r.SnapshotId, r.OwnerId });
            e.Property(r => r.ReachedCodes).HasMaxLength(Codes.Longest);
            e.Property(r => r.DeclaredCodes).HasMaxLength(Codes.Longest);
            e.HasIndex(r => new { r.TenantId, r.OwnerId });
            e.HasOne<TerritorySnapshot>().WithMany().HasForeignKey(r => new { r.TenantId, r.SnapshotId });
        });
    }
}
