using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.Actions;
using OpenDataAnimation.Plans.Proposals;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Offers.Features;

/// <summary>The body tells chosen parents "we did this": each gets the action as it is now, and nothing else of the plan.</summary>
public static class OfferAction
{
    /// <param name="MayBeRelayed">Whether these parents may propose it to the body's neighbours; they can pass it no further.</param>
    public sealed record Request(
        [property: Required(ErrorMessage = "Choisissez à qui le dire.")] Guid[]? Parents,
        [property: StringLength(2000, ErrorMessage = "Le message compte 2 000 caractères au plus.")] string? Message = null, bool MayBeRelayed = false);

    public sealed record Response(IReadOnlyList<Guid> OfferIds);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPost("/actions/{actionId:guid}/offers", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(OfferAction))
        .WithSummary("Offer an action of the body's own to parents")
        .ProducesValidationProblem().ProducesProblem(409);

    private static async Task<Results<Ok<Response>, ProblemHttpResult, ValidationProblem>> Handle(Guid actionId, Request request, PlansDb db, CancellationToken ct)
    {
        var action = await db.Actions.AsNoTracking().FirstOrDefaultAsync(a => a.Id == actionId, ct);
        if (action is null)
        {
            return Problems.NotFound("action");
        }

        // What came from another body is that body's to tell: an offer never travels twice.
        if (action.Source == ActionSource.Proposal)
        {
            return Problems.Conflict("not-yours-to-offer", "This action came from another body.");
        }

        if (action.AsProposed().Objectives.Length == 0)
        {
            return Problems.Conflict("only-own-objectives", "The action serves only objectives of the body's own, which mean nothing elsewhere.");
        }

        var asked = request.Parents!.Distinct().ToList();
        var mine = await db.Attachments.Where(a => a.ChildId == db.Scope.TenantId && a.State == AttachmentState.Accepted && asked.Contains(a.ParentId)).Select(a => a.ParentId).Distinct().ToListAsync(ct);
        if (asked.Count == 0 || mine.Count < asked.Count)
        {
            return Problems.Field("parents", asked.Count == 0 ? "Choisissez à qui le dire." : "Vous n’êtes pas rattachés à cette structure.");
        }

        var already = await db.SentOffers.Where(o => o.ActionId == actionId && o.WithdrawnAt == null).Select(o => o.ParentId).ToListAsync(ct);
        if (mine.Exists(already.Contains))
        {
            return Problems.Conflict("already-offered", "This action was already offered to one of these parents.");
        }

        var offers = mine.ConvertAll(parent => new SentOffer
        {
            TenantId = db.Scope.TenantId,
            Id = Guid.CreateVersion7(),
            ActionId = actionId,
            ParentId = parent,
            Message = request.Message?.Trim() ?? "",
            MayBeRelayed = request.MayBeRelayed,
            SentAt = db.Now,
            SentBy = db.Scope.PersonId,
        });
        foreach (var offer in offers)
        {
            db.SentOffers.Add(offer);
            db.Send(offer.Letter(action, db.Now));
            db.Record("action-offered", "action", actionId, new { offer.ParentId, offer.MayBeRelayed });
        }

        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(new Response(offers.ConvertAll(o => o.Id)));
    }
}

/// <summary>The body takes an offer back: the parent's copy is emptied, and open relays end. What others took into their plans stays theirs.</summary>
public static class WithdrawOffer
{
    public sealed record Response(Guid Id, OfferStatus Status);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPost("/offers/{offerId:guid}/withdrawal", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(WithdrawOffer))
        .WithSummary("Take an offer back")
        .ProducesProblem(409);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(Guid offerId, PlansDb db, CancellationToken ct)
    {
        var offer = await db.SentOffers.FirstOrDefaultAsync(o => o.Id == offerId, ct);
        if (offer is null)
        {
            return Problems.NotFound("offer");
        }

        if (offer.WithdrawnAt is not null)
        {
            return Problems.Conflict("offer-withdrawn", "This offer was already taken back.");
        }

        offer.Withdraw(db.Now);
        db.Send(offer.Letter(null, db.Now));
        db.Record("offer-withdrawn", "offer", offer.Id, new { offer.ParentId });
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(new Response(offer.Id, offer.Status));
    }
}
