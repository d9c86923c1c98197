using Microsoft.AspNetCore.Http.HttpResults;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;

namespace OpenDataAnimation.Plans.Sheets.Features;

/// <summary>How far an import of actions is, for the page that waits for it.</summary>
public static class GetImportProgress
{
    /// <param name="Step">None: no such import is under way here.</param>
    /// <param name="Done">Rows checked or written, of <paramref name="Total"/>; written for good only once all are.</param>
    public sealed record Response(ImportStep Step, int Done, int Total);

    internal static void Map(RouteGroupBuilder body) => body
        .MapGet("/actions/sheet/progress", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(GetImportProgress))
        .WithSummary("How far an import under way is, by the run its caller chose");

    private static Ok<Response> Handle(Guid? run, PlansDb db, ImportRuns runs) =>
        TypedResults.Ok(run is { } id && runs.Find(db.Scope.TenantId, id) is { } known ? new Response(known.Step, known.Done, known.Total) : new Response(ImportStep.None, 0, 0));
}
