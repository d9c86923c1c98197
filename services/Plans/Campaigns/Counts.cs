namespace OpenDataAnimation.Plans.Campaigns;

/// <summary>How many recipients stand where; the open ones of a campaign past its date are expired.</summary>
public sealed record Counts(
    int Total, int WaitingForAccession, int Sent, int Seen, int Accepted, int Adapted, int Declined, int AlreadyDone, int Withdrawn, int Expired)
{
    internal static Counts Of(Campaign c, DateOnly today)
    {
        var open = c.Waiting + c.Sent + c.Seen;
        var total = open + c.Accepted + c.Adapted + c.Declined + c.AlreadyDone + c.Withdrawn;
        return c.ExpiresOn < today
            ? new Counts(total, 0, 0, 0, c.Accepted, c.Adapted, c.Declined, c.AlreadyDone, c.Withdrawn, open)
            : new Counts(total, c.Waiting, c.Sent, c.Seen, c.Accepted, c.Adapted, c.Declined, c.AlreadyDone, c.Withdrawn, 0);
    }
}
