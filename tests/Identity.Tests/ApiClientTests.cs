using OpenDataAnimation.Contracts;
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

    [Fact]
    public async Task A_client_of_a_body_gets_tokens_for_its_scopes_and_may_ask_for_less()
    {
        var (fact, secret) = Made(["plans", "events.read"]);
        await app.Bus.DeliverAsync(fact);

        var answer = await (await AskAsync(fact.ClientId, secret, "plans events.read")).JsonAsync();
        var token = await app.ValidatedAsync(answer.GetProperty("access_token").GetString()!, "oda-events");
        Assert.Equal(["oda-events", "oda-plans"], token.Audiences.Order());
        Assert.True((await AskAsync(fact.ClientId, secret, "plans.read")).IsSuccessStatusCode);
        await CodeFlowTests.IsRefusedAsync(await AskAsync(fact.ClientId, secret, "events"), "invalid_request");
        await CodeFlowTests.IsRefusedAsync(await AskAsync(fact.ClientId, secret, "territory.read"), "invalid_request");
        await CodeFlowTests.IsRefusedAsync(await AskAsync(fact.ClientId, "faux", "plans"), "invalid_client");
    }

    [Fact]
    public async Task Two_secrets_are_taken_while_they_overlap_and_an_old_one_no_longer()
    {
        var (fact, secret) = Made(["plans"]);
        await app.Bus.DeliverAsync(fact);
        var second = Made(["plans"]).Secret;
        await app.Bus.DeliverAsync(fact with { Version = 2, Secrets = [new(HashOf(second), null), new(HashOf(secret), DateTime.UtcNow.AddHours(1))] });
        Assert.True((await AskAsync(fact.ClientId, secret, "plans")).IsSuccessStatusCode);
        Assert.True((await AskAsync(fact.ClientId, second, "plans")).IsSuccessStatusCode);

        await app.Bus.DeliverAsync(fact with { Version = 3, Secrets = [new(HashOf(second), null), new(HashOf(secret), DateTime.UtcNow.AddSeconds(-1))] });
        await CodeFlowTests.IsRefusedAsync(await AskAsync(fact.ClientId, secret, "plans"), "invalid_client");
        Assert.True((await AskAsync(fact.ClientId, second, "plans")).IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_client_that_is_revoked_or_over_gets_no_token_and_a_late_fact_does_not_revive_it()
    {
        var (fact, secret) = Made(["plans"]);
        await app.Bus.DeliverAsync(fact);
        await app.Bus.DeliverAsync(fact with { Version = 2, Secrets = [] });
        await app.Bus.DeliverAsync(fact);
        await CodeFlowTests.IsRefusedAsync(await AskAsync(fact.ClientId, secret, "plans"), "invalid_client");

        var (ending, other) = Made(["plans"]);
        await app.Bus.DeliverAsync(ending with { Until = DateTime.UtcNow.AddSeconds(-1) });
        await CodeFlowTests.IsRefusedAsync(await AskAsync(ending.ClientId, other, "plans"), "invalid_client");
    }

    [Fact]
    public async Task No_body_takes_over_the_gateway_or_the_client_of_another_body()
    {
        var (fact, secret) = Made(["plans"]);
        await app.Bus.DeliverAsync(fact);
        var (forged, mine) = Made(["plans", "territory"]);
        await app.Bus.DeliverAsync(forged with { ClientId = fact.ClientId, TenantId = Guid.CreateVersion7(), Version = 9 });
        await app.Bus.DeliverAsync(forged with { ClientId = "gateway", Version = 9 });
        await CodeFlowTests.IsRefusedAsync(await AskAsync(fact.ClientId, mine, "territory"), "invalid_client");
        await CodeFlowTests.IsRefusedAsync(await AskAsync("gateway", mine, "territory"), "invalid_client");
        Assert.True((await AskAsync(fact.ClientId, secret, "plans")).IsSuccessStatusCode);
    }

    [Fact]
    public async Task The_body_is_told_that_its_client_asks_for_tokens_once_an_hour()
    {
        app.Hear<ApiClientUsed>();
        var (fact, secret) = Made(["plans"]);
        await app.Bus.DeliverAsync(fact);
        for (var i = 0; i < 3; i++)
        {
            Assert.True((await AskAsync(fact.ClientId, secret, "plans")).IsSuccessStatusCode);
        }

        await Eventually.HoldsAsync(() =>
        {
            Assert.Equal(fact.TenantId, Assert.Single(app.Sent<ApiClientUsed>(), u => u.ClientId == fact.ClientId).TenantId);
            return Task.CompletedTask;
        });
    }

    private static (ApiClientChanged Fact, string Secret) Made(string[] scopes)
    {
        var secret = Guid.NewGuid().ToString("N");
        return (new(Guid.CreateVersion7(), $"oda-{Guid.NewGuid():N}", 1, "SIG", scopes, null, [new(HashOf(secret), null)], DateTime.UtcNow), secret);
    }

    private static string HashOf(string secret) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(secret)));

    private Task<HttpResponseMessage> AskAsync(string client, string secret, string scope) =>
        app.NewBrowser().Http.PostAsync("/connect/token", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = client,
            ["client_secret"] = secret,
            ["scope"] = scope,
        }));
}
