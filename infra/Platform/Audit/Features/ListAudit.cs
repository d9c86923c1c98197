using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Platform.Audit.Features;

/// <summary>What was done in the body, as this service noted it; the latest first.</summary>
public static class ListAudit
{
    /// <param name="PersonName">As the body calls them; null for messages and jobs, and once erased.</param>
    /// <param name="Values">JSON of names, and values before and after; null where there were none or they were erased.</param>
    public sealed record Item(
        long Sequence, DateTime At, Guid? PersonId, string? PersonName, Guid? OnBehalfOf, string Reason, string Act, string SubjectKind, Guid SubjectId,
        string? Details, string? Values, string Hash);

    /// <param name="Next">Give it as <c>after</c> to read on; null at the end.</param>
    public sealed record Response(IReadOnlyList<Item> Items, string? Next);

    internal static void Map(RouteGroupBuilder bodies) => bodies
        .MapGet("/audit", Handle)
        .Needs(Right.Administer)
        .WithName(nameof(ListAudit))
        .WithSummary("List what was done in the body, filtered by person, act and date");

    private static async Task<Ok<Response>> Handle(
        ServiceDb db, Guid? person, string? act, DateTime? from, DateTime? until, string? after, int? size, CancellationToken ct)
    {
        var take = Math.Clamp(size ?? 50, 1, 200);
        var before = long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) ? sequence : long.MaxValue;
        var body = db.Scope.TenantId;
        var entries = await db.Audit.AsNoTracking()
            .Where(e => e.Sequence < before)
            .Where(e => person == null || e.PersonId == person)
            .Where(e => act == null || e.Act == act)
            .Where(e => from == null || e.At >= from)
            .Where(e => until == null || e.At < until)
            .OrderByDescending(e => e.Sequence).Take(take + 1)
            .Select(e => new
            {
                Entry = e,
                Name = db.Memberships.Where(m => m.BodyId == body && m.PersonId == e.PersonId && m.Name != "").Select(m => m.Name).FirstOrDefault(),
                Values = db.AuditValues.Where(v => v.Id == e.ValuesId).Select(v => v.Content).FirstOrDefault(),
            }).ToListAsync(ct);
        var shown = entries.Take(take).ToList();
        return TypedResults.Ok(new Response(
            [.. shown.Select(e => new Item(
                e.Entry.Sequence, e.Entry.At, e.Entry.PersonId, e.Name, e.Entry.OnBehalfOf, e.Entry.Reason, e.Entry.Act,
                e.Entry.SubjectKind, e.Entry.SubjectId, e.Entry.Details, e.Values, e.Entry.Hash))],
            entries.Count > take ? shown[^1].Entry.Sequence.ToString(CultureInfo.InvariantCulture) : null));
    }
}
