using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Plans.Sheets;
using OpenDataAnimation.Platform.Access;

namespace OpenDataAnimation.Plans.Inventory.Features;

/// <summary>The inventory as a spreadsheet that can be changed and imported again.</summary>
public static class ExportDatasets
{
    private const int Most = 5_000;

    internal static void Map(RouteGroupBuilder body) => body
        .MapGet("/inventory/sheet", Handle)
        .Needs(Right.Read)
        .WithName(nameof(ExportDatasets))
        .WithSummary("The candidate datasets as CSV, to be changed and imported again");

    private static async Task<FileContentHttpResult> Handle(PlansDb db, HttpContext http, CancellationToken ct)
    {
        var datasets = await db.Datasets.AsNoTracking().OrderBy(d => d.Folded).ThenBy(d => d.Id).Take(Most).ToListAsync(ct);
        var services = await db.BodyServices.ToDictionaryAsync(s => s.Id, s => s.Name, ct);
        var (names, _) = await db.MembersAsync(ct);
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = "private, no-store";
        var rows = datasets.Select(d => DatasetSheet.Line(
            d, d.ServiceId is { } service ? services.GetValueOrDefault(service) : null, d.OwnerId is { } owner ? names.GetValueOrDefault(owner)?.Name : null));
        return TypedResults.File(Csv.Write(rows.Prepend(DatasetSheet.Head)), "text/csv; charset=utf-8", $"recensement-{db.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.csv");
    }
}
