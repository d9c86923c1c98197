using AngleSharp;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using OpenDataAnimation.Contracts;

namespace OpenDataAnimation.Notifications.Tests;

public sealed class PickupFolderTests(NotificationsApp app) : IClassFixture<NotificationsApp>
{
    [Fact]
    public async Task An_invitation_becomes_a_file_that_says_who_invites_to_what_and_until_when()
    {
        var request = NotificationsApp.Invitation();

        await app.Bus.DeliverAsync(request);

        var mail = await app.MailAsync(request.MailId);
        Assert.Equal("Votre invitation à rejoindre Béganne", mail.Subject);
        Assert.Equal(("Camille Essai", "camille@beganne.example"), (mail.To.Mailboxes.Single().Name, mail.To.Mailboxes.Single().Address));
        Assert.Equal("auto-generated", mail.Headers["Auto-Submitted"]);
        Assert.StartsWith($"{request.MailId:N}@", mail.MessageId, StringComparison.Ordinal);
        Assert.Contains("Alix Essai (CA Redon Agglomération) vous invite", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("administration, conduite du projet", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("lundi 7 décembre 2026", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("http://localhost:8080/invitation/abc?x=1&y=2", mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reminder_of_a_point_says_which_body_on_what_day_and_leads_to_the_brief()
    {
        var request = new MailRequested(Guid.CreateVersion7(), "camille@beganne.example", "Camille Essai", "point-reminder",
            new() { ["bodyName"] = "Béganne", ["on"] = "2026-12-07", ["link"] = "http://localhost:8080/c/beganne-56011/points/1" }, null, DateTime.UtcNow);

        await app.Bus.DeliverAsync(request);

        var mail = await app.MailAsync(request.MailId);
        Assert.Equal("Point du lundi 7 décembre 2026 sur les données ouvertes", mail.Subject);
        Assert.Contains("«\u00A0Béganne\u00A0» est prévu le lundi 7 décembre 2026", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("http://localhost:8080/c/beganne-56011/points/1", mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_html_part_says_the_same_and_loads_nothing()
    {
        var request = NotificationsApp.Invitation();

        await app.Bus.DeliverAsync(request);

        var mail = await app.MailAsync(request.MailId);
        var page = await BrowsingContext.New().OpenAsync(r => r.Content(mail.HtmlBody));
        Assert.Equal("fr", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("Votre invitation à rejoindre Béganne", page.QuerySelector("h1")!.TextContent);
        Assert.Equal("http://localhost:8080/invitation/abc?x=1&y=2", page.QuerySelector("a")!.GetAttribute("href"));
        Assert.Empty(page.QuerySelectorAll("img, script, link, iframe"));
        var parts = Assert.IsType<MultipartAlternative>(mail.Body);
        Assert.Equal(["text/plain", "text/html"], parts.Select(p => p.ContentType.MimeType));
    }

    [Fact]
    public async Task What_people_typed_stays_text_in_the_html()
    {
        var request = NotificationsApp.Invitation(fields: new() { ["bodyName"] = "<script>alert(1)</script>", ["link"] = "https://agglo.example/a\"><b>" });

        await app.Bus.DeliverAsync(request);

        var mail = await app.MailAsync(request.MailId);
        var page = await BrowsingContext.New().OpenAsync(r => r.Content(mail.HtmlBody));
        Assert.Empty(page.QuerySelectorAll("script, b"));
        Assert.Contains("<script>alert(1)</script>", mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_in_whose_name_it_is_sent_is_named_as_the_sender()
    {
        var body = await app.BodyAsync("CA Redon Agglomération", BodyKind.Epci);
        var request = NotificationsApp.Invitation(from: body.Id);

        await app.Bus.DeliverAsync(request);

        Assert.Equal("CA Redon Agglomération via OpenDataAnimation", (await app.MailAsync(request.MailId)).From.Mailboxes.Single().Name);
    }

    [Theory]
    [InlineData("confirm-email", "Confirmez votre adresse électronique")]
    [InlineData("reset-password", "Choisissez un nouveau mot de passe")]
    [InlineData("account-exists", "Vous avez déjà un compte")]
    [InlineData("secure-link", "Où en est «\u00A0Réunir les services\u00A0»\u00A0? Trois questions de la part de Béganne")]
    [InlineData("opening-request-received", "Votre demande est bien arrivée")]
    [InlineData("opening-request-refused", "Votre demande n’a pas pu être acceptée")]
    public async Task Every_mail_of_the_catalogue_can_be_written(string template, string subject)
    {
        var request = NotificationsApp.Invitation() with
        {
            Template = template,
            Fields = new() { ["name"] = "Camille", ["link"] = "https://agglo.example/compte/lien", ["bodyName"] = "Béganne", ["actionTitle"] = "Réunir les services", ["reason"] = "Le code ne correspond à aucune commune." },
        };

        await app.Bus.DeliverAsync(request);

        var mail = await app.MailAsync(request.MailId);
        Assert.Equal(subject, mail.Subject);
        Assert.DoesNotContain("{", mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_asked_for_twice_is_sent_once()
    {
        var request = NotificationsApp.Invitation();

        await app.Bus.DeliverAsync(request);
        await app.StateIsAsync(request.MailId, "Sent");
        await app.Bus.DeliverAsync(request);
        await app.Bus.DeliverAsync(request, Guid.CreateVersion7());

        Assert.Equal(1, (await app.SeenAsync(request.MailId)).GetProperty("attempts").GetInt32());
        Assert.Single(Directory.GetFiles(app.Folder, $"*{request.MailId:N}*"));
    }

    [Fact]
    public async Task A_crash_between_the_file_and_its_mark_leaves_one_file()
    {
        var request = NotificationsApp.Invitation();
        await app.Bus.DeliverAsync(request);
        await app.StateIsAsync(request.MailId, "Sent");
        var first = (await app.MailAsync(request.MailId)).MessageId;

        // As the database stands when the process dies after the file was written: due again once the lease is over.
        await app.InScopeAsync(Guid.NewGuid(), async db =>
        {
            var mail = await db.Mails.SingleAsync(m => m.MailId == request.MailId);
            db.Entry(mail).Property(m => m.State).CurrentValue = MailState.Waiting;
            db.Entry(mail).Property(m => m.SentAt).CurrentValue = null;
            db.Entry(mail).Property(m => m.Fields).CurrentValue = System.Text.Json.JsonSerializer.Serialize(request.Fields);
            db.Entry(mail).Property(m => m.NotBefore).CurrentValue = db.Now;
            return await db.SaveChangesAsync();
        });
        Assert.Equal(System.Net.HttpStatusCode.Accepted, (await app.RetryAsync(request.MailId)).StatusCode);
        await app.StateIsAsync(request.MailId, "Sent");

        Assert.Equal(first, (await app.MailAsync(request.MailId)).MessageId);
        Assert.Single(Directory.GetFiles(app.Folder, $"*{request.MailId:N}*"));
    }

    [Fact]
    public async Task Only_the_owner_of_the_data_folder_may_read_a_mail()
    {
        var request = NotificationsApp.Invitation();

        await app.Bus.DeliverAsync(request);

        await app.MailAsync(request.MailId);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(app.FileOf(request.MailId)!));
        }
    }

    [Theory]
    [InlineData("Camille\r\nBcc: autre@ailleurs.example")]
    [InlineData("Camille\nSubject: autre")]
    [InlineData("Camille\u2028Bcc: autre@ailleurs.example")]
    public async Task A_name_cannot_begin_a_header_of_its_own(string name)
    {
        var request = NotificationsApp.Invitation(name: name, fields: new() { ["bodyName"] = name, ["link"] = "https://agglo.example/i" });

        await app.Bus.DeliverAsync(request);

        var mail = await app.MailAsync(request.MailId);
        Assert.Empty(mail.Bcc);
        Assert.StartsWith("Votre invitation à rejoindre Camille", mail.Subject, StringComparison.Ordinal);
        Assert.Equal("camille@beganne.example", Assert.Single(mail.To.Mailboxes).Address);
        Assert.DoesNotContain(await File.ReadAllLinesAsync(app.FileOf(request.MailId)!), l => l.StartsWith("Bcc:", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("camille")]
    [InlineData("camille@")]
    [InlineData("camille@a.example, autre@b.example")]
    [InlineData("camille@a.example\r\nBcc: autre@b.example")]
    [InlineData("Camille <camille@a.example>")]
    public async Task An_address_that_is_not_one_plain_address_is_parked(string to)
    {
        var request = NotificationsApp.Invitation(to);

        await app.Bus.DeliverAsync(request);

        await app.StateIsAsync(request.MailId, "Parked");
        Assert.Null(app.FileOf(request.MailId));
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("/invitation/abc")]
    [InlineData("file:///etc/passwd")]
    public async Task A_link_that_is_no_web_address_is_parked(string link)
    {
        var request = NotificationsApp.Invitation(fields: new() { ["bodyName"] = "Béganne", ["link"] = link });

        await app.Bus.DeliverAsync(request);

        await app.StateIsAsync(request.MailId, "Parked");
    }

    [Fact]
    public async Task An_unknown_template_is_parked_with_the_reason_and_not_dropped()
    {
        var request = NotificationsApp.Invitation() with { Template = "birthday" };

        await app.Bus.DeliverAsync(request);

        await app.StateIsAsync(request.MailId, "Parked");
        Assert.Contains("birthday", (await app.SeenAsync(request.MailId)).GetProperty("lastError").GetString(), StringComparison.Ordinal);
        Assert.Null(app.FileOf(request.MailId));
    }
}
