using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Sharing;

namespace OpenDataAnimation.Plans.Inventory.Features;

/// <summary>Someone answers the questions that come before publication; the first ones are about people.</summary>
public static class CheckDataset
{
    /// <param name="Answers">By the question's code; null or left out is not answered.</param>
    public sealed record Request(
        [property: Required(ErrorMessage = "Répondez aux questions.")] Dictionary<string, bool?>? Answers,
        [property: StringLength(2000, ErrorMessage = "La note compte 2 000 caractères au plus.")] string? Note = null);

    /// <param name="Missing">The first required question without a yes; null when it may be published.</param>
    public sealed record Response(Guid Id, int Version, string? Missing);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPut("/inventory/datasets/{datasetId:guid}/check", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(CheckDataset))
        .WithSummary("Answer the publication check of a candidate dataset; who and when are kept")
        .ProducesValidationProblem().ProducesProblem(409).ProducesProblem(428);

    private static async Task<Results<Ok<Response>, ProblemHttpResult, ValidationProblem>> Handle(
        Guid datasetId, Request request, PlansDb db, HttpContext http, CancellationToken ct)
    {
        var dataset = await db.Datasets.FirstOrDefaultAsync(d => d.Id == datasetId, ct);
        if (dataset is null)
        {
            return Problems.NotFound("dataset");
        }

        if (http.Refuse(dataset.Version, GetDataset.Show(dataset, db.Today)) is { } refused)
        {
            return refused;
        }

        if (request.Answers!.Keys.FirstOrDefault(k => CandidateDataset.Questions.All(q => q.Code != k)) is { } unknown)
        {
            return Problems.Field("answers." + unknown, "Cette question n’existe pas.");
        }

        var (before, values) = (dataset.CheckedYes.Trim(), dataset.Values());
        dataset.Check(request.Answers, request.Note, db.Scope.PersonId, db.Now);
        if (dataset.State is DatasetState.Ready && dataset.Unproven() is { } question)
        {
            return Problems.Field(question.Code, "Ce jeu est prêt\u00A0: remettez-le d’abord en préparation si cette réponse a changé.");
        }

        dataset.Touch(db.Scope, db.Now);
        db.Note(dataset, "checked", values);
        db.Record("dataset-checked", "dataset", dataset.Id, new { before, after = dataset.CheckedYes.Trim(), refused = dataset.CheckedNo.Trim() });
        await db.SaveChangesAsync(ct);
        http.ShowVersion(dataset.Version);
        return TypedResults.Ok(new Response(dataset.Id, dataset.Version, dataset.Unproven()?.Code));
    }
}
