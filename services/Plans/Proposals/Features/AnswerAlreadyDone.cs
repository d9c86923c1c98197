using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.Actions;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Sharing;

namespace OpenDataAnimation.Plans.Proposals.Features;

/// <summary>The body did it before it was proposed: the action enters its plan as done.</summary>
public static class AnswerAlreadyDone
{
    /// <param name="Note">Told to the parent.</param>
    /// <param name="DoneOn">Today where left out.</param>
    public sealed record Request(
        [property: StringLength(1000, ErrorMessage = "La note compte 1 000 caractères au plus.")] string? Note = null,
        DateOnly? DoneOn = null, AddEvidence? Evidence = null, int? SentVersion = null);

    public sealed record AddEvidence(
        [property: Required(ErrorMessage = "Choisissez un type de preuve."), EnumDataType(typeof(EvidenceKind), ErrorMessage = "Ce type de preuve n’existe pas.")] EvidenceKind? Kind,
        [property: Required(ErrorMessage = "Donnez un titre à la preuve."), StringLength(200, MinimumLength = 2, ErrorMessage = "Le titre compte de 2 à 200 caractères.")] string? Title,
        [property: Url(ErrorMessage = "Écrivez une adresse complète, par exemple https://www.commune.fr."), StringLength(500, ErrorMessage = "L’adresse compte 500 caractères au plus.")] string? Url = null);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPost("/proposals/{proposalId:guid}/already-done", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(AnswerAlreadyDone))
        .WithSummary("Say that it was already done; it enters the plan as a done action")
        .ProducesValidationProblem().ProducesProblem(409);

    private static async Task<Results<Created<AcceptProposal.Response>, ProblemHttpResult, ValidationProblem>> Handle(
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

        if (request.DoneOn > db.Today)
        {
            return Problems.Field("doneOn", "Ce qui est déjà fait ne peut pas l’être demain.");
        }

        var action = PlanAction.FromProposal(db.Scope, proposal.Id, proposal.ParentId, proposal.CampaignId, db.Now);
        action.Fill(proposal.AsFields().WithAudiences() with { StartsOn = null, EndsOn = request.DoneOn ?? db.Today });
        action.MoveTo(ActionState.Done, null);
        action.Touch(db.Scope, db.Now);
        db.Actions.Add(action);
        db.Note(action, "proposal-taken");
        if (request.Evidence is { } evidence)
        {
            db.Evidence.Add(new Evidence
            {
                TenantId = action.TenantId,
                Id = Guid.CreateVersion7(),
                ActionId = action.Id,
                Kind = evidence.Kind!.Value,
                Title = evidence.Title!.Trim(),
                Url = string.IsNullOrWhiteSpace(evidence.Url) ? null : evidence.Url.Trim(),
                On = request.DoneOn,
                CreatedAt = db.Now,
                CreatedBy = db.Scope.PersonId,
            });
        }

        proposal.Answer(ProposalStatus.AlreadyDone, string.IsNullOrWhiteSpace(request.Note) ? null : request.Note.Trim(), action.Id, db.Scope.PersonId, db.Now);
        db.Record("proposal-already-done", "proposal", proposal.Id, new { action = action.Id });
        db.Send(proposal.Told(db.Now));
        db.ShareLater(PlansService.Name, ShareSubject.Plan);
        await db.SaveChangesAsync(ct);
        return TypedResults.Created($"/api/plans/bodies/{action.TenantId}/actions/{action.Id}", new AcceptProposal.Response(proposal.Id, proposal.Status, action.Id));
    }
}
