using System.Text;
using MimeKit;
using MimeKit.Text;
using MimeKit.Utils;
using OpenDataAnimation.Notifications.Templates;

namespace OpenDataAnimation.Notifications.Sending;

/// <summary>Makes the message out of a mail: headers, the text, and the same as HTML.</summary>
public sealed class Composer(MailSettings settings)
{
    private const string Product = "OpenDataAnimation";

    /// <param name="body">Name of the body in whose name it is sent, or null for the platform.</param>
    /// <exception cref="UnfitMailException">The address, the template or a field will not do.</exception>
    public MimeMessage Compose(Mail mail, string? body, DateTime now)
    {
        if (!Addresses.AreFit(mail.To))
        {
            throw new UnfitMailException("The address is not one that a mail can be sent to.");
        }

        var fields = new Fields(mail.FieldValues());
        var letter = Catalogue.Write(mail.Template, fields);
        var from = new MailboxAddress(Encoding.UTF8, body is null ? Product : $"{Fields.OneLine(body)} via {Product}", settings.FromAddress);
        var name = Fields.OneLine(mail.ToName);
        var message = new MimeMessage
        {
            Subject = Fields.OneLine(letter.Subject),
            // The same for each attempt, so that a receiver that got it twice can tell.
            MessageId = $"{mail.MailId:N}@{from.Domain}",
            Date = new DateTimeOffset(now, TimeSpan.Zero),
            Body = new MultipartAlternative(
                new TextPart(TextFormat.Plain) { Text = letter.AsText(name, body) },
                new TextPart(TextFormat.Html) { Text = letter.AsHtml(name, body) }),
        };
        message.From.Add(from);
        message.To.Add(new MailboxAddress(Encoding.UTF8, name, mail.To));
        // RFC 3834: no absence message comes back.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add(HeaderId.ContentLanguage, "fr");
        message.Prepare(EncodingConstraint.SevenBit);
        return message;
    }
}
