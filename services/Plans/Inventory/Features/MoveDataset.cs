using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Sharing;

namespace OpenDataAnimation.Plans.Inventory.Features;

/// <summary>Says how far a candidate dataset is. Nothing is published before its check is answered.</summary>
public static class MoveDataset
{
    /// <param name="Reason">Required to set aside and to withdraw.</param>
    /// <param name="Url">Required to publish; where it was published already, the known one stays.</param>
    /// <param name="On">The day it was published, or published again; today when left out.</param>
    public sealed record Request(
        [property: Required(ErrorMessage = "Choisissez un état."), EnumDataType(typeof(DatasetState), ErrorMessage = "Cet état n’existe pas.")] DatasetState? State,
        [property: StringLength(500, ErrorMessage = "La raison compte 500 caractères au plus.")] string? Reason = null,
        [property: Url(ErrorMessage = "Écrivez une adresse complète, par exemple https://www.data.gouv.fr."), StringLength(500, ErrorMessage = "L’adresse compte 500 caractères au plus.")] string? Url = null,
        DateOnly? On = null);

    public sealed record Response(Guid Id, int Version, DatasetState State);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPost("/inventory/datasets/{datasetId:guid}/state", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(MoveDataset))
        .WithSummary("Say how far a candidate dataset is; ready and published need the check, published its address")
        .ProducesValidationProblem().ProducesProblem(409).ProducesProblem(428);

    private static async Task<Results<Ok<Response>, ProblemHttpResult, ValidationProblem>> Handle(
        Guid datasetId, Request request, PlansDb db, HttpContext http, CancellationToken ct)
    {
        var dataset = await db.Datasets.FirstOrDefaultAsync(d => d.Id == datasetId, ct);
        if (dataset is null)
        {
            return Problems.NotFound("dataset");
        }

        if (http.Refuse(dataset.Version, new Response(dataset.Id, dataset.Version, dataset.State)) is { } refused)
        {
            return refused;
        }

        if (WrongField(dataset, request, db.Today) is { } wrong)
        {
            return wrong;
        }

        var (before, values, state) = (dataset.State, dataset.Values(), request.State!.Value);
        dataset.MoveTo(state, request.Reason, request.Url, request.On ?? db.Today);
        dataset.Touch(db.Scope, db.Now);
        db.Note(dataset, "moved", values);
        db.Record("dataset-moved", "dataset", dataset.Id, new { before, after = state });
        db.ShareLater(PlansService.Name, ShareSubject.Indicators);
        await db.SaveChangesAsync(ct);
        http.ShowVersion(dataset.Version);
        return TypedResults.Ok(new Response(dataset.Id, dataset.Version, dataset.State));
    }

    private static ValidationProblem? WrongField(CandidateDataset dataset, Request request, DateOnly today)
    {
        var state = request.State!.Value;
        if (!CandidateDataset.MayBecome(dataset.State, state))
        {
            return Problems.Field("state", "Cet état ne suit pas celui du jeu de données\u00A0: avancez étape par étape, de repéré à publié.");
        }

        if (CandidateDataset.NeedsReason(state) && string.IsNullOrWhiteSpace(request.Reason))
        {
            return Problems.Field("reason", state == DatasetState.SetAside ? "Dites pourquoi ce jeu est écarté\u00A0: la question reviendra." : "Dites pourquoi ce jeu est retiré\u00A0: ceux qui l’utilisent le demanderont.");
        }

        if (state is DatasetState.Ready or DatasetState.Published && dataset.Unproven() is { } question)
        {
            return Problems.Field(question.Code, Codes.Has(dataset.CheckedNo, question.Code)
                ? $"La vérification «\u00A0{question.Label}\u00A0» a reçu un non\u00A0: corrigez le fichier avant de publier."
                : $"Il manque une réponse à la vérification «\u00A0{question.Label}\u00A0».");
        }

        return state != DatasetState.Published ? null
            : dataset.Url is null && string.IsNullOrWhiteSpace(request.Url) ? Problems.Field("url", "Donnez l’adresse où le jeu de données est publié.")
            : request.On > today ? Problems.Field("on", "La publication ne peut pas être datée de demain.")
            : null;
    }
}
