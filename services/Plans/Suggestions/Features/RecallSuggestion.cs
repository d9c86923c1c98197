using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;

namespace OpenDataAnimation.Plans.Suggestions.Features;

/// <summary>Undoes a dismissal: the suggestion is shown again while its fact holds. One that is not dismissed stays so.</summary>
public static class RecallSuggestion
{
    internal static void Map(RouteGroupBuilder body) => body
        .MapDelete("/suggestions/{suggestion}/dismissal", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(RecallSuggestion))
        .WithSummary("Undo the dismissal of a suggestion");

    private static async Task<NoContent> Handle(string suggestion, PlansDb db, CancellationToken ct)
    {
        if (await db.Dismissals.FirstOrDefaultAsync(d => d.Key == suggestion, ct) is { } row)
        {
            db.Dismissals.Remove(row);
            db.Record("suggestion-recalled", "plan", row.TenantId, new { row.Key });
            await db.SaveChangesAsync(ct);
        }

        return TypedResults.NoContent();
    }
}
