using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.Actions;
using OpenDataAnimation.Plans.Actions.Features;
using OpenDataAnimation.Plans.Method;
using OpenDataAnimation.Plans.Proposals.Features;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Sharing;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Plans.Suggestions.Features;

/// <summary>Takes a suggestion that names a mean, or what a neighbour did: it becomes an action of the plan, filled in from there and the body's to change.</summary>
public static class TakeSuggestion
{
    /// <param name="Mean">One of those suggested; left out, the first.</param>
    public sealed record Request([property: StringLength(8, ErrorMessage = "Ce moyen n’existe pas.")] string? Mean = null);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPost("/suggestions/{suggestion}/action", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(TakeSuggestion))
        .WithSummary("Make an action of a suggestion")
        .ProducesValidationProblem().ProducesProblem(409);

    private static async Task<Results<Created<CreateAction.Response>, ProblemHttpResult, ValidationProblem>> Handle(
        string suggestion, Request request, PlansDb db, HttpContext http, CancellationToken ct)
    {
        // Taken twice at once it would be two actions: the second one finds the objective served.
        await using var write = await db.BeginWriteAsync(ct);
        var known = Suggest.All((await db.ReadFactsAsync(ct)).Facts).FirstOrDefault(s => s.Key == suggestion);
        if (known?.Peer is { } peer)
        {
            return await TakePeerAsync(peer, db, http, write, ct);
        }

        if (known is not { Objective: { } objective, Means.Count: > 0 })
        {
            return Problems.Conflict("suggestion-gone", "Nothing calls for this suggestion any more.");
        }

        if (request.Mean is { } asked && !known.Means.Contains(asked))
        {
            return Problems.Field("mean", "Ce moyen n’est pas de ceux qui sont proposés.");
        }

        var mean = MethodVersion.Current.Find<Mean>(request.Mean ?? known.Means[0])!;
        var action = PlanAction.New(db.Scope, db.Now);
        action.Fill(new ActionFields(
            mean.Label, $"{mean.What}\n\n{string.Join('\n', mean.HowToStart.Select(step => "– " + step))}", [objective], mean.Code, [.. mean.Audiences],
            StartsOn: db.Today, EndsOn: db.Today.AddDays(7 * mean.Weeks)));
        action.Touch(db.Scope, db.Now);
        db.Actions.Add(action);
        db.Note(action, "created");
        db.Record("action-created", "action", action.Id, new { suggestion });
        db.ShareLater(PlansService.Name, ShareSubject.Plan);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        http.ShowVersion(action.Version);
        return TypedResults.Created($"/api/plans/bodies/{action.TenantId}/actions/{action.Id}", new CreateAction.Response(action.Id, action.Version));
    }

    /// <summary>As the acceptance of the proposal as it stands: the parent hears of it.</summary>
    private static async Task<Results<Created<CreateAction.Response>, ProblemHttpResult, ValidationProblem>> TakePeerAsync(
        PeerDid peer, PlansDb db, HttpContext http, WriteTransaction write, CancellationToken ct)
    {
        var proposal = await db.Proposals.FirstAsync(p => p.Id == peer.ProposalId, ct);
        var taken = proposal.AsFields().WithAudiences();
        if (await taken.WrongFieldAsync(db, null, ct) is { } wrong)
        {
            return wrong;
        }

        var action = db.Take(proposal, taken);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        http.ShowVersion(action.Version);
        return TypedResults.Created($"/api/plans/bodies/{action.TenantId}/actions/{action.Id}", new CreateAction.Response(action.Id, action.Version));
    }
}
