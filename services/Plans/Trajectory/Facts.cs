using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.Actions;
using OpenDataAnimation.Plans.Inventory;
using OpenDataAnimation.Plans.Levers;

namespace OpenDataAnimation.Plans.Trajectory;

/// <summary>What the plan of a body says about itself, as the exit criteria ask it.</summary>
/// <param name="Evidence">Pieces of evidence of actions, by the action's mean and the kind of the piece, with the latest day.</param>
/// <param name="Reached">Objectives that are evaluated as reached.</param>
/// <param name="Version">Of the chosen start; 0 without one.</param>
internal sealed record Facts(
    DateOnly? StartsOn, int Version, DateOnly? PlanStart, DateOnly? CouncilOn, bool HasElected, bool HasLead, int Services, int FirstHeld, int Published, int PublishedServices, DateOnly? FirstPublishedOn,
    int MeetingsHeld, int DesignsDone, IReadOnlyList<Facts.Piece> Evidence, IReadOnlySet<string> Reached)
{
    private const int MostPieces = 2_000;

    public sealed record Piece(string? Mean, EvidenceKind Kind, string Title, Guid ActionId);

    /// <summary>Three statements, whatever the size of the plan.</summary>
    public static async Task<Facts> ReadAsync(PlansDb db, CancellationToken ct)
    {
        var (tenant, today) = (db.Scope.TenantId, db.Today);
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
        }).FirstOrDefaultAsync(ct);
        var pieces = await (
            from e in db.Evidence
            where e.Kind != EvidenceKind.Attachment
            join a in db.Actions on e.ActionId equals a.Id
            orderby e.CreatedAt
            select new Piece(a.Mean, e.Kind, e.Title, a.Id)).Take(MostPieces).ToListAsync(ct);
        var reached = await db.Objectives.Where(o => o.Reached).Select(o => o.Code).ToListAsync(ct);
        return new Facts(
            row?.StartsOn, row?.Version ?? 0, row?.PlanStart, row?.CouncilOn, row?.HasElected ?? false, row?.HasLead ?? false, row?.Services ?? 0, row?.FirstHeld ?? 0, row?.Published ?? 0,
            row?.PublishedServices ?? 0, row?.FirstPublishedOn, row?.MeetingsHeld ?? 0, row?.DesignsDone ?? 0, pieces, reached.ToHashSet());
    }
}
