using System.Linq.Expressions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Actions.Features;

/// <summary>The actions of a body's plan, page by page: the most read list of the product.</summary>
public static class ListActions
{
    public enum Order { Updated, End }

    /// <summary>What actions still lack, as <see cref="GetGaps"/> counts them.</summary>
    public enum Gap { Pilot, End, Proof }

    /// <param name="Q">Part of the title, without regard to accents and case.</param>
    /// <param name="Pilot">A person's id, or <c>me</c>.</param>
    /// <param name="Deleted">Only those deleted within 30 days.</param>
    public sealed record Query(
        [property: FromQuery] string? Objective, [property: FromQuery] ActionState? State, [property: FromQuery] bool? Late,
        [property: FromQuery] string? Audience, [property: FromQuery] string? Mean, [property: FromQuery] string? Pilot,
        [property: FromQuery] ActionSource? Source, [property: FromQuery] string? Q, [property: FromQuery] bool? Deleted,
        [property: FromQuery] Gap? Without, [property: FromQuery] Order? Sort, [property: FromQuery] string? After, [property: FromQuery] int? Size)
    {
        internal bool IsPlain => this is
        { Objective: null, State: null, Late: null, Audience: null, Mean: null, Pilot: null, Source: null, Q: null, Deleted: null, Without: null, Sort: null, After: null };
    }

    public sealed record Item(
        Guid Id, int Version, string Title, string[] Objectives, string? Mean, string[] Audiences, IReadOnlyList<Person> Pilots, string? Service,
        DateOnly? StartsOn, DateOnly? EndsOn, ActionPriority Priority, ActionState State, string? Reason, bool Late, ActionSource Source,
        DateTime UpdatedAt, DateTime? DeletedAt, string? PilotNames, Guid? ParentActionId, Recurrence Recurrence);

    internal sealed record Row(
        Guid Id, int Version, string Title, string Objectives, string? Mean, string Audiences, string Pilots, string? Service,
        DateOnly? StartsOn, DateOnly? EndsOn, DateOnly SortEnd, ActionPriority Priority, ActionState State, string? Reason, ActionSource Source,
        DateTime UpdatedAt, DateTime? DeletedAt, string? PilotNames, Guid? ParentActionId, Recurrence Recurrence);

    private static readonly Expression<Func<PlanAction, Row>> AsRow = a => new Row(
        a.Id, a.Version, a.Title, a.Objectives, a.Mean, a.Audiences, a.Pilots, a.Service, a.StartsOn, a.EndsOn, a.SortEnd, a.Priority, a.State,
        a.Reason, a.Source, a.UpdatedAt, a.DeletedAt, a.PilotNames, a.ParentActionId, a.Recurrence);

    /// <summary>The first page without any filter, which is what nearly every reading asks for.</summary>
    private static readonly Func<PlansDb, int, IAsyncEnumerable<Row>> FirstPage = EF.CompileAsyncQuery((PlansDb db, int take) =>
        db.Actions.OrderByDescending(a => a.UpdatedAt).ThenByDescending(a => a.Id).Take(take).Select(a => new Row(
            a.Id, a.Version, a.Title, a.Objectives, a.Mean, a.Audiences, a.Pilots, a.Service, a.StartsOn, a.EndsOn, a.SortEnd, a.Priority, a.State,
            a.Reason, a.Source, a.UpdatedAt, a.DeletedAt, a.PilotNames, a.ParentActionId, a.Recurrence)));

    internal static void Map(RouteGroupBuilder body) => body
        .MapGet("/actions", Handle)
        .NeedsOrShared(Right.Read, ShareSubject.Plan, ShareLevel.Read)
        .WithName(nameof(ListActions))
        .WithSummary("The actions of the plan, last changed first, or by end date")
        .ProducesValidationProblem();

    private static async Task<Results<Ok<Page<Item>>, ValidationProblem>> Handle([AsParameters] Query query, PlansDb db, AccessBook book, CancellationToken ct)
    {
        var size = Cursor.Size(query.Size);
        var rows = new List<Row>(size + 1);
        if (query.IsPlain)
        {
            await foreach (var row in FirstPage(db, size + 1).WithCancellation(ct))
            {
                rows.Add(row);
            }
        }
        else if (!Cursor.TryRead(query.After, query.Sort == Order.End ? CursorKind.Day : CursorKind.Instant, out var after))
        {
            return Problems.Field("after", "Cette suite de liste n’existe pas.");
        }
        else
        {
            rows = await Sorted(Filtered(query, db), query.Sort ?? Order.Updated, after).Take(size + 1).Select(AsRow).ToListAsync(ct);
        }

        var next = rows.Count > size ? NextAfter(rows[size - 1], query.Sort ?? Order.Updated) : null;
        var shown = rows.Take(size).ToList();
        var names = await db.NamesAsync(book, [.. shown.SelectMany(r => Codes.SplitIds(r.Pilots)).Distinct()], ct);
        var today = db.Today;
        return TypedResults.Ok(new Page<Item>([.. shown.Select(r => AsItem(r, names, today))], next));
    }

    private static IQueryable<PlanAction> Filtered(Query query, PlansDb db)
    {
        var since = db.Now - PlanAction.Restorable;
        var actions = query.Deleted == true ? db.WithDeleted<PlanAction>().Where(a => a.DeletedAt >= since) : db.Actions;
        if (query.Objective is { } objective)
        {
            var sought = Codes.Sought(objective);
            actions = actions.Where(a => a.Objectives.Contains(sought));
        }

        if (query.Audience is { } audience)
        {
            var sought = Codes.Sought(audience);
            actions = actions.Where(a => a.Audiences.Contains(sought));
        }

        if (query.Pilot is { } pilot)
        {
            // A name that is no id matches no one.
            var sought = pilot == "me" ? Codes.Sought(db.Scope.PersonId ?? Guid.Empty) : Codes.Sought(Guid.TryParse(pilot, out var id) ? id : Guid.Empty);
            actions = actions.Where(a => a.Pilots.Contains(sought));
        }

        if (query.Late == true)
        {
            var today = db.Today;
            actions = actions.Where(a => a.SortEnd < today && a.State != ActionState.Done && a.State != ActionState.Dropped);
        }

        actions = query.Without switch
        {
            Gap.Pilot => actions.Where(a => a.Pilots == "" && a.PilotNames == null && a.State != ActionState.Done && a.State != ActionState.Dropped),
            Gap.End => actions.Where(a => a.EndsOn == null && a.State != ActionState.Done && a.State != ActionState.Dropped),
            Gap.Proof => actions.Where(a => a.State == ActionState.Done && a.ParentActionId == null && !db.Evidence.Any(e => e.ActionId == a.Id && e.Kind != EvidenceKind.Attachment)),
            _ => actions,
        };

        if (Folding.Fold(query.Q) is { Length: > 0 } text)
        {
            actions = actions.Where(a => a.Folded.Contains(text));
        }

        return actions.Where(a => (query.State == null || a.State == query.State) && (query.Mean == null || a.Mean == query.Mean) && (query.Source == null || a.Source == query.Source));
    }

    private static IQueryable<PlanAction> Sorted(IQueryable<PlanAction> actions, Order order, Cursor? after)
    {
        if (order == Order.End)
        {
            if (after is { } end)
            {
                var (on, id) = (end.On, end.Id);
                actions = actions.Where(a => a.SortEnd >= on && (a.SortEnd > on || a.Id > id));
            }

            return actions.OrderBy(a => a.SortEnd).ThenBy(a => a.Id);
        }

        if (after is { } last)
        {
            var (at, id) = (last.At, last.Id);
            actions = actions.Where(a => a.UpdatedAt <= at && (a.UpdatedAt < at || a.Id < id));
        }

        return actions.OrderByDescending(a => a.UpdatedAt).ThenByDescending(a => a.Id);
    }

    private static string NextAfter(Row row, Order order) => order == Order.End ? Cursor.Of(row.SortEnd, row.Id) : Cursor.Of(row.UpdatedAt, row.Id);

    private static Item AsItem(Row r, IReadOnlyDictionary<Guid, Person> names, DateOnly today) => new(
        r.Id, r.Version, r.Title, Codes.Split(r.Objectives), r.Mean, Codes.Split(r.Audiences),
        [.. Codes.SplitIds(r.Pilots).Select(id => names.GetValueOrDefault(id) ?? new Person(id, ""))], r.Service,
        r.StartsOn, r.EndsOn, r.Priority, r.State, r.Reason, PlanAction.IsLate(r.EndsOn, r.State, today), r.Source, r.UpdatedAt, r.DeletedAt,
        r.PilotNames, r.ParentActionId, r.Recurrence);
}
