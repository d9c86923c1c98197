using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Territory.Reference;

namespace OpenDataAnimation.Territory.Bodies.Features;

/// <summary>A body as its own people see it: facts, settings, duty, and what the caller may do there.</summary>
public static class GetBody
{
    /// <param name="Version">For If-Match when the settings are changed.</param>
    /// <param name="Population">Municipal population, the one to show.</param>
    /// <param name="PopulationVintage">Year that the population describes.</param>
    public sealed record Response(
        Guid BodyId, int Version, BodyKind Kind, string Code, string Name, string Article, string Slug, string? InseeCode, string? Siren,
        IReadOnlyList<string> Departements, int? Population, int? PopulationVintage, BodyState State, string? Accent, decimal? FullTimeAgents, DateOnly? StaffAsOf,
        Duty Duty, IReadOnlyList<Role> Roles, IReadOnlyList<Right> Rights, Guid? OnBehalfOf)
    {
        internal static Response Of(Body body, Standing standing) => new(
            body.Id, body.Version, body.Kind, body.Code, body.Name, body.Article, body.Slug, body.InseeCode, body.Siren, body.DepartementList,
            body.Population, OfficialReference.Current.Find(body.Kind, body.Code)?.PopulationVintage, body.State, body.Accent, body.FullTimeAgents, body.StaffAsOf, Duty.Of(body),
            standing.Roles, [.. standing.Rights.Order()], standing.OnBehalfOf);
    }

    internal static void Map(RouteGroupBuilder bodies) => bodies
        .MapGet("", Handle)
        .Needs(Right.Read)
        .WithName(nameof(GetBody))
        .WithSummary("Read a body's facts, settings and duty to publish");

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(Guid bodyId, HttpContext http, TerritoryDb db, CancellationToken ct)
    {
        var body = await db.OwnBodies.AsNoTracking().FirstOrDefaultAsync(b => b.Id == bodyId, ct);
        if (body is null)
        {
            return Problems.NotFound("body");
        }

        http.ShowVersion(body.Version);
        return TypedResults.Ok(Response.Of(body, http.Standing()));
    }
}
