using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Plans.Actions;
using OpenDataAnimation.Plans.Answers;
using OpenDataAnimation.Plans.Campaigns;
using OpenDataAnimation.Plans.Oversight;
using OpenDataAnimation.Plans.Plan;
using OpenDataAnimation.Plans.Proposals;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Plans;

/// <summary>The database of Plans. Every row of its own belongs to a body; the method is code, not rows.</summary>
public class PlansDb(DbContextOptions options, DbEnvironment environment) : ServiceDb(options, environment)
{
    private const int CodesLength = 120;

    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    public DbSet<BodyPlan> Plans => Set<BodyPlan>();
    public DbSet<DeclaredObjective> Objectives => Set<DeclaredObjective>();
    public DbSet<PlanAction> Actions => Set<PlanAction>();
    public DbSet<Evidence> Evidence => Set<Evidence>();
    public DbSet<ActionAnswer> Answers => Set<ActionAnswer>();
    public DbSet<StoredFile> Files => Set<StoredFile>();
    public DbSet<ActionNote> Notes => Set<ActionNote>();
    public DbSet<Proposal> Proposals => Set<Proposal>();
    public DbSet<Campaign> Campaigns => Set<Campaign>();
    public DbSet<CampaignRecipient> Recipients => Set<CampaignRecipient>();
    public DbSet<SharedProgress> Progress => Set<SharedProgress>();
    public DbSet<ProgressRead> ProgressReads => Set<ProgressRead>();

    /// <summary>The day where the bodies are: at half past midnight in Paris, UTC is still on the day before.</summary>
    public DateOnly Today => DayOf(Now);

    /// <summary>The day of an instant, where the bodies are.</summary>
    public static DateOnly DayOf(DateTime utc) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(utc, Zone));

    public override async Task ForgetReadsAsync(DateOnly before, CancellationToken ct)
    {
        await base.ForgetReadsAsync(before, ct);
        await ForgetAsync(ProgressReads.Where(r => r.Day < before), ct);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        OfPlan(modelBuilder);
        OfActions(modelBuilder);
        OfProposals(modelBuilder);
        OfAnswers(modelBuilder);
        modelBuilder.Entity<SharedProgress>(e =>
        {
            e.ToTable("SharedProgress");
            e.HasKey(p => new { p.TenantId, p.OwnerId });
            e.Property(p => p.DeclaredCodes).HasMaxLength(CodesLength);
            e.Property(p => p.ReachedCodes).HasMaxLength(CodesLength);
            e.Property(p => p.LastMonth).HasMaxLength(7);
            e.Property(p => p.Cells).HasMaxLength(1000);
            e.Property(p => p.Content).HasMaxLength(4000);
        });
        modelBuilder.Entity<ProgressRead>(e =>
        {
            e.ToTable("ProgressReads");
            e.HasKey(r => new { r.TenantId, r.Day, r.PersonId, r.ParentId });
        });
        base.OnModelCreating(modelBuilder);
    }

    private static void OfPlan(ModelBuilder model)
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
    }

    private static void OfActions(ModelBuilder model)
    {
        model.Entity<PlanAction>(e =>
        {
            e.ToTable("Actions");
            e.HasKey(a => new { a.TenantId, a.Id });
            e.Property(a => a.Title).HasMaxLength(200);
            // Some letters become two when folded.
            e.Property(a => a.Folded).HasMaxLength(400);
            e.Property(a => a.Description).HasMaxLength(4000);
            e.Property(a => a.Objectives).HasMaxLength(CodesLength);
            e.Property(a => a.Mean).HasMaxLength(8);
            e.Property(a => a.Audiences).HasMaxLength(CodesLength);
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

    private static void OfAnswers(ModelBuilder model) => model.Entity<ActionAnswer>(e =>
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

    private static void OfProposals(ModelBuilder model)
    {
        model.Entity<Proposal>(e =>
        {
            e.ToTable("Proposals");
            e.HasKey(p => new { p.TenantId, p.Id });
            e.Property(p => p.Title).HasMaxLength(200);
            e.Property(p => p.Description).HasMaxLength(4000);
            e.Property(p => p.Objectives).HasMaxLength(CodesLength);
            e.Property(p => p.Mean).HasMaxLength(8);
            e.Property(p => p.Audiences).HasMaxLength(CodesLength);
            e.Property(p => p.Message).HasMaxLength(2000);
            e.Property(p => p.Reason).HasMaxLength(1000);
            // JSON of the fields above; each character may be written as six.
            e.Property(p => p.Before).HasMaxLength(30_000);
            e.HasIndex(p => new { p.TenantId, p.ReceivedAt, p.Id });
        });
        model.Entity<Campaign>(e =>
        {
            e.ToTable("Campaigns");
            e.HasKey(c => new { c.TenantId, c.Id });
            e.Property(c => c.Title).HasMaxLength(200);
            e.Property(c => c.Description).HasMaxLength(4000);
            e.Property(c => c.Objectives).HasMaxLength(CodesLength);
            e.Property(c => c.Mean).HasMaxLength(8);
            e.Property(c => c.Audiences).HasMaxLength(CodesLength);
            e.Property(c => c.Message).HasMaxLength(2000);
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
    }
}

/// <summary>The same on SQL Server, whose migrations are its own.</summary>
public sealed class PlansDbSqlServer(DbContextOptions<PlansDbSqlServer> options, DbEnvironment environment) : PlansDb(options, environment);
