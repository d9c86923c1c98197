using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.Actions;
using OpenDataAnimation.Plans.Method.Own;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Sharing;

namespace OpenDataAnimation.Plans.Sheets.Features;

/// <summary>
/// Takes a spreadsheet of actions into the plan. First without writing: what would be added, changed, left, refused. Then, with the
/// fingerprint of that, the whole of it; or nothing when a row is refused or the plan changed meanwhile.
/// </summary>
public static class ImportActions
{
    public const int MostBytes = 3_000_000, MostRows = 10_000;

    private const int ShownRows = 500, WrittenAtOnce = 500;

    /// <param name="Content">A CSV or XLSX file, base64.</param>
    /// <param name="Text">Or cells pasted from a spreadsheet.</param>
    /// <param name="Mapping">What columns hold, by position from 0, where their headings do not say.</param>
    /// <param name="Objective">For rows that name none.</param>
    /// <param name="Apply">The fingerprint of the dry run that is to be written; left out, nothing is.</param>
    /// <param name="Run">Any id, by which to ask meanwhile how far it is.</param>
    public sealed record Request(
        [property: FileSize(MostBytes, ErrorMessage = "Le fichier pèse plus de 3\u00A0Mo. Partagez-le en plusieurs.")] ReadOnlyMemory<byte>? Content = null,
        [property: StringLength(MostBytes, ErrorMessage = "Ce collage est trop long. Importez un fichier.")] string? Text = null,
        Dictionary<int, Column>? Mapping = null, string? Objective = null, string? Apply = null, Guid? Run = null);

    /// <param name="IsUnsure">Some headings are not known: their columns wait for a meaning, and are left out until then.</param>
    /// <param name="Rows">Refused first; 500 at most, the counts are of all.</param>
    /// <param name="Fingerprint">To be sent back to write this.</param>
    public sealed record Response(
        bool Applied, bool IsUnsure, IReadOnlyList<SheetColumn> Columns, int Added, int Changed, int Unchanged, int Refused,
        IReadOnlyList<ImportedRow> Rows, string Fingerprint);

    /// <param name="Example">The first thing found below the heading.</param>
    public sealed record SheetColumn(int Position, string Heading, Column? Holds, string? Example);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPost("/actions/sheet", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(ImportActions))
        .WithSummary("What a sheet would change in the plan, then all of it at once")
        .ProducesValidationProblem().ProducesProblem(409);

    private static async Task<Results<Ok<Response>, ProblemHttpResult, ValidationProblem>> Handle(Request request, PlansDb db, ImportRuns runs, CancellationToken ct)
    {
        using var run = runs.Begin(db.Scope.TenantId, request.Run);
        var own = await db.OwnCodesAsync(ct);
        if (request.Objective is { } objective && !own.IsObjective(objective))
        {
            return Problems.Field("objective", "Cet objectif n’existe pas dans le référentiel.");
        }

        if (request.Mapping?.Values.Any(c => !Enum.IsDefined(c)) == true)
        {
            return Problems.Field("mapping", "Ce contenu de colonne n’existe pas.");
        }

        if (Read(request, out var wrong) is not { } sheets)
        {
            return Problems.Field("content", wrong!);
        }

        if (SheetReading.Of(sheets, request.Mapping) is not { } sheet)
        {
            return Problems.Field("content", "Ce tableau est vide.");
        }

        if (sheet.Rows.Count > MostRows + 10)
        {
            return Problems.Field("content", "Le tableau compte plus de 10\u00A0000 lignes. Partagez-le en plusieurs.");
        }

        await using var write = request.Apply is null ? null : await db.BeginWriteAsync(ct);
        var existing = await db.Actions.AsTracking(request.Apply is null ? QueryTrackingBehavior.NoTracking : QueryTrackingBehavior.TrackAll).ToListAsync(ct);
        var plan = new ImportPlan(db.Scope, db.Now, existing, (await db.MembersAsync(ct)).Members, own, request.Objective);
        if (sheet.Has(Column.Title))
        {
            plan.Take(sheet, run);
        }

        if (write is not null)
        {
            if (plan.Fingerprint != request.Apply)
            {
                return Problems.Conflict("plan-changed", "The plan was changed meanwhile: look at what the sheet would do now.");
            }

            if (plan.Count(RowKind.Refused) > 0)
            {
                return Problems.Conflict("rows-refused", "Some rows are refused: nothing is written.");
            }

            await ApplyAsync(plan, db, run, ct);
            await write.CommitAsync(ct);
        }

        return TypedResults.Ok(new Response(
            write is not null, sheet.IsUnsure,
            [.. sheet.Columns.Index().Where(c => !string.IsNullOrWhiteSpace(sheet.Head[c.Index])).Select(c => new SheetColumn(
                c.Index, Cells.Clean(sheet.Head[c.Index]), c.Item, sheet.Rows.Where(r => !sheet.IsGuidance(r)).Select(r => Cells.Clean(r[c.Index])).FirstOrDefault(t => t.Length > 0) is { } example ? Cells.Short(example) : null))],
            plan.Count(RowKind.Added), plan.Count(RowKind.Changed), plan.Count(RowKind.Unchanged), plan.Count(RowKind.Refused),
            [.. plan.Rows.OrderBy(r => r.Kind switch { RowKind.Refused => 0, RowKind.Changed => 1, RowKind.Added => 2, _ => 3 }).ThenBy(r => r.Row).Take(ShownRows)],
            plan.Fingerprint));
    }

    /// <summary>Saved in parts, so that the progress can be told; it is the caller's commit that makes all of it true at once.</summary>
    private static async Task ApplyAsync(ImportPlan plan, PlansDb db, ImportRun run, CancellationToken ct)
    {
        run.Enter(ImportStep.Writing, plan.Writes.Count);
        foreach (var (action, _) in plan.Writes)
        {
            action.Touch(db.Scope, db.Now);
        }

        foreach (var part in plan.Writes.Chunk(WrittenAtOnce))
        {
            foreach (var (action, before) in part)
            {
                if (before is null)
                {
                    db.Actions.Add(action);
                }

                db.Note(action, before is null ? "imported" : "edited", before);
            }

            await db.SaveChangesAsync(ct);
            run.Done += part.Length;
        }

        // One act of one person: one entry, whatever the number of rows; each action has its own line of history.
        db.Record("actions-imported", "plan", db.Scope.TenantId, new { added = plan.Count(RowKind.Added), changed = plan.Count(RowKind.Changed) });
        db.ShareLater(PlansService.Name, ShareSubject.Plan);
        await db.SaveChangesAsync(ct);
    }

    private static List<List<SheetRow>>? Read(Request request, out string? wrong)
    {
        wrong = null;
        try
        {
            if (request.Content is { Length: > 0 } sent)
            {
                var content = sent.ToArray();
                return content.AsSpan().StartsWith("PK\x03\x04"u8) ? Workbook.Read(content)
                    : content.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]) ? throw new InvalidDataException("An old workbook.")
                    : [Csv.Read(Csv.Decode(content))];
            }

            if (!string.IsNullOrWhiteSpace(request.Text))
            {
                return [Csv.Read(request.Text)];
            }

            wrong = "Choisissez un fichier, ou collez des cellules.";
        }
        catch (InvalidDataException)
        {
            wrong = "Ce fichier ne se lit pas. Enregistrez-le au format XLSX ou CSV, puis recommencez.";
        }

        return null;
    }
}
