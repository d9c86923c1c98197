using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Suggestions.Features;

/// <summary>The body does not want a suggestion: it stays away until the fact behind it changes.</summary>
public static class DismissSuggestion
{
    internal static void Map(RouteGroupBuilder body) => body
        .MapPost("/suggestions/{suggestion}/dismissal", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(DismissSuggestion))
        .WithSummary("Dismiss a suggestion until the fact behind it changes")
        .ProducesProblem(409);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(string suggestion, PlansDb db, CancellationToken ct)
    {
        var known = Suggest.All((await db.ReadFactsAsync(ct)).Facts).FirstOrDefault(s => s.Key == suggestion);
        if (known is null)
        {
            return Problems.Conflict("suggestion-gone", "Nothing calls for this suggestion any more.");
        }

        // Dismissed twice at once, it is dismissed once.
        await using var write = await db.BeginWriteAsync(ct);
        var row = await db.Dismissals.FirstOrDefaultAsync(d => d.Key == suggestion, ct)
            ?? db.Dismissals.Add(new Dismissal { TenantId = db.Scope.TenantId, Key = known.Key }).Entity;
        (row.Kind, row.Objective, row.Stamp, row.Amount) = (known.Kind, known.Objective, known.Stamp, known.Amount);
        (row.At, row.By) = (db.Now, db.Scope.PersonId);
        db.Record("suggestion-dismissed", "plan", row.TenantId, new { row.Key });
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return TypedResults.NoContent();
    }
}
