using Microsoft.EntityFrameworkCore;

namespace OpenDataAnimation.Plans.Inventory;

internal static class InventoryTables
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<BodyService>(e =>
        {
            e.ToTable("BodyServices");
            e.HasKey(s => new { s.TenantId, s.Id });
            e.Property(s => s.Name).HasMaxLength(120);
            e.Property(s => s.Folded).HasMaxLength(240);
            e.Property(s => s.Contact).HasMaxLength(200);
            e.HasIndex(s => new { s.TenantId, s.Folded }).IsUnique();
        });
        model.Entity<ServiceExchange>(e =>
        {
            e.ToTable("ServiceExchanges");
            e.HasKey(x => new { x.TenantId, x.ServiceId, x.Round });
            e.Property(x => x.Who).HasMaxLength(300);
            e.Property(x => x.Notes).HasMaxLength(4000);
            e.HasOne<BodyService>().WithMany().HasForeignKey(x => new { x.TenantId, x.ServiceId });
        });
        model.Entity<CandidateDataset>(e =>
        {
            e.ToTable("CandidateDatasets");
            e.HasKey(d => new { d.TenantId, d.Id });
            e.Property(d => d.Title).HasMaxLength(200);
            e.Property(d => d.Folded).HasMaxLength(400);
            e.Property(d => d.Description).HasMaxLength(4000);
            e.Property(d => d.OwnerName).HasMaxLength(120);
            e.Property(d => d.Schema).HasMaxLength(120);
            e.Property(d => d.Duty).HasMaxLength(500);
            e.Property(d => d.DutySource).HasMaxLength(500);
            e.Property(d => d.HeldIn).HasMaxLength(300);
            e.Property(d => d.Reason).HasMaxLength(500);
            e.Property(d => d.Url).HasMaxLength(500);
            e.Property(d => d.CheckedYes).HasMaxLength(300);
            e.Property(d => d.CheckedNo).HasMaxLength(300);
            e.Property(d => d.CheckNote).HasMaxLength(2000);
            e.HasIndex(d => new { d.TenantId, d.Folded, d.Id });
            e.HasOne<BodyService>().WithMany().HasForeignKey(d => new { d.TenantId, d.ServiceId }).IsRequired(false);
        });
        model.Entity<DatasetNote>(e =>
        {
            e.ToTable("DatasetNotes");
            e.HasKey(n => new { n.TenantId, n.Id });
            e.Property(n => n.Act).HasMaxLength(32);
            // As the notes of actions.
            e.Property(n => n.Changes).HasMaxLength(30_000);
            e.HasIndex(n => new { n.TenantId, n.DatasetId, n.At, n.Id });
            e.HasOne<CandidateDataset>().WithMany().HasForeignKey(n => new { n.TenantId, n.DatasetId });
        });
        model.Entity<DataNeed>(e =>
        {
            e.ToTable("DataNeeds");
            e.HasKey(n => new { n.TenantId, n.Id });
            e.Property(n => n.Title).HasMaxLength(200);
            e.Property(n => n.Folded).HasMaxLength(400);
            e.Property(n => n.Description).HasMaxLength(4000);
            e.Property(n => n.FromOutside).HasMaxLength(200);
            e.Property(n => n.Precision).HasMaxLength(2000);
            e.Property(n => n.Reason).HasMaxLength(500);
            e.HasIndex(n => new { n.TenantId, n.ReceivedOn, n.Id });
            e.HasOne<BodyService>().WithMany().HasForeignKey(n => new { n.TenantId, n.ServiceId }).IsRequired(false);
            e.HasOne<CandidateDataset>().WithMany().HasForeignKey(n => new { n.TenantId, n.DatasetId }).IsRequired(false);
        });
        model.Entity<SharedCoverage>(e =>
        {
            e.ToTable("SharedCoverage");
            e.HasKey(c => new { c.TenantId, c.OwnerId });
            e.Property(c => c.Content).HasMaxLength(4000);
        });
    }
}
