using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.Actions;
using OpenDataAnimation.Plans.Campaigns;
using OpenDataAnimation.Plans.Campaigns.Features;
using OpenDataAnimation.Plans.Proposals;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Sharing;

namespace OpenDataAnimation.Plans.Offers.Features;

/// <summary>What every decision on an offer checks first.</summary>
internal static class OfferChecks
{
    public static async Task<(ReceivedOffer? Offer, ProblemHttpResult? Refused)> OfferAsync(this PlansDb db, Guid offerId, CancellationToken ct)
    {
        var offer = await db.ReceivedOffers.FirstOrDefaultAsync(o => o.Id == offerId, ct);
        return offer is null || !await db.Attachments.AnyAsync(a => a.ParentId == offer.TenantId && a.ChildId == offer.ChildId && a.State == AttachmentState.Accepted, ct) ? (null, Problems.NotFound("offer"))
            : offer.Action is null ? (null, Problems.Conflict("offer-withdrawn", "The child took this offer back."))
            : (offer, null);
    }
}

/// <summary>The body takes what a child did into its own plan, in one click; it comes there as proposed by that child.</summary>
public static class AdoptOffer
{
    public sealed record Response(Guid OfferId, OfferStatus Status, Guid ActionId);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPost("/received-offers/{receivedOfferId:guid}/adoption", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(AdoptOffer))
        .WithSummary("Take what a child did into the body's own plan")
        .ProducesProblem(409);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(Guid receivedOfferId, PlansDb db, CancellationToken ct)
    {
        var (offer, refused) = await db.OfferAsync(receivedOfferId, ct);
        if (refused is not null)
        {
            return refused;
        }

        if (offer!.ActionId is not null)
        {
            return Problems.Conflict("offer-adopted", "This offer is in the plan already.");
        }

        var action = PlanAction.FromProposal(db.Scope, offer.Id, offer.ChildId, offer.Id, db.Now);
        action.Fill(offer.Action!.AsFields().WithAudiences() with { StartsOn = null, EndsOn = null });
        action.Touch(db.Scope, db.Now);
        db.Actions.Add(action);
        db.Note(action, "proposal-taken");
        offer.AdoptAs(action.Id);
        offer.Decide(OfferStatus.Adopted, db.Scope.PersonId, db.Now);
        db.Record("offer-adopted", "offer", offer.Id, new { action = action.Id });
        db.Send(offer.Told(db.Now));
        db.ShareLater(PlansService.Name, ShareSubject.Plan);
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(new Response(offer.Id, offer.Status, action.Id));
    }
}

/// <summary>
/// The body proposes what a child did to that child's neighbours, with its consent. Each neighbour answers it like any proposal; it
/// cannot be passed on from there.
/// </summary>
public static class RelayOffer
{
    public sealed record Request([property: StringLength(1000, ErrorMessage = "Le message compte 1 000 caractères au plus.")] string? Message = null, DateOnly? ExpiresOn = null);

    public sealed record Response(Guid OfferId, OfferStatus Status, Guid CampaignId, int Sent);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPost("/received-offers/{receivedOfferId:guid}/relay", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(RelayOffer))
        .WithSummary("Propose what a child did to its neighbours")
        .ProducesValidationProblem().ProducesProblem(409);

    private static async Task<Results<Ok<Response>, ProblemHttpResult, ValidationProblem>> Handle(Guid receivedOfferId, Request request, PlansDb db, CancellationToken ct)
    {
        if (request.ExpiresOn < db.Today)
        {
            return Problems.Field("expiresOn", "La date limite est déjà passée.");
        }

        await using var write = await db.BeginWriteAsync(ct);
        var (offer, refused) = await db.OfferAsync(receivedOfferId, ct);
        if (refused is not null)
        {
            return refused;
        }

        if (!offer!.MayBeRelayed)
        {
            return Problems.Conflict("not-to-be-relayed", "The child did not agree to have it relayed.");
        }

        if (offer.CampaignId is not null)
        {
            return Problems.Conflict("offer-relayed", "This offer was relayed already.");
        }

        var neighbours = await db.Attachments.Where(a => a.ParentId == offer.TenantId && a.ChildId != offer.ChildId && a.State == AttachmentState.Accepted)
            .Select(a => a.ChildId).Distinct().ToListAsync(ct);
        if (neighbours.Count == 0)
        {
            return Problems.Conflict("no-neighbours", "No other body of the territory has joined.");
        }

        var name = await db.Bodies.Where(b => b.BodyId == offer.ChildId).Select(b => b.Name).FirstAsync(ct);
        var message = string.Join("\n\n", new[]
        {
            request.Message?.Trim(), $"L’idée vient de {name}, qui l’a fait.", offer.Message.Length == 0 ? null : $"«\u00A0{Cut(offer.Message)}\u00A0»",
        }.Where(text => !string.IsNullOrEmpty(text)));
        var campaign = new Campaign { TenantId = offer.TenantId, Id = Guid.CreateVersion7(), OfferId = offer.Id, DoneById = offer.ChildId, CreatedAt = db.Now, CreatedBy = db.Scope.PersonId }
            .Fill(offer.Action! with { StartsOn = null, EndsOn = null }, message, request.ExpiresOn);
        db.SendTo(campaign, neighbours.ToDictionary(n => n, _ => true));
        offer.RelayAs(campaign.Id);
        offer.Decide(OfferStatus.Relayed, db.Scope.PersonId, db.Now);
        db.Record("offer-relayed", "offer", offer.Id, new { campaign = campaign.Id, sent = neighbours.Count });
        db.Send(offer.Told(db.Now));
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return TypedResults.Ok(new Response(offer.Id, offer.Status, campaign.Id, neighbours.Count));
    }

    // The letter holds two thousand characters with the parent's own words.
    private static string Cut(string message) => message.Length <= 800 ? message : message[..799].TrimEnd() + "…";
}

/// <summary>The body has read an offer and does nothing with it for now; it stays in the list.</summary>
public static class SetOfferAside
{
    public sealed record Response(Guid OfferId, OfferStatus Status);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPost("/received-offers/{receivedOfferId:guid}/aside", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(SetOfferAside))
        .WithSummary("Set an offer aside")
        .ProducesProblem(409);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(Guid receivedOfferId, PlansDb db, CancellationToken ct)
    {
        var (offer, refused) = await db.OfferAsync(receivedOfferId, ct);
        if (refused is not null)
        {
            return refused;
        }

        if (offer!.Status is not (OfferStatus.Received or OfferStatus.SetAside))
        {
            return Problems.Conflict("offer-decided", "This offer was adopted or relayed.");
        }

        offer.Decide(OfferStatus.SetAside, db.Scope.PersonId, db.Now);
        db.Record("offer-set-aside", "offer", offer.Id);
        db.Send(offer.Told(db.Now));
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(new Response(offer.Id, offer.Status));
    }
}
