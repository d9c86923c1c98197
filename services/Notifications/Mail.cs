using System.Text.Json;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Portability;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Notifications;

public enum MailState
{
    /// <summary>To be sent, now or after a pause.</summary>
    Waiting,
    Sent,

    /// <summary>Cannot be sent as it is; kept until an operator tries again.</summary>
    Parked,
}

/// <summary>One mail to one person, asked for once. Its words are found when it is sent.</summary>
[NotExported("a letter of the moment, to people who may belong to no body; sent again it would come twice")]
[PlatformTable("goes to people who may belong to no body yet, and is sent for all by one worker")]
public sealed class Mail
{
    /// <summary>The longest address there can be (RFC 5321, 4.5.3.1: 64 + 1 + 255).</summary>
    public const int LongestAddress = 320;

    private static readonly TimeSpan Longest = TimeSpan.FromHours(1), LeaseTime = TimeSpan.FromMinutes(1);
    private const int MostAttempts = 24;

    public Guid MailId { get; private set; }
    public string To { get; private set; } = "";
    public string ToName { get; private set; } = "";
    public string Template { get; private set; } = "";

    /// <summary>JSON; emptied once sent, for it may hold a secret link.</summary>
    public string Fields { get; private set; } = "";

    /// <summary>The body in whose name it is sent.</summary>
    public Guid? FromBodyId { get; private set; }
    public DateTime RequestedAt { get; private set; }
    public MailState State { get; private set; }
    public DateTime NotBefore { get; private set; }
    public int Attempts { get; private set; }
    public DateTime? SentAt { get; private set; }

    /// <summary>Why the last attempt failed, without the address.</summary>
    public string? LastError { get; private set; }

    public static Mail Of(MailRequested message, DateTime now) => new()
    {
        MailId = message.MailId,
        To = Cut(message.To, LongestAddress),
        ToName = Cut(message.ToName, 200),
        Template = Cut(message.Template, 64),
        Fields = JsonSerializer.Serialize(message.Fields),
        FromBodyId = message.FromBodyId,
        RequestedAt = message.At,
        NotBefore = now,
    };

    public Dictionary<string, string> FieldValues() => JsonSerializer.Deserialize<Dictionary<string, string>>(Fields) ?? [];

    /// <summary>Takes the mail for one attempt. If the process dies during it, the mail is due again after a minute.</summary>
    public void Claim(DateTime now) => (Attempts, NotBefore) = (Attempts + 1, now + LeaseTime);

    public void MarkSent(DateTime now) => (State, SentAt, LastError, Fields) = (MailState.Sent, now, null, "{}");

    /// <summary>Tried again later, each time twice as late, an hour at most; parked after a day of it.</summary>
    public void Postpone(string error, DateTime now)
    {
        LastError = WithoutAddress(error);
        NotBefore = now + TimeSpan.FromSeconds(Math.Min(Longest.TotalSeconds, 15 * Math.Pow(2, Attempts)));
        State = Attempts >= MostAttempts ? MailState.Parked : MailState.Waiting;
    }

    /// <summary>Trying again would change nothing until someone mends the cause.</summary>
    public void Park(string error) => (State, LastError) = (MailState.Parked, WithoutAddress(error));

    public void TryAgain(DateTime now) => (State, NotBefore, Attempts) = (MailState.Waiting, now, 0);

    /// <summary>Enough of the address to recognise it, not enough to write to it: <c>c…@mairie.example</c>.</summary>
    public string MaskedAddress()
    {
        var at = To.LastIndexOf('@');
        return at < 1 ? "…" : $"{To[0]}…{To[at..]}";
    }

    private string WithoutAddress(string error) =>
        Cut(To.Length == 0 ? error : error.Replace(To, MaskedAddress(), StringComparison.OrdinalIgnoreCase), 500);

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..most];
}
