using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Framework.Features;

/// <summary>Moves a line one place up or down within its part. At the end of it nothing changes.</summary>
public static class PlaceFrameworkItem
{
    public enum Direction { Up, Down }

    public sealed record Request([property: Required(ErrorMessage = "Dites dans quel sens."), EnumDataType(typeof(Direction), ErrorMessage = "Ce sens n’existe pas.")] Direction? To);

    public sealed record Response(IReadOnlyList<Guid> Order);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPost("/framework/items/{itemId:guid}/place", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(PlaceFrameworkItem))
        .WithSummary("Move a line of the framework one place up or down")
        .ProducesValidationProblem();

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(Guid itemId, Request request, PlansDb db, CancellationToken ct)
    {
        // Two moves at once would give two lines one place.
        await using var write = await db.BeginWriteAsync(ct);
        var all = await db.FrameworkItems.OrderBy(i => i.Place).ThenBy(i => i.Id).ToListAsync(ct);
        if (all.Find(i => i.Id == itemId) is not { } item)
        {
            return Problems.NotFound("line");
        }

        var part = all.Where(i => i.Kind == item.Kind).ToList();
        var (from, to) = (part.IndexOf(item), part.IndexOf(item) + (request.To == Direction.Up ? -1 : 1));
        if (to >= 0 && to < part.Count)
        {
            (part[from], part[to]) = (part[to], part[from]);
            for (var i = 0; i < part.Count; i++)
            {
                part[i].Place = i + 1;
            }

            db.Record("framework-sorted", "framework", itemId);
            await db.SaveChangesAsync(ct);
        }

        await write.CommitAsync(ct);
        return TypedResults.Ok(new Response([.. part.Select(i => i.Id)]));
    }
}
