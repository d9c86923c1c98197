using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Framework.Features;

/// <summary>Adds a line to the framework, at the end of its part.</summary>
public static class AddFrameworkItem
{
    public sealed record Request(
        [property: Required(ErrorMessage = "Choisissez la partie du cadre."), EnumDataType(typeof(FrameworkKind), ErrorMessage = "Cette partie n’existe pas.")] FrameworkKind? Kind,
        [property: Required(ErrorMessage = "Écrivez la ligne.")] FrameworkFields? Item);

    public sealed record Response(Guid Id, int Version);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPost("/framework/items", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(AddFrameworkItem))
        .WithSummary("Add someone of the team, a criterion, or an answer to a doubt")
        .ProducesValidationProblem().ProducesProblem(409);

    private static async Task<Results<Created<Response>, ProblemHttpResult, ValidationProblem>> Handle(Request request, PlansDb db, HttpContext http, CancellationToken ct)
    {
        var kind = request.Kind!.Value;
        if (await request.Item!.WrongFieldAsync(kind, null, db, ct) is { } wrong)
        {
            return wrong;
        }

        // Two at once would both be the last of their part, and both be within the limit.
        await using var write = await db.BeginWriteAsync(ct);
        var places = await db.FrameworkItems.Select(i => new { i.Kind, i.Place }).ToListAsync(ct);
        if (places.Count >= FrameworkItem.Most)
        {
            return Problems.Conflict("framework-full", $"A framework has {FrameworkItem.Most} lines at most.");
        }

        var item = new FrameworkItem { TenantId = db.Scope.TenantId, Id = Guid.CreateVersion7(), Kind = kind, Place = 1 + places.Where(p => p.Kind == kind).Select(p => p.Place).DefaultIfEmpty().Max() };
        request.Item.Fill(item, db.Now);
        db.FrameworkItems.Add(item);
        db.Record("framework-added", "framework", item.Id, new { kind });
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        http.ShowVersion(item.Version);
        return TypedResults.Created($"/api/plans/bodies/{item.TenantId}/framework", new Response(item.Id, item.Version));
    }
}
