using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Plans.Actions;

namespace OpenDataAnimation.Plans.Offers;

internal static class OffersTables
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<SentOffer>(e =>
        {
            e.ToTable("SentOffers");
            e.HasKey(o => new { o.TenantId, o.Id });
            e.Property(o => o.Message).HasMaxLength(2000);
            e.HasIndex(o => new { o.TenantId, o.ActionId });
            e.HasOne<PlanAction>().WithMany().HasForeignKey(o => new { o.TenantId, o.ActionId });
        });
        model.Entity<ReceivedOffer>(e =>
        {
            e.ToTable("ReceivedOffers");
            e.HasKey(o => new { o.TenantId, o.Id });
            e.Property(o => o.Title).HasMaxLength(200);
            e.Property(o => o.Content).HasMaxLength(30_000);
            e.Property(o => o.Message).HasMaxLength(2000);
            e.Ignore(o => o.Action);
            e.HasIndex(o => new { o.TenantId, o.ReceivedAt, o.Id });
            e.HasIndex(o => new { o.TenantId, o.ChildId });
        });
    }
}
