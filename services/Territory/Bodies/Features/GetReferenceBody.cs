using Microsoft.AspNetCore.Http.HttpResults;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Territory.Reference;

namespace OpenDataAnimation.Territory.Bodies.Features;

/// <summary>One official body, with the size of its perimeter and its duty to publish as far as it is known.</summary>
public static class GetReferenceBody
{
    public sealed record Response(SearchReference.Item Body, int Communes, Duty Duty);

    internal static void Map(RouteGroupBuilder territory) => territory
        .MapGet("/reference/bodies/{kind}/{code}", Handle)
        .ForAnyone("the official reference is open data")
        .WithName(nameof(GetReferenceBody))
        .WithSummary("Read one official body");

    private static Results<Ok<Response>, ProblemHttpResult> Handle(BodyKind kind, string code)
    {
        var reference = OfficialReference.Current;
        return reference.Find(kind, code) is { } body
            ? TypedResults.Ok(new Response(SearchReference.Item.Of(body), Perimeter.Of(reference, kind, body.Code, BodyKind.Commune).Count,
                Duty.Of(OpeningDuty.Assess(body, null, null))))
            : Problems.NotFound("body");
    }
}
