using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Actions.Features;

/// <summary>The file of a piece of evidence, to be saved and never to be shown in this origin.</summary>
public static class GetEvidenceFile
{
    internal static void Map(RouteGroupBuilder body) => body
        .MapGet("/actions/{actionId:guid}/evidence/{evidenceId:guid}/file", Handle)
        .NeedsOrShared(Right.Read, ShareSubject.Plan, ShareLevel.Read)
        .WithName(nameof(GetEvidenceFile))
        .WithSummary("The file of a piece of evidence, as a download");

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Handle(
        Guid actionId, Guid evidenceId, PlansDb db, HttpContext http, CancellationToken ct)
    {
        var file = await (
            from e in db.Evidence
            where e.Id == evidenceId && e.ActionId == actionId && e.FileName != null && db.Actions.Any(a => a.Id == e.ActionId)
            join f in db.Files on e.Id equals f.Id
            select new { e.FileName, e.MediaType, f.Content }).FirstOrDefaultAsync(ct);
        if (file is null)
        {
            return Problems.NotFound("file");
        }

        // Whatever the content pretends to be, the browser saves it: no script of it ever runs in the product's origin.
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        headers.CacheControl = "private, no-store";
        return TypedResults.File(file.Content, file.MediaType, file.FileName);
    }
}
