using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Sharing;

namespace OpenDataAnimation.Plans.Inventory.Features;

/// <summary>A service of the body that data will be sought in.</summary>
public static class AddService
{
    public sealed record Request(
        [property: Required(ErrorMessage = "Nommez le service."), StringLength(120, MinimumLength = 2, ErrorMessage = "Le nom du service compte de 2 à 120 caractères.")] string? Name,
        [property: StringLength(200, ErrorMessage = "Le contact tient en 200 caractères.")] string? Contact = null);

    public sealed record Response(Guid Id, int Version);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPost("/inventory/services", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(AddService))
        .WithSummary("Add a service of the body to the inventory")
        .ProducesValidationProblem().ProducesProblem(409);

    private static async Task<Results<Created<Response>, ValidationProblem>> Handle(Request request, PlansDb db, HttpContext http, CancellationToken ct)
    {
        var folded = Folding.Fold(request.Name!.Trim());
        if (await db.BodyServices.AnyAsync(s => s.Folded == folded, ct))
        {
            return Problems.Field("name", "Ce service est déjà dans la liste.");
        }

        var service = BodyService.New(db.Scope, request.Name);
        service.Fill(request.Name, request.Contact);
        db.BodyServices.Add(service);
        db.Record("service-added", "service", service.Id);
        await db.SaveChangesAsync(ct);
        http.ShowVersion(service.Version);
        return TypedResults.Created($"/api/plans/bodies/{service.TenantId}/inventory/services/{service.Id}", new Response(service.Id, service.Version));
    }
}
