using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.Proposals;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Campaigns.Models.Features;

/// <summary>The body's plan models, by name; and one of them.</summary>
public static class ListModels
{
    /// <summary>A body writes no more than these.</summary>
    internal const int Most = 100;

    public sealed record Item(Guid Id, string Name, string Description, string[] Objectives, int Actions, DateTime UpdatedAt);

    public sealed record Response(IReadOnlyList<Item> Items);

    internal static void Map(RouteGroupBuilder body) => body
        .MapGet("/models", Handle)
        .Needs(Right.Read)
        .WithName(nameof(ListModels))
        .WithSummary("The body's plan models");

    private static async Task<Ok<Response>> Handle(PlansDb db, CancellationToken ct)
    {
        var models = await db.PlanModels.AsNoTracking().OrderBy(m => m.Name).ThenBy(m => m.Id).Take(Most).ToListAsync(ct);
        return TypedResults.Ok(new Response(models.ConvertAll(m => new Item(m.Id, m.Name, m.Description, Codes.Split(m.Objectives), ProposedParts.Read(m.Parts).Length, m.UpdatedAt))));
    }
}

/// <summary>One plan model whole.</summary>
public static class GetModel
{
    public sealed record Response(Guid Id, int Version, string Name, string Description, string[] Objectives, IReadOnlyList<ProposedAction> Actions, DateTime UpdatedAt);

    internal static void Map(RouteGroupBuilder body) => body
        .MapGet("/models/{modelId:guid}", Handle)
        .Needs(Right.Read)
        .WithName(nameof(GetModel))
        .WithSummary("One plan model");

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(Guid modelId, PlansDb db, HttpContext http, CancellationToken ct)
    {
        var model = await db.PlanModels.AsNoTracking().FirstOrDefaultAsync(m => m.Id == modelId, ct);
        if (model is null)
        {
            return Problems.NotFound("model");
        }

        http.ShowVersion(model.Version);
        return TypedResults.Ok(Show(model));
    }

    internal static Response Show(PlanModel m) => new(m.Id, m.Version, m.Name, m.Description, Codes.Split(m.Objectives), ProposedParts.Read(m.Parts), m.UpdatedAt);
}
