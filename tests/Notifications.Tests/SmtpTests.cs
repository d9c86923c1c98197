using System.Net;
using System.Text;
using MimeKit;

namespace OpenDataAnimation.Notifications.Tests;

public sealed class SmtpTests(SmtpApp app) : IClassFixture<SmtpApp>
{
    [Fact]
    public async Task A_mail_is_handed_to_the_server_and_no_file_is_written()
    {
        var request = NotificationsApp.Invitation("dominique@beganne.example");

        await app.Bus.DeliverAsync(request);
        await app.StateIsAsync(request.MailId, "Sent");

        var (commands, data) = Assert.Single(app.Relay.Received, r => r.Commands.Contains("dominique@", StringComparison.Ordinal));
        Assert.Contains("MAIL FROM:<demarche@agglo.example>", commands, StringComparison.Ordinal);
        var mail = await MimeMessage.LoadAsync(new MemoryStream(Encoding.UTF8.GetBytes(data)));
        Assert.Equal(($"{request.MailId:N}@agglo.example", "Votre invitation à rejoindre Béganne"), (mail.MessageId, mail.Subject));
        Assert.Null(app.FileOf(request.MailId));
    }

    [Fact]
    public async Task A_server_that_is_busy_is_tried_again_and_the_error_kept_without_the_address()
    {
        app.Relay.Answers["busy@beganne.example"] = "451 busy@beganne.example later please";
        var request = NotificationsApp.Invitation("busy@beganne.example");

        await app.Bus.DeliverAsync(request);

        await Testing.Eventually.HoldsAsync(async () => Assert.NotNull((await app.SeenAsync(request.MailId)).GetProperty("lastError").GetString()));
        var waiting = await app.SeenAsync(request.MailId);
        Assert.Equal(("Waiting", 1), (waiting.GetProperty("state").GetString(), waiting.GetProperty("attempts").GetInt32()));
        Assert.True(waiting.GetProperty("nextAttemptAt").GetDateTime() > DateTime.UtcNow.AddSeconds(10));
        Assert.Contains("later please", waiting.GetProperty("lastError").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("busy@", waiting.GetProperty("lastError").GetString(), StringComparison.Ordinal);

        app.Relay.Answers.TryRemove("busy@beganne.example", out _);
        Assert.Equal(HttpStatusCode.Accepted, (await app.RetryAsync(request.MailId)).StatusCode);
        await app.StateIsAsync(request.MailId, "Sent");
    }

    [Fact]
    public async Task A_recipient_that_the_server_refuses_for_good_is_parked()
    {
        app.Relay.Answers["nobody@beganne.example"] = "550 no such mailbox";
        var request = NotificationsApp.Invitation("nobody@beganne.example");

        await app.Bus.DeliverAsync(request);

        await app.StateIsAsync(request.MailId, "Parked");
        Assert.Contains("550", (await app.SeenAsync(request.MailId)).GetProperty("lastError").GetString(), StringComparison.Ordinal);
    }
}
