using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Inventory.Features;

/// <summary>Says how far a data need is: understood, matched with a dataset, met, or refused with its reason.</summary>
public static class MoveNeed
{
    /// <param name="Reason">Required to refuse.</param>
    /// <param name="DatasetId">Required to match: a candidate dataset of the body.</param>
    public sealed record Request(
        [property: Required(ErrorMessage = "Choisissez un état."), EnumDataType(typeof(NeedState), ErrorMessage = "Cet état n’existe pas.")] NeedState? State,
        [property: StringLength(500, ErrorMessage = "La raison compte 500 caractères au plus.")] string? Reason = null,
        Guid? DatasetId = null);

    public sealed record Response(Guid Id, int Version, NeedState State);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPost("/inventory/needs/{needId:guid}/state", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(MoveNeed))
        .WithSummary("Say how far a data need is; matched needs a dataset, refused a reason")
        .ProducesValidationProblem().ProducesProblem(409).ProducesProblem(428);

    private static async Task<Results<Ok<Response>, ProblemHttpResult, ValidationProblem>> Handle(
        Guid needId, Request request, PlansDb db, HttpContext http, CancellationToken ct)
    {
        var need = await db.Needs.FirstOrDefaultAsync(n => n.Id == needId, ct);
        if (need is null)
        {
            return Problems.NotFound("need");
        }

        if (http.Refuse(need.Version, new Response(need.Id, need.Version, need.State)) is { } refused)
        {
            return refused;
        }

        var state = request.State!.Value;
        var dataset = request.DatasetId ?? need.DatasetId;
        if ((request.DatasetId is not null || state == NeedState.Matched) && (dataset is null || !await db.Datasets.AnyAsync(d => d.Id == dataset, ct)))
        {
            return Problems.Field("datasetId", "Choisissez le jeu de données qui répond au besoin.");
        }

        if (!DataNeed.MayBecome(need.State, state))
        {
            return Problems.Field("state", "Cet état ne suit pas celui du besoin\u00A0: qualifiez-le, rapprochez-le d’un jeu de données, puis dites s’il est satisfait.");
        }

        if (state == NeedState.Refused && string.IsNullOrWhiteSpace(request.Reason))
        {
            return Problems.Field("reason", "Dites pourquoi\u00A0: la personne qui demande mérite une réponse.");
        }

        var before = need.State;
        need.MoveTo(state, request.Reason, state == NeedState.Matched ? request.DatasetId : null);
        need.Touch(db.Scope, db.Now);
        db.Record("need-moved", "need", need.Id, new { before, after = state });
        await db.SaveChangesAsync(ct);
        http.ShowVersion(need.Version);
        return TypedResults.Ok(new Response(need.Id, need.Version, need.State));
    }
}
