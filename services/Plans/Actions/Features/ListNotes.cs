using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Actions.Features;

/// <summary>All that was said about an action and changed in it, last first.</summary>
public static class ListNotes
{
    /// <param name="By">Null for what no person did; the name is empty for who is no longer known.</param>
    /// <param name="From">The parent whose person commented, or in whose employ someone changed it for the body.</param>
    /// <param name="Act">For changes.</param>
    /// <param name="Hidden">Only the body's own people see hidden comments, and that they are.</param>
    public sealed record Item(
        Guid Id, int Version, NoteKind Kind, DateTime At, Person? By, OtherBody? From, string Act, string Text, IReadOnlyList<ChangedField> Changes,
        IReadOnlyList<Person> Mentions, bool Shared, bool Hidden, bool MayHide);

    /// <param name="Title">Of the action.</param>
    /// <param name="Next">The cursor of what is older; null at the end.</param>
    public sealed record Notes(string Title, IReadOnlyList<Item> Items, string? Next);

    internal sealed record Row(
        Guid Id, int Version, NoteKind Kind, DateTime At, Guid? PersonId, Guid? OnBehalfOf, Guid? FromBodyId, string? FromName, string? FromSlug, string? ByName, string Act, string Text,
        string? Changes, string Mentions, bool Shared, DateTime? HiddenAt);

    internal static void Map(RouteGroupBuilder body) => body
        .MapGet("/actions/{actionId:guid}/notes", Handle)
        .NeedsOrShared(Right.Read, ShareSubject.Plan, ShareLevel.ReadAndComment)
        .WithName(nameof(ListNotes))
        .WithSummary("What was said about an action and changed in it, last first")
        .ProducesValidationProblem();

    private static async Task<Results<Ok<Notes>, ProblemHttpResult, ValidationProblem>> Handle(
        Guid actionId, PlansDb db, AccessBook book, HttpContext http, string? after, int? size, CancellationToken ct)
    {
        if (!Cursor.TryRead(after, CursorKind.Instant, out var from))
        {
            return Problems.Field("after", "Cette suite de liste n’existe pas.");
        }

        if (await db.Actions.Where(a => a.Id == actionId).Select(a => a.Title).FirstOrDefaultAsync(ct) is not { } title)
        {
            return Problems.NotFound("action");
        }

        var take = Cursor.Size(size);
        var rows = await LastAsync(db, actionId, from, take + 1, ct);
        var names = await db.NamesAsync(book, [.. PeopleOf(rows)], ct);
        return TypedResults.Ok(new Notes(
            title, [.. rows.Take(take).Select(r => Show(r, names, http))], rows.Count > take ? Cursor.Of(rows[take - 1].At, rows[take - 1].Id) : null));
    }

    internal static Task<List<Row>> LastAsync(PlansDb db, Guid actionId, Cursor? after, int take, CancellationToken ct)
    {
        var notes = db.Notes.Where(n => n.ActionId == actionId);
        if (db.Scope.ReadAs is { } parent)
        {
            // A parent's people see what is said with them, never how the body works inside.
            notes = notes.Where(n => n.Kind == NoteKind.Comment && n.HiddenAt == null && n.Shared && (n.FromBodyId == null || n.FromBodyId == parent));
        }

        if (after is { } last)
        {
            var (at, id) = (last.At, last.Id);
            notes = notes.Where(n => n.At <= at && (n.At < at || n.Id < id));
        }

        return notes.OrderByDescending(n => n.At).ThenByDescending(n => n.Id).Take(take).Select(n => new Row(
            n.Id, n.Version, n.Kind, n.At, n.PersonId, n.OnBehalfOf, n.FromBodyId,
            db.Bodies.Where(b => b.BodyId == (n.FromBodyId ?? n.OnBehalfOf)).Select(b => b.Name).FirstOrDefault(),
            db.Bodies.Where(b => b.BodyId == (n.FromBodyId ?? n.OnBehalfOf)).Select(b => b.Slug).FirstOrDefault(),
            n.FromBodyId == null ? null : db.Memberships.Where(m => m.BodyId == n.FromBodyId && m.PersonId == n.PersonId).Select(m => m.Name).FirstOrDefault(),
            n.Act, n.Text, n.Changes, n.Mentions, n.Shared, n.HiddenAt)).ToListAsync(ct);
    }

    /// <summary>Whose names are needed to show these: authors, and pilots told of in changes.</summary>
    internal static IEnumerable<Guid> PeopleOf(IEnumerable<Row> rows) => rows.SelectMany(r =>
        Codes.SplitIds(r.Mentions).Append(r.FromBodyId is null ? r.PersonId ?? Guid.Empty : Guid.Empty)
            .Concat(ActionNote.Read(r.Changes).Where(c => c.Field == "pilots").SelectMany(c => Ids(c.Before).Concat(Ids(c.After))))).Where(id => id != Guid.Empty).Distinct();

    internal static Item Show(Row r, IReadOnlyDictionary<Guid, Person> names, HttpContext http) => new(
        r.Id, r.Version, r.Kind, r.At,
        r.PersonId is { } by ? r.ByName is { } outside ? new Person(by, outside) : names.GetValueOrDefault(by) ?? new Person(by, "") : null,
        (r.FromBodyId ?? r.OnBehalfOf) is { } from && r.FromName is { } name ? new OtherBody(from, name, r.FromSlug ?? "") : null,
        r.Act, r.Text, [.. ActionNote.Read(r.Changes).Select(c => c.Field == "pilots" ? c with { Before = Named(c.Before, names), After = Named(c.After, names) } : c)],
        [.. Codes.SplitIds(r.Mentions).Select(id => names.GetValueOrDefault(id) ?? new Person(id, ""))], r.Shared, r.HiddenAt is not null,
        r.Kind == NoteKind.Comment && (http.Standing().May(Right.Edit) || (r.PersonId == http.Caller().Id && http.Standing().May(Right.Contribute))));

    private static Guid[] Ids(string? joined) => joined is null ? [] : Codes.SplitIds(joined);

    private static string? Named(string? joined, IReadOnlyDictionary<Guid, Person> names) =>
        joined is null ? null : string.Join(", ", Ids(joined).Select(id => names.GetValueOrDefault(id) is { Name.Length: > 0 } known ? known.Name : "une personne partie"));
}
