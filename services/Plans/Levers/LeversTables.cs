using Microsoft.EntityFrameworkCore;

namespace OpenDataAnimation.Plans.Levers;

internal static class LeversTables
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<Mission>(e =>
        {
            e.ToTable("Missions");
            e.HasKey(m => new { m.TenantId, m.Id });
            e.Property(m => m.Title).HasMaxLength(200);
            e.Property(m => m.Folded).HasMaxLength(400);
            e.Property(m => m.Service).HasMaxLength(120);
            e.Property(m => m.Ideas).HasMaxLength(Codes.Longest);
            e.Property(m => m.AtWork).HasMaxLength(Codes.Longest);
            e.Property(m => m.Note).HasMaxLength(1000);
            e.HasIndex(m => new { m.TenantId, m.Folded }).IsUnique();
        });
        model.Entity<CrossQuestion>(e =>
        {
            e.ToTable("CrossQuestions");
            e.HasKey(q => new { q.TenantId, q.Id });
            e.Property(q => q.Title).HasMaxLength(200);
            e.Property(q => q.Ends).HasMaxLength(2000);
            e.Property(q => q.Actors).HasMaxLength(1000);
            e.Property(q => q.Data).HasMaxLength(2000);
            e.Property(q => q.Datasets).HasMaxLength(1000);
            e.Property(q => q.Reuses).HasMaxLength(2000);
            e.Property(q => q.MeetingNotes).HasMaxLength(4000);
            e.Property(q => q.Outcome).HasMaxLength(2000);
            e.HasIndex(q => new { q.TenantId, q.UpdatedAt, q.Id });
        });
        model.Entity<CoDesign>(e =>
        {
            e.ToTable("CoDesigns");
            e.HasKey(c => new { c.TenantId, c.Id });
            e.Property(c => c.Policy).HasMaxLength(200);
            e.Property(c => c.Why).HasMaxLength(1000);
            e.Property(c => c.Aim).HasMaxLength(2000);
            e.Property(c => c.People).HasMaxLength(1000);
            e.Property(c => c.Data).HasMaxLength(2000);
            e.Property(c => c.Risks).HasMaxLength(2000);
            e.Property(c => c.NextDecision).HasMaxLength(1000);
            e.Ignore(c => c.MayStart);
        });
        model.Entity<CoDesignStep>(e =>
        {
            e.ToTable("CoDesignSteps");
            e.HasKey(s => new { s.TenantId, s.CoDesignId, s.Stage });
            e.Property(s => s.Note).HasMaxLength(2000);
            e.HasOne<CoDesign>().WithMany().HasForeignKey(s => new { s.TenantId, s.CoDesignId });
        });
    }
}
