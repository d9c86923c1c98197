using MailKit.Net.Smtp;
using MimeKit;

namespace OpenDataAnimation.Notifications.Sending;

/// <summary>Hands mails to the configured mail server.</summary>
internal sealed class SmtpRelay(SmtpSettings settings) : IMailDoor
{
    public async Task HandOverAsync(Mail mail, MimeMessage message, CancellationToken ct)
    {
        using var client = new SmtpClient { Timeout = 30_000 };
        await client.ConnectAsync(settings.Host, settings.Port, settings.Security, ct);
        if (settings.User is { Length: > 0 } user)
        {
            await client.AuthenticateAsync(user, settings.Password ?? "", ct);
        }

        try
        {
            await client.SendAsync(message, ct);
        }
        catch (SmtpCommandException e) when (e.ErrorCode == SmtpErrorCode.RecipientNotAccepted && (int)e.StatusCode >= 500)
        {
            throw new UnfitMailException($"The mail server refuses the recipient: {(int)e.StatusCode} {e.Message}", e);
        }

        await client.DisconnectAsync(quit: true, CancellationToken.None);
    }
}
