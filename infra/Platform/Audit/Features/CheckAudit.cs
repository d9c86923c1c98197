using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Platform.Audit.Features;

/// <summary>Recomputes the body's whole chain: a line that was removed, changed or moved shows.</summary>
public static class CheckAudit
{
    internal static void Map(RouteGroupBuilder bodies) => bodies
        .MapGet("/audit/check", Handle)
        .Needs(Right.Administer)
        .WithName(nameof(CheckAudit))
        .WithSummary("Verify that no line of the audit was removed or changed");

    private static async Task<Ok<AuditReport>> Handle(ServiceDb db, CancellationToken ct) => TypedResults.Ok(await AuditCheck.RunAsync(db, ct));
}
