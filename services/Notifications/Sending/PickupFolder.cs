using System.Globalization;
using MimeKit;

namespace OpenDataAnimation.Notifications.Sending;

/// <summary>Writes each mail as a file that a mail program can open. The default: nothing leaves the machine.</summary>
internal sealed class PickupFolder(MailSettings settings) : IMailDoor
{
    public async Task HandOverAsync(Mail mail, MimeMessage message, CancellationToken ct)
    {
        Directory.CreateDirectory(settings.Folder);
        // Named after the request, not after the attempt: a second attempt after a crash writes the same file.
        var name = $"{mail.RequestedAt.ToString("yyyyMMdd-HHmmss-fff", CultureInfo.InvariantCulture)}-{mail.MailId:N}.eml";
        var unfinished = Path.Combine(settings.Folder, $".{name}.tmp");
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            // A mail may hold a link that signs in or resets a password.
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using (var file = new FileStream(unfinished, options))
        {
            await message.WriteToAsync(file, ct);
            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, Path.Combine(settings.Folder, name), overwrite: true);
    }
}
