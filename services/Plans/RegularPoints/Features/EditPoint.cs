using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.RegularPoints.Features;

/// <summary>Prepares a point that is planned: its day, and what is to be decided.</summary>
public static class EditPoint
{
    /// <param name="Asked">One decision a line.</param>
    public sealed record Request(
        [property: Required(ErrorMessage = "Choisissez le jour du point.")] DateOnly? On,
        [property: StringLength(2000, ErrorMessage = "Les décisions attendues tiennent en 2 000 caractères.")] string? Asked = null);

    public sealed record Response(Guid Id, int Version);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPut("/points/{pointId:guid}", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(EditPoint))
        .WithSummary("Change the day of a planned point and what is to be decided there")
        .ProducesValidationProblem().ProducesProblem(409).ProducesProblem(428);

    private static async Task<Results<Ok<Response>, ProblemHttpResult, ValidationProblem>> Handle(Guid pointId, Request request, PlansDb db, HttpContext http, CancellationToken ct)
    {
        var point = await db.Points.FirstOrDefaultAsync(p => p.Id == pointId, ct);
        if (point is null)
        {
            return Problems.NotFound("point");
        }

        if (http.Refuse(point.Version, new Request(point.On, point.Asked)) is { } refused)
        {
            return refused;
        }

        if (point.State == PointState.Held)
        {
            return Problems.Conflict("point-held", "This point was held: what was said there can be changed, not what was asked.");
        }

        if (request.On != point.On && (request.On < db.Today || request.On > db.Today.AddYears(2)))
        {
            return Problems.Field("on", "Choisissez un jour à venir, dans les deux ans.");
        }

        (point.On, point.Asked) = (request.On!.Value, request.Asked.OrNull());
        db.Record("point-prepared", "point", point.Id, new { point.On });
        await db.SaveChangesAsync(ct);
        http.ShowVersion(point.Version);
        return TypedResults.Ok(new Response(point.Id, point.Version));
    }
}
