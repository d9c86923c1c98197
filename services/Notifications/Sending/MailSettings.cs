using MailKit.Security;
using MimeKit;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Notifications.Sending;

/// <summary>
/// How mails leave. Without <c>Smtp:Host</c> they are files in <c>{Data}/mail</c>; with it, <c>Smtp:From</c> is needed, and
/// <c>Smtp:Port</c>, <c>Smtp:Security</c> (StartTls, Tls, None), <c>Smtp:User</c>, <c>Smtp:Password</c> may be given.
/// </summary>
public sealed record MailSettings(string FromAddress, string Folder, SmtpSettings? Smtp)
{
    internal static MailSettings From(ServiceSettings settings)
    {
        var smtp = settings.Configuration.GetSection("Smtp");
        var host = smtp["Host"];
        var from = smtp["From"] ?? (string.IsNullOrWhiteSpace(host) ? "ne-pas-repondre@opendataanimation.example" : "");
        if (!Addresses.AreFit(from))
        {
            throw new StartUpException("Smtp:From must be the address that mails come from, such as ne-pas-repondre@agglo.example.");
        }

        var folder = Path.Combine(settings.DataFolder, "mail");
        return string.IsNullOrWhiteSpace(host) ? new(from, folder, null) : new(from, folder, new SmtpSettings(
            host, smtp.GetValue("Port", 587), SecurityOf(smtp["Security"]), smtp["User"], smtp["Password"]));
    }

    private static SecureSocketOptions SecurityOf(string? word) => word?.ToUpperInvariant() switch
    {
        null or "STARTTLS" => SecureSocketOptions.StartTls,
        "TLS" => SecureSocketOptions.SslOnConnect,
        "NONE" => SecureSocketOptions.None,
        _ => throw new StartUpException($"Smtp:Security is {word}; it must be StartTls, Tls or None."),
    };
}

public sealed record SmtpSettings(string Host, int Port, SecureSocketOptions Security, string? User, string? Password);

/// <summary>Which addresses a mail may go to.</summary>
internal static class Addresses
{
    /// <summary>One plain address: no name, no list, no control character that would begin another header or command.</summary>
    public static bool AreFit(string address) =>
        address.Length is > 2 and <= Mail.LongestAddress
        && !address.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is ',' or ';' or '<' or '>' or '"')
        && address.Count(c => c == '@') == 1
        && MailboxAddress.TryParse(address, out var parsed)
        && parsed.Address == address && parsed.Domain.Length > 0;
}
