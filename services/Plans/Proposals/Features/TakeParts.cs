using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.Actions;
using OpenDataAnimation.Plans.Plan;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Sharing;

namespace OpenDataAnimation.Plans.Proposals.Features;

/// <summary>The body picks from a plan model what it takes into its plan; what it leaves says nothing against it.</summary>
public static class TakeParts
{
    /// <param name="Actions">Places in the model, from 0; null for all.</param>
    /// <param name="Done">Those of them that the body has done already.</param>
    /// <param name="Objectives">Objectives to aim at, of those that the model suggests; null for all.</param>
    public sealed record Request(int[]? Actions = null, int[]? Done = null, string[]? Objectives = null, int? SentVersion = null);

    public sealed record Response(Guid ProposalId, ProposalStatus Status, IReadOnlyList<Guid> ActionIds, IReadOnlyList<string> Objectives);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPost("/proposals/{proposalId:guid}/parts", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(TakeParts))
        .WithSummary("Take chosen actions and objectives of a plan model into the plan")
        .ProducesValidationProblem().ProducesProblem(409);

    private static async Task<Results<Ok<Response>, ProblemHttpResult, ValidationProblem>> Handle(Guid proposalId, Request request, PlansDb db, CancellationToken ct)
    {
        var proposal = await db.Proposals.FirstOrDefaultAsync(p => p.Id == proposalId, ct);
        if (proposal is null)
        {
            return Problems.NotFound("proposal");
        }

        if (proposal.NotToBeAnswered(db.Today, request.SentVersion) is { } refused)
        {
            return refused;
        }

        if (!proposal.IsModel)
        {
            return Problems.Conflict("proposal-is-one-action", "This proposal is one action; accept it as a whole.");
        }

        var (parts, suggested) = (ProposedParts.Read(proposal.Parts), Codes.Split(proposal.Objectives));
        var chosen = (request.Actions ?? [.. Enumerable.Range(0, parts.Length)]).Union(request.Done ?? []).Distinct().Order().ToList();
        var aims = (request.Objectives ?? suggested).Distinct().ToList();
        if (chosen.Exists(at => at < 0 || at >= parts.Length))
        {
            return Problems.Field("actions", "Cette action ne fait pas partie du modèle.");
        }

        if (aims.Except(suggested).Any())
        {
            return Problems.Field("objectives", "Cet objectif ne fait pas partie du modèle.");
        }

        if (chosen.Count == 0 && aims.Count == 0)
        {
            return Problems.Field("actions", "Choisissez au moins une action ou un objectif, ou déclinez la proposition.");
        }

        var actions = chosen.ConvertAll(at => Take(db, proposal, parts[at], request.Done?.Contains(at) == true));
        await AimAsync(db, aims, ct);
        proposal.Answer(
            chosen.Count == parts.Length && aims.Count == suggested.Length ? ProposalStatus.Accepted : ProposalStatus.Adapted,
            chosen.Count == parts.Length ? null : $"{chosen.Count} sur {parts.Length}", null, db.Scope.PersonId, db.Now);
        db.Record("proposal-accepted", "proposal", proposal.Id, new { proposal.Status, actions = actions.Count, aims });
        db.Send(proposal.Told(db.Now));
        db.ShareLater(PlansService.Name, ShareSubject.Plan);
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(new Response(proposal.Id, proposal.Status, actions.ConvertAll(a => a.Id), aims));
    }

    private static PlanAction Take(PlansDb db, Proposal proposal, ProposedAction part, bool done)
    {
        var action = PlanAction.FromProposal(db.Scope, proposal.Id, proposal.ParentId, proposal.CampaignId, db.Now);
        action.Fill(part.AsFields().WithAudiences() with { StartsOn = done ? null : part.StartsOn, EndsOn = done ? db.Today : part.EndsOn });
        if (done)
        {
            action.MoveTo(ActionState.Done, null);
        }

        action.Touch(db.Scope, db.Now);
        db.Actions.Add(action);
        db.Note(action, "proposal-taken");
        return action;
    }

    private static async Task AimAsync(PlansDb db, List<string> aims, CancellationToken ct)
    {
        var known = aims.Count == 0 ? [] : await db.Objectives.Where(o => aims.Contains(o.Code)).ToListAsync(ct);
        foreach (var code in aims)
        {
            var objective = known.Find(o => o.Code == code) ?? db.Objectives.Add(new DeclaredObjective { TenantId = db.Scope.TenantId, Code = code }).Entity;
            if (!objective.Declared)
            {
                (objective.Declared, objective.UpdatedAt) = (true, db.Now);
            }
        }
    }
}
