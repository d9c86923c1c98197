using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.Sheets;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Sharing;

namespace OpenDataAnimation.Plans.Inventory.Features;

/// <summary>
/// Takes a list of datasets into the inventory: a file, cells, or just titles. First without writing; then, with the fingerprint of that,
/// the whole of it, or nothing when a row is refused or the inventory changed meanwhile.
/// </summary>
public static class ImportDatasets
{
    private const int MostBytes = 1_000_000, MostRows = 2_000, ShownRows = 300;

    /// <param name="Content">A CSV or XLSX file, base64.</param>
    /// <param name="Text">Or cells pasted from a spreadsheet.</param>
    /// <param name="Apply">The fingerprint of the dry run that is to be written; left out, nothing is.</param>
    public sealed record Request(
        [property: FileSize(MostBytes, ErrorMessage = "Le fichier pèse plus de 1\u00A0Mo. Partagez-le en plusieurs.")] ReadOnlyMemory<byte>? Content = null,
        [property: StringLength(MostBytes, ErrorMessage = "Ce collage est trop long. Importez un fichier.")] string? Text = null,
        string? Apply = null);

    /// <param name="Unknown">Headings whose cells are left out.</param>
    /// <param name="Rows">Refused first; 300 at most, the counts are of all.</param>
    public sealed record Response(bool Applied, IReadOnlyList<string> Unknown, int Added, int Changed, int Unchanged, int Refused, IReadOnlyList<DatasetRow> Rows, string Fingerprint);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPost("/inventory/sheet", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(ImportDatasets))
        .WithSummary("What a list would change in the inventory, then all of it at once")
        .ProducesValidationProblem().ProducesProblem(409);

    private static async Task<Results<Ok<Response>, ProblemHttpResult, ValidationProblem>> Handle(Request request, PlansDb db, CancellationToken ct)
    {
        if (Read(request, out var wrong) is not { } rows)
        {
            return Problems.Field("content", wrong!);
        }

        if (rows.Count > MostRows)
        {
            return Problems.Field("content", "Le tableau compte plus de 2\u00A0000 lignes. Partagez-le en plusieurs.");
        }

        await using var write = request.Apply is null ? null : await db.BeginWriteAsync(ct);
        var existing = await db.Datasets.AsTracking(request.Apply is null ? QueryTrackingBehavior.NoTracking : QueryTrackingBehavior.TrackAll).ToListAsync(ct);
        var services = await db.BodyServices.ToDictionaryAsync(s => s.Id, s => s.Name, ct);
        var sheet = DatasetSheet.Of(rows, existing, services, (await db.MembersAsync(ct)).Members);
        if (write is not null)
        {
            if (sheet.Fingerprint != request.Apply)
            {
                return Problems.Conflict("plan-changed", "The inventory was changed meanwhile: look at what the sheet would do now.");
            }

            if (sheet.Count(RowKind.Refused) > 0)
            {
                return Problems.Conflict("rows-refused", "Some rows are refused: nothing is written.");
            }

            await ApplyAsync(sheet, db, ct);
            await db.SaveChangesAsync(ct);
            await write.CommitAsync(ct);
        }

        return TypedResults.Ok(new Response(
            write is not null, sheet.Unknown, sheet.Count(RowKind.Added), sheet.Count(RowKind.Changed), sheet.Count(RowKind.Unchanged), sheet.Count(RowKind.Refused),
            [.. sheet.Rows.OrderBy(r => r.Kind switch { RowKind.Refused => 0, RowKind.Changed => 1, RowKind.Added => 2, _ => 3 }).ThenBy(r => r.Row).Take(ShownRows)], sheet.Fingerprint));
    }

    private static async Task ApplyAsync(DatasetSheet sheet, PlansDb db, CancellationToken ct)
    {
        foreach (var (existing, fields) in sheet.Writes)
        {
            var dataset = existing ?? db.Datasets.Add(CandidateDataset.New(db.Scope, db.Now)).Entity;
            var before = existing?.Values();
            dataset.Fill(await fields.WithServiceAsync(db, ct));
            dataset.Touch(db.Scope, db.Now);
            db.Note(dataset, existing is null ? "imported" : "edited", before);
        }

        // One act of one person: one entry, whatever the number of rows.
        db.Record("datasets-imported", "plan", db.Scope.TenantId, new { added = sheet.Count(RowKind.Added), changed = sheet.Count(RowKind.Changed) });
        db.ShareLater(PlansService.Name, ShareSubject.Indicators);
    }

    private static List<SheetRow>? Read(Request request, out string? wrong)
    {
        wrong = null;
        try
        {
            if (request.Content is { Length: > 0 } sent)
            {
                var content = sent.ToArray();
                return content.AsSpan().StartsWith("PK\x03\x04"u8) ? Workbook.Read(content).MaxBy(s => s.Count(r => !r.IsEmpty)) ?? [] : Csv.Read(Csv.Decode(content));
            }

            if (!string.IsNullOrWhiteSpace(request.Text))
            {
                // A list of titles, one a line: their commas are words.
                return request.Text.AsSpan().ContainsAny('\t', ';') ? Csv.Read(request.Text)
                    : [.. request.Text.ReplaceLineEndings("\n").Split('\n').Index().Select(l => new SheetRow(l.Index + 1, [l.Item]))];
            }

            wrong = "Choisissez un fichier, ou collez une liste.";
        }
        catch (InvalidDataException)
        {
            wrong = "Ce fichier ne se lit pas. Enregistrez-le au format XLSX ou CSV, puis recommencez.";
        }

        return null;
    }
}
