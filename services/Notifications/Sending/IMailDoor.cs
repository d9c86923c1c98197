using MimeKit;

namespace OpenDataAnimation.Notifications.Sending;

/// <summary>Where a composed mail goes out: a folder, or a mail server.</summary>
public interface IMailDoor
{
    /// <summary>Returns once the mail is someone else's to keep. Called again for the same mail after a crash.</summary>
    /// <exception cref="UnfitMailException">This mail is refused for good.</exception>
    Task HandOverAsync(Mail mail, MimeMessage message, CancellationToken ct);
}

/// <summary>This mail cannot be sent as it is; the message says why, for an operator.</summary>
public sealed class UnfitMailException(string message, Exception? inner = null) : Exception(message, inner);
