using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.Campaigns.Features;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Messaging;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Plans.Offers;

/// <summary>Keeps what a child offers as a row of the parent; taken back, its content goes, and so does what was relayed and is not answered.</summary>
internal sealed class KeepOffer(PlansDb db, CurrentScope scope) : IConsume<ActionOffered>
{
    public async Task ConsumeAsync(ActionOffered message, CancellationToken ct)
    {
        scope.Open(TenantScope.ForMessage(message.TenantId, nameof(ActionOffered)));
        var offer = await db.ReceivedOffers.FirstOrDefaultAsync(o => o.Id == message.OfferId, ct);
        // Only a child of this body may write to it, and only about its own offers.
        var attached = await db.Attachments.AnyAsync(a => a.ParentId == message.TenantId && a.ChildId == message.ChildId && a.State == AttachmentState.Accepted, ct);
        if ((offer is not null && offer.ChildId != message.ChildId) || (!attached && !(message.Action is null && offer is not null)))
        {
            return;
        }

        var isNew = offer is null;
        offer ??= db.ReceivedOffers.Add(new ReceivedOffer { TenantId = message.TenantId, Id = message.OfferId, ChildId = message.ChildId, ReceivedAt = db.Now }).Entity;
        if (offer.Receive(message))
        {
            if (message.Action is null)
            {
                await db.TakeBackRelayAsync(offer, ct);
            }

            db.Record(isNew ? "offer-received" : "offer-withdrawn", "offer", offer.Id, new { message.ChildId });
            await db.SaveChangesAsync(ct);
        }
    }
}

/// <summary>A child leaves: what it offered leaves with it.</summary>
internal sealed class ForgetOffers(PlansDb db, CurrentScope scope) : IConsume<AttachmentChanged>
{
    public async Task ConsumeAsync(AttachmentChanged message, CancellationToken ct)
    {
        if (message.State != AttachmentState.Ended)
        {
            return;
        }

        scope.Open(TenantScope.ForMessage(message.ParentId, nameof(AttachmentChanged)));
        await db.ApplyAsync(message, ct);
        var others = await db.Attachments.AnyAsync(a => a.AttachmentId != message.AttachmentId && a.ParentId == message.ParentId && a.ChildId == message.ChildId && a.State == AttachmentState.Accepted, ct);
        if (others || db.Attachments.Local.Any(a => a.AttachmentId == message.AttachmentId && a.State == AttachmentState.Accepted))
        {
            return;
        }

        foreach (var offer in await db.ReceivedOffers.Where(o => o.ChildId == message.ChildId).ToListAsync(ct))
        {
            await db.TakeBackRelayAsync(offer, ct);
            db.Remove(offer);
            db.Record("offer-forgotten", "offer", offer.Id, new { message.ChildId });
        }

        await db.SaveChangesAsync(ct);
    }
}

/// <summary>Keeps what a parent made of an offer.</summary>
internal sealed class RecordOfferAnswer(PlansDb db, CurrentScope scope) : IConsume<OfferAnswered>
{
    public async Task ConsumeAsync(OfferAnswered message, CancellationToken ct)
    {
        scope.Open(TenantScope.ForMessage(message.TenantId, nameof(OfferAnswered)));
        // Only the parent that it was sent to can answer.
        var offer = await db.SentOffers.FirstOrDefaultAsync(o => o.Id == message.OfferId && o.ParentId == message.ParentId, ct);
        if (offer?.Hear(message) == true)
        {
            await db.SaveChangesAsync(ct);
        }
    }
}

internal static class Relays
{
    /// <summary>The neighbours who have not answered can no longer take it; nothing is saved here.</summary>
    public static async Task TakeBackRelayAsync(this PlansDb db, ReceivedOffer offer, CancellationToken ct)
    {
        if (offer.CampaignId is { } id && await db.Campaigns.FirstOrDefaultAsync(c => c.Id == id && c.WithdrawnAt == null, ct) is { } campaign)
        {
            await db.TakeBackAsync(campaign, ct);
        }
    }
}
