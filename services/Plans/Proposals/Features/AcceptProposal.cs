using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.Actions;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Sharing;

namespace OpenDataAnimation.Plans.Proposals.Features;

/// <summary>The body takes a proposed action into its own plan, as it is or adapted.</summary>
public static class AcceptProposal
{
    /// <summary>What is left out stays as proposed. Pilots and service are the body's own and adapt nothing.</summary>
    /// <param name="SentVersion">The version that was read; a newer one refuses the answer.</param>
    public sealed record Request(
        [property: StringLength(200, MinimumLength = 3, ErrorMessage = "Le titre compte de 3 à 200 caractères.")] string? Title = null,
        [property: StringLength(4000, ErrorMessage = "La description compte 4 000 caractères au plus.")] string? Description = null,
        string[]? Objectives = null, string? Mean = null, string[]? Audiences = null, DateOnly? StartsOn = null, DateOnly? EndsOn = null,
        Guid[]? Pilots = null, [property: StringLength(120, ErrorMessage = "Le nom du service compte 120 caractères au plus.")] string? Service = null,
        int? SentVersion = null);

    public sealed record Response(Guid ProposalId, ProposalStatus Status, Guid ActionId);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPost("/proposals/{proposalId:guid}/acceptance", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(AcceptProposal))
        .WithSummary("Take a proposed action into the plan, as it is or adapted")
        .ProducesValidationProblem().ProducesProblem(409);

    private static async Task<Results<Created<Response>, ProblemHttpResult, ValidationProblem>> Handle(
        Guid proposalId, Request request, PlansDb db, CancellationToken ct)
    {
        var proposal = await db.Proposals.FirstOrDefaultAsync(p => p.Id == proposalId, ct);
        if (proposal is null)
        {
            return Problems.NotFound("proposal");
        }

        if ((proposal.NotToBeAnswered(db.Today, request.SentVersion) ?? proposal.NotOneAction()) is { } refused)
        {
            return refused;
        }

        var proposed = proposal.AsFields();
        var taken = (proposed with
        {
            Title = request.Title ?? proposed.Title,
            Description = request.Description ?? proposed.Description,
            Objectives = request.Objectives ?? proposed.Objectives,
            Mean = request.Mean ?? proposed.Mean,
            Audiences = request.Audiences ?? proposed.Audiences,
            StartsOn = request.StartsOn ?? proposed.StartsOn,
            EndsOn = request.EndsOn ?? proposed.EndsOn,
            Pilots = request.Pilots,
            Service = request.Service,
        }).WithAudiences();
        if (await taken.WrongFieldAsync(db, null, ct) is { } wrong)
        {
            return wrong;
        }

        var action = db.Take(proposal, taken);
        await db.SaveChangesAsync(ct);
        return TypedResults.Created($"/api/plans/bodies/{action.TenantId}/actions/{action.Id}", new Response(proposal.Id, proposal.Status, action.Id));
    }

    /// <summary>The action that the plan gets, with the answer to the parent; nothing is saved here.</summary>
    internal static PlanAction Take(this PlansDb db, Proposal proposal, ActionFields taken)
    {
        var action = PlanAction.FromProposal(db.Scope, proposal.Id, proposal.ParentId, proposal.CampaignId, db.Now);
        action.Fill(taken);
        action.Touch(db.Scope, db.Now);
        db.Actions.Add(action);
        db.Note(action, "proposal-taken");
        proposal.Answer(Differs(proposal.AsFields().WithAudiences(), taken) ? ProposalStatus.Adapted : ProposalStatus.Accepted, null, action.Id, db.Scope.PersonId, db.Now);
        db.Record("proposal-accepted", "proposal", proposal.Id, new { proposal.Status, action = action.Id });
        db.Send(proposal.Told(db.Now));
        db.ShareLater(PlansService.Name, ShareSubject.Plan);
        return action;
    }

    private static bool Differs(ActionFields proposed, ActionFields taken) =>
        (proposed.Title, proposed.Description, proposed.Mean, proposed.StartsOn, proposed.EndsOn)
            != (taken.Title!.Trim(), taken.Description?.Trim() ?? "", taken.Mean, taken.StartsOn, taken.EndsOn)
        || !proposed.Objectives!.ToHashSet().SetEquals(taken.Objectives!)
        || !proposed.Audiences!.ToHashSet().SetEquals(taken.Audiences!);
}
