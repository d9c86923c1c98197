using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.Actions;
using OpenDataAnimation.Plans.RegularPoints;

namespace OpenDataAnimation.Plans.Suggestions;

/// <summary>The facts of a plan in one statement: the page that shows them has others to make.</summary>
internal static class ReadFacts
{
    /// <param name="Joined">Children attached, and <paramref name="NotJoined"/> those that did not answer yet.</param>
    public sealed record Result(PlanFacts Facts, IReadOnlyCollection<Dismissal> Dismissed, Guid? NextPointId, int Joined, int NotJoined);

    public static async Task<Result> ReadFactsAsync(this PlansDb db, CancellationToken ct)
    {
        var (me, today) = (db.Scope.TenantId, db.Today);
        var longAgo = today.AddDays(-Suggest.LongLateDays);
        var codes = PlanCodes.Objectives.Select(Codes.Sought).ToArray();
        var (c1, c2, c3, c4, c5, c6, c7, c8, c9) = (codes[0], codes[1], codes[2], codes[3], codes[4], codes[5], codes[6], codes[7], codes[8]);
        // Read as a list: "the first" would make SQL of a table within a table.
        var row = (await db.Bodies.AsNoTracking().Where(b => b.BodyId == me).Select(b => new
        {
            PlanStart = db.Plans.Select(p => p.StartsOn).FirstOrDefault(),
            First = db.Actions.Min(a => (DateTime?)a.CreatedAt),
            HasStrategy = db.Strategies.Any(s => s.TenantId == b.BodyId),
            LastPoint = db.Points.Where(p => p.State == PointState.Held).Max(p => (DateOnly?)p.On),
            NextPoint = db.Points.Where(p => p.State == PointState.Planned).Max(p => (DateOnly?)p.On),
            NextPointId = db.Points.Where(p => p.State == PointState.Planned).Select(p => (Guid?)p.Id).FirstOrDefault(),
            LongLate = db.Actions.Count(a => a.SortEnd < longAgo && a.State != ActionState.Done && a.State != ActionState.Dropped),
            NoPilot = db.Actions.Count(a => a.Pilots == "" && a.PilotNames == null && a.State != ActionState.Done && a.State != ActionState.Dropped),
            S1 = db.Actions.Any(a => a.Objectives.Contains(c1) && a.State != ActionState.Dropped),
            S2 = db.Actions.Any(a => a.Objectives.Contains(c2) && a.State != ActionState.Dropped),
            S3 = db.Actions.Any(a => a.Objectives.Contains(c3) && a.State != ActionState.Dropped),
            S4 = db.Actions.Any(a => a.Objectives.Contains(c4) && a.State != ActionState.Dropped),
            S5 = db.Actions.Any(a => a.Objectives.Contains(c5) && a.State != ActionState.Dropped),
            S6 = db.Actions.Any(a => a.Objectives.Contains(c6) && a.State != ActionState.Dropped),
            S7 = db.Actions.Any(a => a.Objectives.Contains(c7) && a.State != ActionState.Dropped),
            S8 = db.Actions.Any(a => a.Objectives.Contains(c8) && a.State != ActionState.Dropped),
            S9 = db.Actions.Any(a => a.Objectives.Contains(c9) && a.State != ActionState.Dropped),
            Joined = db.Attachments.Count(a => a.ParentId == me && a.State == AttachmentState.Accepted),
            Children = db.Attachments.Count(a => a.ParentId == me && a.State != AttachmentState.Refused && a.State != AttachmentState.Ended),
            Objectives = db.Objectives.Where(o => o.TenantId == b.BodyId).Select(o => new { o.Code, o.Declared, o.Reached }).ToList(),
            Hidden = db.HiddenEntries.Where(h => h.TenantId == b.BodyId).Select(h => h.Code).ToList(),
            b.Population,
            b.Kind,
            // Looked up one by one, not joined: a table within a table would be read whole.
            PeersDid = db.Proposals
                .Where(p => p.TenantId == b.BodyId && p.DoneById != null && (p.Status == ProposalStatus.Sent || p.Status == ProposalStatus.Seen) && (p.ExpiresOn == null || p.ExpiresOn >= today))
                .Select(p => new
                {
                    p.Id,
                    p.SentVersion,
                    p.Title,
                    p.ReceivedAt,
                    Name = db.Bodies.Where(d => d.BodyId == p.DoneById).Select(d => d.Name).FirstOrDefault(),
                    Kind = db.Bodies.Where(d => d.BodyId == p.DoneById).Select(d => (BodyKind?)d.Kind).FirstOrDefault(),
                    Population = db.Bodies.Where(d => d.BodyId == p.DoneById).Select(d => d.Population).FirstOrDefault(),
                }).ToList(),
            Dismissed = db.Dismissals.Where(d => d.TenantId == b.BodyId).ToList(),
        }).ToListAsync(ct)).FirstOrDefault();
        if (row is null)
        {
            // Its memberships came before its name did: nothing is known of it yet.
            return new Result(new PlanFacts(today, null, true, null, null, 0, 0, new HashSet<string>(), new HashSet<string>(), new HashSet<string>()), [], null, 0, 0);
        }

        bool[] served = [row.S1, row.S2, row.S3, row.S4, row.S5, row.S6, row.S7, row.S8, row.S9];
        var first = row.First is { } at ? PlansDb.DayOf(at) : (DateOnly?)null;
        var facts = new PlanFacts(
            today, row.PlanStart is { } start && (first is null || start < first) ? start : first, row.HasStrategy, row.LastPoint, row.NextPoint, row.LongLate, row.NoPilot,
            row.Objectives.Where(o => o.Declared && PlanCodes.IsObjective(o.Code)).Select(o => o.Code).ToHashSet(), row.Objectives.Where(o => o.Reached).Select(o => o.Code).ToHashSet(),
            PlanCodes.Objectives.Where((_, i) => served[i]).ToHashSet())
        {
            Population = row.Population,
            Hidden = row.Hidden.ToHashSet(),
            PeersDid = [.. row.PeersDid.Where(p => p.Kind == row.Kind).OrderBy(p => p.ReceivedAt).Select(p => new PeerDid(p.Id, p.SentVersion, p.Title, p.Name!, p.Population))],
        };
        return new Result(facts, row.Dismissed, row.NextPointId, row.Joined, row.Children - row.Joined);
    }
}
