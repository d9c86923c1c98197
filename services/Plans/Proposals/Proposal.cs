using System.Text.Json;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.Actions;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Plans.Proposals;

/// <summary>
/// An action that a parent proposes to this body: the body's own copy, like a letter received. The parent can send a newer
/// version or withdraw it while it is open; what the body made of it is never overwritten.
/// </summary>
public sealed class Proposal : ITenantOwned, IVersioned
{
    private Proposal()
    {
    }

    public Guid TenantId { get; private init; }
    public Guid Id { get; private init; }
    public int Version { get; private set; } = 1;
    public Guid ParentId { get; private init; }
    public Guid CampaignId { get; private init; }

    /// <summary>The parent's version of what it sent; the highest wins.</summary>
    public int SentVersion { get; private set; }
    public string Title { get; private set; } = "";
    public string Description { get; private set; } = "";
    public string Objectives { get; private set; } = "";
    public string? Mean { get; private set; }
    public string Audiences { get; private set; } = "";
    public DateOnly? StartsOn { get; private set; }
    public DateOnly? EndsOn { get; private set; }
    public string Message { get; private set; } = "";
    public DateOnly? ExpiresOn { get; private set; }
    public ProposalStatus Status { get; private set; } = ProposalStatus.Sent;

    /// <summary>Why it was declined, or how it was already done.</summary>
    public string? Reason { get; private set; }

    /// <summary>Counts what was told to the parent; it keeps the highest.</summary>
    public int AnswerVersion { get; private set; }
    public DateTime ReceivedAt { get; private set; }
    public DateTime? SeenAt { get; private set; }
    public DateTime? AnsweredAt { get; private set; }
    public Guid? AnsweredBy { get; private set; }
    public Guid? ActionId { get; private set; }

    /// <summary>What was seen before the parent changed it, as JSON, to show the difference.</summary>
    public string? Before { get; private set; }

    public bool IsOpen => Status is ProposalStatus.Sent or ProposalStatus.Seen;

    public static Proposal Of(ProposalDelivered message, DateTime now) =>
        new() { TenantId = message.TenantId, Id = message.ProposalId, ParentId = message.ParentId, CampaignId = message.CampaignId, ReceivedAt = now };

    /// <summary>The status as people see it: an open one past its date is expired, which is worked out and never stored.</summary>
    public static ProposalStatus Shown(ProposalStatus status, DateOnly? expiresOn, DateOnly today) =>
        expiresOn < today && status is (ProposalStatus.Sent or ProposalStatus.Seen or ProposalStatus.WaitingForAccession) ? ProposalStatus.Expired : status;

    public ProposalStatus ShownOn(DateOnly today) => Shown(Status, ExpiresOn, today);

    public ProposedAction Content() =>
        new(Title, Description, Codes.Split(Objectives), Mean, Codes.Split(Audiences), StartsOn, EndsOn);

    public ProposedAction? ContentBefore() => Before is null ? null : JsonSerializer.Deserialize<ProposedAction>(Before);

    /// <summary>Takes over what the parent sent; older than what is here, it changes nothing.</summary>
    /// <returns>Whether anything changed.</returns>
    public bool Receive(ProposalDelivered message, DateTime now)
    {
        if (message.Version <= SentVersion)
        {
            return false;
        }

        if (SentVersion > 0 && SeenAt is not null && !message.Withdrawn)
        {
            Before = JsonSerializer.Serialize(Content());
        }

        SentVersion = message.Version;
        var action = message.Action;
        (Title, Description, Mean, StartsOn, EndsOn) = (action.Title, action.Description, action.Mean, action.StartsOn, action.EndsOn);
        (Objectives, Audiences) = (Codes.Join(action.Objectives), Codes.Join(action.Audiences));
        (Message, ExpiresOn, ReceivedAt) = (message.Message, message.ExpiresOn, now);
        if (IsOpen && message.Withdrawn)
        {
            Status = ProposalStatus.Withdrawn;
        }

        return true;
    }

    /// <returns>False when it was seen already, or answered.</returns>
    public bool See(DateTime now)
    {
        if (Status != ProposalStatus.Sent)
        {
            return false;
        }

        (Status, SeenAt, AnswerVersion) = (ProposalStatus.Seen, now, AnswerVersion + 1);
        return true;
    }

    /// <exception cref="InvalidOperationException">It is not open, or the status is not an answer.</exception>
    public void Answer(ProposalStatus status, string? reason, Guid? actionId, Guid? person, DateTime now)
    {
        if (!IsOpen || status is not (ProposalStatus.Accepted or ProposalStatus.Adapted or ProposalStatus.Declined or ProposalStatus.AlreadyDone))
        {
            throw new InvalidOperationException($"A proposal that is {Status} cannot become {status}.");
        }

        (Status, Reason, ActionId, AnsweredBy, AnsweredAt) = (status, reason, actionId, person, now);
        SeenAt ??= now;
        AnswerVersion++;
    }

    /// <summary>What the parent is told.</summary>
    public ProposalAnswered Told(DateTime now) => new(ParentId, TenantId, Id, CampaignId, AnswerVersion, now, Status, Reason);

    /// <summary>The proposed action as the start of the body's own.</summary>
    public ActionFields AsFields() => new(Title, Description, Codes.Split(Objectives), Mean, Codes.Split(Audiences), StartsOn: StartsOn, EndsOn: EndsOn);
}
