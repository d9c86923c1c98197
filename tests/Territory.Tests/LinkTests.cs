using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Territory.Tests;

/// <summary>Secure links: what Plans asks for, what their readers see, what they may answer, how often and until when.</summary>
public sealed class LinkTests(TerritoryApp app) : IClassFixture<TerritoryApp>
{
    private const string Links = "/api/territory/links";

    [Fact]
    public async Task A_link_asks_about_one_action_and_its_token_is_in_the_mail_alone()
    {
        var (body, lead, asked, token) = await AskedAsync("35001", note: "Merci d’avance.");

        var shown = await (await app.Anonymous().GetAsync($"{Links}/{token}")).JsonAsync();

        Assert.Equal(("Réunir les services", "Mme Essai", "Camille Essai", "Open", "Merci d’avance."), (
            Text(shown, "actionTitle"), Text(shown, "name"), Text(shown, "askedByName"), Text(shown, "state"), Text(shown, "note")));
        var item = Assert.Single((await ListAsync(body, lead, asked.ActionId)).EnumerateArray());
        Assert.Equal((asked.LinkId, asked.Email, 0), (item.GetProperty("linkId").GetGuid(), Text(item, "email"), item.GetProperty("uses").GetInt32()));
        Assert.DoesNotContain(token, await app.InScopeAsync(body, db => db.SecureLinkKeys.Select(k => k.TokenHash).ToListAsync()));
        await (await app.Anonymous().GetAsync($"{Links}/{People.InvitationKey.NewToken()}")).IsProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task Opening_a_link_uses_nothing_up_and_answering_it_twice_counts_once()
    {
        app.Hear<ActionLinkAnswered>();
        var (body, lead, asked, token) = await AskedAsync("35002");
        for (var scan = 0; scan < 5; scan++)
        {
            Assert.Equal("Open", Text(await (await app.Anonymous().GetAsync($"{Links}/{token}")).JsonAsync(), "state"));
        }

        var answer = new { answerId = Guid.NewGuid(), state = "Done", text = "Réunion tenue le 3.", endsOn = (string?)null, proofUrl = "https://commune.example/cr" };
        var both = await Task.WhenAll(AnswerAsync(token, answer), AnswerAsync(token, answer));

        Assert.All(both, a => Assert.Equal(HttpStatusCode.OK, a.StatusCode));
        await Eventually.HoldsAsync(() =>
        {
            var told = Assert.Single(app.Sent<ActionLinkAnswered>(), m => m.LinkId == asked.LinkId);
            Assert.Equal((body, asked.ActionId, AnsweredState.Done, "Réunion tenue le 3."), (told.TenantId, told.ActionId, told.State, told.Text));
            return Task.CompletedTask;
        });
        Assert.Equal("Used", Text(await (await app.Anonymous().GetAsync($"{Links}/{token}")).JsonAsync(), "state"));
        Assert.Equal(1, Assert.Single((await ListAsync(body, lead, asked.ActionId)).EnumerateArray()).GetProperty("uses").GetInt32());
        await (await AnswerAsync(token, answer with { answerId = Guid.NewGuid() })).IsProblemAsync(409, "link-used");
        Assert.Equal(1, await app.InScopeAsync(body, db => db.Audit.CountAsync(a => a.Act == "link-answered" && a.SubjectId == asked.LinkId)));
    }

    [Fact]
    public async Task Two_answers_at_once_to_a_link_that_takes_one_are_one()
    {
        var (_, _, _, token) = await AskedAsync("35003");
        var both = await Task.WhenAll(
            AnswerAsync(token, new { answerId = Guid.NewGuid(), state = "Done" }), AnswerAsync(token, new { answerId = Guid.NewGuid(), state = "InProgress" }));
        Assert.Single(both, a => a.IsSuccessStatusCode);
        await Assert.Single(both, a => !a.IsSuccessStatusCode).IsProblemAsync(409, "link-used");
    }

    [Fact]
    public async Task A_link_for_several_answers_takes_as_many()
    {
        var (_, _, _, token) = await AskedAsync("35004", uses: 2);
        Assert.Equal("Open", Text(await (await AnswerAsync(token, new { answerId = Guid.NewGuid(), state = "InProgress" })).JsonAsync(), "state"));
        Assert.Equal("Used", Text(await (await AnswerAsync(token, new { answerId = Guid.NewGuid(), state = "Done" })).JsonAsync(), "state"));
    }

    [Theory]
    [InlineData("state", """{ "answerId": "0d6a1f1e-5f0e-4b6e-8a57-0f3f0e7b8c11" }""")]
    [InlineData("state", """{ "answerId": "0d6a1f1e-5f0e-4b6e-8a57-0f3f0e7b8c11", "state": 9 }""")]
    [InlineData("text", """{ "answerId": "0d6a1f1e-5f0e-4b6e-8a57-0f3f0e7b8c11", "state": "Blocked", "text": " " }""")]
    [InlineData("proofUrl", """{ "answerId": "0d6a1f1e-5f0e-4b6e-8a57-0f3f0e7b8c11", "state": "Done", "proofUrl": "javascript:alert(1)" }""")]
    [InlineData("endsOn", """{ "answerId": "0d6a1f1e-5f0e-4b6e-8a57-0f3f0e7b8c11", "state": "Done", "endsOn": "2206-01-01" }""")]
    [InlineData("answerId", """{ "state": "Done" }""")]
    public async Task A_wrong_field_is_named_and_uses_nothing_up(string field, string json)
    {
        var (_, _, _, token) = await AskedAsync("35005");
        using var content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        await (await app.Anonymous().PostAsync(new Uri($"{Links}/{token}/answer", UriKind.Relative), content)).NamesFieldAsync(field);
        Assert.Equal("Open", Text(await (await app.Anonymous().GetAsync($"{Links}/{token}")).JsonAsync(), "state"));
    }

    [Fact]
    public async Task A_link_that_was_taken_back_or_replaced_or_is_too_old_answers_no_more_and_says_whom_to_ask()
    {
        var (body, lead, asked, token) = await AskedAsync("35006");
        await (await app.As(await app.MemberAsync(body, Role.Contributor)).DeleteAsync($"/api/territory/bodies/{body}/links/{asked.LinkId}")).IsProblemAsync(403, "not-allowed");
        var (_, stranger) = await app.JoinedAsync(BodyKind.Commune, "35007");
        await (await app.As(stranger).DeleteAsync($"/api/territory/bodies/{body}/links/{asked.LinkId}")).IsProblemAsync(404, "not-found");
        Assert.True((await app.As(lead).DeleteAsync($"/api/territory/bodies/{body}/links/{asked.LinkId}")).IsSuccessStatusCode);
        await (await AnswerAsync(token, new { answerId = Guid.NewGuid(), state = "Done" })).IsProblemAsync(409, "link-revoked");

        var first = await AskAsync(body, lead, asked with { LinkId = Guid.CreateVersion7() });
        var second = await AskAsync(body, lead, asked with { LinkId = Guid.CreateVersion7() });
        await (await AnswerAsync(first, new { answerId = Guid.NewGuid(), state = "Done" })).IsProblemAsync(409, "link-revoked");
        await app.InScopeAsync(body, async db =>
        {
            var key = await db.SecureLinkKeys.SingleAsync(k => k.TokenHash == People.InvitationKey.HashOf(second));
            db.Entry(key).Property(k => k.ExpiresAt).CurrentValue = db.Now.AddMinutes(-1);
            return await db.SaveChangesAsync();
        });
        await (await AnswerAsync(second, new { answerId = Guid.NewGuid(), state = "Done" })).IsProblemAsync(409, "link-expired");
        var shown = await (await app.Anonymous().GetAsync($"{Links}/{second}")).JsonAsync();
        Assert.Equal(("Expired", "Camille Essai"), (Text(shown, "state"), Text(shown, "askedByName")));
    }

    [Fact]
    public async Task A_message_in_the_name_of_a_body_by_someone_who_may_not_ask_makes_no_link()
    {
        var (body, lead, asked, _) = await AskedAsync("35008");
        var (other, _) = await app.JoinedAsync(BodyKind.Commune, "35009");
        foreach (var forged in new[]
        {
            asked with { TenantId = other, LinkId = Guid.CreateVersion7() },
            asked with { LinkId = Guid.CreateVersion7(), AskedBy = (await app.MemberAsync(body, Role.Reader)).Id },
        })
        {
            await app.Bus.DeliverAsync(forged);
        }

        Assert.Single((await ListAsync(body, lead, null)).EnumerateArray());
        Assert.Equal(0, await app.InScopeAsync(other, db => db.SecureLinks.CountAsync()));
    }

    [Fact]
    public async Task Links_are_listed_page_by_page_for_those_who_may_ask()
    {
        var (body, lead, asked, _) = await AskedAsync("35010");
        for (var i = 0; i < 3; i++)
        {
            await AskAsync(body, lead, asked with { LinkId = Guid.CreateVersion7(), ActionId = Guid.CreateVersion7() });
        }

        var seen = new List<Guid>();
        string? after = null;
        do
        {
            var page = await (await app.As(lead).GetAsync($"/api/territory/bodies/{body}/links?size=3&after={after}")).JsonAsync();
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(l => l.GetProperty("linkId").GetGuid()));
            after = page.GetProperty("next").GetString();
        }
        while (after is not null);

        Assert.Equal(4, seen.Distinct().Count());
        await (await app.As(lead).GetAsync($"/api/territory/bodies/{body}/links?after=nope")).NamesFieldAsync("after");
        await (await app.As(await app.MemberAsync(body, Role.Reader)).GetAsync($"/api/territory/bodies/{body}/links")).IsProblemAsync(403, "not-allowed");
    }

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();

    private Task<HttpResponseMessage> AnswerAsync(string token, object answer) => app.Anonymous().PostAsJsonAsync($"{Links}/{token}/answer", answer);

    private async Task<JsonElement> ListAsync(Guid body, TestPerson person, Guid? action) =>
        (await (await app.As(person).GetAsync($"/api/territory/bodies/{body}/links" + (action is { } one ? $"?actionId={one}" : ""))).JsonAsync()).GetProperty("items");

    private async Task<(Guid Body, TestPerson Lead, ActionLinkAsked Asked, string Token)> AskedAsync(string code, int uses = 1, string? note = null)
    {
        app.Hear<MailRequested>();
        var body = await app.OpenedAsync(BodyKind.Commune, code);
        var lead = await app.MemberAsync(body, Role.ProjectLead);
        var asked = new ActionLinkAsked(
            body, Guid.CreateVersion7(), Guid.CreateVersion7(), "Réunir les services", "Mme Essai", $"{Guid.NewGuid():N}@essai.example", note, 14, uses, lead.Id, null, DateTime.UtcNow);
        return (body, lead, asked, await AskAsync(body, lead, asked));
    }

    private async Task<string> AskAsync(Guid body, TestPerson lead, ActionLinkAsked asked)
    {
        await app.Bus.DeliverAsync(asked);
        Assert.Contains((await ListAsync(body, lead, asked.ActionId)).EnumerateArray(), l => l.GetProperty("linkId").GetGuid() == asked.LinkId);
        string? token = null;
        await Eventually.HoldsAsync(() =>
        {
            token = app.Sent<MailRequested>().LastOrDefault(m => m.MailId == asked.LinkId && m.Template == "secure-link")?.Fields["link"].Split('/')[^1];
            Assert.NotNull(token);
            return Task.CompletedTask;
        });
        return token!;
    }
}
