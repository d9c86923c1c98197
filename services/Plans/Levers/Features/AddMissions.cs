using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Levers.Features;

/// <summary>Lists missions of the body, several at once; those that are listed already are left as they are.</summary>
public static class AddMissions
{
    private const int Most = 200;

    public sealed record Request([property: Required(ErrorMessage = "Écrivez au moins une mission."), MaxLength(50, ErrorMessage = "Cinquante missions au plus à la fois.")] string[]? Titles);

    /// <param name="Ids">Those that were added.</param>
    public sealed record Response(IReadOnlyList<Guid> Ids);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPost("/levers/missions", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(AddMissions))
        .WithSummary("List missions of the body, several at once")
        .ProducesValidationProblem().ProducesProblem(409);

    private static async Task<Results<Ok<Response>, ValidationProblem>> Handle(Request request, PlansDb db, CancellationToken ct)
    {
        var titles = request.Titles!.Select(t => t?.Trim() ?? "").Where(t => t.Length > 0).DistinctBy(t => Folding.Fold(t)).ToList();
        if (titles.Count == 0)
        {
            return Problems.Field("titles", "Écrivez au moins une mission.");
        }

        if (titles.Find(t => t.Length is < 3 or > 200) is { } wrong)
        {
            return Problems.Field("titles", $"«\u00A0{(wrong.Length > 60 ? wrong[..60] + "…" : wrong)}\u00A0»\u00A0: une mission compte de 3 à 200 caractères.");
        }

        var known = await db.Missions.Select(m => m.Folded).ToListAsync(ct);
        var added = titles.Where(t => !known.Contains(Folding.Fold(t))).Select(t => Mission.New(db.Scope, t)).ToList();
        if (known.Count + added.Count > Most)
        {
            return Problems.Field("titles", "Deux cents missions au plus\u00A0: regroupez-en.");
        }

        foreach (var mission in added)
        {
            db.Missions.Add(mission);
            db.Record("mission-added", "mission", mission.Id);
        }

        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(new Response(added.ConvertAll(m => m.Id)));
    }
}
