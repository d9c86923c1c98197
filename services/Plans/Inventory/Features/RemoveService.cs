using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Sharing;

namespace OpenDataAnimation.Plans.Inventory.Features;

/// <summary>Takes a service off the list while nothing hangs on it: a wrong name, or one listed twice.</summary>
public static class RemoveService
{
    internal static void Map(RouteGroupBuilder body) => body
        .MapDelete("/inventory/services/{serviceId:guid}", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(RemoveService))
        .WithSummary("Remove a service that has no dataset, need or exchange")
        .ProducesProblem(409).ProducesProblem(428);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(Guid serviceId, PlansDb db, HttpContext http, CancellationToken ct)
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

        // Deleted ones too: they can come back, and would have no service.
        if (await db.WithDeleted<CandidateDataset>().AnyAsync(d => d.ServiceId == serviceId, ct) || await db.WithDeleted<DataNeed>().AnyAsync(n => n.ServiceId == serviceId, ct)
            || await db.Exchanges.AnyAsync(e => e.ServiceId == serviceId, ct))
        {
            return Problems.Conflict("service-in-use", "Datasets, needs or exchanges are this service's.");
        }

        db.BodyServices.Remove(service);
        db.Record("service-removed", "service", service.Id);
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }
}
