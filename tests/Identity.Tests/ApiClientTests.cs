using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Identity.Tests;

public sealed class ApiClientTests(IdentityApp app) : IClassFixture<IdentityApp>
{
    [Fact]
    public async Task A_machine_gets_a_token_for_the_services_it_may_call_and_no_other()
    {
        var secret = await ApiClients.CreateAsync(app.Services, "sig-redon", "SIG de Redon", ["plans", "peer-exchange"], default);

        var answer = await (await AskAsync("sig-redon", secret, "plans peer-exchange")).JsonAsync();

        var token = await app.ValidatedAsync(answer.GetProperty("access_token").GetString()!, "oda-plans");
        Assert.Equal("sig-redon", token.GetClaim("client_id").Value);
        Assert.True(token.Subject is null or "sig-redon");
        Assert.Equal(["oda-peer-exchange", "oda-plans"], token.Audiences.Order());
        Assert.False(answer.TryGetProperty("refresh_token", out _));
        Assert.DoesNotContain(token.Claims, c => c.Type is "email" or "role" or "sid");
        await CodeFlowTests.IsRefusedAsync(await AskAsync("sig-redon", secret, "territory"), "invalid_request");
        await CodeFlowTests.IsRefusedAsync(await AskAsync("sig-redon", "faux", "plans"), "invalid_client");
    }

    [Fact]
    public async Task A_machine_cannot_sign_people_in_and_the_gateway_is_no_machine()
    {
        var secret = await ApiClients.CreateAsync(app.Services, "sans-personne", "Essai", ["plans"], default);

        var authorize = new Flow(app).AuthorizePath(changes: ("client_id", "sans-personne"));
        Assert.Equal("/compte/erreur", (await app.NewBrowser().Http.GetAsync(authorize)).Headers.Location!.ToString());
        await CodeFlowTests.IsRefusedAsync(await AskAsync("gateway", Flow.SecretOf(app), "plans"), "unauthorized_client");
        Assert.NotEmpty(secret);
    }

    [Fact]
    public async Task A_client_id_is_taken_once_and_never_looks_like_a_person()
    {
        await ApiClients.CreateAsync(app.Services, "une-fois", "Essai", ["plans"], default);

        await Assert.ThrowsAsync<InvalidOperationException>(() => ApiClients.CreateAsync(app.Services, "une-fois", "Essai", ["plans"], default));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => ApiClients.CreateAsync(app.Services, Guid.NewGuid().ToString(), "Essai", ["plans"], default));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => ApiClients.CreateAsync(app.Services, "autre", "Essai", ["openid"], default));
    }

    private Task<HttpResponseMessage> AskAsync(string client, string secret, string scope) =>
        app.NewBrowser().Http.PostAsync("/connect/token", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = client,
            ["client_secret"] = secret,
            ["scope"] = scope,
        }));
}
