using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Plans.Actions;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Inventory.Features;

/// <summary>All that was changed in a candidate dataset, last first.</summary>
public static class ListDatasetNotes
{
    /// <param name="By">Null for what no person did; the name is empty for who is no longer known.</param>
    /// <param name="From">In whose employ someone changed it for the body.</param>
    /// <param name="Changes">Services, people and questions by their names.</param>
    public sealed record Item(Guid Id, DateTime At, Person? By, OtherBody? From, string Act, IReadOnlyList<ChangedField> Changes);

    /// <param name="Title">Of the dataset.</param>
    /// <param name="Next">The cursor of what is older; null at the end.</param>
    public sealed record Notes(string Title, IReadOnlyList<Item> Items, string? Next);

    internal static void Map(RouteGroupBuilder body) => body
        .MapGet("/inventory/datasets/{datasetId:guid}/notes", Handle)
        .Needs(Right.Read)
        .WithName(nameof(ListDatasetNotes))
        .WithSummary("What was changed in a candidate dataset, last first")
        .ProducesValidationProblem();

    private static async Task<Results<Ok<Notes>, ProblemHttpResult, ValidationProblem>> Handle(Guid datasetId, PlansDb db, AccessBook book, string? after, int? size, CancellationToken ct)
    {
        if (!Cursor.TryRead(after, CursorKind.Instant, out var from))
        {
            return Problems.Field("after", "Cette suite de liste n’existe pas.");
        }

        if (await db.Datasets.Where(d => d.Id == datasetId).Select(d => d.Title).FirstOrDefaultAsync(ct) is not { } title)
        {
            return Problems.NotFound("dataset");
        }

        var notes = db.DatasetNotes.AsNoTracking().Where(n => n.DatasetId == datasetId);
        if (from is { } last)
        {
            var (at, id) = (last.At, last.Id);
            notes = notes.Where(n => n.At <= at && (n.At < at || n.Id < id));
        }

        var take = Cursor.Size(size);
        var rows = await notes.OrderByDescending(n => n.At).ThenByDescending(n => n.Id).Take(take + 1).Select(n => new
        {
            Note = n,
            FromName = db.Bodies.Where(b => b.BodyId == n.OnBehalfOf).Select(b => b.Name).FirstOrDefault(),
            FromSlug = db.Bodies.Where(b => b.BodyId == n.OnBehalfOf).Select(b => b.Slug).FirstOrDefault(),
        }).ToListAsync(ct);
        var changes = rows.ToDictionary(r => r.Note.Id, r => DatasetNote.Read(r.Note.Changes));
        var people = rows.Select(r => r.Note.PersonId).OfType<Guid>().Concat(Named("owner")).Distinct().ToList();
        var names = await db.NamesAsync(book, people, ct);
        var asked = Named("service").ToList();
        var services = asked.Count == 0 ? [] : await db.BodyServices.Where(s => asked.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.Name, ct);
        return TypedResults.Ok(new Notes(
            title, [.. rows.Take(take).Select(r => new Item(
                r.Note.Id, r.Note.At, r.Note.PersonId is { } by ? names.GetValueOrDefault(by) ?? new Person(by, "") : null,
                r.Note.OnBehalfOf is { } body && r.FromName is { } name ? new OtherBody(body, name, r.FromSlug ?? "") : null,
                r.Note.Act, [.. changes[r.Note.Id].Select(c => c with { Before = Said(c.Field, c.Before), After = Said(c.Field, c.After) })]))],
            rows.Count > take ? Cursor.Of(rows[take - 1].Note.At, rows[take - 1].Note.Id) : null));

        IEnumerable<Guid> Named(string field) => changes.Values.SelectMany(c => c).Where(c => c.Field == field)
            .SelectMany(c => new[] { c.Before, c.After }).Where(v => v is not null).Select(v => Guid.Parse(v!)).Distinct();

        string? Said(string field, string? value) => value is null ? null : field switch
        {
            "owner" => names.GetValueOrDefault(Guid.Parse(value)) is { Name.Length: > 0 } known ? known.Name : "une personne partie",
            "service" => services.GetValueOrDefault(Guid.Parse(value)) ?? "un service retiré",
            "schema" => SchemaList.Current.Find(value)?.Title ?? value,
            "checkedYes" or "checkedNo" => string.Join(" ", Codes.Split(value).Select(code => CandidateDataset.Questions.FirstOrDefault(q => q.Code == code)?.Label ?? code)),
            _ => value,
        };
    }
}
