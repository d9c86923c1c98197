using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Plans.Actions;
using OpenDataAnimation.Platform.Access;

namespace OpenDataAnimation.Plans.Sheets.Features;

/// <summary>The actions of the plan as a spreadsheet that can be changed and imported again.</summary>
public static class ExportActions
{
    public enum SheetFormat { Csv, Xlsx }

    private const int Most = 10_000;

    internal static void Map(RouteGroupBuilder body) => body
        .MapGet("/actions/sheet", Handle)
        .Needs(Right.Read)
        .WithName(nameof(ExportActions))
        .WithSummary("The actions of the plan as CSV or XLSX, to be changed and imported again");

    private static async Task<FileContentHttpResult> Handle(PlansDb db, HttpContext http, SheetFormat? format, CancellationToken ct)
    {
        var actions = await db.Actions.AsNoTracking().OrderBy(a => a.CreatedAt).ThenBy(a => a.Id).Take(Most).ToListAsync(ct);
        var members = (await db.MembersAsync(ct)).Members;
        var day = db.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = "private, no-store";
        // Actions before their parts, so that a part finds its own above it.
        var rows = actions.OrderBy(a => a.ParentActionId is not null).Select(a => Row(a, members));
        return format == SheetFormat.Xlsx
            ? TypedResults.File(Workbook.Write("Actions", rows.Prepend(Head), "Actions du plan"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", $"actions-{day}.xlsx")
            : TypedResults.File(Csv.Write(rows.Prepend(Head).Select(r => Array.ConvertAll(r, Word))), "text/csv; charset=utf-8", $"actions-{day}.csv");
    }

    private static readonly object?[] Head = [.. Columns.Exported.Select(e => (object?)e.Heading)];

    private static object?[] Row(PlanAction a, IReadOnlyList<Person> members) =>
    [
        a.Id.ToString(), a.Title, a.ParentActionId?.ToString(), a.Description, string.Join(", ", Codes.Split(a.Objectives)), a.Mean,
        string.Join(", ", Codes.Split(a.Audiences)), string.Join(", ", Codes.SplitIds(a.Pilots).Select(id => NameOf(id, members))), a.PilotNames, a.Service, a.Partners,
        a.StartsOn, a.EndsOn, Cells.Word(a.State), a.Reason, Cells.Word(a.Priority), a.EffortDays, a.Budget, a.Funding, a.Section, Cells.Word(a.Recurrence),
    ];

    /// <summary>The name, where it tells one member apart and reads back as one; else the id.</summary>
    private static string NameOf(Guid id, IReadOnlyList<Person> members)
    {
        var name = members.FirstOrDefault(m => m.Id == id)?.Name ?? "";
        return name.Trim().Length > 0 && name.AsSpan().IndexOfAny(",;\n") < 0 && members.Count(m => Columns.Key(m.Name) == Columns.Key(name)) == 1 ? name : id.ToString();
    }

    private static string Word(object? cell) => cell switch
    {
        null => "",
        DateOnly day => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture),
        decimal number => number.ToString("0.##", CultureInfo.GetCultureInfo("fr-FR")),
        _ => (string)cell,
    };
}
