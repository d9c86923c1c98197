using System.Linq.Expressions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.Answers;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Actions.Features;

/// <summary>One action with its evidence.</summary>
public static class GetAction
{
    /// <param name="ProposedBy">The parent whose proposal it came from.</param>
    /// <param name="OnBehalfOf">The parent from which the person who changed it last comes, when the body delegated.</param>
    /// <param name="UpdatedByLink">Who changed it last by secure link, when it was not a member.</param>
    /// <param name="Answers">What came by secure link, the latest first; for the body's own people.</param>
    /// <param name="MayEdit">Whether the caller may change it; a contributor may only what he pilots.</param>
    public sealed record Response(
        Guid Id, int Version, string Title, string Description, string[] Objectives, string? Mean, string[] Audiences, IReadOnlyList<Person> Pilots,
        string? Service, string? Partners, DateOnly? StartsOn, DateOnly? EndsOn, ActionPriority Priority, decimal? EffortDays, decimal? Budget,
        ActionState State, string? Reason, bool Late, ActionSource Source, OtherBody? ProposedBy, Guid? CampaignId, Guid? ProposalId,
        DateTime CreatedAt, DateTime UpdatedAt, Person? UpdatedBy, OtherBody? OnBehalfOf, IReadOnlyList<Proof> Evidence, bool MayEdit,
        string? UpdatedByLink, IReadOnlyList<Answer> Answers);

    /// <param name="StateBefore">Null when the action was deleted by then: the answer changed nothing.</param>
    /// <param name="MayUndo">Nothing of what it changed was changed since.</param>
    public sealed record Answer(
        Guid Id, string Name, DateTime At, ActionState State, string? Text, DateOnly? EndsOn, string? ProofUrl, ActionState? StateBefore, string? ReasonBefore,
        DateOnly? EndsOnBefore, DateOnly? EndsOnAfter, DateTime? UndoneAt, bool MayUndo);

    public sealed record Proof(Guid Id, EvidenceKind Kind, string Title, string? Url, DateOnly? On, string? Note, DateTime CreatedAt);

    private const int ShownAnswers = 20;

    internal static readonly Expression<Func<Evidence, Proof>> AsProof = e => new Proof(e.Id, e.Kind, e.Title, e.Url, e.On, e.Note, e.CreatedAt);

    internal static void Map(RouteGroupBuilder body) => body
        .MapGet("/actions/{actionId:guid}", Handle)
        .NeedsOrShared(Right.Read, ShareSubject.Plan, ShareLevel.Read)
        .WithName(nameof(GetAction))
        .WithSummary("One action with its evidence");

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(Guid actionId, PlansDb db, HttpContext http, CancellationToken ct)
    {
        var action = await db.Actions.AsNoTracking().FirstOrDefaultAsync(a => a.Id == actionId, ct);
        if (action is null)
        {
            return Problems.NotFound("action");
        }

        var evidence = await db.Evidence.Where(e => e.ActionId == actionId).OrderBy(e => e.CreatedAt).ThenBy(e => e.Id).Take(200).Select(AsProof).ToListAsync(ct);
        http.ShowVersion(action.Version);
        var answers = action.Answers == 0 || !http.Standing().May(Right.Read) ? [] : await db.Answers.AsNoTracking().Where(a => a.ActionId == actionId)
            .OrderByDescending(a => a.At).ThenBy(a => a.Id).Take(ShownAnswers).ToListAsync(ct);
        return TypedResults.Ok(await ShowAsync(action, evidence, answers, db, action.MayBeChangedBy(http), ct));
    }

    /// <summary>The action as it is stored now, for those who edited an older one.</summary>
    internal static Task<Response> ShowAsync(PlanAction action, PlansDb db, HttpContext http, CancellationToken ct) =>
        ShowAsync(action, [], [], db, action.MayBeChangedBy(http), ct);

    /// <summary>The right is Contribute; a contributor, who may not edit, changes only what he pilots (product.md, roles).</summary>
    internal static bool MayBeChangedBy(this PlanAction action, HttpContext http) =>
        http.Standing() is var standing && (standing.May(Right.Edit) || (standing.May(Right.Contribute) && action.IsPilotedBy(http.Caller().Id)));

    internal static ProblemHttpResult NotPiloted() => Problems.NotAllowed("its pilots, the project lead or an administrator of the body");

    private static async Task<Response> ShowAsync(
        PlanAction a, IReadOnlyList<Proof> evidence, IReadOnlyList<ActionAnswer> answers, PlansDb db, bool mayEdit, CancellationToken ct)
    {
        var pilots = Codes.SplitIds(a.Pilots);
        var names = await db.NamesAsync([.. pilots.Append(a.UpdatedBy ?? Guid.Empty).Where(id => id != Guid.Empty)], ct);
        var others = new[] { a.ProposedBy, a.UpdatedOnBehalfOf }.OfType<Guid>().Distinct().ToList();
        var bodies = others.Count == 0 ? [] : await db.Bodies.Where(b => others.Contains(b.BodyId)).Select(b => new OtherBody(b.BodyId, b.Name, b.Slug)).ToListAsync(ct);
        return new Response(
            a.Id, a.Version, a.Title, a.Description, Codes.Split(a.Objectives), a.Mean, Codes.Split(a.Audiences),
            [.. pilots.Select(id => names.GetValueOrDefault(id) ?? new Person(id, ""))], a.Service, a.Partners, a.StartsOn, a.EndsOn, a.Priority,
            a.EffortDays, a.Budget, a.State, a.Reason, PlanAction.IsLate(a.EndsOn, a.State, db.Today), a.Source,
            bodies.Find(b => b.BodyId == a.ProposedBy), a.CampaignId, a.ProposalId, a.CreatedAt, a.UpdatedAt,
            a.UpdatedBy is { } by ? names.GetValueOrDefault(by) : null, bodies.Find(b => b.BodyId == a.UpdatedOnBehalfOf), evidence, mayEdit,
            answers.FirstOrDefault(n => n.Id == a.UpdatedByAnswer)?.Name, [.. answers.Select(n => new Answer(
                n.Id, n.Name, n.At, n.State, n.Text, n.EndsOn, n.ProofUrl, n.StateBefore, n.ReasonBefore, n.EndsOnBefore, n.EndsOnAfter, n.UndoneAt,
                n.IsApplied && n.UndoneAt is null && n.IsAsLeft(a)))]);
    }
}
