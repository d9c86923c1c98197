using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.Actions;
using OpenDataAnimation.Plans.Answers;
using OpenDataAnimation.Plans.Campaigns;
using OpenDataAnimation.Plans.Campaigns.Models;
using OpenDataAnimation.Plans.Framework;
using OpenDataAnimation.Plans.Inventory;
using OpenDataAnimation.Plans.Levers;
using OpenDataAnimation.Plans.Method.Own;
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
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    public DbSet<BodyPlan> Plans => Set<BodyPlan>();
    public DbSet<DeclaredObjective> Objectives => Set<DeclaredObjective>();
    public DbSet<BodyStrategy> Strategies => Set<BodyStrategy>();
    public DbSet<PointReminder> PointReminders => Set<PointReminder>();
    public DbSet<OwnEntry> OwnEntries => Set<OwnEntry>();
    public DbSet<HiddenEntry> HiddenEntries => Set<HiddenEntry>();
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
        PlanTables.Configure(modelBuilder);
        StrategyTables.Configure(modelBuilder);
        OwnTables.Configure(modelBuilder);
        FrameworkTables.Configure(modelBuilder);
        RegularPointsTables.Configure(modelBuilder);
        SuggestionsTables.Configure(modelBuilder);
        ActionsTables.Configure(modelBuilder);
        AnswersTables.Configure(modelBuilder);
        ProposalsTables.Configure(modelBuilder);
        CampaignsTables.Configure(modelBuilder);
        OffersTables.Configure(modelBuilder);
        OversightTables.Configure(modelBuilder);
        InventoryTables.Configure(modelBuilder);
        LeversTables.Configure(modelBuilder);
        TrajectoryTables.Configure(modelBuilder);
        base.OnModelCreating(modelBuilder);
    }
}

/// <summary>The same on SQL Server, whose migrations are its own.</summary>
public sealed class PlansDbSqlServer(DbContextOptions<PlansDbSqlServer> options, DbEnvironment environment) : PlansDb(options, environment);
