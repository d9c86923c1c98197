using Microsoft.AspNetCore.Http.HttpResults;
using OpenDataAnimation.Platform.Access;

namespace OpenDataAnimation.Plans.Suggestions.Features;

/// <summary>The next best actions of the body, three at most, and those that it does not want for now.</summary>
public static class ListSuggestions
{
    public sealed record Response(IReadOnlyList<Suggestion> Items, IReadOnlyList<Dismissed> Dismissed);

    public sealed record Dismissed(string Key, SuggestionKind Kind, string? Objective, DateTime At);

    internal static void Map(RouteGroupBuilder body) => body
        .MapGet("/suggestions", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(ListSuggestions))
        .WithSummary("At most three suggestions with their reasons, and those dismissed");

    private static async Task<Ok<Response>> Handle(PlansDb db, CancellationToken ct)
    {
        var read = await db.ReadFactsAsync(ct);
        return TypedResults.Ok(new Response(
            Suggest.From(read.Facts, read.Dismissed),
            [.. read.Dismissed.OrderByDescending(d => d.At).Select(d => new Dismissed(d.Key, d.Kind, d.Objective, d.At))]));
    }
}
