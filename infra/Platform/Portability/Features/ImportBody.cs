using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Platform.Portability.Features;

/// <summary>
/// An operator puts a body's part into this service, which has nothing of it yet: all of it or nothing. Territory comes last, for with its
/// memberships the body's people are let in.
/// </summary>
public static class ImportBody
{
    internal static void Map(RouteGroupBuilder service) => service
        .MapPost("/operator/imports/{importedBodyId:guid}", Handle)
        .ForOperators("the body is not here yet, so nobody can be its administrator; nothing of it is shown")
        .NeedsRecentSignIn()
        .WithName(nameof(ImportBody))
        .WithSummary("Import a body that is not here, from what its export says of this service")
        .WithMetadata(new RequestSizeLimitAttribute(ArchiveLimits.MostBytes))
        .ProducesProblem(409);

    private static async Task<Results<Ok<ImportReport>, ProblemHttpResult>> Handle(
        Guid importedBodyId, HttpContext http, CurrentScope scope, BodyParts parts, CancellationToken ct)
    {
        scope.Open(new TenantScope(importedBodyId, AllowedWrites.All, nameof(ImportBody), http.Caller().Id));
        try
        {
            return TypedResults.Ok(await parts.ReadAsync(http.Request.Body, ct));
        }
        catch (ImportRefusedException refused)
        {
            return Problems.Conflict("import-" + refused.Type, refused.Message);
        }
        catch (InvalidDataException broken)
        {
            return Problems.Conflict("import-unreadable", broken.Message);
        }
    }
}
