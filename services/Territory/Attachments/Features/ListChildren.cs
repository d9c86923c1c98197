using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Territory.People;

namespace OpenDataAnimation.Territory.Attachments.Features;

/// <summary>
/// The children of a body: who joined, who was invited, what is shared. Paged; <c>all=true</c> is the named exception, a
/// thousand rows for the grid.
/// </summary>
public static class ListChildren
{
    public const int Most = 1000;

    /// <param name="Invitation">Of this parent's latest invitation, if it sent one.</param>
    /// <param name="Shared">What the child shares with this parent now.</param>
    public sealed record Item(
        Guid BodyId, string Name, string Article, string Slug, BodyKind Kind, string Code, int? Population, IReadOnlyList<string> Departements,
        BodyState BodyState, Guid AttachmentId, AttachmentNature Nature, AttachmentState AttachmentState, DateTime ProposedAt, DateTime? DecidedAt,
        InvitationState? Invitation, DateTime? InvitedAt, DateTime? InvitationExpiresAt, ShareLevels Shared);

    /// <summary>Over all children, whatever the filter: "n joined out of n".</summary>
    /// <param name="SharingPlan">Those that share at least the progress of their plan.</param>
    public sealed record Totals(int Children, int Joined, int Accepted, int SharingPlan);

    /// <param name="Totals">Null where they were not asked for.</param>
    public sealed record Response(IReadOnlyList<Item> Items, string? Next, Totals? Totals);

    /// <param name="Q">Part of the name, or the code.</param>
    /// <param name="Totals">False where one child is looked for and nothing is counted.</param>
    public sealed record Filter(
        string? Q, AttachmentState? State, BodyState? BodyState, string? Departement, bool? SharesPlan, bool? All, string? After, int? Size, bool? Totals);

    internal static void Map(RouteGroupBuilder bodies) => bodies
        .MapGet("/children", Handle)
        .Needs(Right.Read)
        .WithName(nameof(ListChildren))
        .WithSummary("List a body's children: joined, invited, what they share")
        .ProducesValidationProblem();

    private static async Task<Results<Ok<Response>, ValidationProblem>> Handle(
        Guid bodyId, [AsParameters] Filter filter, TerritoryDb db, CancellationToken ct)
    {
        if (Cursor.Read(filter.After) is not { } cursor)
        {
            return Asked.UnknownCursor();
        }

        var size = filter.All == true ? Most : Asked.Size(filter.Size);
        var read = await Filtered(db, bodyId, filter, cursor).Take(size + 1).ToListAsync(ct);
        var invited = await InvitedAsync(db, bodyId, ct);
        var shared = (await db.SharePolicies.AsNoTracking().Where(p => p.ParentId == bodyId).ToListAsync(ct)).ToLookup(p => p.ChildId);
        var page = Pages.Cut(read, size, r => new Cursor(r.Body.Folded, r.Body.Id));
        var now = db.Now;
        var items = page.Items.Select(r =>
        {
            var key = invited.GetValueOrDefault(r.Body.Id);
            return new Item(r.Body.Id, r.Body.Name, r.Body.Article, r.Body.Slug, r.Body.Kind, r.Body.Code, r.Body.Population, r.Body.DepartementList,
                r.Body.State, r.Attachment.Id, r.Attachment.Nature, r.Attachment.State, r.Attachment.ProposedAt, r.Attachment.DecidedAt,
                key?.StateAt(now), key?.CreatedAt, key?.ExpiresAt, ShareLevels.From(shared[r.Body.Id].Select(p => (p.Subject, p.Level))));
        }).ToList();
        return TypedResults.Ok(new Response(items, page.Next, filter.Totals == false ? null : await TotalsAsync(db, bodyId, shared, ct)));
    }

    private sealed record Row(Attachment Attachment, Bodies.Body Body);

    private static IQueryable<Row> Filtered(TerritoryDb db, Guid bodyId, Filter filter, Cursor cursor)
    {
        var rows = db.OwnAttachments.AsNoTracking().Where(a => a.ParentId == bodyId)
            .Join(db.OwnBodies.AsNoTracking(), a => a.ChildId, b => b.Id, (a, b) => new { Attachment = a, Body = b });
        if (Folding.Fold(filter.Q) is { Length: > 0 } q)
        {
            rows = rows.Where(r => r.Body.Folded.Contains(q) || r.Body.Code.StartsWith(q));
        }

        if (filter.State is { } state)
        {
            rows = rows.Where(r => r.Attachment.State == state);
        }

        if (filter.BodyState is { } bodyState)
        {
            rows = rows.Where(r => r.Body.State == bodyState);
        }

        if (filter.Departement is { } departement)
        {
            var part = $" {departement} ";
            rows = rows.Where(r => (" " + r.Body.Departements + " ").Contains(part));
        }

        if (filter.SharesPlan is { } shares)
        {
            rows = rows.Where(r => shares == db.SharePolicies.Any(
                p => p.ChildId == r.Body.Id && p.ParentId == bodyId && p.Subject == ShareSubject.Plan && p.Level >= ShareLevel.ProgressOnly));
        }

        var (key, id) = cursor;
        return rows.Where(r => r.Body.Folded.CompareTo(key) > 0 || (r.Body.Folded == key && r.Body.Id.CompareTo(id) > 0))
            .OrderBy(r => r.Body.Folded).ThenBy(r => r.Body.Id).Select(r => new Row(r.Attachment, r.Body));
    }

    /// <summary>The latest invitation that this body sent to each child.</summary>
    private static async Task<Dictionary<Guid, InvitationKey>> InvitedAsync(TerritoryDb db, Guid bodyId, CancellationToken ct)
    {
        var keys = await db.InvitationKeys.AsNoTracking().Where(k => k.InvitedBy == bodyId && k.BodyId != bodyId).ToListAsync(ct);
        return keys.GroupBy(k => k.BodyId).ToDictionary(g => g.Key, g => g.MaxBy(k => k.CreatedAt)!);
    }

    private static async Task<Totals> TotalsAsync(TerritoryDb db, Guid bodyId, ILookup<Guid, Platform.Access.SharePolicyCopy> shared, CancellationToken ct)
    {
        var open = await db.OwnAttachments.AsNoTracking()
            .Where(a => a.ParentId == bodyId && a.State != AttachmentState.Refused && a.State != AttachmentState.Ended)
            .Join(db.OwnBodies, a => a.ChildId, b => b.Id, (a, b) => new { a.State, BodyState = b.State })
            .GroupBy(r => new { r.State, r.BodyState }).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        return new(open.Sum(g => g.Count), open.Where(g => g.Key.BodyState == BodyState.Active).Sum(g => g.Count),
            open.Where(g => g.Key.State == AttachmentState.Accepted).Sum(g => g.Count),
            shared.Count(child => child.Any(p => p.Subject == ShareSubject.Plan && p.Level >= ShareLevel.ProgressOnly)));
    }
}
