using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Plans.Sheets;
using OpenDataAnimation.Plans.Sheets.Features;
using OpenDataAnimation.Platform.Access;

namespace OpenDataAnimation.Plans.Oversight.Features;

/// <summary>The grid as a spreadsheet, with the same filters; what is not shared says so and counts nowhere.</summary>
public static class ExportOversight
{
    private const string NotShared = "non partagé";

    internal static void Map(RouteGroupBuilder body) => body
        .MapGet("/oversight/sheet", Handle)
        .Needs(Right.Read)
        .WithName(nameof(ExportOversight))
        .WithSummary("The children of the body and the nine objectives as CSV or XLSX");

    private static async Task<FileContentHttpResult> Handle(
        [AsParameters] GetOversight.Query query, [FromQuery] ExportActions.SheetFormat? format, PlansDb db, NoteProgressReads reads, HttpContext http, CancellationToken ct)
    {
        var (all, _) = await GetOversight.ChildrenAsync(db, ct);
        var matching = GetOversight.Matching(all, query);
        reads.Note(db.Scope.TenantId, db.Scope.PersonId!.Value, matching.Where(c => c.IsShared).Select(c => c.BodyId));
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = "private, no-store";
        object?[][] rows =
        [
            ["Commune", "Code", "Département", "Population", "Partage", .. PlanCodes.Objectives, "Objectifs visés", "Objectifs atteints", "Actions faites", "Actions prévues",
                "Niveau axe 1", "Niveau axe 2", "Niveau axe 3", "Dernière activité", "Notes de suivi"],
            .. matching.Select(Row),
            [$"{matching.Count(c => c.IsShared)} partagés / {matching.Count}"],
        ];
        var name = $"grille-{db.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";
        return format == ExportActions.SheetFormat.Xlsx
            ? TypedResults.File(Workbook.Write("Grille", rows, "Grille du territoire"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", $"{name}.xlsx")
            : TypedResults.File(Csv.Write(rows.Select(r => Array.ConvertAll(r, c => c?.ToString() ?? ""))), "text/csv; charset=utf-8", $"{name}.csv");
    }

    private static object?[] Row(GetOversight.Child c)
    {
        object?[] facts = [c.Name, c.InseeCode, c.Departements, c.Population is { } people ? (decimal)people : null];
        if (c.Figures is not { } figures)
        {
            return [.. facts, NotShared + Reason(GetOversight.Why(c)), .. PlanCodes.Objectives.Select(_ => (object?)NotShared), null, null, null, null, null, null, null, null, (decimal)c.Notes];
        }

        return
        [
            .. facts, "partagé", .. figures.Cells.Select(Word), (decimal)figures.Declared, (decimal)figures.Reached, (decimal)figures.ActionsDone, (decimal)figures.ActionsTotal,
            .. figures.Levels.Select(level => (object?)(decimal)level), figures.LastMonth ?? "", (decimal)c.Notes,
        ];
    }

    private static string Word(ProgressCell cell) => cell.State switch
    {
        ProgressState.Reached => "atteint",
        ProgressState.InProgress => $"en cours ({cell.Done ?? 0} sur {cell.Total ?? 0})",
        ProgressState.Declared => "visé",
        _ => "non visé",
    };

    private static string Reason(GetOversight.Missing why) => why switch
    {
        GetOversight.Missing.Prepared => " (pas encore inscrite)",
        GetOversight.Missing.NotAccepted => " (rattachement en attente)",
        _ => "",
    };
}
