using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.Actions;
using OpenDataAnimation.Plans.Proposals;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Plans.Offers;

/// <summary>"We did this": an action of the body's own, shown to one parent on its own decision, whatever else it shares.</summary>
public sealed class SentOffer : ITenantOwned, IVersioned
{
    public Guid TenantId { get; init; }
    public Guid Id { get; init; }
    public int Version { get; private set; } = 1;
    public Guid ActionId { get; init; }
    public Guid ParentId { get; init; }
    public string Message { get; init; } = "";

    /// <summary>Whether the parent may propose it to the neighbours.</summary>
    public bool MayBeRelayed { get; init; }
    public DateTime SentAt { get; init; }
    public Guid? SentBy { get; init; }

    /// <summary>Of what is sent: raised when it is withdrawn.</summary>
    public int SentVersion { get; private set; } = 1;
    public DateTime? WithdrawnAt { get; private set; }
    public OfferStatus Status { get; private set; }

    /// <summary>The highest answer heard; a late or doubled one changes nothing.</summary>
    public int AnswerVersion { get; private set; }

    public void Withdraw(DateTime now) => (WithdrawnAt, SentVersion, Status) = (now, SentVersion + 1, OfferStatus.Withdrawn);

    /// <returns>Whether anything changed.</returns>
    public bool Hear(OfferAnswered answer)
    {
        if (answer.Version <= AnswerVersion || WithdrawnAt is not null || answer.Status is OfferStatus.Received or OfferStatus.Withdrawn)
        {
            return false;
        }

        (AnswerVersion, Status) = (answer.Version, answer.Status);
        return true;
    }

    /// <summary>What the parent gets; nothing of the action once it is withdrawn.</summary>
    public ActionOffered Letter(PlanAction? action, DateTime now) =>
        new(ParentId, TenantId, Id, SentVersion, now, WithdrawnAt is null ? action?.AsProposed() : null, WithdrawnAt is null ? Message : "", WithdrawnAt is null && MayBeRelayed);
}
