using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.Actions;
using OpenDataAnimation.Plans.Answers;
using OpenDataAnimation.Plans.Campaigns;
using OpenDataAnimation.Plans.Campaigns.Models;
using OpenDataAnimation.Plans.Framework;
using OpenDataAnimation.Plans.Inventory;
using OpenDataAnimation.Plans.Levers;
using OpenDataAnimation.Plans.Offers;
using OpenDataAnimation.Plans.Oversight;
using OpenDataAnimation.Plans.Oversight.Map;
using OpenDataAnimation.Plans.Oversight.Notes;
using OpenDataAnimation.Plans.Oversight.Snapshots;
using OpenDataAnimation.Plans.Oversight.Views;
using OpenDataAnimation.Plans.Plan;
using OpenDataAnimation.Plans.Plan.Snapshots;
using OpenDataAnimation.Plans.Proposals;
using OpenDataAnimation.Plans.RegularPoints;
using OpenDataAnimation.Plans.Strategy;
using OpenDataAnimation.Plans.Suggestions;
using OpenDataAnimation.Plans.Trajectory;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Plans;

/// <summary>The database of Plans. Every row of its own belongs to a body; the method is code, not rows.</summary>
public class PlansDb(DbContextOptions options, DbEnvironment environment) : ServiceDb(options, environment)
{
    private const int CodesLength = 120;

    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    public DbSet<BodyPlan> Plans => Set<BodyPlan>();
    public DbSet<DeclaredObjective> Objectives => Set<DeclaredObjective>();
    public DbSet<BodyStrategy> Strategies => Set<BodyStrategy>();
    public DbSet<FrameworkItem> FrameworkItems => Set<FrameworkItem>();
    public DbSet<PointRhythm> Rhythms => Set<PointRhythm>();
    public DbSet<RegularPoint> Points => Set<RegularPoint>();
    public DbSet<Dismissal> Dismissals => Set<Dismissal>();
    public DbSet<PlanAction> Actions => Set<PlanAction>();
    public DbSet<Evidence> Evidence => Set<Evidence>();
    public DbSet<ActionAnswer> Answers => Set<ActionAnswer>();
    public DbSet<StoredFile> Files => Set<StoredFile>();
    public DbSet<ActionNote> Notes => Set<ActionNote>();
    public DbSet<Proposal> Proposals => Set<Proposal>();
    public DbSet<Campaign> Campaigns => Set<Campaign>();
    public DbSet<CampaignRecipient> Recipients => Set<CampaignRecipient>();
    public DbSet<PlanModel> PlanModels => Set<PlanModel>();
    public DbSet<SentOffer> SentOffers => Set<SentOffer>();
    public DbSet<ReceivedOffer> ReceivedOffers => Set<ReceivedOffer>();
    public DbSet<FollowUp> FollowUps => Set<FollowUp>();
    public DbSet<SavedView> Views => Set<SavedView>();
    public DbSet<ContourSet> ContourSets => Set<ContourSet>();
    public DbSet<Contour> Contours => Set<Contour>();
    public DbSet<TerritorySnapshot> TerritorySnapshots => Set<TerritorySnapshot>();
    public DbSet<SnapshotRow> SnapshotRows => Set<SnapshotRow>();
    public DbSet<PlanSnapshot> PlanSnapshots => Set<PlanSnapshot>();
    public DbSet<SharedProgress> Progress => Set<SharedProgress>();
    public DbSet<ProgressRead> ProgressReads => Set<ProgressRead>();
    public DbSet<BodyService> BodyServices => Set<BodyService>();
    public DbSet<ServiceExchange> Exchanges => Set<ServiceExchange>();
    public DbSet<CandidateDataset> Datasets => Set<CandidateDataset>();
    public DbSet<DatasetNote> DatasetNotes => Set<DatasetNote>();
    public DbSet<DataNeed> Needs => Set<DataNeed>();
    public DbSet<SharedCoverage> Coverage => Set<SharedCoverage>();
    public DbSet<Mission> Missions => Set<Mission>();
    public DbSet<CrossQuestion> Questions => Set<CrossQuestion>();
    public DbSet<CoDesign> CoDesigns => Set<CoDesign>();
    public DbSet<CoDesignStep> CoDesignSteps => Set<CoDesignStep>();
    public DbSet<BodyTrajectory> Trajectories => Set<BodyTrajectory>();
    public DbSet<CriterionTick> CriterionTicks => Set<CriterionTick>();

    /// <summary>The day where the bodies are: at half past midnight in Paris, UTC is still on the day before.</summary>
    public DateOnly Today => DayOf(Now);

    /// <summary>The day of an instant, where the bodies are.</summary>
    public static DateOnly DayOf(DateTime utc) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(utc, Zone));

    public override async Task ForgetReadsAsync(DateOnly before, CancellationToken ct)
    {
        await base.ForgetReadsAsync(before, ct);
        await ForgetAsync(ProgressReads.Where(r => r.Day < before), ct);
    }

    /// <summary>That someone of the team did this, and for how much of their time, stays; so does what was answered.</summary>
    protected override async Task ForgetNameAsync(PersonErased person, CancellationToken ct)
    {
        foreach (var line in await WithDeleted<FrameworkItem>().AsTracking().Where(i => i.PersonId == person.PersonId).ToListAsync(ct))
        {
            line.ForgetPerson();
        }

        var links = person.Links ?? [];
        foreach (var answer in links.Count == 0 ? [] : await Answers.AsTracking().Where(a => links.Contains(a.LinkId)).ToListAsync(ct))
        {
            answer.ForgetPerson();
        }
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        OfPlan(modelBuilder);
        OfActions(modelBuilder);
        OfProposals(modelBuilder);
        OfOffers(modelBuilder);
        OfOversight(modelBuilder);
        OfAnswers(modelBuilder);
        OfInventory(modelBuilder);
        OfLevers(modelBuilder);
        OfConduct(modelBuilder);
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
            e.HasKey(r => new { r.TenantId, r.Day, r.PersonId, r.ParentId, r.Subject });
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

    private static void OfConduct(ModelBuilder model)
    {
        model.Entity<BodyStrategy>(e =>
        {
            e.ToTable("Strategies");
            e.HasKey(s => s.TenantId);
            e.Property(s => s.TenantId).ValueGeneratedNever();
            e.Property(s => s.Title).HasMaxLength(200);
            e.Property(s => s.Intentions).HasMaxLength(4000);
            e.Property(s => s.Ambitions).HasMaxLength(4000);
            e.Property(s => s.Means).HasMaxLength(4000);
            e.Property(s => s.Deliberation).HasMaxLength(200);
            e.Property(s => s.DeliberationUrl).HasMaxLength(500);
        });
        model.Entity<FrameworkItem>(e =>
        {
            e.ToTable("FrameworkItems");
            e.HasKey(i => new { i.TenantId, i.Id });
            e.Property(i => i.Title).HasMaxLength(200);
            e.Property(i => i.Text).HasMaxLength(2000);
            e.Property(i => i.Starter).HasMaxLength(32);
        });
        model.Entity<PointRhythm>(e =>
        {
            e.ToTable("PointRhythms");
            e.HasKey(r => r.TenantId);
            e.Property(r => r.TenantId).ValueGeneratedNever();
        });
        model.Entity<RegularPoint>(e =>
        {
            e.ToTable("RegularPoints");
            e.HasKey(p => new { p.TenantId, p.Id });
            e.Property(p => p.Asked).HasMaxLength(2000);
            e.Property(p => p.AlignmentNote).HasMaxLength(1000);
            e.Property(p => p.Notes).HasMaxLength(4000);
            e.Property(p => p.Decisions).HasMaxLength(2000);
            // Six titles in each of its parts, each character written as six at worst.
            e.Property(p => p.Brief).HasMaxLength(100_000);
            e.HasIndex(p => new { p.TenantId, p.On, p.Id });
        });
        model.Entity<Dismissal>(e =>
        {
            e.ToTable("Dismissals");
            e.HasKey(d => new { d.TenantId, d.Key });
            e.Property(d => d.Key).HasMaxLength(40);
            e.Property(d => d.Objective).HasMaxLength(8);
            e.Property(d => d.Stamp).HasMaxLength(40);
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

    private static void OfInventory(ModelBuilder model)
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

    private static void OfLevers(ModelBuilder model)
    {
        model.Entity<Mission>(e =>
        {
            e.ToTable("Missions");
            e.HasKey(m => new { m.TenantId, m.Id });
            e.Property(m => m.Title).HasMaxLength(200);
            e.Property(m => m.Folded).HasMaxLength(400);
            e.Property(m => m.Service).HasMaxLength(120);
            e.Property(m => m.Ideas).HasMaxLength(CodesLength);
            e.Property(m => m.AtWork).HasMaxLength(CodesLength);
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
        model.Entity<BodyTrajectory>(e =>
        {
            e.ToTable("Trajectories");
            // One per body, as the plan.
            e.HasKey(t => t.TenantId);
            e.Property(t => t.TenantId).ValueGeneratedNever();
        });
        model.Entity<CriterionTick>(e =>
        {
            e.ToTable("CriterionTicks");
            e.HasKey(t => new { t.TenantId, t.Code });
            e.Property(t => t.Code).HasMaxLength(40);
            e.Property(t => t.Justification).HasMaxLength(2000);
        });
    }

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
            e.Property(p => p.Taken).HasMaxLength(30_000);
            e.Property(p => p.Parts).HasMaxLength(ProposedParts.Longest);
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
    }

    private static void OfOffers(ModelBuilder model)
    {
        model.Entity<PlanModel>(e =>
        {
            e.ToTable("PlanModels");
            e.HasKey(m => new { m.TenantId, m.Id });
            e.Property(m => m.Name).HasMaxLength(200);
            e.Property(m => m.Description).HasMaxLength(4000);
            e.Property(m => m.Objectives).HasMaxLength(CodesLength);
            e.Property(m => m.Parts).HasMaxLength(ProposedParts.Longest);
        });
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

    private static void OfOversight(ModelBuilder model)
    {
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
            e.Property(r => r.ReachedCodes).HasMaxLength(CodesLength);
            e.Property(r => r.DeclaredCodes).HasMaxLength(CodesLength);
            e.HasIndex(r => new { r.TenantId, r.OwnerId });
            e.HasOne<TerritorySnapshot>().WithMany().HasForeignKey(r => new { r.TenantId, r.SnapshotId });
        });
        model.Entity<PlanSnapshot>(e =>
        {
            e.ToTable("PlanSnapshots");
            e.HasKey(s => new { s.TenantId, s.Id });
            e.Property(s => s.Name).HasMaxLength(120);
            e.Property(s => s.Quarter).HasMaxLength(7);
            e.Property(s => s.ReachedCodes).HasMaxLength(CodesLength);
            e.Property(s => s.DeclaredCodes).HasMaxLength(CodesLength);
            e.HasIndex(s => new { s.TenantId, s.Quarter }).IsUnique();
        });
    }
}

/// <summary>The same on SQL Server, whose migrations are its own.</summary>
public sealed class PlansDbSqlServer(DbContextOptions<PlansDbSqlServer> options, DbEnvironment environment) : PlansDb(options, environment);
