using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Trajectory.Features;

/// <summary>Says from when the phases of the body's transition are counted.</summary>
public static class SetStart
{
    private static readonly DateOnly Earliest = new(2010, 1, 1);

    public sealed record Request([property: Required(ErrorMessage = "Donnez la date de départ.")] DateOnly? StartsOn);

    public sealed record Response(int Version);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPut("/trajectory", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(SetStart))
        .WithSummary("Say from when the phases are counted; If-Match is 0 the first time")
        .ProducesValidationProblem().ProducesProblem(409).ProducesProblem(428);

    private static async Task<Results<Ok<Response>, ProblemHttpResult, ValidationProblem>> Handle(Request request, PlansDb db, HttpContext http, CancellationToken ct)
    {
        var trajectory = await db.Trajectories.FirstOrDefaultAsync(ct);
        if (http.Refuse(trajectory?.Version ?? 0, new { trajectory?.StartsOn }) is { } refused)
        {
            return refused;
        }

        if (request.StartsOn < Earliest || request.StartsOn > db.Today.AddYears(5))
        {
            return Problems.Field("startsOn", "La date de départ va de 2010 à cinq ans d’ici.");
        }

        trajectory ??= db.Trajectories.Add(new BodyTrajectory { TenantId = db.Scope.TenantId }).Entity;
        trajectory.StartsOn = request.StartsOn!.Value;
        db.Record("trajectory-started", "plan", db.Scope.TenantId, new { after = trajectory.StartsOn });
        await db.SaveChangesAsync(ct);
        http.ShowVersion(trajectory.Version);
        return TypedResults.Ok(new Response(trajectory.Version));
    }
}
