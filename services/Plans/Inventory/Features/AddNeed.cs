using Microsoft.AspNetCore.Http.HttpResults;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Inventory.Features;

/// <summary>Someone lacks data: another service, or someone from outside.</summary>
public static class AddNeed
{
    public sealed record Response(Guid Id, int Version);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPost("/inventory/needs", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(AddNeed))
        .WithSummary("Write down a data need")
        .ProducesValidationProblem().ProducesProblem(409);

    private static async Task<Results<Created<Response>, ValidationProblem>> Handle(NeedFields request, PlansDb db, HttpContext http, CancellationToken ct)
    {
        if (await request.WrongFieldAsync(db, ct) is { } wrong)
        {
            return wrong;
        }

        var need = DataNeed.New(db.Scope, db.Now);
        need.Fill(await request.WithServiceAsync(db, ct), db.Today);
        need.Touch(db.Scope, db.Now);
        db.Needs.Add(need);
        db.Record("need-added", "need", need.Id);
        await db.SaveChangesAsync(ct);
        http.ShowVersion(need.Version);
        return TypedResults.Created($"/api/plans/bodies/{need.TenantId}/inventory/needs/{need.Id}", new Response(need.Id, need.Version));
    }
}
