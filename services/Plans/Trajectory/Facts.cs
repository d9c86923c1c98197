using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.Actions;
using OpenDataAnimation.Plans.Framework;
using OpenDataAnimation.Plans.Inventory;
using OpenDataAnimation.Plans.Levers;
using OpenDataAnimation.Plans.RegularPoints;
using OpenDataAnimation.Plans.Strategy;

namespace OpenDataAnimation.Plans.Trajectory;

/// <summary>What the plan of a body says about itself, as the exit criteria ask it.</summary>
/// <param name="Evidence">Pieces of evidence of actions, by the action's mean and the kind of the piece, with the latest day.</param>
/// <param name="FrameworkKinds">How many of team, criteria and answers to doubts the framework has.</param>
/// <param name="PointsSince">The day of the first point that was held.</param>
/// <param name="PointsLately">Points held within the last six months.</param>
/// <param name="Reached">Objectives that are evaluated as reached.</param>
/// <param name="Version">Of the chosen start; 0 without one.</param>
internal sealed record Facts(
    DateOnly Today, DateOnly? StartsOn, int Version, DateOnly? PlanStart, DateOnly? CouncilOn, bool HasElected, bool HasLead, int Services, int FirstHeld, int Published, int PublishedServices, DateOnly? FirstPublishedOn,
    int MeetingsHeld, int DesignsDone, bool HasStrategy, int FrameworkKinds, DateOnly? PointsSince, int PointsLately, IReadOnlyList<Facts.Piece> Evidence, IReadOnlySet<string> Reached)
{
    private const int MostPieces = 2_000;

    public sealed record Piece(string? Mean, EvidenceKind Kind, string Title, Guid ActionId);

    /// <summary>Three statements, whatever the size of the plan.</summary>
    public static async Task<Facts> ReadAsync(PlansDb db, CancellationToken ct)
    {
        var (tenant, today) = (db.Scope.TenantId, db.Today);
        var lately = today.AddMonths(-6);
        // The copy of the body is the one row that is always there: what is asked hangs on it.
        var row = await db.Bodies.Where(b => b.BodyId == tenant).Select(b => new
        {
            PlanStart = db.Plans.Select(p => p.StartsOn).FirstOrDefault(),
            CouncilOn = db.Plans.Select(p => p.CouncilOn).FirstOrDefault(),
            HasElected = db.Plans.Any(p => p.ElectedId != null || p.ElectedName != null),
            HasLead = db.Plans.Any(p => p.LeadId != null || p.LeadName != null),
            StartsOn = db.Trajectories.Select(t => (DateOnly?)t.StartsOn).FirstOrDefault(),
            Version = db.Trajectories.Select(t => t.Version).FirstOrDefault(),
            Services = db.BodyServices.Count(s => s.TenantId == b.BodyId),
            FirstHeld = db.Exchanges.Count(e => e.Round == 1 && e.State == ExchangeState.Held),
            Published = db.Datasets.Count(d => d.State == DatasetState.Published || d.State == DatasetState.ToRefresh),
            PublishedServices = db.Datasets.Where(d => d.State == DatasetState.Published || d.State == DatasetState.ToRefresh).Select(d => d.ServiceId).Distinct().Count(),
            FirstPublishedOn = db.Datasets.Where(d => d.State == DatasetState.Published || d.State == DatasetState.ToRefresh).Min(d => d.PublishedOn),
            MeetingsHeld = db.Questions.Count(q => q.MeetingOn != null && q.MeetingOn <= today && q.MeetingNotes != null),
            DesignsDone = db.CoDesigns.Count(c => db.CoDesignSteps.Any(s => s.CoDesignId == c.Id && s.Stage == CoDesignStage.Decide && s.DoneOn != null)),
            HasStrategy = db.Strategies.Any(s => s.Origin == StrategyOrigin.Parent || (s.Intentions != null && s.Ambitions != null && s.Means != null)),
            FrameworkKinds = db.FrameworkItems.Select(i => i.Kind).Distinct().Count(),
            PointsSince = db.Points.Where(p => p.State == PointState.Held).Min(p => (DateOnly?)p.On),
            PointsLately = db.Points.Count(p => p.State == PointState.Held && p.On >= lately),
        }).FirstOrDefaultAsync(ct);
        var pieces = await (
            from e in db.Evidence
            where e.Kind != EvidenceKind.Attachment
            join a in db.Actions on e.ActionId equals a.Id
            orderby e.CreatedAt
            select new Piece(a.Mean, e.Kind, e.Title, a.Id)).Take(MostPieces).ToListAsync(ct);
        var reached = await db.Objectives.Where(o => o.Reached).Select(o => o.Code).ToListAsync(ct);
        return new Facts(
            today, row?.StartsOn, row?.Version ?? 0, row?.PlanStart, row?.CouncilOn, row?.HasElected ?? false, row?.HasLead ?? false, row?.Services ?? 0, row?.FirstHeld ?? 0, row?.Published ?? 0,
            row?.PublishedServices ?? 0, row?.FirstPublishedOn, row?.MeetingsHeld ?? 0, row?.DesignsDone ?? 0, row?.HasStrategy ?? false, row?.FrameworkKinds ?? 0, row?.PointsSince, row?.PointsLately ?? 0, pieces, reached.ToHashSet());
    }
}
