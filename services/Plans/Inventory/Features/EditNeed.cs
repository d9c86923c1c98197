using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Inventory.Features;

/// <summary>Changes what is written about a data need.</summary>
public static class EditNeed
{
    internal static void Map(RouteGroupBuilder body) => body
        .MapPut("/inventory/needs/{needId:guid}", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(EditNeed))
        .WithSummary("Change a data need")
        .ProducesValidationProblem().ProducesProblem(409).ProducesProblem(428);

    private static async Task<Results<Ok<AddNeed.Response>, ProblemHttpResult, ValidationProblem>> Handle(
        Guid needId, NeedFields request, PlansDb db, HttpContext http, CancellationToken ct)
    {
        var need = await db.Needs.FirstOrDefaultAsync(n => n.Id == needId, ct);
        if (need is null)
        {
            return Problems.NotFound("need");
        }

        if (http.Refuse(need.Version, GetNeed.Show(need)) is { } refused)
        {
            return refused;
        }

        if (await request.WrongFieldAsync(db, ct) is { } wrong)
        {
            return wrong;
        }

        need.Fill(await request.WithServiceAsync(db, ct), need.ReceivedOn);
        need.Touch(db.Scope, db.Now);
        db.Record("need-edited", "need", need.Id);
        await db.SaveChangesAsync(ct);
        http.ShowVersion(need.Version);
        return TypedResults.Ok(new AddNeed.Response(need.Id, need.Version));
    }
}
