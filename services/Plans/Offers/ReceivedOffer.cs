using System.Text.Json;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Plans.Offers;

/// <summary>What a child did and offers to this body: the body's own copy, emptied when the child takes it back.</summary>
public sealed class ReceivedOffer : ITenantOwned, IVersioned
{
    public Guid TenantId { get; init; }
    public Guid Id { get; init; }
    public int Version { get; private set; } = 1;
    public Guid ChildId { get; init; }
    public int SentVersion { get; private set; }
    public string Title { get; private set; } = "";

    /// <summary>The action as JSON; empty once withdrawn.</summary>
    public string Content { get; private set; } = "";
    public string Message { get; private set; } = "";
    public bool MayBeRelayed { get; private set; }
    public OfferStatus Status { get; private set; }
    public DateTime ReceivedAt { get; init; }
    public DateTime? DecidedAt { get; private set; }
    public Guid? DecidedBy { get; private set; }

    /// <summary>Counts what was told to the child.</summary>
    public int AnswerVersion { get; private set; }
    public Guid? ActionId { get; private set; }
    public Guid? CampaignId { get; private set; }

    public ProposedAction? Action => Content.Length == 0 ? null : JsonSerializer.Deserialize<ProposedAction>(Content);

    /// <returns>Whether anything changed.</returns>
    public bool Receive(ActionOffered offer)
    {
        if (offer.Version <= SentVersion)
        {
            return false;
        }

        SentVersion = offer.Version;
        (Title, Content, Message, MayBeRelayed) = offer.Action is { } action
            ? (action.Title, JsonSerializer.Serialize(action), offer.Message, offer.MayBeRelayed)
            : ("", "", "", false);
        Status = offer.Action is null ? OfferStatus.Withdrawn : Status;
        return true;
    }

    /// <summary>Taken into the body's own plan, relayed to the neighbours, or set aside.</summary>
    public void Decide(OfferStatus status, Guid? person, DateTime now)
    {
        (Status, DecidedBy, DecidedAt) = (status, person, now);
        AnswerVersion++;
    }

    public void AdoptAs(Guid action) => ActionId = action;

    public void RelayAs(Guid campaign) => CampaignId = campaign;

    public OfferAnswered Told(DateTime now) => new(ChildId, TenantId, Id, AnswerVersion, now, Status);
}
