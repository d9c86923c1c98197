using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;

namespace OpenDataAnimation.Plans.Actions.Features;

/// <summary>The plan at one glance, by state or along time: few fields of every action, soonest end first.</summary>
public static class GetBoard
{
    private const int Most = 500;

    /// <param name="Mine">Only what the caller pilots.</param>
    public sealed record Query([property: FromQuery] string? Objective, [property: FromQuery] bool? Mine);

    /// <param name="HasMore">There are more than the 500 given.</param>
    public sealed record Response(IReadOnlyList<Item> Items, bool HasMore);

    public sealed record Item(
        Guid Id, int Version, string Title, string[] Objectives, ActionState State, bool Late, DateOnly? StartsOn, DateOnly? EndsOn, ActionPriority Priority,
        IReadOnlyList<Person> Pilots, string? PilotNames, string? Service, Guid? ParentActionId, bool Mine);

    internal static void Map(RouteGroupBuilder body) => body
        .MapGet("/actions/board", Handle)
        .NeedsOrShared(Right.Read, ShareSubject.Plan, ShareLevel.Read)
        .WithName(nameof(GetBoard))
        .WithSummary("Few fields of up to 500 actions, soonest end first: for the board and the time line");

    private static async Task<Ok<Response>> Handle([AsParameters] Query query, PlansDb db, AccessBook book, CancellationToken ct)
    {
        var me = Codes.Sought(db.Scope.PersonId ?? Guid.Empty);
        var actions = db.Actions.AsQueryable();
        if (query.Objective is { } objective)
        {
            var sought = Codes.Sought(objective);
            actions = actions.Where(a => a.Objectives.Contains(sought));
        }

        if (query.Mine == true)
        {
            actions = actions.Where(a => a.Pilots.Contains(me));
        }

        var rows = await actions.OrderBy(a => a.SortEnd).ThenBy(a => a.Id).Take(Most + 1).Select(a => new
        {
            a.Id,
            a.Version,
            a.Title,
            a.Objectives,
            a.State,
            a.StartsOn,
            a.EndsOn,
            a.Priority,
            a.Pilots,
            a.PilotNames,
            a.Service,
            a.ParentActionId,
        }).ToListAsync(ct);
        var names = await db.NamesAsync(book, [.. rows.SelectMany(r => Codes.SplitIds(r.Pilots)).Distinct()], ct);
        var today = db.Today;
        return TypedResults.Ok(new Response(
            [.. rows.Take(Most).Select(r => new Item(
                r.Id, r.Version, r.Title, Codes.Split(r.Objectives), r.State, PlanAction.IsLate(r.EndsOn, r.State, today), r.StartsOn, r.EndsOn, r.Priority,
                [.. Codes.SplitIds(r.Pilots).Select(id => names.GetValueOrDefault(id) ?? new Person(id, ""))], r.PilotNames, r.Service, r.ParentActionId, r.Pilots.Contains(me, StringComparison.Ordinal)))],
            rows.Count > Most));
    }
}
