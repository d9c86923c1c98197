using Microsoft.AspNetCore.Http.HttpResults;
using OpenDataAnimation.Platform.Access;

namespace OpenDataAnimation.Plans.Method.Features;

/// <summary>The method in force, whole: what every plan starts from.</summary>
public static class GetMethod
{
    internal static void Map(RouteGroupBuilder plans) => plans
        .MapGet("/method", Ok<MethodVersion> () => TypedResults.Ok(MethodVersion.Current))
        .ForSignedIn("the method is the same for all bodies, and readable by every signed-in person")
        .WithName(nameof(GetMethod))
        .WithSummary("The method in force: axes, objectives, means, audiences, trajectory");
}
