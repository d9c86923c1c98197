using System.Linq.Expressions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.Answers;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Actions.Features;

/// <summary>One action with its parts, its evidence, and the last of what was said and changed.</summary>
public static class GetAction
{
    internal const int ShownNotes = 30;
    private const int ShownParts = 100;

    /// <param name="ProposedBy">The parent whose proposal it came from.</param>
    /// <param name="OnBehalfOf">The parent from which the person who changed it last comes, when the body delegated.</param>
    /// <param name="UpdatedByLink">Who changed it last by secure link, when it was not a member.</param>
    /// <param name="Origin">What of the plan it was made from; for the body's own people.</param>
    /// <param name="Answers">What came by secure link, the latest first; for the body's own people.</param>
    /// <param name="MayEdit">Whether the caller may change it; a contributor may only what he pilots.</param>
    /// <param name="PartOf">The action that this one is a part of.</param>
    /// <param name="Parts">Its sub-actions.</param>
    /// <param name="Notes">Comments and changes, last first; for a parent's people, the comments that are theirs to see.</param>
    /// <param name="MayComment">Whether the caller may comment it.</param>
    /// <param name="Members">Those of the body whom a comment may name; empty for who may not.</param>
    public sealed record Response(
        Guid Id, int Version, string Title, string Description, string[] Objectives, string? Mean, string[] Audiences, IReadOnlyList<Person> Pilots,
        string? Service, string? Partners, DateOnly? StartsOn, DateOnly? EndsOn, ActionPriority Priority, decimal? EffortDays, decimal? Budget,
        ActionState State, string? Reason, bool Late, ActionSource Source, OtherBody? ProposedBy, Guid? CampaignId, Guid? ProposalId,
        DateTime CreatedAt, DateTime UpdatedAt, Person? UpdatedBy, OtherBody? OnBehalfOf, IReadOnlyList<Proof> Evidence, bool MayEdit,
        string? PilotNames, Guid? ParentActionId, string? Section, Recurrence Recurrence, string? Funding, Guid? NextActionId,
        Part? PartOf, IReadOnlyList<Part> Parts, IReadOnlyList<ListNotes.Item> Notes, bool MayComment, IReadOnlyList<Person> Members,
        string? UpdatedByLink, IReadOnlyList<Answer> Answers, MadeFrom? Origin);

    /// <param name="Title">Null where it was deleted since.</param>
    public sealed record MadeFrom(ActionOrigin Kind, Guid Id, string? Title);

    /// <param name="StateBefore">Null when the action was deleted by then: the answer changed nothing.</param>
    /// <param name="MayUndo">Nothing of what it changed was changed since.</param>
    public sealed record Answer(
        Guid Id, string Name, DateTime At, ActionState State, string? Text, DateOnly? EndsOn, string? ProofUrl, ActionState? StateBefore, string? ReasonBefore,
        DateOnly? EndsOnBefore, DateOnly? EndsOnAfter, DateTime? UndoneAt, bool MayUndo);

    public sealed record Proof(
        Guid Id, EvidenceKind Kind, string Title, string? Url, DateOnly? On, string? Note, DateTime CreatedAt, string? FileName = null, int? FileBytes = null);

    private const int ShownAnswers = 20;

    public sealed record Part(Guid Id, int Version, string Title, ActionState State, bool Late, DateOnly? EndsOn);

    internal static readonly Expression<Func<Evidence, Proof>> AsProof = e => new Proof(e.Id, e.Kind, e.Title, e.Url, e.On, e.Note, e.CreatedAt, e.FileName, e.FileBytes);

    internal static void Map(RouteGroupBuilder body) => body
        .MapGet("/actions/{actionId:guid}", Handle)
        .NeedsOrShared(Right.Read, ShareSubject.Plan, ShareLevel.Read)
        .WithName(nameof(GetAction))
        .WithSummary("One action with its parts, its evidence, and the last of what was said and changed");

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(Guid actionId, PlansDb db, AccessBook book, HttpContext http, CancellationToken ct)
    {
        // The action, what it is a part of and its own parts are one reading.
        var readAs = db.Scope.ReadAs ?? Guid.Empty;
        var family = await db.Actions.AsNoTracking()
            .Where(a => a.Id == actionId || a.ParentActionId == actionId || a.Id == db.Actions.Where(p => p.Id == actionId).Select(p => p.ParentActionId).FirstOrDefault())
            .OrderBy(a => a.SortEnd).ThenBy(a => a.Id).Take(ShownParts + 2)
            .Select(a => new
            {
                Action = a,
                ProposerName = db.Bodies.Where(b => b.BodyId == a.ProposedBy).Select(b => b.Name).FirstOrDefault(),
                ProposerSlug = db.Bodies.Where(b => b.BodyId == a.ProposedBy).Select(b => b.Slug).FirstOrDefault(),
                HelperName = db.Bodies.Where(b => b.BodyId == a.UpdatedOnBehalfOf).Select(b => b.Name).FirstOrDefault(),
                HelperSlug = db.Bodies.Where(b => b.BodyId == a.UpdatedOnBehalfOf).Select(b => b.Slug).FirstOrDefault(),
                OriginTitle = a.Origin == ActionOrigin.Dataset ? db.Datasets.Where(d => d.Id == a.OriginId).Select(d => d.Title).FirstOrDefault()
                    : a.Origin == ActionOrigin.Need ? db.Needs.Where(n => n.Id == a.OriginId).Select(n => n.Title).FirstOrDefault()
                    : a.Origin == ActionOrigin.Question ? db.Questions.Where(q => q.Id == a.OriginId).Select(q => q.Title).FirstOrDefault()
                    : a.Origin == ActionOrigin.Mission ? db.Missions.Where(m => m.Id == a.OriginId).Select(m => m.Title).FirstOrDefault()
                    : db.CoDesigns.Where(c => c.Id == a.OriginId).Select(c => c.Policy).FirstOrDefault(),
                Comments = db.SharePolicies.Any(p => p.ChildId == a.TenantId && p.ParentId == readAs && p.Subject == ShareSubject.Plan && p.Level == ShareLevel.ReadAndComment),
            }).ToListAsync(ct);
        if (family.Find(f => f.Action.Id == actionId) is not { } found)
        {
            return Problems.NotFound("action");
        }

        var action = found.Action;
        var evidence = await db.Evidence.Where(e => e.ActionId == actionId).OrderBy(e => e.CreatedAt).ThenBy(e => e.Id).Take(200).Select(AsProof).ToListAsync(ct);
        var notes = readAs == Guid.Empty || found.Comments ? await ListNotes.LastAsync(db, actionId, null, ShownNotes, ct) : [];
        var comments = readAs == Guid.Empty ? http.Standing().May(Right.Contribute) : found.Comments;
        var (names, members) = readAs == Guid.Empty && comments
            ? await db.MembersAsync(ct)
            : (await db.NamesAsync(book, PeopleOf(action, ListNotes.PeopleOf(notes)), ct), []);
        var today = db.Today;
        http.ShowVersion(action.Version);
        var answers = action.Answers == 0 || !http.Standing().May(Right.Read) ? [] : await db.Answers.AsNoTracking().Where(a => a.ActionId == actionId)
            .OrderByDescending(a => a.At).ThenBy(a => a.Id).Take(ShownAnswers).ToListAsync(ct);
        return TypedResults.Ok(Show(action, names, today) with
        {
            ProposedBy = action.ProposedBy is { } proposer && found.ProposerName is { } name ? new OtherBody(proposer, name, found.ProposerSlug!) : null,
            OnBehalfOf = action.UpdatedOnBehalfOf is { } helper && found.HelperName is { } helps ? new OtherBody(helper, helps, found.HelperSlug!) : null,
            Evidence = evidence,
            MayEdit = action.MayBeChangedBy(http),
            Origin = readAs == Guid.Empty && action is { Origin: { } kind, OriginId: { } from } ? new MadeFrom(kind, from, found.OriginTitle) : null,
            PartOf = family.Find(f => f.Action.Id == action.ParentActionId) is { } above ? AsPart(above.Action) : null,
            Parts = [.. family.Where(f => f.Action.ParentActionId == actionId).Select(f => AsPart(f.Action))],
            Notes = [.. notes.Select(n => ListNotes.Show(n, names, http))],
            MayComment = comments,
            Members = members,
            UpdatedByLink = answers.Find(n => n.Id == action.UpdatedByAnswer)?.Name,
            Answers = [.. answers.Select(n => new Answer(
                n.Id, n.Name, n.At, n.State, n.Text, n.EndsOn, n.ProofUrl, n.StateBefore, n.ReasonBefore, n.EndsOnBefore, n.EndsOnAfter, n.UndoneAt,
                n.IsApplied && n.UndoneAt is null && n.IsAsLeft(action)))],
        });

        Part AsPart(PlanAction a) => new(a.Id, a.Version, a.Title, a.State, PlanAction.IsLate(a.EndsOn, a.State, today), a.EndsOn);
    }

    /// <summary>The action as it is stored now, for those who edited an older one.</summary>
    internal static async Task<Response> ShowAsync(PlanAction action, PlansDb db, AccessBook book, CancellationToken ct) =>
        Show(action, await db.NamesAsync(book, PeopleOf(action, []), ct), db.Today);

    /// <summary>The right is Contribute; a contributor, who may not edit, changes only what he pilots (product.md, roles).</summary>
    internal static bool MayBeChangedBy(this PlanAction action, HttpContext http) =>
        http.Standing() is var standing && (standing.May(Right.Edit) || (standing.May(Right.Contribute) && action.IsPilotedBy(http.Caller().Id)));

    internal static ProblemHttpResult NotPiloted() => Problems.NotAllowed("its pilots, the project lead or an administrator of the body");

    private static List<Guid> PeopleOf(PlanAction action, IEnumerable<Guid> more) =>
        [.. Codes.SplitIds(action.Pilots).Append(action.UpdatedBy ?? Guid.Empty).Concat(more).Where(id => id != Guid.Empty).Distinct()];

    private static Response Show(PlanAction a, IReadOnlyDictionary<Guid, Person> names, DateOnly today) => new(
        a.Id, a.Version, a.Title, a.Description, Codes.Split(a.Objectives), a.Mean, Codes.Split(a.Audiences),
        [.. Codes.SplitIds(a.Pilots).Select(id => names.GetValueOrDefault(id) ?? new Person(id, ""))], a.Service, a.Partners, a.StartsOn, a.EndsOn, a.Priority,
        a.EffortDays, a.Budget, a.State, a.Reason, PlanAction.IsLate(a.EndsOn, a.State, today), a.Source,
        null, a.CampaignId, a.ProposalId, a.CreatedAt, a.UpdatedAt, a.UpdatedBy is { } by ? names.GetValueOrDefault(by) : null, null, [], false,
        a.PilotNames, a.ParentActionId, a.Section, a.Recurrence, a.Funding, a.NextActionId, null, [], [], false, [], null, [], null);
}
