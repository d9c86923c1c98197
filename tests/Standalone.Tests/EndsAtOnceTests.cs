using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Identity;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Territory;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Standalone.Tests;

/// <summary>
/// What ends ends within a second in every service, for sessions that are open and tokens that were issued: attachments, what is
/// shared, roles, delegations, API clients. Everything as it runs: the gateway in front, messages between the services.
/// </summary>
public sealed class EndsAtOnceTests(Running running) : IClassFixture<Running>
{
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task An_attachment_that_ends_closes_the_commune_to_the_open_sessions_of_its_parent()
    {
        using var animator = await PersonAsync();
        using var mayor = await PersonAsync();
        var (_, commune, attachment) = await AttachedAsync("243500741", "56013", animator, mayor);
        string[] reads = [$"/api/plans/bodies/{commune}/plan", $"/api/plans/bodies/{commune}/actions", $"/api/events/bodies/{commune}/events", $"/api/stakeholders/bodies/{commune}/contacts"];
        await OpenAsync(animator.Surfer, reads);

        Assert.True((await mayor.Surfer.SendAsync(HttpMethod.Post, $"/api/territory/bodies/{commune}/attachments/{attachment}/end")).IsSuccessStatusCode);

        await ClosedAsync(animator.Surfer, reads);
    }

    [Fact]
    public async Task What_is_no_longer_shared_is_closed_and_the_rest_stays_open()
    {
        using var animator = await PersonAsync();
        using var mayor = await PersonAsync();
        var (_, commune, attachment) = await AttachedAsync("243500741", "56001", animator, mayor);
        string[] plan = [$"/api/plans/bodies/{commune}/plan"], events = [$"/api/events/bodies/{commune}/events"];
        await OpenAsync(animator.Surfer, [.. plan, .. events]);
        var version = (await mayor.Surfer.GetAsync($"/api/territory/bodies/{commune}/attachments")).GetProperty("items")[0].GetProperty("policyVersion").GetInt32();

        var changed = await mayor.Surfer.SendAsync(HttpMethod.Put, $"/api/territory/bodies/{commune}/attachments/{attachment}/policy",
            new { plan = "ProgressOnly", indicators = "Nothing", contacts = "Nothing", events = "Read" }, version);
        Assert.True(changed.IsSuccessStatusCode, await changed.Content.ReadAsStringAsync());

        await ClosedAsync(animator.Surfer, plan);
        Assert.Equal(HttpStatusCode.OK, (await animator.Surfer.GoAsync(events[0])).StatusCode);
    }

    [Fact]
    public async Task A_role_that_ends_closes_every_service_and_every_page_to_the_open_session()
    {
        using var admin = await PersonAsync();
        using var member = await PersonAsync();
        var (body, slug) = await OpenedAsync("Commune", "56002", (admin, Role.Administrator), (member, Role.ProjectLead));
        string[] reads =
        [
            $"/api/territory/bodies/{body}", $"/api/plans/bodies/{body}/plan", $"/api/events/bodies/{body}/events", $"/api/stakeholders/bodies/{body}/contacts",
            $"/api/showcase/bodies/{body}/news", $"/api/peer-exchange/bodies/{body}/topics", $"/c/{slug}/plan",
        ];
        await OpenAsync(member.Surfer, reads);
        var membership = await MembershipAsync(admin.Surfer, body, member.Id);

        Assert.True((await admin.Surfer.SendAsync(HttpMethod.Delete, $"/api/territory/bodies/{body}/members/{membership.Id}")).IsSuccessStatusCode);

        await ClosedAsync(member.Surfer, reads);
    }

    [Fact]
    public async Task A_role_that_is_lowered_takes_away_what_it_gave()
    {
        using var admin = await PersonAsync();
        using var member = await PersonAsync();
        var (body, _) = await OpenedAsync("Commune", "56003", (admin, Role.Administrator), (member, Role.ProjectLead));
        var action = new { title = "Réunir les services", objectives = new[] { "1.1" } };
        await Eventually.HoldsAsync(async () => Assert.Equal(HttpStatusCode.Created, (await member.Surfer.SendAsync(HttpMethod.Post, $"/api/plans/bodies/{body}/actions", action)).StatusCode));
        var membership = await MembershipAsync(admin.Surfer, body, member.Id);

        Assert.True((await admin.Surfer.SendAsync(HttpMethod.Put, $"/api/territory/bodies/{body}/members/{membership.Id}", new { roles = new[] { "Reader" } }, membership.Version)).IsSuccessStatusCode);

        await WithinAsync(async () => (await member.Surfer.SendAsync(HttpMethod.Post, $"/api/plans/bodies/{body}/actions", action)).StatusCode == HttpStatusCode.Forbidden);
        Assert.Equal(HttpStatusCode.OK, (await member.Surfer.GoAsync($"/api/plans/bodies/{body}/actions")).StatusCode);
    }

    [Fact]
    public async Task A_delegation_ends_with_the_place_that_the_person_has_in_the_parent()
    {
        using var animator = await PersonAsync();
        using var other = await PersonAsync();
        using var mayor = await PersonAsync();
        var (parent, commune, _) = await AttachedAsync("243500741", "56004", animator, mayor);
        await GrantAsync(parent, other, Role.Contributor);
        var path = $"/api/plans/bodies/{commune}/actions";
        Assert.True((await other.Surfer.SendAsync(HttpMethod.Put, "/api/territory/me")).IsSuccessStatusCode);
        var delegated = await mayor.Surfer.SendAsync(HttpMethod.Post, $"/api/territory/bodies/{commune}/delegations",
            new { parentId = parent, email = other.Email, roles = new[] { "ProjectLead" }, until = DateTime.UtcNow.AddDays(30) });
        Assert.True(delegated.IsSuccessStatusCode, await delegated.Content.ReadAsStringAsync());
        var action = Guid.Empty;
        await Eventually.HoldsAsync(async () =>
        {
            var made = await other.Surfer.SendAsync(HttpMethod.Post, path, new { title = "Réunir les services", objectives = new[] { "1.1" } });
            Assert.Equal(HttpStatusCode.Created, made.StatusCode);
            action = (await made.JsonAsync()).GetProperty("id").GetGuid();
        });
        Assert.Equal(parent, (await mayor.Surfer.GetAsync($"{path}/{action}")).GetProperty("onBehalfOf").GetProperty("bodyId").GetGuid());
        var place = await MembershipAsync(animator.Surfer, parent, other.Id);

        Assert.True((await animator.Surfer.SendAsync(HttpMethod.Delete, $"/api/territory/bodies/{parent}/members/{place.Id}")).IsSuccessStatusCode);

        await WithinAsync(async () => (await other.Surfer.SendAsync(HttpMethod.Post, path, new { title = "Encore", objectives = new[] { "1.1" } })).StatusCode == HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_client_of_one_body_reads_no_other_writes_only_where_it_may_and_ends_with_the_tokens_it_holds()
    {
        using var admin = await PersonAsync();
        using var stranger = await PersonAsync();
        var (body, _) = await OpenedAsync("Commune", "56005", (admin, Role.Administrator));
        var (other, _) = await OpenedAsync("Commune", "56006", (stranger, Role.Administrator));
        var made = await admin.Surfer.PostAsync($"/api/territory/bodies/{body}/clients", new { name = "SIG", scopes = new[] { "plans", "events.read" } });
        var (id, secret) = (made.GetProperty("clientId").GetString()!, made.GetProperty("secret").GetString()!);
        string? token = null;
        await Eventually.HoldsAsync(async () => Assert.NotNull(token = await TokenAsync(id, secret, "plans events.read")));
        using var client = new HttpClient { BaseAddress = running.All.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var action = new { title = "Réunir les services", objectives = new[] { "1.1" } };

        await Eventually.HoldsAsync(async () => Assert.Equal(HttpStatusCode.Created, (await client.PostAsJsonAsync($"/api/plans/bodies/{body}/actions", action)).StatusCode));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"/api/events/bodies/{body}/events")).StatusCode);
        await (await client.PostAsJsonAsync($"/api/events/bodies/{body}/events", new { title = "Atelier", kind = "Workshop", place = "Mairie", startsAt = "2031-03-03T18:00:00", endsAt = "2031-03-03T20:00:00" })).IsProblemAsync(403, "not-allowed");
        await (await client.GetAsync($"/api/plans/bodies/{other}/plan")).IsProblemAsync(404, "not-found");
        await (await client.PostAsJsonAsync($"/api/plans/bodies/{other}/actions", action)).IsProblemAsync(404, "not-found");
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync($"/api/stakeholders/bodies/{body}/contacts")).StatusCode);
        Assert.Null(await TokenAsync(id, secret, "stakeholders"));

        // Another secret: both are taken for a while.
        var client1 = (await admin.Surfer.GetAsync($"/api/territory/bodies/{body}/clients")).GetProperty("items")[0];
        var rotated = await (await admin.Surfer.SendAsync(HttpMethod.Post, $"/api/territory/bodies/{body}/clients/{client1.GetProperty("id").GetGuid()}/rotation", new { overlapHours = 1 }, 1)).JsonAsync();
        await Eventually.HoldsAsync(async () => Assert.NotNull(await TokenAsync(id, rotated.GetProperty("secret").GetString()!, "plans")));
        Assert.NotNull(await TokenAsync(id, secret, "plans.read"));

        Assert.True((await admin.Surfer.SendAsync(HttpMethod.Delete, $"/api/territory/bodies/{body}/clients/{client1.GetProperty("id").GetGuid()}")).IsSuccessStatusCode);

        await WithinAsync(async () => (await client.GetAsync($"/api/plans/bodies/{body}/plan")).StatusCode == HttpStatusCode.NotFound);
        await WithinAsync(async () => (await client.GetAsync($"/api/events/bodies/{body}/events")).StatusCode == HttpStatusCode.NotFound);
        await WithinAsync(async () => await TokenAsync(id, secret, "plans") is null);
    }

    private static Task OpenAsync(Surfer reader, string[] paths) => Eventually.HoldsAsync(async () =>
    {
        foreach (var path in paths)
        {
            Assert.True((await reader.GoAsync(path)).StatusCode == HttpStatusCode.OK, path);
        }
    });

    private static Task ClosedAsync(Surfer reader, string[] paths) => WithinAsync(async () =>
    {
        foreach (var path in paths)
        {
            if ((await reader.GoAsync(path)).StatusCode != HttpStatusCode.NotFound)
            {
                return false;
            }
        }

        return true;
    });

    /// <summary>Asks again until it holds: a second after the act was answered it must.</summary>
    private static async Task WithinAsync(Func<Task<bool>> holds)
    {
        var since = Stopwatch.StartNew();
        while (true)
        {
            var asked = since.Elapsed;
            if (await holds())
            {
                return;
            }

            Assert.True(asked < AtOnce, "It is still open a second after it ended.");
        }
    }

    private async Task<(Guid Parent, Guid Commune, Guid Attachment)> AttachedAsync(string siren, string code, Person animator, Person mayor)
    {
        var (parent, _) = await OpenedAsync("Epci", siren, (animator, Role.Administrator));
        await Eventually.HoldsAsync(async () => Assert.True((await animator.Surfer.SendAsync(HttpMethod.Post, $"/api/territory/bodies/{parent}/children", new { codes = new[] { code } })).IsSuccessStatusCode));
        var child = (await animator.Surfer.GetAsync($"/api/territory/bodies/{parent}/children?all=true")).GetProperty("items").EnumerateArray().Single(c => c.GetProperty("code").GetString() == code).GetProperty("bodyId").GetGuid();
        await GrantAsync(child, mayor, Role.Administrator);
        var attachment = (await mayor.Surfer.GetAsync($"/api/territory/bodies/{child}/attachments")).GetProperty("items")[0].GetProperty("attachmentId").GetGuid();
        await mayor.Surfer.PostAsync($"/api/territory/bodies/{child}/attachments/{attachment}/acceptance", new { plan = "Read", contacts = "Read", events = "Read" });
        return (parent, child, attachment);
    }

    private async Task<(Guid Body, string Slug)> OpenedAsync(string kind, string code, params (Person Person, Role Role)[] people)
    {
        using var operating = await PersonAsync();
        await GrantAsync(PlatformBody.Id, operating, Role.Administrator);
        var opened = await operating.Surfer.SendAsync(HttpMethod.Post, "/api/territory/operator/bodies", new { kind, code });
        var body = opened.StatusCode == HttpStatusCode.Conflict
            ? (await operating.Surfer.GetAsync($"/api/territory/slugs/{await SlugAsync(operating.Surfer, code)}")).GetProperty("bodyId").GetGuid()
            : (await opened.JsonAsync()).GetProperty("bodyId").GetGuid();
        foreach (var (person, role) in people)
        {
            await GrantAsync(body, person, role);
        }

        return (body, await SlugAsync(operating.Surfer, code));
    }

    private static async Task<string> SlugAsync(Surfer surfer, string code) =>
        (await surfer.GetAsync("/api/territory/operator/bodies?size=200")).GetProperty("items").EnumerateArray().Single(b => b.GetProperty("slug").GetString()!.EndsWith("-" + code, StringComparison.Ordinal)).GetProperty("slug").GetString()!;

    private static async Task<(Guid Id, int Version)> MembershipAsync(Surfer admin, Guid body, Guid person)
    {
        var item = (await admin.GetAsync($"/api/territory/bodies/{body}/members")).GetProperty("items").EnumerateArray().Single(m => m.GetProperty("personId").GetGuid() == person);
        return (item.GetProperty("membershipId").GetGuid(), item.GetProperty("version").GetInt32());
    }

    private Task GrantAsync(Guid body, Person person, Role role) =>
        MembershipGrants.GrantAsync(running.All.Services("territory"), body, person.Id, "Camille Essai", [role]);

    private async Task<Person> PersonAsync()
    {
        var email = $"essai-{Guid.NewGuid():N}@commune.example";
        var subject = await Accounts.CreateAsync(running.All.Services("identity"), email, "Camille Essai", AdoptionPath.Password, true, default);
        return new(await Surfer.SignedInAsync(running.All.Address, email, AdoptionPath.Password), PersonId.Of("local", subject), email);
    }

    private async Task<string?> TokenAsync(string id, string secret, string scope)
    {
        using var http = new HttpClient { BaseAddress = running.All.Address };
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = id, ["client_secret"] = secret, ["scope"] = scope });
        using var answer = await http.PostAsync("/connect/token", form);
        return answer.IsSuccessStatusCode ? JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("access_token").GetString() : null;
    }

    private sealed record Person(Surfer Surfer, Guid Id, string Email) : IDisposable
    {
        public void Dispose() => Surfer.Dispose();
    }
}
