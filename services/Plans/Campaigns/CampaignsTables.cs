using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Plans.Campaigns.Models;
using OpenDataAnimation.Plans.Proposals;

namespace OpenDataAnimation.Plans.Campaigns;

internal static class CampaignsTables
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<Campaign>(e =>
        {
            e.ToTable("Campaigns");
            e.HasKey(c => new { c.TenantId, c.Id });
            e.Property(c => c.Title).HasMaxLength(200);
            e.Property(c => c.Description).HasMaxLength(4000);
            e.Property(c => c.Objectives).HasMaxLength(Codes.Longest);
            e.Property(c => c.Mean).HasMaxLength(8);
            e.Property(c => c.Audiences).HasMaxLength(Codes.Longest);
            e.Property(c => c.Message).HasMaxLength(2000);
            e.Property(c => c.Parts).HasMaxLength(ProposedParts.Longest);
            e.HasIndex(c => new { c.TenantId, c.CreatedAt, c.Id });
        });
        model.Entity<CampaignRecipient>(e =>
        {
            e.ToTable("CampaignRecipients");
            e.HasKey(r => new { r.TenantId, r.Id });
            e.Property(r => r.Reason).HasMaxLength(1000);
            e.HasIndex(r => new { r.TenantId, r.CampaignId, r.ChildId }).IsUnique();
            e.HasIndex(r => new { r.TenantId, r.ChildId, r.Status });
            e.HasIndex(r => new { r.TenantId, r.AnsweredAt });
            e.HasOne<Campaign>().WithMany().HasForeignKey(r => new { r.TenantId, r.CampaignId });
        });
        model.Entity<PlanModel>(e =>
        {
            e.ToTable("PlanModels");
            e.HasKey(m => new { m.TenantId, m.Id });
            e.Property(m => m.Name).HasMaxLength(200);
            e.Property(m => m.Description).HasMaxLength(4000);
            e.Property(m => m.Objectives).HasMaxLength(Codes.Longest);
            e.Property(m => m.Parts).HasMaxLength(ProposedParts.Longest);
        });
    }
}
