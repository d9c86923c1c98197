using Microsoft.EntityFrameworkCore;

namespace OpenDataAnimation.Plans.Proposals;

internal static class ProposalsTables
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<Proposal>(e =>
        {
            e.ToTable("Proposals");
            e.HasKey(p => new { p.TenantId, p.Id });
            e.Property(p => p.Title).HasMaxLength(200);
            e.Property(p => p.Description).HasMaxLength(4000);
            e.Property(p => p.Objectives).HasMaxLength(Codes.Longest);
            e.Property(p => p.Mean).HasMaxLength(8);
            e.Property(p => p.Audiences).HasMaxLength(Codes.Longest);
            e.Property(p => p.Message).HasMaxLength(2000);
            e.Property(p => p.Reason).HasMaxLength(1000);
            // JSON of the fields above; each character may be written as six.
            e.Property(p => p.Before).HasMaxLength(30_000);
            e.Property(p => p.Taken).HasMaxLength(30_000);
            e.Property(p => p.Parts).HasMaxLength(ProposedParts.Longest);
            e.HasIndex(p => new { p.TenantId, p.ReceivedAt, p.Id });
        });
    }
}
