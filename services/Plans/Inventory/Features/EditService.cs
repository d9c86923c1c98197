using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Sharing;

namespace OpenDataAnimation.Plans.Inventory.Features;

/// <summary>Renames a service, or says who answers there.</summary>
public static class EditService
{
    internal static void Map(RouteGroupBuilder body) => body
        .MapPut("/inventory/services/{serviceId:guid}", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(EditService))
        .WithSummary("Rename a service of the body, or say who answers there")
        .ProducesValidationProblem().ProducesProblem(409).ProducesProblem(428);

    private static async Task<Results<Ok<AddService.Response>, ProblemHttpResult, ValidationProblem>> Handle(
        Guid serviceId, AddService.Request request, PlansDb db, HttpContext http, CancellationToken ct)
    {
        var service = await db.BodyServices.FirstOrDefaultAsync(s => s.Id == serviceId, ct);
        if (service is null)
        {
            return Problems.NotFound("service");
        }

        if (http.Refuse(service.Version, new { service.Name, service.Contact }) is { } refused)
        {
            return refused;
        }

        var folded = Folding.Fold(request.Name!.Trim());
        if (await db.BodyServices.AnyAsync(s => s.Folded == folded && s.Id != serviceId, ct))
        {
            return Problems.Field("name", "Un autre service porte déjà ce nom.");
        }

        service.Fill(request.Name, request.Contact);
        db.Record("service-edited", "service", service.Id);
        await db.SaveChangesAsync(ct);
        http.ShowVersion(service.Version);
        return TypedResults.Ok(new AddService.Response(service.Id, service.Version));
    }
}
