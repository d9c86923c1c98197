using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Plans.Inventory.Features;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Levers.Features;

/// <summary>One policy made together: its sheet, whether it may start, its steps, the actions made from it.</summary>
public static class GetCoDesign
{
    public sealed record Response(
        Guid Id, int Version, string Policy, bool Sensitive, string? Why, bool MayStart, DateTime? ConfirmedAt, Person? ConfirmedBy, string Aim, string? People, string? Data,
        string? Risks, string? NextDecision, IReadOnlyList<Step> Steps, DateTime UpdatedAt, IReadOnlyList<LinkedAction> Actions);

    /// <param name="Version">0 while nothing was written about it.</param>
    public sealed record Step(CoDesignStage Stage, int Version, DateOnly? DoneOn, string? Note);

    internal static void Map(RouteGroupBuilder body) => body
        .MapGet("/levers/co-designs/{coDesignId:guid}", Handle)
        .Needs(Right.Read)
        .WithName(nameof(GetCoDesign))
        .WithSummary("One policy made together: its sheet, its steps, the actions made from it");

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(Guid coDesignId, PlansDb db, AccessBook book, HttpContext http, CancellationToken ct)
    {
        if (await db.CoDesigns.AsNoTracking().FirstOrDefaultAsync(c => c.Id == coDesignId, ct) is not { } design)
        {
            return Problems.NotFound("co-design");
        }

        var steps = await db.CoDesignSteps.AsNoTracking().Where(s => s.CoDesignId == coDesignId).ToListAsync(ct);
        var names = await db.NamesAsync(book, design.ConfirmedBy is { } by ? [by] : [], ct);
        http.ShowVersion(design.Version);
        return TypedResults.Ok(Show(design) with
        {
            ConfirmedBy = design.ConfirmedBy is { } person ? names.GetValueOrDefault(person) : null,
            Steps = [.. Enum.GetValues<CoDesignStage>().Select(stage => Show(stage, steps.Find(s => s.Stage == stage)))],
            Actions = await db.MadeFromAsync(coDesignId, ct),
        });
    }

    internal static Step Show(CoDesignStage stage, CoDesignStep? step) => new(stage, step?.Version ?? 0, step?.DoneOn, step?.Note);

    /// <summary>What is stored now, for those who edited an older one.</summary>
    internal static Response Show(CoDesign c) => new(
        c.Id, c.Version, c.Policy, c.Sensitive, c.Why, c.MayStart, c.ConfirmedAt, null, c.Aim, c.People, c.Data, c.Risks, c.NextDecision, [], c.UpdatedAt, []);
}
