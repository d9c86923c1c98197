using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OpenDataAnimation.Platform.Access;

namespace OpenDataAnimation.Platform.Portability.Features;

/// <summary>Everything that this service keeps of the body, as lines of JSON. A post: it is noted in the body's audit.</summary>
public static class ExportBody
{
    internal static void Map(RouteGroupBuilder bodies) => bodies
        .MapPost("/export", Handle)
        .Needs(Right.Administer)
        .NeedsRecentSignIn()
        .WithName(nameof(ExportBody))
        .WithSummary("Export all that this service keeps of the body")
        .Produces(200, contentType: "application/x-ndjson");

    private static IResult Handle(BodyParts parts, CancellationToken ct) =>
        Results.Stream(to => parts.WriteAsync(to, ct), "application/x-ndjson");
}
