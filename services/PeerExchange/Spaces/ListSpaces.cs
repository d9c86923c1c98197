using Microsoft.AspNetCore.Http.HttpResults;
using OpenDataAnimation.Platform.Access;

namespace OpenDataAnimation.PeerExchange.Spaces;

/// <summary>Where the body can read and write.</summary>
internal static class ListSpaces
{
    internal sealed record Response(IReadOnlyList<Space> Items, bool Incomplete);

    internal static void Map(RouteGroupBuilder exchange) => exchange
        .MapGet("/bodies/{bodyId:guid}/spaces", Handle)
        .Needs(Right.Read)
        .WithName(nameof(ListSpaces))
        .WithSummary("The spaces that the body reads and writes in; as few as the bodies it is attached to");

    private static async Task<Ok<Response>> Handle(Guid bodyId, Readership readership, CancellationToken ct)
    {
        var spaces = await readership.SpacesAsync(ct);
        return TypedResults.Ok(new Response(spaces.Open, spaces.Unsure.Count > 0));
    }
}
