using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Territory.Bodies;
using OpenDataAnimation.Territory.Reference;

namespace OpenDataAnimation.Territory.Attachments.Features;

/// <summary>
/// The official members of a body, to choose its children from, each with its duty and whether it is here already. The named exception to
/// paging: a thousand rows at once, because one confirms them together.
/// </summary>
public static class GetPerimeter
{
    public const int Most = 1000;

    /// <param name="BodyId">When the body exists here, prepared or active.</param>
    /// <param name="AttachmentState">Of its attachment to the reading body, if there is one.</param>
    public sealed record Item(
        string Code, BodyKind Kind, string Name, string Article, int? Population, int? PopulationVintage, IReadOnlyList<string> Departements,
        Duty Duty, Guid? BodyId, BodyState? BodyState, Guid? AttachmentId, AttachmentState? AttachmentState);

    /// <param name="Total">Over all pages.</param>
    /// <param name="Source">Where the perimeter comes from, with its year; null when there is no official one.</param>
    public sealed record Response(IReadOnlyList<Item> Items, string? Next, int Total, string? Source, int? Vintage);

    internal static void Map(RouteGroupBuilder bodies) => bodies
        .MapGet("/perimeter", Handle)
        .Needs(Right.Read)
        .WithName(nameof(GetPerimeter))
        .WithSummary("Read the official members of a body, to set up its territory")
        .ProducesValidationProblem();

    /// <param name="kind">Which members: communes unless said; EPCI of a département, départements of a region.</param>
    private static async Task<Results<Ok<Response>, ProblemHttpResult, ValidationProblem>> Handle(
        Guid bodyId, BodyKind? kind, string? departement, string? after, int? size, TerritoryDb db, CancellationToken ct)
    {
        var body = await db.OwnBodies.AsNoTracking().FirstOrDefaultAsync(b => b.Id == bodyId, ct);
        if (body is null)
        {
            return Problems.NotFound("body");
        }

        var wanted = kind ?? BodyKind.Commune;
        var all = Bodies.Perimeter.Of(OfficialReference.Current, body.Kind, body.Code, wanted)
            .Where(m => departement is null || m.Departements.Contains(departement)).ToList();
        var first = after is null ? 0 : all.FindIndex(m => m.Code == after) + 1;
        if (after is not null && first == 0)
        {
            return Asked.UnknownCursor();
        }

        var page = all.Skip(first).Take(Asked.Size(size, Most, Most)).ToList();
        var codes = page.Select(m => m.Code).ToList();
        var here = await db.OwnBodies.AsNoTracking().Where(b => b.Kind == wanted && codes.Contains(b.Code)).ToDictionaryAsync(b => b.Code, ct);
        var attached = await db.OwnAttachments.AsNoTracking().Where(a => a.ParentId == bodyId).ToDictionaryAsync(a => a.ChildId, ct);
        var items = page.Select(m =>
        {
            var known = here.GetValueOrDefault(m.Code);
            var tie = known is null ? null : attached.GetValueOrDefault(known.Id);
            return new Item(m.Code, m.Kind, m.Name, m.Article, m.Population, m.PopulationVintage, m.Departements,
                Duty.Of(m, known?.FullTimeAgents, known?.StaffAsOf), known?.Id, known?.State, tie?.Id, tie?.State);
        }).ToList();
        return TypedResults.Ok(new Response(items, first + page.Count < all.Count ? codes[^1] : null, all.Count,
            all.FirstOrDefault()?.Source, all.FirstOrDefault()?.Vintage));
    }
}
