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

    /// <summary>The parent's version that someone of the body had before them; 0 for none.</summary>
    public int SeenVersion { get; private set; }

    /// <summary>What was seen before the parent changed it, as JSON, to show the difference.</summary>
    public string? Before { get; private set; }

    /// <summary>What was answered, as JSON: later versions are compared with it, field by field, and never written over the action.</summary>
    public string? Taken { get; private set; }

    /// <summary>The actions of a plan model, as JSON; null where one action is proposed. Its objectives are then those to aim at.</summary>
    public string? Parts { get; private set; }

    /// <summary>The body that did it first and agreed to have it told, as the parent says; null once it is taken back.</summary>
    public Guid? DoneById { get; private set; }

    /// <summary>When the parent last asked for an answer.</summary>
    public DateTime? RemindedAt { get; private set; }

    public bool IsModel => Parts is not null;

    public bool IsOpen => Status is ProposalStatus.Sent or ProposalStatus.Seen;

    internal static Proposal Of(ProposalLetter letter, DateTime now) =>
        new() { TenantId = letter.TenantId, Id = letter.ProposalId, ParentId = letter.ParentId, CampaignId = letter.CampaignId, ReceivedAt = now };

    /// <summary>The status as people see it: an open one past its date is expired, which is worked out and never stored.</summary>
    public static ProposalStatus Shown(ProposalStatus status, DateOnly? expiresOn, DateOnly today) =>
        expiresOn < today && status is (ProposalStatus.Sent or ProposalStatus.Seen or ProposalStatus.WaitingForAccession) ? ProposalStatus.Expired : status;

    public ProposalStatus ShownOn(DateOnly today) => Shown(Status, ExpiresOn, today);

    public ProposedAction Content() =>
        new(Title, Description, Codes.Split(Objectives), Mean, Codes.Split(Audiences), StartsOn, EndsOn);

    public ProposedAction? ContentBefore() => Before is null ? null : JsonSerializer.Deserialize<ProposedAction>(Before);

    /// <summary>Takes over what the parent sent; older than what is here, it changes nothing.</summary>
    /// <returns>Whether anything changed.</returns>
    internal bool Receive(ProposalLetter message, DateTime now)
    {
        if (message.Version <= SentVersion)
        {
            return false;
        }

        // Two changes in a row are shown as one difference with what was seen.
        if (SentVersion > 0 && SeenVersion == SentVersion && !message.Withdrawn)
        {
            Before = JsonSerializer.Serialize(Content());
        }

        SentVersion = message.Version;
        var action = message.Action;
        (Title, Description, Mean, StartsOn, EndsOn) = (action.Title, action.Description, action.Mean, action.StartsOn, action.EndsOn);
        (Objectives, Audiences) = (Codes.Join(action.Objectives), Codes.Join(action.Audiences));
        (Message, ExpiresOn, ReceivedAt) = (message.Message, message.ExpiresOn, now);
        DoneById = message.Withdrawn ? null : message.DoneById;
        Parts = message.Parts is null ? null : ProposedParts.Write(message.Parts);
        if (IsOpen && message.Withdrawn)
        {
            Status = ProposalStatus.Withdrawn;
        }

        return true;
    }

    /// <returns>False when this version was seen already, or answered.</returns>
    public bool See(DateTime now)
    {
        if (!IsOpen || SeenVersion == SentVersion)
        {
            return false;
        }

        SeenVersion = SentVersion;
        if (Status == ProposalStatus.Sent)
        {
            (Status, SeenAt, AnswerVersion) = (ProposalStatus.Seen, now, AnswerVersion + 1);
        }

        return true;
    }

    /// <returns>False when it waits for nothing, or was reminded of later than this.</returns>
    public bool Remind(DateTime at)
    {
        if (!IsOpen || RemindedAt >= at)
        {
            return false;
        }

        RemindedAt = at;
        return true;
    }

    /// <summary>What the parent changed since it was taken into the plan.</summary>
    public ChangedField[] ChangedSince() => Taken is null || ActionId is null ? [] : Differences.Between(TakenContent(), Content());

    /// <summary>A change of the parent was taken over, or set aside: it is no longer shown.</summary>
    public void Settle(string field) => Taken = JsonSerializer.Serialize(TakenContent()!.With(field, Content()));

    /// <exception cref="InvalidOperationException">It is not open, or the status is not an answer.</exception>
    public void Answer(ProposalStatus status, string? reason, Guid? actionId, Guid? person, DateTime now)
    {
        if (!IsOpen || status is not (ProposalStatus.Accepted or ProposalStatus.Adapted or ProposalStatus.Declined or ProposalStatus.AlreadyDone))
        {
            throw new InvalidOperationException($"A proposal that is {Status} cannot become {status}.");
        }

        (Status, Reason, ActionId, AnsweredBy, AnsweredAt) = (status, reason, actionId, person, now);
        SeenAt ??= now;
        (SeenVersion, Taken) = (SentVersion, JsonSerializer.Serialize(Content()));
        AnswerVersion++;
    }

    private ProposedAction? TakenContent() => Taken is null ? null : JsonSerializer.Deserialize<ProposedAction>(Taken);

    /// <summary>What the parent is told.</summary>
    public ProposalAnswered Told(DateTime now) => new(ParentId, TenantId, Id, CampaignId, AnswerVersion, now, Status, Reason);

    /// <summary>The proposed action as the start of the body's own.</summary>
    public ActionFields AsFields() => new(Title, Description, Codes.Split(Objectives), Mean, Codes.Split(Audiences), StartsOn: StartsOn, EndsOn: EndsOn);
}

/// <summary>A letter of a parent, of one action or of a whole model.</summary>
internal sealed record ProposalLetter(
    Guid TenantId, Guid ParentId, Guid ProposalId, Guid CampaignId, int Version, ProposedAction Action, ProposedAction[]? Parts, string Message, DateOnly? ExpiresOn, bool Withdrawn,
    Guid? DoneById = null);
