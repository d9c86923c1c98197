using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Levers.Features;

/// <summary>Says by which levers open data serve a mission: thought of, or at work.</summary>
public static class EditMission
{
    /// <param name="Ideas">Levers thought of; one that is at work is not also an idea.</param>
    public sealed record Request(
        [property: Required(ErrorMessage = "Nommez la mission."), StringLength(200, MinimumLength = 3, ErrorMessage = "La mission compte de 3 à 200 caractères.")] string? Title,
        [property: StringLength(120, ErrorMessage = "Le nom du service compte 120 caractères au plus.")] string? Service = null,
        Lever[]? Ideas = null, Lever[]? AtWork = null,
        [property: StringLength(1000, ErrorMessage = "La note compte 1 000 caractères au plus.")] string? Note = null);

    public sealed record Response(Guid Id, int Version);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPut("/levers/missions/{missionId:guid}", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(EditMission))
        .WithSummary("Say by which levers open data serve a mission")
        .ProducesValidationProblem().ProducesProblem(409).ProducesProblem(428);

    private static async Task<Results<Ok<Response>, ProblemHttpResult, ValidationProblem>> Handle(
        Guid missionId, Request request, PlansDb db, HttpContext http, CancellationToken ct)
    {
        var mission = await db.Missions.FirstOrDefaultAsync(m => m.Id == missionId, ct);
        if (mission is null)
        {
            return Problems.NotFound("mission");
        }

        if (http.Refuse(mission.Version, GetLevers.Show(mission, 0)) is { } refused)
        {
            return refused;
        }

        var (ideas, atWork) = (request.Ideas ?? [], request.AtWork ?? []);
        if (!Array.TrueForAll(ideas, Enum.IsDefined) || !Array.TrueForAll(atWork, Enum.IsDefined))
        {
            return Problems.Field("atWork", "Ce levier n’existe pas.");
        }

        var folded = Folding.Fold(request.Title!.Trim());
        if (await db.Missions.AnyAsync(m => m.Folded == folded && m.Id != missionId, ct))
        {
            return Problems.Field("title", "Cette mission est déjà dans la liste.");
        }

        mission.Fill(request.Title, request.Service, ideas, atWork, request.Note);
        db.Record("mission-edited", "mission", mission.Id);
        await db.SaveChangesAsync(ct);
        http.ShowVersion(mission.Version);
        return TypedResults.Ok(new Response(mission.Id, mission.Version));
    }
}
