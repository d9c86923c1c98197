using System.Net;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Tenancy;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Notifications.Tests;

public sealed class OperatorTests(NotificationsApp app) : IClassFixture<NotificationsApp>
{
    private static readonly Uri List = new("/api/notifications/operator/mails", UriKind.Relative);

    [Fact]
    public async Task An_operator_sees_what_became_of_a_mail_and_neither_its_words_nor_its_address()
    {
        var request = NotificationsApp.Invitation();
        await app.Bus.DeliverAsync(request);
        await app.StateIsAsync(request.MailId, "Sent");

        var mail = await app.SeenAsync(request.MailId);

        Assert.Equal(("invitation", "c…@beganne.example", 1), (mail.GetProperty("template").GetString(), mail.GetProperty("to").GetString(), mail.GetProperty("attempts").GetInt32()));
        Assert.DoesNotContain("abc", mail.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("camille", mail.GetRawText(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_list_is_paged_and_filtered_by_state()
    {
        for (var i = 0; i < 5; i++)
        {
            await app.Bus.DeliverAsync(NotificationsApp.Invitation() with { Template = "unknown-" + i });
        }

        var client = await app.OperatorAsync();
        var all = new List<Guid>();
        await Eventually.HoldsAsync(async () =>
        {
            all.Clear();
            for (string? next = ""; next is not null;)
            {
                var page = await (await client.GetAsync(new Uri($"/api/notifications/operator/mails?state=Parked&size=2&after={next}".Replace("&after=", next.Length == 0 ? "" : "&after=", StringComparison.Ordinal), UriKind.Relative))).JsonAsync();
                Assert.InRange(page.GetProperty("items").GetArrayLength(), 0, 2);
                all.AddRange(page.GetProperty("items").EnumerateArray().Select(m => m.GetProperty("mailId").GetGuid()));
                next = page.GetProperty("next").GetString();
            }

            Assert.True(all.Count >= 5);
        });
        Assert.Equal(all.Count, all.Distinct().Count());
        await (await client.GetAsync(new Uri(List + "?after=nonsense", UriKind.Relative))).NamesFieldAsync("after");
    }

    [Fact]
    public async Task Nobody_but_an_operator_sees_the_mails()
    {
        var person = await app.PersonAsync(await app.BodyAsync(), Role.Administrator);

        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Anonymous().GetAsync(List)).StatusCode);
        await (await app.As(person).GetAsync(List)).IsProblemAsync(404, "not-found");
        await (await app.As(person).PostAsync(new Uri(List + $"/{Guid.NewGuid()}/retry", UriKind.Relative), null)).IsProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task A_sent_mail_is_not_sent_again_and_an_unknown_one_is_not_there()
    {
        var request = NotificationsApp.Invitation();
        await app.Bus.DeliverAsync(request);
        await app.StateIsAsync(request.MailId, "Sent");

        await (await app.RetryAsync(request.MailId)).IsProblemAsync(409, "already-sent");
        await (await app.RetryAsync(Guid.NewGuid())).IsProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task The_model_keeps_the_rules_of_tenancy() =>
        Assert.Empty(await app.InScopeAsync(Guid.NewGuid(), db => Task.FromResult(ModelRules.Broken(db).ToList())));
}
