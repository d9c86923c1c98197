using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.Actions;
using OpenDataAnimation.Plans.Campaigns.Features;
using OpenDataAnimation.Plans.Proposals;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Campaigns.Models.Features;

/// <summary>Writes a plan model, new or again: a name, objectives to aim at, and actions written for it or copied from the body's own.</summary>
public static class SaveModel
{
    /// <param name="Actions">Those that it holds, in order.</param>
    /// <param name="FromActions">Own actions of the body, copied behind them as they are today.</param>
    public sealed record Request(
        [property: Required(ErrorMessage = "Donnez un nom au modèle."), StringLength(200, MinimumLength = 3, ErrorMessage = "Le nom compte de 3 à 200 caractères.")] string? Name,
        [property: StringLength(4000, ErrorMessage = "La description compte 4 000 caractères au plus.")] string? Description = null,
        string[]? Objectives = null, CreateCampaign.Proposed[]? Actions = null, Guid[]? FromActions = null);

    public sealed record Response(Guid Id, int Version);

    internal static void Map(RouteGroupBuilder body)
    {
        body.MapPost("/models", Create)
            .Needs(Right.Edit)
            .WithName("CreateModel")
            .WithSummary("Write a plan model")
            .ProducesValidationProblem().ProducesProblem(409);
        body.MapPut("/models/{modelId:guid}", Edit)
            .Needs(Right.Edit)
            .WithName("EditModel")
            .WithSummary("Change a plan model; what was sent of it stays as it was")
            .ProducesValidationProblem().ProducesProblem(409).ProducesProblem(428);
    }

    private static async Task<Results<Created<Response>, ProblemHttpResult, ValidationProblem>> Create(Request request, PlansDb db, HttpContext http, CancellationToken ct)
    {
        var (parts, wrong) = await PartsAsync(request, db, ct);
        if (wrong is not null)
        {
            return wrong;
        }

        if (await db.PlanModels.CountAsync(ct) >= ListModels.Most)
        {
            return Problems.Conflict("too-many", $"A body keeps {ListModels.Most} models at most.");
        }

        var model = db.PlanModels.Add(new PlanModel { TenantId = db.Scope.TenantId, Id = Guid.CreateVersion7() }
            .Fill(request.Name!, request.Description, request.Objectives ?? [], parts, db.Scope, db.Now)).Entity;
        db.Record("model-created", "model", model.Id, new { actions = parts.Count });
        await db.SaveChangesAsync(ct);
        http.ShowVersion(model.Version);
        return TypedResults.Created($"/api/plans/bodies/{model.TenantId}/models/{model.Id}", new Response(model.Id, model.Version));
    }

    private static async Task<Results<Ok<Response>, ProblemHttpResult, ValidationProblem>> Edit(Guid modelId, Request request, PlansDb db, HttpContext http, CancellationToken ct)
    {
        var model = await db.PlanModels.FirstOrDefaultAsync(m => m.Id == modelId, ct);
        if (model is null)
        {
            return Problems.NotFound("model");
        }

        if (http.Refuse(model.Version, GetModel.Show(model)) is { } refused)
        {
            return refused;
        }

        var (parts, wrong) = await PartsAsync(request, db, ct);
        if (wrong is not null)
        {
            return wrong;
        }

        model.Fill(request.Name!, request.Description, request.Objectives ?? [], parts, db.Scope, db.Now);
        db.Record("model-changed", "model", model.Id, new { actions = parts.Count });
        await db.SaveChangesAsync(ct);
        http.ShowVersion(model.Version);
        return TypedResults.Ok(new Response(model.Id, model.Version));
    }

    private static async Task<(List<ProposedAction> Parts, ValidationProblem? Wrong)> PartsAsync(Request request, PlansDb db, CancellationToken ct)
    {
        if ((request.Objectives ?? []).Any(o => !PlanCodes.IsObjective(o)))
        {
            return ([], Problems.Field("objectives", "Cet objectif n’existe pas dans le référentiel."));
        }

        var parts = new List<ProposedAction>();
        foreach (var written in request.Actions ?? [])
        {
            var (what, wrong) = await written.CheckedAsync(db, ct);
            if (wrong is not null)
            {
                return ([], wrong);
            }

            parts.Add(what!);
        }

        var ids = (request.FromActions ?? []).Distinct().ToList();
        var own = ids.Count is 0 or > ProposedParts.Most ? [] : await db.Actions.AsNoTracking().Where(a => ids.Contains(a.Id)).ToListAsync(ct);
        parts.AddRange(ids.Select(id => own.Find(a => a.Id == id)).OfType<PlanAction>().Select(a => a.AsProposed()));
        return own.Count < ids.Count && ids.Count <= ProposedParts.Most ? ([], Problems.Field("fromActions", "Cette action n’existe pas dans votre plan."))
            : parts.Count > ProposedParts.Most || ids.Count > ProposedParts.Most ? ([], Problems.Field("actions", $"Un modèle compte {ProposedParts.Most} actions au plus."))
            : parts.Exists(p => p.Objectives.Length == 0) ? ([], Problems.Field("fromActions", "Une de ces actions ne sert que vos propres objectifs\u00A0: ajoutez-lui un objectif de la méthode."))
            : parts.Count == 0 && request.Objectives is not { Length: > 0 } ? ([], Problems.Field("actions", "Choisissez au moins une action ou un objectif."))
            : (parts, null);
    }
}
