using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Territory.Tests;

/// <summary>Programs that call the APIs for a body: made, given another secret, ended.</summary>
public sealed class ClientTests(TerritoryApp app) : IClassFixture<TerritoryApp>
{
    [Fact]
    public async Task An_administrator_makes_a_client_whose_secret_is_shown_once_and_told_as_a_hash()
    {
        app.Hear<ApiClientChanged>();
        app.Hear<MembershipChanged>();
        var (body, admin) = await app.JoinedAsync(BodyKind.Commune, "35021");
        var made = await MakeAsync(body, admin, "plans", "events.read");

        var (clientId, secret) = (made.GetProperty("clientId").GetString()!, made.GetProperty("secret").GetString()!);
        Assert.Equal(43, secret.Length);
        await Eventually.HoldsAsync(() =>
        {
            var fact = Assert.Single(app.Sent<ApiClientChanged>(), c => c.ClientId == clientId);
            Assert.Equal((body, 1), (fact.TenantId, fact.Version));
            Assert.Equal(["events.read", "plans"], fact.Scopes);
            Assert.Equal(People.InvitationKey.HashOf(secret), Assert.Single(fact.Secrets).Hash);
            var member = Assert.Single(app.Sent<MembershipChanged>(), m => m.PersonId == PersonId.OfMachine("local", clientId));
            Assert.True(member.IsMachine);
            Assert.Equal([Role.ProjectLead], member.Roles);
            return Task.CompletedTask;
        });
        var list = await ListAsync(body, admin);
        Assert.DoesNotContain(secret, list.ToString(), StringComparison.Ordinal);
        Assert.True(list.GetProperty("builtIn").GetBoolean());
        Assert.Equal(clientId, Assert.Single(list.GetProperty("items").EnumerateArray()).GetProperty("clientId").GetString());
    }

    [Fact]
    public async Task A_client_that_only_reads_is_a_reader_in_the_body()
    {
        var (body, admin) = await app.JoinedAsync(BodyKind.Commune, "35022");
        var made = await MakeAsync(body, admin, "plans.read", "territory.read");
        var machine = new TestPerson(made.GetProperty("clientId").GetString()!, "SIG", IsMachine: true);
        Assert.Equal(HttpStatusCode.OK, (await app.As(machine).GetAsync($"/api/territory/bodies/{body}")).StatusCode);
        Assert.Equal(["Reader"], await app.InScopeAsync(body, db => db.OwnMemberships.Where(m => m.IsMachine).Select(m => m.Roles).ToListAsync()));
    }

    [Theory]
    [InlineData("name", """{ "scopes": ["plans"] }""")]
    [InlineData("scopes", """{ "name": "SIG", "scopes": [] }""")]
    [InlineData("scopes", """{ "name": "SIG", "scopes": ["identity"] }""")]
    [InlineData("scopes", """{ "name": "SIG", "scopes": ["plans", "plans.read"] }""")]
    [InlineData("until", """{ "name": "SIG", "scopes": ["plans"], "until": "2020-01-01T00:00:00Z" }""")]
    public async Task A_wrong_field_is_named(string field, string json)
    {
        var (body, admin) = await app.JoinedAsync(BodyKind.Commune, "35023");
        using var content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        await (await app.As(admin).PostAsync(new Uri($"/api/territory/bodies/{body}/clients", UriKind.Relative), content)).NamesFieldAsync(field);
    }

    [Fact]
    public async Task A_rotation_keeps_the_secret_before_for_the_chosen_time_and_two_at_once_are_one()
    {
        app.Hear<ApiClientChanged>();
        var (body, admin) = await app.JoinedAsync(BodyKind.Commune, "35024");
        var made = await MakeAsync(body, admin, "plans");
        var (id, before) = (made.GetProperty("id").GetGuid(), People.InvitationKey.HashOf(made.GetProperty("secret").GetString()!));

        await (await app.As(admin).PostAsJsonAsync($"/api/territory/bodies/{body}/clients/{id}/rotation", new { })).IsProblemAsync(428, "version-required");
        var both = await Task.WhenAll(RotateAsync(body, admin, id, 1, 48), RotateAsync(body, admin, id, 1, 48));

        await Assert.Single(both, a => !a.IsSuccessStatusCode).IsProblemAsync(409, "stale");
        var after = People.InvitationKey.HashOf((await Assert.Single(both, a => a.IsSuccessStatusCode).JsonAsync()).GetProperty("secret").GetString()!);
        await Eventually.HoldsAsync(() =>
        {
            var fact = Assert.Single(app.Sent<ApiClientChanged>(), c => c.TenantId == body && c.Version == 2);
            Assert.Equal([after, before], fact.Secrets.Select(s => s.Hash));
            Assert.InRange(fact.Secrets[1].Until!.Value, DateTime.UtcNow.AddHours(47), DateTime.UtcNow.AddHours(48));
            return Task.CompletedTask;
        });
        Assert.True((await RotateAsync(body, admin, id, 2, 0)).IsSuccessStatusCode);
        await Eventually.HoldsAsync(() =>
        {
            Assert.Single(Assert.Single(app.Sent<ApiClientChanged>(), c => c.TenantId == body && c.Version == 3).Secrets);
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task A_revoked_client_is_no_member_any_more_and_its_end_is_told()
    {
        app.Hear<ApiClientChanged>();
        var (body, admin) = await app.JoinedAsync(BodyKind.Commune, "35025");
        var made = await MakeAsync(body, admin, "territory");
        var machine = app.As(new TestPerson(made.GetProperty("clientId").GetString()!, "SIG", IsMachine: true));
        Assert.Equal(HttpStatusCode.OK, (await machine.GetAsync($"/api/territory/bodies/{body}")).StatusCode);

        Assert.True((await app.As(admin).DeleteAsync($"/api/territory/bodies/{body}/clients/{made.GetProperty("id").GetGuid()}")).IsSuccessStatusCode);

        await (await machine.GetAsync($"/api/territory/bodies/{body}")).IsProblemAsync(404, "not-found");
        await Eventually.HoldsAsync(() =>
        {
            Assert.Empty(Assert.Single(app.Sent<ApiClientChanged>(), c => c.TenantId == body && c.Version == 2).Secrets);
            return Task.CompletedTask;
        });
        await (await RotateAsync(body, admin, made.GetProperty("id").GetGuid(), 2, 1)).IsProblemAsync(409, "client-over");
    }

    [Fact]
    public async Task Removing_the_member_ends_the_client_too()
    {
        app.Hear<ApiClientChanged>();
        var (body, admin) = await app.JoinedAsync(BodyKind.Commune, "35026");
        await MakeAsync(body, admin, "plans");
        var membership = Assert.Single((await ListAsync(body, admin)).GetProperty("items").EnumerateArray()).GetProperty("membershipId").GetGuid();
        Assert.True((await app.As(admin).DeleteAsync($"/api/territory/bodies/{body}/members/{membership}")).IsSuccessStatusCode);
        Assert.True(Assert.Single((await ListAsync(body, admin)).GetProperty("items").EnumerateArray()).GetProperty("isOver").GetBoolean());
    }

    [Fact]
    public async Task Another_body_and_who_does_not_administer_see_and_change_nothing()
    {
        var (body, admin) = await app.JoinedAsync(BodyKind.Commune, "35027");
        var (other, stranger) = await app.JoinedAsync(BodyKind.Commune, "35028");
        var id = (await MakeAsync(body, admin, "plans")).GetProperty("id").GetGuid();
        await (await app.As(stranger).GetAsync($"/api/territory/bodies/{body}/clients")).IsProblemAsync(404, "not-found");
        await (await app.As(stranger).DeleteAsync($"/api/territory/bodies/{other}/clients/{id}")).IsProblemAsync(404, "not-found");
        await (await RotateAsync(other, stranger, id, 1, 1)).IsProblemAsync(404, "not-found");
        await (await app.As(await app.MemberAsync(body, Role.ProjectLead)).GetAsync($"/api/territory/bodies/{body}/clients")).IsProblemAsync(403, "not-allowed");
    }

    [Fact]
    public async Task Its_last_use_is_kept_and_a_token_server_that_was_restored_is_told_of_it_again()
    {
        app.Hear<ApiClientChanged>();
        var (body, admin) = await app.JoinedAsync(BodyKind.Commune, "35029");
        var made = await MakeAsync(body, admin, "plans");
        var clientId = made.GetProperty("clientId").GetString()!;
        await app.Bus.DeliverAsync(new ApiClientUsed(body, clientId, DateTime.UtcNow));
        var item = Assert.Single((await ListAsync(body, admin)).GetProperty("items").EnumerateArray());
        Assert.NotEqual(JsonValueKind.Null, item.GetProperty("usedAt").ValueKind);
        Assert.Equal(1, item.GetProperty("version").GetInt32());

        var again = 0;
        app.Bus.Listen<ApiClientChanged>("identity.keep-client", message =>
        {
            again += message.ClientId == clientId ? 1 : 0;
            return Task.CompletedTask;
        });
        await app.Bus.DeliverAsync(new ResendRequested("identity", body, DateTime.UtcNow));
        await Eventually.HoldsAsync(() =>
        {
            Assert.Equal(1, again);
            return Task.CompletedTask;
        });
    }

    private async Task<JsonElement> ListAsync(Guid body, TestPerson admin) => await (await app.As(admin).GetAsync($"/api/territory/bodies/{body}/clients")).JsonAsync();

    private async Task<JsonElement> MakeAsync(Guid body, TestPerson admin, params string[] scopes)
    {
        var answer = await app.As(admin).PostAsJsonAsync($"/api/territory/bodies/{body}/clients", new { name = "SIG de la commune", scopes });
        Assert.True(answer.StatusCode != HttpStatusCode.Created || answer.Headers.CacheControl!.NoStore);
        return await answer.JsonAsync();
    }

    private async Task<HttpResponseMessage> RotateAsync(Guid body, TestPerson admin, Guid id, int version, int hours)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/territory/bodies/{body}/clients/{id}/rotation")
        {
            Content = JsonContent.Create(new { overlapHours = hours }),
            Headers = { { "If-Match", $"\"{version}\"" } },
        };
        return await app.As(admin).SendAsync(request);
    }
}
