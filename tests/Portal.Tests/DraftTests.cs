using System.Net;
using OpenDataAnimation.Contracts;

namespace OpenDataAnimation.Portal.Tests;

/// <summary>Nothing typed is lost: not when a session ends, nor when a service is away, nor when a form is too old.</summary>
public sealed class DraftTests(PortalApp app) : IClassFixture<PortalApp>
{
    private static readonly (string, string)[] Invitation =
        [("Input.Name", "Maëlle Martin"), ("Input.Email", "maelle@beganne.example"), ("Input.Roles", "Reader")];

    [Fact]
    public async Task A_page_for_members_sends_a_visitor_to_sign_in_and_back()
    {
        var page = await app.Visitor().GetAsync("/c/beganne-56011/membres?a=b");
        Assert.Equal(HttpStatusCode.Redirect, page.Status);
        Assert.Equal("/session/sign-in?returnUrl=%2Fc%2Fbeganne-56011%2Fmembres%3Fa%3Db", page.Leads);
    }

    [Fact]
    public async Task What_was_typed_when_the_session_ended_is_shown_and_sent_again_after_signing_in()
    {
        var (reader, body) = Administrator();
        var late = app.Visitor();
        var refused = await late.PostAsync($"/c/{body.Slug}/membres?handler=Invite", Pairs(Invitation));
        Assert.Equal(HttpStatusCode.Redirect, refused.Status);
        Assert.StartsWith("/session/sign-in?returnUrl=%2Freprise%2F", refused.Leads, StringComparison.Ordinal);
        Assert.DoesNotContain("Maëlle", refused.Leads, StringComparison.Ordinal);

        var address = Uri.UnescapeDataString(refused.Leads!.Split("returnUrl=")[1]);
        reader.Client.DefaultRequestHeaders.Add("Cookie", CookieOf(refused));
        var page = (await reader.GetAsync(address)).IsWhole();
        Assert.Contains("Maëlle Martin", page.Text, StringComparison.Ordinal);
        Assert.Contains("Nom de la personne", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(reader.Asked, asked => asked.Method == "POST");

        reader.On("POST", $"territory/bodies/{body.Id}/invitations", new { invitationId = Guid.NewGuid() }, HttpStatusCode.Created);
        reader.Client.DefaultRequestHeaders.Remove("Cookie");
        var sent = await reader.SubmitAsync(page, "main form");
        Assert.Equal(HttpStatusCode.Redirect, sent.Status);
        Assert.Equal("Maëlle Martin", reader.AskedOnce("POST", $"territory/bodies/{body.Id}/invitations").Json.GetProperty("name").GetString());
    }

    [Fact]
    public async Task Another_browser_does_not_see_it_even_with_the_address()
    {
        var (reader, body) = Administrator();
        var refused = await app.Visitor().PostAsync($"/c/{body.Slug}/membres?handler=Invite", Pairs(Invitation));
        var page = await reader.GetAsync(Uri.UnescapeDataString(refused.Leads!.Split("returnUrl=")[1]));
        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.DoesNotContain("Maëlle", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_of_another_site_is_not_kept()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/c/x/membres?handler=Invite") { Content = new FormUrlEncodedContent(Pairs(Invitation)) };
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        var refused = await app.Anonymous().SendAsync(request);
        Assert.DoesNotContain("reprise", refused.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.False(refused.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task A_service_that_does_not_answer_leaves_what_was_typed_on_the_page_ready_to_be_sent_again()
    {
        var (reader, body) = Administrator();
        reader.Down("POST", $"territory/bodies/{body.Id}/invitations");
        var page = await reader.SubmitAsync($"/c/{body.Slug}/membres", "form.invite", Invitation);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.Status);
        page.IsWhole();
        Assert.Contains("Maëlle Martin", page.Text, StringComparison.Ordinal);

        reader.On("POST", $"territory/bodies/{body.Id}/invitations", new { }, HttpStatusCode.Created);
        Assert.Equal(HttpStatusCode.Redirect, (await reader.SubmitAsync(page, "main form")).Status);
    }

    [Fact]
    public async Task A_form_whose_protection_is_gone_asks_to_confirm_and_keeps_what_was_typed()
    {
        var (reader, body) = Administrator();
        var page = await reader.PostAsync($"/c/{body.Slug}/membres?handler=Invite", Pairs(Invitation));
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        page.IsWhole();
        Assert.Contains("Maëlle Martin", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(reader.Asked, asked => asked.Method == "POST");
    }

    [Fact]
    public async Task A_token_that_the_services_no_longer_take_leads_to_sign_in()
    {
        var body = FakeBody.Commune();
        var reader = app.Reader(body).Refuses("GET", "territory/me", 401, "signed-out");
        Assert.StartsWith("/session/sign-in", (await reader.GetAsync($"/c/{body.Slug}")).Leads, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_act_that_needs_a_recent_sign_in_asks_for_it_and_is_confirmed_by_name_afterwards()
    {
        var (reader, body) = Administrator();
        var membership = Guid.NewGuid();
        reader.On("GET", $"territory/bodies/{body.Id}/members", new
        {
            items = new[] { new { membershipId = membership, version = 3, personId = Guid.NewGuid(), name = "Yann Le Bihan", roles = new[] { "Reader" }, from = DateTime.UtcNow, isActive = true } },
        });
        var delete = $"territory/bodies/{body.Id}/members/{membership}";
        reader.Refuses("DELETE", delete, 401, "sign-in-again", new { maxAge = 300 });

        var asked = await reader.SubmitAsync($"/c/{body.Slug}/membres/{membership}", "form[action*=End]", ("_act", "Retirer cette personne"));

        Assert.StartsWith("/session/sign-in?returnUrl=%2Freprise%2F", asked.Leads, StringComparison.Ordinal);
        Assert.EndsWith("&max_age=300", asked.Leads, StringComparison.Ordinal);
        reader.Client.DefaultRequestHeaders.Add("Cookie", CookieOf(asked));
        var page = (await reader.GetAsync(Uri.UnescapeDataString(asked.Leads!.Split("returnUrl=")[1].Split('&')[0]))).IsWhole();
        Assert.Equal("Il reste à confirmer : retirer cette personne", page.Heading.Replace('\u00A0', ' '));
        Assert.True(page.Offers("Retirer cette personne"));
        Assert.True(page.Offers("Ne rien faire"));

        reader.On("DELETE", delete, null, HttpStatusCode.NoContent);
        reader.Client.DefaultRequestHeaders.Remove("Cookie");
        Assert.Equal($"/c/{body.Slug}/membres", (await reader.SubmitAsync(page, "main form")).Leads);
    }

    private (Reader, FakeBody) Administrator()
    {
        var body = FakeBody.Commune("Béganne", Role.Administrator);
        return (app.Reader(body).On("GET", $"territory/bodies/{body.Id}/members", new { items = Array.Empty<object>() })
            .On("GET", $"territory/bodies/{body.Id}/invitations", new { items = Array.Empty<object>() }), body);
    }

    private static IEnumerable<KeyValuePair<string, string>> Pairs((string Name, string Value)[] fields) =>
        fields.Select(field => KeyValuePair.Create(field.Name, field.Value));

    private static string CookieOf(Page page) =>
        page.Answer.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("oda-reprise-", StringComparison.Ordinal)).Split(';')[0];
}
