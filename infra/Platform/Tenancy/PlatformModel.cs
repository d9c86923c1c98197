using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Audit;
using OpenDataAnimation.Platform.Messaging;
using OpenDataAnimation.Platform.Sharing;

namespace OpenDataAnimation.Platform.Tenancy;

/// <summary>The tables that every service has.</summary>
internal static class PlatformModel
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<OutboxMessage>(e =>
        {
            e.ToTable("Outbox");
            e.HasKey(m => m.Sequence);
            e.Property(m => m.Endpoint).HasMaxLength(120);
            e.Property(m => m.Type).HasMaxLength(120);
            e.Property(m => m.CoalesceKey).HasMaxLength(200);
            e.Property(m => m.TraceParent).HasMaxLength(64);
            e.Property(m => m.LastError).HasMaxLength(500);
            e.HasIndex(m => new { m.ParkedAt, m.NotBefore });
        });
        model.Entity<InboxMessage>(e =>
        {
            e.ToTable("Inbox");
            e.Property(m => m.Endpoint).HasMaxLength(120);
            e.HasKey(m => new { m.MessageId, m.Endpoint });
            e.HasIndex(m => m.At);
        });
        model.Entity<ServiceMark>(e =>
        {
            e.ToTable("ServiceMarks");
            e.Property(m => m.Key).HasMaxLength(64);
            e.HasKey(m => m.Key);
        });
        model.Entity<BodyCopy>(e =>
        {
            e.ToTable("Copy_Bodies");
            e.HasKey(b => b.BodyId);
            e.Property(b => b.BodyId).ValueGeneratedNever();
            e.Property(b => b.Name).HasMaxLength(200);
            e.Property(b => b.Folded).HasMaxLength(200);
            e.Property(b => b.Article).HasMaxLength(8);
            e.Property(b => b.Slug).HasMaxLength(120);
            e.Property(b => b.InseeCode).HasMaxLength(8);
            e.Property(b => b.Siren).HasMaxLength(9);
            e.Property(b => b.Departements).HasMaxLength(100);
            e.Property(b => b.Accent).HasMaxLength(7);
            e.HasIndex(b => b.Slug);
        });
        model.Entity<AttachmentCopy>(e =>
        {
            e.ToTable("Copy_Attachments");
            e.HasKey(a => a.AttachmentId);
            e.Property(a => a.AttachmentId).ValueGeneratedNever();
            e.HasIndex(a => new { a.ParentId, a.State });
            e.HasIndex(a => a.ChildId);
        });
        model.Entity<SharePolicyCopy>(e =>
        {
            e.ToTable("Copy_SharePolicies");
            e.HasKey(p => new { p.ChildId, p.ParentId, p.Subject });
            e.Property(p => p.Level).HasConversion<int>(); // compared, so kept as its rank
            e.HasIndex(p => new { p.ParentId, p.Subject });
        });
        model.Entity<MembershipCopy>(e =>
        {
            e.ToTable("Copy_Memberships");
            e.HasKey(m => m.MembershipId);
            e.Property(m => m.MembershipId).ValueGeneratedNever();
            e.Property(m => m.Name).HasMaxLength(200);
            e.Property(m => m.Roles).HasMaxLength(200);
            e.HasIndex(m => m.PersonId);
            e.HasIndex(m => m.BodyId);
        });
        model.Entity<AuditEntry>(e =>
        {
            e.ToTable("Audit");
            e.HasKey(a => new { a.TenantId, a.Sequence });
            e.Property(a => a.Sequence).ValueGeneratedNever();
            e.Property(a => a.Reason).HasMaxLength(200);
            e.Property(a => a.Act).HasMaxLength(64);
            e.Property(a => a.SubjectKind).HasMaxLength(64);
            e.Property(a => a.Hash).HasMaxLength(64);
            e.Property(a => a.ValuesHash).HasMaxLength(64);
            e.HasIndex(a => new { a.TenantId, a.SubjectKind, a.SubjectId });
        });
        model.Entity<AuditValue>(e =>
        {
            e.ToTable("AuditValues");
            e.Property(v => v.Salt).HasMaxLength(32);
        });
        model.Entity<AuditHead>(e =>
        {
            e.ToTable("AuditHeads");
            e.HasKey(h => h.TenantId);
            e.Property(h => h.TenantId).ValueGeneratedNever();
            e.Property(h => h.Hash).HasMaxLength(64).IsConcurrencyToken();
        });
        model.Entity<ReadTrace>(e =>
        {
            e.ToTable("ReadTraces");
            e.HasKey(t => new { t.TenantId, t.Day, t.PersonId, t.ParentId, t.Subject });
        });
        model.Entity<SharedProjection>(e =>
        {
            e.ToTable("Shared_Projections");
            e.HasKey(p => new { p.TenantId, p.Subject });
        });
        model.Entity<SharedHeader>(e =>
        {
            e.ToTable("Shared_Headers");
            e.HasKey(h => new { h.TenantId, h.OwnerId, h.Subject });
        });
    }
}
