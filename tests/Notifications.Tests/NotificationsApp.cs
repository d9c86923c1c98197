using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using MimeKit;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Notifications.Tests;

public class NotificationsApp : ServiceApp<NotificationsDb>
{
    protected override string Service => "notifications";

    public string Folder => Path.Combine(DataFolder, "mail");

    public static MailRequested Invitation(string to = "camille@beganne.example", string name = "Camille Essai", Guid? from = null, Dictionary<string, string>? fields = null) => new(
        Guid.CreateVersion7(), to, name, "invitation",
        fields ?? new Dictionary<string, string>
        {
            ["bodyName"] = "Béganne",
            ["inviterName"] = "Alix Essai",
            ["inviterBody"] = "CA Redon Agglomération",
            ["roles"] = "Administrator ProjectLead",
            ["link"] = "http://localhost:8080/invitation/abc?x=1&y=2",
            ["expiresOn"] = "2026-12-07",
        },
        from, DateTime.UtcNow);

    public string? FileOf(Guid mailId) => Directory.Exists(Folder) ? Directory.GetFiles(Folder, $"*{mailId:N}.eml").SingleOrDefault() : null;

    /// <summary>The mail as a mail program reads it, once it is there.</summary>
    public async Task<MimeMessage> MailAsync(Guid mailId)
    {
        await Eventually.HoldsAsync(() =>
        {
            Assert.NotNull(FileOf(mailId));
            return Task.CompletedTask;
        });
        return await MimeMessage.LoadAsync(FileOf(mailId)!);
    }

    public async Task<HttpClient> OperatorAsync()
    {
        var person = new TestPerson(Guid.NewGuid().ToString("N"), "Opératrice Essai");
        await MemberAsync(new TestBody(PlatformBody.Id, "", "", BodyKind.Other), person, Role.Administrator);
        return As(person);
    }

    /// <summary>What the operator sees of a mail.</summary>
    public async Task<JsonElement> SeenAsync(Guid mailId)
    {
        var list = await (await (await OperatorAsync()).GetAsync(new Uri("/api/notifications/operator/mails?size=200", UriKind.Relative))).JsonAsync();
        return list.GetProperty("items").EnumerateArray().Single(m => m.GetProperty("mailId").GetGuid() == mailId);
    }

    public Task StateIsAsync(Guid mailId, string state) => Eventually.HoldsAsync(async () => Assert.Equal(state, (await SeenAsync(mailId)).GetProperty("state").GetString()));

    public async Task<HttpResponseMessage> RetryAsync(Guid mailId) => await (await OperatorAsync()).PostAsync(new Uri($"/api/notifications/operator/mails/{mailId}/retry", UriKind.Relative), null);
}

/// <summary>The same with a mail server of the test's own.</summary>
public sealed class SmtpApp : NotificationsApp
{
    public FakeMailServer Relay { get; } = new();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("Smtp:Host", "127.0.0.1");
        builder.UseSetting("Smtp:Port", $"{Relay.Port}");
        builder.UseSetting("Smtp:Security", "None");
        builder.UseSetting("Smtp:From", "demarche@agglo.example");
        base.ConfigureWebHost(builder);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        Relay.Dispose();
    }
}
