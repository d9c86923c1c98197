using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.Actions;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Offers.Features;

/// <summary>To whom an action was offered, and to whom it can be.</summary>
public static class ListActionOffers
{
    private const int Most = 100;

    /// <param name="MayBeOffered">False for what came from another body.</param>
    /// <param name="Parents">Those the body belongs to today.</param>
    public sealed record Response(string Title, bool MayBeOffered, IReadOnlyList<OtherBody> Parents, IReadOnlyList<Offer> Offers);

    public sealed record Offer(Guid Id, OtherBody? Parent, string Message, bool MayBeRelayed, DateTime SentAt, DateTime? WithdrawnAt, OfferStatus Status);

    internal static void Map(RouteGroupBuilder body) => body
        .MapGet("/actions/{actionId:guid}/offers", Handle)
        .Needs(Right.Read)
        .WithName(nameof(ListActionOffers))
        .WithSummary("To whom an action was offered, and to whom it can be");

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(Guid actionId, PlansDb db, CancellationToken ct)
    {
        var action = await db.Actions.Where(a => a.Id == actionId).Select(a => new { a.Title, a.Source }).FirstOrDefaultAsync(ct);
        if (action is null)
        {
            return Problems.NotFound("action");
        }

        var parents = await (
            from a in db.Attachments
            where a.ChildId == db.Scope.TenantId && a.State == AttachmentState.Accepted
            join b in db.Bodies on a.ParentId equals b.BodyId
            orderby b.Folded
            select new OtherBody(b.BodyId, b.Name, b.Slug)).Take(Most).ToListAsync(ct);
        var offers = await (
            from o in db.SentOffers
            where o.ActionId == actionId
            join b in db.Bodies on o.ParentId equals b.BodyId into bodies
            from b in bodies.DefaultIfEmpty()
            orderby o.SentAt descending
            select new Offer(o.Id, b == null ? null : new OtherBody(b.BodyId, b.Name, b.Slug), o.Message, o.MayBeRelayed, o.SentAt, o.WithdrawnAt, o.Status)).Take(Most).ToListAsync(ct);
        return TypedResults.Ok(new Response(action.Title, action.Source != ActionSource.Proposal, [.. parents.DistinctBy(p => p.BodyId)], offers));
    }
}

/// <summary>What children did and offer to the body, newest first; those that left are not among them.</summary>
public static class ListReceivedOffers
{
    public sealed record Item(
        Guid Id, OtherBody From, ProposedAction? Action, string Message, bool MayBeRelayed, OfferStatus Status, DateTime ReceivedAt, DateTime? DecidedAt, Guid? ActionId, Guid? CampaignId);

    internal static void Map(RouteGroupBuilder body) => body
        .MapGet("/received-offers", Handle)
        .Needs(Right.Read)
        .WithName(nameof(ListReceivedOffers))
        .WithSummary("What children did and offer to the body")
        .ProducesValidationProblem();

    private static async Task<Results<Ok<Page<Item>>, ValidationProblem>> Handle(PlansDb db, string? after, int? size, CancellationToken ct)
    {
        if (!Cursor.TryRead(after, CursorKind.Instant, out var from))
        {
            return Problems.Field("after", "Cette suite de liste n’existe pas.");
        }

        var take = Cursor.Size(size);
        // A child that left shows nothing, even before its rows are gone.
        var offers = db.ReceivedOffers.AsNoTracking().Where(o => db.Attachments.Any(a => a.ParentId == o.TenantId && a.ChildId == o.ChildId && a.State == AttachmentState.Accepted));
        if (from is { } last)
        {
            var (at, id) = (last.At, last.Id);
            offers = offers.Where(o => o.ReceivedAt <= at && (o.ReceivedAt < at || o.Id < id));
        }

        var rows = await (
            from o in offers
            join b in db.Bodies on o.ChildId equals b.BodyId
            orderby o.ReceivedAt descending, o.Id descending
            select new { Offer = o, From = new OtherBody(b.BodyId, b.Name, b.Slug) }).Take(take + 1).ToListAsync(ct);
        return TypedResults.Ok(new Page<Item>(
            [.. rows.Take(take).Select(r => new Item(
                r.Offer.Id, r.From, r.Offer.Action, r.Offer.Message, r.Offer.MayBeRelayed, r.Offer.Status, r.Offer.ReceivedAt, r.Offer.DecidedAt, r.Offer.ActionId, r.Offer.CampaignId))],
            rows.Count > take ? Cursor.Of(rows[take - 1].Offer.ReceivedAt, rows[take - 1].Offer.Id) : null));
    }
}
