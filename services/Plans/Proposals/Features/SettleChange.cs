using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.Actions;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Sharing;

namespace OpenDataAnimation.Plans.Proposals.Features;

/// <summary>The parent changed what this body had taken into its plan: the body takes one field over, or keeps its own.</summary>
public static class SettleChange
{
    /// <param name="Field">As the difference names it, such as <c>endsOn</c>.</param>
    /// <param name="Take">Whether the parent's value is written into the body's action.</param>
    /// <param name="SentVersion">The parent's version that was read; a newer one refuses.</param>
    public sealed record Request(
        [property: Required(ErrorMessage = "Dites de quel champ il s’agit.")] string? Field,
        [property: Required(ErrorMessage = "Dites si vous reprenez la nouvelle valeur.")] bool? Take, int? SentVersion = null);

    public sealed record Response(Guid ProposalId, IReadOnlyList<ChangedField> Left);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPost("/proposals/{proposalId:guid}/changes", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(SettleChange))
        .WithSummary("Take over one field that the parent changed since, or keep the body's own")
        .ProducesValidationProblem().ProducesProblem(409);

    private static async Task<Results<Ok<Response>, ProblemHttpResult, ValidationProblem>> Handle(Guid proposalId, Request request, PlansDb db, CancellationToken ct)
    {
        var proposal = await db.Proposals.FirstOrDefaultAsync(p => p.Id == proposalId, ct);
        if (proposal is null)
        {
            return Problems.NotFound("proposal");
        }

        if (request.SentVersion is { } seen && seen != proposal.SentVersion)
        {
            return Problems.Stale(proposal.SentVersion, proposal.Content());
        }

        if (proposal.ChangedSince().All(c => c.Field != request.Field))
        {
            return Problems.Field("field", "La structure n’a pas changé ce champ, ou vous en avez déjà décidé.");
        }

        if (request.Take == true)
        {
            var action = await db.Actions.FirstOrDefaultAsync(a => a.Id == proposal.ActionId, ct);
            if (action is null)
            {
                return Problems.Conflict("action-deleted", "The action that came of this proposal was deleted.");
            }

            var (before, own) = (action.Values(), action.AsFields());
            var changed = action.AsWritten().With(request.Field!, proposal.Content());
            var fields = own with
            {
                Title = changed.Title,
                Description = changed.Description,
                Objectives = changed.Objectives,
                Mean = changed.Mean,
                Audiences = changed.Audiences,
                StartsOn = changed.StartsOn,
                EndsOn = changed.EndsOn,
            };
            if (await fields.WithAudiences().WrongFieldAsync(db, action, ct) is { } wrong)
            {
                return wrong;
            }

            action.Fill(fields.WithAudiences());
            action.Touch(db.Scope, db.Now);
            db.Note(action, "edited", before);
            db.ShareLater(PlansService.Name, ShareSubject.Plan);
        }

        proposal.Settle(request.Field!);
        db.Record("proposal-change-settled", "proposal", proposal.Id, new { request.Field, request.Take });
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(new Response(proposal.Id, proposal.ChangedSince()));
    }
}
