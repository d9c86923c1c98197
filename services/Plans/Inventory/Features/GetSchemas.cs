using Microsoft.AspNetCore.Http.HttpResults;
using OpenDataAnimation.Platform.Access;

namespace OpenDataAnimation.Plans.Inventory.Features;

/// <summary>The common forms that a published dataset may follow, with the duty behind each as one reading has it.</summary>
public static class GetSchemas
{
    internal static void Map(RouteGroupBuilder plans) => plans
        .MapGet("/schemas", Ok<SchemaList> () => TypedResults.Ok(SchemaList.Current))
        .ForSignedIn("schemas are the same for all bodies, and readable by every signed-in person")
        .WithName(nameof(GetSchemas))
        .WithSummary("Public data schemas with their duties, source and vintage");
}
