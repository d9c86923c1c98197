using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Oversight.Features;

/// <summary>Proof of what is seen: which person of which parent read the body's plan, on which day.</summary>
public static class ListReads
{
    /// <param name="Name">As the parent calls the person; empty when no longer known.</param>
    public sealed record Item(DateOnly Day, DateTime FirstAt, Guid PersonId, string Name, OtherBody? Parent, ShareSubject Subject);

    internal static void Map(RouteGroupBuilder body) => body
        .MapGet("/reads", Handle)
        .Needs(Right.Read)
        .WithName(nameof(ListReads))
        .WithSummary("Which persons of parents read the body's plan, last day first")
        .ProducesValidationProblem();

    private static async Task<Results<Ok<Page<Item>>, ValidationProblem>> Handle(PlansDb db, string? after, int? size, CancellationToken ct)
    {
        if (!Cursor.TryRead(after, CursorKind.Day, out var from))
        {
            return Problems.Field("after", "Cette suite de liste n’existe pas.");
        }

        var take = Cursor.Size(size);
        // One subject a service: day and person tell readings apart but for one who reads for two parents on one day.
        var traces = db.ReadTraces.Where(t => t.Subject == ShareSubject.Plan);
        if (from is { } last)
        {
            var (day, id) = (last.On, last.Id);
            traces = traces.Where(t => t.Day <= day && (t.Day < day || t.PersonId < id));
        }

        var rows = await (
            from t in traces
            join b in db.Bodies on t.ParentId equals b.BodyId into parents
            from b in parents.DefaultIfEmpty()
            orderby t.Day descending, t.PersonId descending
            select new Item(
                t.Day, t.FirstAt, t.PersonId,
                db.Memberships.Where(m => m.BodyId == t.ParentId && m.PersonId == t.PersonId).Select(m => m.Name).FirstOrDefault() ?? "",
                b == null ? null : new OtherBody(b.BodyId, b.Name, b.Slug), t.Subject)).Take(take + 1).ToListAsync(ct);
        return TypedResults.Ok(new Page<Item>(rows.Take(take).ToList(), rows.Count > take ? Cursor.Of(rows[take - 1].Day, rows[take - 1].PersonId) : null));
    }
}
