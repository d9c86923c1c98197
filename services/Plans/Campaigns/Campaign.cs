using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.Proposals;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Plans.Campaigns;

/// <summary>
/// One action proposed to several children, with what became of it. The counts are kept as answers come, so that a list of
/// campaigns never counts recipients.
/// </summary>
public sealed class Campaign : ITenantOwned, IVersioned
{
    public Guid TenantId { get; init; }
    public Guid Id { get; init; }
    public int Version { get; private set; } = 1;

    /// <summary>The body's own action that is proposed; null when it was written for the campaign.</summary>
    public Guid? ActionId { get; init; }

    /// <summary>The plan model that is proposed, and its actions as they were then, as JSON; null where one action is proposed.</summary>
    public Guid? ModelId { get; init; }
    public string? Parts { get; init; }

    /// <summary>What a child offered, where the campaign relays it to its neighbours.</summary>
    public Guid? OfferId { get; init; }

    /// <summary>Who offered it, and agreed to have it told.</summary>
    public Guid? DoneById { get; init; }
    public string Title { get; private set; } = "";
    public string Description { get; private set; } = "";

    /// <summary>Of the action; for a model, those to aim at.</summary>
    public string Objectives { get; private set; } = "";
    public string? Mean { get; private set; }
    public string Audiences { get; private set; } = "";
    public DateOnly? StartsOn { get; private set; }
    public DateOnly? EndsOn { get; private set; }
    public string Message { get; private set; } = "";
    public DateOnly? ExpiresOn { get; private set; }

    /// <summary>Of what is sent: raised when it is changed or withdrawn.</summary>
    public int SentVersion { get; private set; } = 1;
    public DateTime CreatedAt { get; init; }
    public Guid? CreatedBy { get; init; }
    public DateTime? ChangedAt { get; private set; }
    public DateTime? WithdrawnAt { get; private set; }

    public int Waiting { get; private set; }
    public int Sent { get; private set; }
    public int Seen { get; private set; }
    public int Accepted { get; private set; }
    public int Adapted { get; private set; }
    public int Declined { get; private set; }
    public int AlreadyDone { get; private set; }
    public int Withdrawn { get; private set; }

    public ProposedAction Content() =>
        new(Title, Description, Codes.Split(Objectives), Mean, Codes.Split(Audiences), StartsOn, EndsOn);

    /// <summary>A recipient went from one status to another; null for a new one.</summary>
    public void Count(ProposalStatus? from, ProposalStatus to)
    {
        if (from is { } left)
        {
            Add(left, -1);
        }

        Add(to, 1);
    }

    /// <summary>What is proposed, as checked before.</summary>
    public Campaign Fill(ProposedAction action, string? message, DateOnly? expiresOn)
    {
        (Title, Description, Mean, StartsOn, EndsOn) = (action.Title.Trim(), action.Description.Trim(), action.Mean, action.StartsOn, action.EndsOn);
        (Objectives, Audiences) = (Codes.Join(action.Objectives.Distinct()), Codes.Join(action.Audiences.Distinct()));
        (Message, ExpiresOn) = (message?.Trim() ?? "", expiresOn);
        return this;
    }

    /// <summary>A new version of what was sent.</summary>
    public void Change(ProposedAction action, string? message, DateOnly? expiresOn, DateTime now)
    {
        Fill(action, message, expiresOn);
        (ChangedAt, SentVersion) = (now, SentVersion + 1);
    }

    public void Withdraw(DateTime now) => (WithdrawnAt, SentVersion) = (now, SentVersion + 1);

    public IMessage Letter(CampaignRecipient to, DateTime now) => Parts is null
        ? new ProposalDelivered(to.ChildId, TenantId, to.Id, Id, SentVersion, now, Content(), Message, ExpiresOn, WithdrawnAt is not null, DoneById)
        : new ModelDelivered(
            to.ChildId, TenantId, to.Id, Id, SentVersion, now, Title, Description, ProposedParts.Read(Parts), Codes.Split(Objectives), Message, ExpiresOn, WithdrawnAt is not null);

    private int Add(ProposalStatus status, int one) => status switch
    {
        ProposalStatus.WaitingForAccession => Waiting += one,
        ProposalStatus.Sent => Sent += one,
        ProposalStatus.Seen => Seen += one,
        ProposalStatus.Accepted => Accepted += one,
        ProposalStatus.Adapted => Adapted += one,
        ProposalStatus.Declined => Declined += one,
        ProposalStatus.AlreadyDone => AlreadyDone += one,
        ProposalStatus.Withdrawn => Withdrawn += one,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Expired is worked out, never counted."),
    };
}

/// <summary>One child of a campaign; its id names the child's copy.</summary>
public sealed class CampaignRecipient : ITenantOwned, IVersioned
{
    public Guid TenantId { get; init; }
    public Guid Id { get; init; }
    public int Version { get; private set; } = 1;
    public Guid CampaignId { get; init; }
    public Guid ChildId { get; init; }
    public ProposalStatus Status { get; set; }
    public string? Reason { get; set; }

    /// <summary>The highest answer heard; a late or doubled one changes nothing.</summary>
    public int AnswerVersion { get; set; }
    public DateTime? SentAt { get; set; }
    public DateTime? SeenAt { get; set; }
    public DateTime? RemindedAt { get; set; }
    public DateTime? AnsweredAt { get; set; }

    /// <summary>A person is asked again once a week at most.</summary>
    public static readonly TimeSpan BetweenReminders = TimeSpan.FromDays(7);

    public static bool IsAnswer(ProposalStatus status) =>
        status is ProposalStatus.Accepted or ProposalStatus.Adapted or ProposalStatus.Declined or ProposalStatus.AlreadyDone;
}
