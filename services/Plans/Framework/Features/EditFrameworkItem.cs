using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Framework.Features;

/// <summary>Changes a line of the framework.</summary>
public static class EditFrameworkItem
{
    internal static void Map(RouteGroupBuilder body) => body
        .MapPut("/framework/items/{itemId:guid}", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(EditFrameworkItem))
        .WithSummary("Change a line of the framework")
        .ProducesValidationProblem().ProducesProblem(409).ProducesProblem(428);

    private static async Task<Results<Ok<AddFrameworkItem.Response>, ProblemHttpResult, ValidationProblem>> Handle(
        Guid itemId, FrameworkFields request, PlansDb db, HttpContext http, CancellationToken ct)
    {
        var item = await db.FrameworkItems.FirstOrDefaultAsync(i => i.Id == itemId, ct);
        if (item is null)
        {
            return Problems.NotFound("line");
        }

        if (http.Refuse(item.Version, new FrameworkFields(item.Title, item.Text, item.PersonId, item.EffortPercent)) is { } refused)
        {
            return refused;
        }

        if (await request.WrongFieldAsync(item.Kind, item, db, ct) is { } wrong)
        {
            return wrong;
        }

        request.Fill(item, db.Now);
        db.Record("framework-edited", "framework", item.Id);
        await db.SaveChangesAsync(ct);
        http.ShowVersion(item.Version);
        return TypedResults.Ok(new AddFrameworkItem.Response(item.Id, item.Version));
    }
}
