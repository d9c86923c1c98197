using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.Actions;
using OpenDataAnimation.Plans.Plan;

namespace OpenDataAnimation.Plans.RegularPoints;

/// <summary>What lies on the table at a point: one page, made of the plan's own data since the point before.</summary>
/// <param name="Levels">Reached on axes 1, 2 and 3; 0 to 3.</param>
/// <param name="Next">Due within three months after it.</param>
/// <param name="Proposals">Received from a parent, not answered yet.</param>
/// <param name="Territory">Null for a body that is no one's parent.</param>
public sealed record PointBrief(
    DateOnly Since, DateOnly Until, int[] Levels, int ActionsTotal, int ActionsDone,
    Few<BriefAction> Done, Few<BriefAction> Late, Few<BriefAction> Blocked, Few<BriefAction> ToDiscuss, Few<BriefAction> Next,
    Few<BriefProof> Proofs, IReadOnlyList<string> Reached, Few<BriefProposal> Proposals, BriefTerritory? Territory)
{
    /// <summary>How far back the first brief looks.</summary>
    private const int FirstDays = 90;

    private const int Shown = 6, MostActions = 500;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Four statements, whatever the size of the plan.</summary>
    /// <param name="before">The day of the point before; null for the first.</param>
    /// <param name="until">The day that it is made for.</param>
    internal static async Task<PointBrief> OfAsync(PlansDb db, DateOnly? before, DateOnly until, CancellationToken ct)
    {
        var since = before ?? until.AddDays(-FirstDays);
        var (today, from) = (db.Today, DateTime.SpecifyKind(since.ToDateTime(TimeOnly.MinValue), DateTimeKind.Utc));
        var (soon, me) = (today.AddMonths(3), db.Scope.TenantId);
        // Read as a list: "the first" would make SQL of a table within a table.
        var facts = (await db.Bodies.AsNoTracking().Where(b => b.BodyId == me).Select(b => new
        {
            Total = db.Actions.Count(a => a.ParentActionId == null),
            Done = db.Actions.Count(a => a.ParentActionId == null && a.State == ActionState.Done),
            Children = db.Attachments.Count(a => a.ParentId == me && a.State != AttachmentState.Refused && a.State != AttachmentState.Ended),
            Joined = db.Attachments.Count(a => a.ParentId == me && a.State == AttachmentState.Accepted),
            Shared = db.Attachments.Count(a => a.ParentId == me && a.State == AttachmentState.Accepted
                && db.SharePolicies.Any(p => p.ParentId == me && p.ChildId == a.ChildId && p.Subject == ShareSubject.Plan && p.Level >= ShareLevel.ProgressOnly)),
            Answers = db.Recipients.Count(r => r.AnsweredAt >= from),
            Objectives = db.Objectives.Where(o => o.TenantId == b.BodyId && o.Reached).Select(o => new { o.Code, o.EvaluatedOn }).ToList(),
        }).ToListAsync(ct)).FirstOrDefault();
        var actions = await db.Actions.Where(a =>
                a.State == ActionState.Blocked || a.State == ActionState.ToDiscuss || (a.SortEnd <= soon && a.State != ActionState.Done && a.State != ActionState.Dropped)
                || (a.State == ActionState.Done && (a.CreatedAt >= from || (a.UpdatedByAnswer != null && a.UpdatedAt >= from)
                    || db.Notes.Any(n => n.ActionId == a.Id && n.At >= from && n.Kind == NoteKind.Change && n.Changes!.Contains("\"after\":\"Done\"")))))
            .OrderBy(a => a.SortEnd).ThenBy(a => a.Id).Take(MostActions)
            .Select(a => new { a.Id, a.Title, a.State, a.EndsOn, a.Reason }).ToListAsync(ct);
        var proofs = await db.Evidence.Where(e => e.CreatedAt >= from && e.Kind != EvidenceKind.Attachment)
            .OrderByDescending(e => e.CreatedAt).Take(MostActions)
            .Select(e => new BriefProof(e.Kind, e.Title, e.On, db.Actions.Where(a => a.Id == e.ActionId).Select(a => a.Title).FirstOrDefault() ?? "")).ToListAsync(ct);
        var proposals = await (
            from p in db.Proposals
            where (p.Status == ProposalStatus.Sent || p.Status == ProposalStatus.Seen) && (p.ExpiresOn == null || p.ExpiresOn >= today)
            orderby p.ExpiresOn == null, p.ExpiresOn, p.Id
            select new BriefProposal(p.Title, db.Bodies.Where(b => b.BodyId == p.ParentId).Select(b => b.Name).FirstOrDefault() ?? "", p.ExpiresOn)).Take(100).ToListAsync(ct);
        return new PointBrief(
            since, until, AxisLevels.Of(facts?.Objectives.Select(o => o.Code).ToHashSet() ?? []), facts?.Total ?? 0, facts?.Done ?? 0,
            Those(s => s == ActionState.Done), Those(s => s != ActionState.Blocked, late: true), Those(s => s == ActionState.Blocked), Those(s => s == ActionState.ToDiscuss),
            Those(s => s is not (ActionState.Done or ActionState.Blocked or ActionState.ToDiscuss), late: false),
            Few<BriefProof>.Of(proofs, Shown), facts is null ? [] : [.. facts.Objectives.Where(o => o.EvaluatedOn >= since).Select(o => o.Code).Order(StringComparer.Ordinal)],
            Few<BriefProposal>.Of(proposals, Shown),
            facts is { Children: > 0 } ? new BriefTerritory(facts.Children, facts.Joined, facts.Shared, facts.Answers) : null);

        Few<BriefAction> Those(Func<ActionState, bool> states, bool? late = null) => Few<BriefAction>.Of(
            [.. actions.Where(a => states(a.State) && (late is null || PlanAction.IsLate(a.EndsOn, a.State, today) == late)).Select(a => new BriefAction(a.Id, a.Title, a.EndsOn, a.Reason))], Shown);
    }

    internal string Write() => JsonSerializer.Serialize(this, Json);

    internal static PointBrief Read(string json) => JsonSerializer.Deserialize<PointBrief>(json, Json)!;
}

/// <summary>As many as fit on a page, and how many there are.</summary>
public sealed record Few<T>(int Count, IReadOnlyList<T> Items)
{
    internal static Few<T> Of(IReadOnlyList<T> all, int shown) => new(all.Count, [.. all.Take(shown)]);
}

public sealed record BriefAction(Guid Id, string Title, DateOnly? EndsOn, string? Reason);

public sealed record BriefProof(EvidenceKind Kind, string Title, DateOnly? On, string Action);

public sealed record BriefProposal(string Title, string From, DateOnly? ExpiresOn);

/// <param name="Shared">Those that share the progress of their plan, of <paramref name="Total"/>.</param>
/// <param name="Answers">To proposals, since the point before.</param>
public sealed record BriefTerritory(int Total, int Joined, int Shared, int Answers);
