using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using OpenDataAnimation.Platform.Access;

namespace OpenDataAnimation.Platform.Portability.Features;

/// <summary>What this service keeps of the caller, in every body: a person's right of access (GDPR, articles 15 and 20).</summary>
public static class ExportMyData
{
    internal static void Map(RouteGroupBuilder service) => service
        .MapGet("/me/data", Handle)
        .ForSignedIn("one's own data, wherever they are; texts only of bodies in which one acts today")
        .NeedsRecentSignIn()
        .WithName(nameof(ExportMyData))
        .WithSummary("Export what this service keeps of me");

    private static Ok<IAsyncEnumerable<PersonalRows.Found>> Handle(HttpContext http, PersonalRows rows, CancellationToken ct) =>
        TypedResults.Ok(rows.OfAsync(http.Caller(), ct));
}
