using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;

namespace OpenDataAnimation.Plans.Oversight.Features;

/// <summary>
/// The grid of a parent: its children and the nine objectives, as far as each shares them. One statement for any number of
/// children; an unshared value is not there, so that no figure can reveal it.
/// </summary>
public static class GetOversight
{
    /// <summary>One body's grid is the named exception to paging (precisions.md, 28).</summary>
    private const int Most = 1000;

    public enum Order { Name, Population, Declared, Reached, Actions, Done, LastMonth, Level1, Level2, Level3 }

    public enum ObjectiveState { None, Declared, Reached }

    /// <summary>Why nothing is shown of a child.</summary>
    public enum Missing { Prepared, NotAccepted, SharesNothing, WaitingForDelivery }

    /// <param name="Q">Part of the name, without regard to accents and case.</param>
    /// <param name="Objective">With <paramref name="State"/>: only children that share, and stand there on this objective.</param>
    public sealed record Query(
        [property: FromQuery] string? Q, [property: FromQuery] string? Departement, [property: FromQuery] int? MinPopulation, [property: FromQuery] int? MaxPopulation,
        [property: FromQuery] bool? Shared, [property: FromQuery] string? Objective, [property: FromQuery] ObjectiveState? State,
        [property: FromQuery] Order? Sort, [property: FromQuery] bool? Descending);

    /// <param name="Total">Children, whether they share or not.</param>
    /// <param name="Shared">Those that share, of all.</param>
    /// <param name="Matching">Children that the filters leave; <paramref name="MatchingShared"/> of them share.</param>
    /// <param name="Capped">Whether there are more than the grid shows.</param>
    /// <param name="Objectives">Counts over the matching children that share, and only these.</param>
    public sealed record Response(
        int Total, int Shared, int Matching, int MatchingShared, bool Capped, IReadOnlyList<ObjectiveTotal> Objectives, IReadOnlyList<Row> Rows);

    public sealed record ObjectiveTotal(string Code, int Declared, int Reached);

    /// <param name="Why">Why it is not shared; null when it is.</param>
    /// <param name="Level">What the child shares of its plan; from Read on, the plan itself can be opened.</param>
    /// <param name="Progress">Its <see cref="ProgressFigures"/>; null when not shared.</param>
    /// <param name="Notes">The parent's own follow-up notes about it.</param>
    public sealed record Row(
        Guid BodyId, string Name, string Slug, BodyKind Kind, string? InseeCode, string Departements, int? Population,
        bool Shared, Missing? Why, ShareLevel Level, StoredJson? Progress, int Notes);

    /// <summary>How far it is on its way to this parent.</summary>
    internal enum Joining { Prepared, Proposed, Accepted }

    // Each column read costs about a hundredth of the grid of 890, so the figures come as the text that is shown.
    internal sealed record Child(
        Guid BodyId, string Folded, string Name, string Slug, BodyKind Kind, string? InseeCode, string Departements, int? Population, Joining Joining,
        ShareLevel? Level, string? DeclaredCodes, string? ReachedCodes, string? Shown, int Notes)
    {
        private ProgressFigures? _figures;

        public bool IsShared => Shown is not null;

        /// <summary>Read from their text when one of them is asked for; null when not shared.</summary>
        public ProgressFigures? Figures => _figures ??= Shown is null ? null : SharedPlan.Read<ProgressFigures>(Shown);
    }

    // The rows are the parent's own; a delivered row counts only under the epoch of the policy in force, so that what was
    // taken back is gone at once, whatever is still on its way. Put in order afterwards: the database would carry each row
    // whole through its sort, a quarter of the time.
    private static readonly Func<PlansDb, Guid, IAsyncEnumerable<Child>> Children = EF.CompileAsyncQuery((PlansDb db, Guid parent) =>
        (from a in db.Attachments
         where a.ParentId == parent && a.State != AttachmentState.Refused && a.State != AttachmentState.Ended
         join b in db.Bodies on a.ChildId equals b.BodyId
         join p in db.SharePolicies.Where(p => p.ParentId == parent && p.Subject == ShareSubject.Plan && p.Level >= ShareLevel.ProgressOnly)
             on new { a.ChildId, a.State } equals new { p.ChildId, State = AttachmentState.Accepted } into policies
         from p in policies.DefaultIfEmpty()
         join s in db.Progress on new { OwnerId = a.ChildId, Epoch = (int?)p.Epoch } equals new { s.OwnerId, Epoch = (int?)s.Epoch } into delivered
         from s in delivered.DefaultIfEmpty()
         join n in db.FollowUps.GroupBy(n => n.ChildId).Select(g => new { ChildId = g.Key, Count = g.Count() }) on a.ChildId equals n.ChildId into noted
         from n in noted.DefaultIfEmpty()
         select new Child(
             b.BodyId, b.Folded, b.Name, b.Slug, b.Kind, b.InseeCode, b.Departements, b.Population,
             b.State == BodyState.Prepared ? Joining.Prepared : a.State == AttachmentState.Accepted ? Joining.Accepted : Joining.Proposed,
             (ShareLevel?)p!.Level, s!.DeclaredCodes, s.ReachedCodes, s.Shown, (int?)n!.Count ?? 0)));

    internal static void Map(RouteGroupBuilder body) => body
        .MapGet("/oversight", Handle)
        .Needs(Right.Read)
        .WithName(nameof(GetOversight))
        .WithSummary("The children of the body and the nine objectives, as far as each shares them");

    private static async Task<Ok<Response>> Handle([AsParameters] Query query, PlansDb db, NoteProgressReads reads, CancellationToken ct)
    {
        var (all, capped) = await ChildrenAsync(db, ct);
        var matching = Matching(all, query);
        var shared = matching.Where(c => c.IsShared).ToList();
        reads.Note(db.Scope.TenantId, db.Scope.PersonId!.Value, shared.Select(c => c.BodyId));
        return TypedResults.Ok(new Response(
            all.Count, all.Count(c => c.IsShared), matching.Count, shared.Count, capped,
            [.. PlanCodes.Objectives.Select(code => Total(shared, code))],
            matching.ConvertAll(AsRow)));
    }

    private static ObjectiveTotal Total(List<Child> shared, string code)
    {
        var (sought, declared, reached) = (Codes.Sought(code), 0, 0);
        foreach (var child in shared)
        {
            declared += child.DeclaredCodes!.Contains(sought, StringComparison.Ordinal) ? 1 : 0;
            reached += child.ReachedCodes!.Contains(sought, StringComparison.Ordinal) ? 1 : 0;
        }

        return new(code, declared, reached);
    }

    /// <summary>Every child once, by name; and whether there are more than a grid holds.</summary>
    internal static async Task<(List<Child> Children, bool Capped)> ChildrenAsync(PlansDb db, CancellationToken ct)
    {
        var rows = new List<Child>();
        await foreach (var child in Children(db, db.Scope.TenantId).WithCancellation(ct))
        {
            rows.Add(child);
        }

        rows.Sort((a, b) => string.CompareOrdinal(a.Folded, b.Folded) is var order and not 0 ? order : a.BodyId.CompareTo(b.BodyId));
        var all = new List<Child>(rows.Count);
        foreach (var child in rows)
        {
            // Two attachments of one child to one parent, of different natures: it is one row.
            if (all.Count == 0 || all[^1].BodyId != child.BodyId)
            {
                all.Add(child);
            }
            else if (child.Joining == Joining.Accepted)
            {
                all[^1] = child;
            }
        }

        var capped = all.Count > Most;
        if (capped)
        {
            all.RemoveRange(Most, all.Count - Most);
        }

        return (all, capped);
    }

    internal static List<Child> Matching(IEnumerable<Child> all, Query query)
    {
        var name = string.IsNullOrWhiteSpace(query.Q) ? null : Folding.Fold(query.Q);
        return [.. Sorted(all.Where(c => Fits(c, query, name)), query)];
    }

    private static bool Fits(Child c, Query query, string? name) =>
        (query.Departement is null || c.Departements.Split(' ').Contains(query.Departement))
        && (query.MinPopulation is null || c.Population >= query.MinPopulation)
        && (query.MaxPopulation is null || c.Population <= query.MaxPopulation)
        && (query.Shared is null || c.IsShared == query.Shared)
        && (name is null || c.Folded.Contains(name, StringComparison.Ordinal))
        && (query.Objective is null || (c.IsShared && query.State switch
        {
            ObjectiveState.Reached => Codes.Has(c.ReachedCodes!, query.Objective),
            ObjectiveState.Declared => Codes.Has(c.DeclaredCodes!, query.Objective) && !Codes.Has(c.ReachedCodes!, query.Objective),
            ObjectiveState.None => !Codes.Has(c.DeclaredCodes!, query.Objective) && !Codes.Has(c.ReachedCodes!, query.Objective),
            _ => true,
        }));

    /// <summary>By name as read; otherwise by a figure, those that do not share last in either direction.</summary>
    private static IEnumerable<Child> Sorted(IEnumerable<Child> children, Query query)
    {
        Func<Child, int?>? by = query.Sort switch
        {
            Order.Population => c => c.Population,
            Order.Declared => c => c.Figures?.Declared,
            Order.Reached => c => c.Figures?.Reached,
            Order.Actions => c => c.Figures?.ActionsTotal,
            Order.Done => c => c.Figures?.ActionsDone,
            Order.LastMonth => c => c.Figures is { } figures ? Month(figures.LastMonth) : null,
            Order.Level1 => c => c.Figures?.Levels[0],
            Order.Level2 => c => c.Figures?.Levels[1],
            Order.Level3 => c => c.Figures?.Levels[2],
            _ => null,
        };
        return (by, query.Descending) switch
        {
            (null, true) => children.Reverse(),
            (null, _) => children,
            (_, true) => children.OrderBy(c => by(c) is null).ThenByDescending(by),
            _ => children.OrderBy(c => by(c) is null).ThenBy(by),
        };
    }

    /// <summary>"2026-11" as 202611; 0 for none.</summary>
    private static int Month(string? month) => month is { Length: 7 } && int.TryParse(month.Remove(4, 1), out var number) ? number : 0;

    private static Row AsRow(Child c) => new(
        c.BodyId, c.Name, c.Slug, c.Kind, c.InseeCode, c.Departements, c.Population, c.IsShared, c.IsShared ? null : Why(c), c.Level ?? ShareLevel.Nothing,
        c.Shown is { } shown ? new StoredJson(shown) : null, c.Notes);

    internal static Missing Why(Child c) =>
        c.Joining == Joining.Prepared ? Missing.Prepared
        : c.Joining == Joining.Proposed ? Missing.NotAccepted
        : c.Level is null or ShareLevel.Nothing ? Missing.SharesNothing
        : Missing.WaitingForDelivery;
}
