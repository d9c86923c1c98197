using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Testing;
using OpenDataAnimation.Territory.People;

namespace OpenDataAnimation.Territory.Tests;

public sealed class PeopleTests(TerritoryApp app) : IClassFixture<TerritoryApp>
{
    private const string Invitations = "/api/territory/invitations";

    [Fact]
    public async Task A_body_writes_to_its_own_people_by_name_and_to_no_one_of_another_body()
    {
        app.Hear<MailRequested>();
        var body = await app.OpenedAsync(BodyKind.Commune, "56011");
        var elected = await app.MemberAsync(body, Role.Elected);
        var lead = await app.MemberAsync(body, Role.ProjectLead);
        var stranger = await app.MemberAsync(await app.OpenedAsync(BodyKind.Commune, "56001"), Role.Elected);
        foreach (var person in new[] { elected, lead, stranger })
        {
            await app.As(person).PutAsync("/api/territory/me", null);
        }

        var fields = new Dictionary<string, string> { ["bodyName"] = "Béganne", ["on"] = "2026-12-07" };
        await app.Bus.DeliverAsync(new MembersMailRequested(body, Guid.CreateVersion7(), body, "point-reminder", fields, "/c/beganne-56011/points/1", DateTime.UtcNow, [elected.Id, stranger.Id]));
        await Eventually.HoldsAsync(() => { Assert.Single(app.Sent<MailRequested>(), m => m.Template == "point-reminder" && m.To == TerritoryApp.EmailOf(elected)); return Task.CompletedTask; });
        Assert.DoesNotContain(app.Sent<MailRequested>(), m => m.Template == "point-reminder" && (m.To == TerritoryApp.EmailOf(stranger) || m.To == TerritoryApp.EmailOf(lead)));
        Assert.EndsWith("/c/beganne-56011/points/1", app.Sent<MailRequested>().Last(m => m.Template == "point-reminder").Fields["link"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Someone_without_a_body_signs_in_and_is_known()
    {
        var person = TerritoryApp.Someone("Dominique Essai");

        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Anonymous().GetAsync("/api/territory/me")).StatusCode);
        var me = await (await app.As(person).PutAsync("/api/territory/me", null)).JsonAsync();

        Assert.Equal(person.Id, me.GetProperty("personId").GetGuid());
        Assert.Equal("Dominique Essai", me.GetProperty("name").GetString());
        Assert.Equal(TerritoryApp.EmailOf(person), me.GetProperty("email").GetString());
        Assert.False(me.GetProperty("isOperator").GetBoolean());
        Assert.Empty(me.GetProperty("bodies").EnumerateArray());
    }

    [Fact]
    public async Task A_new_name_in_the_token_is_the_name_in_every_body()
    {
        var (body, person) = await app.JoinedAsync(BodyKind.Commune, "35001");
        app.Hear<MembershipChanged>();

        await (await app.As(person with { Name = "Camille Autre" }).PutAsync("/api/territory/me", null)).JsonAsync();

        var members = await MembersAsync(body, person);
        Assert.Equal("Camille Autre", Assert.Single(members).GetProperty("name").GetString());
        await Eventually.HoldsAsync(() =>
        {
            Assert.Contains(app.Sent<MembershipChanged>(), m => m.TenantId == body && m.Name == "Camille Autre" && m.Version == 2);
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task A_parent_invites_a_commune_whose_first_administrator_makes_it_join()
    {
        app.Hear<MailRequested>();
        app.Hear<BodyChanged>();
        app.Hear<MembershipChanged>();
        var (parent, animator) = await app.JoinedAsync(BodyKind.Epci, "243500741");
        var children = await app.ChildrenAsync(parent, animator, "35236", "35064");
        var (child, guest) = (children["35236"], TerritoryApp.Someone("Alex Essai"));
        var path = $"/api/territory/bodies/{parent}/children/{child}/invitation";
        var letter = new { name = "Alex Essai", email = TerritoryApp.EmailOf(guest).ToUpperInvariant() };

        await (await app.As(animator).PostAsJsonAsync(path, new { name = "Alex Essai", email = "alex" })).NamesFieldAsync("email");
        await (await app.As(await app.MemberAsync(parent, Role.Reader)).PostAsJsonAsync(path, letter)).IsProblemAsync(403, "not-allowed");
        await (await app.As(animator).PostAsJsonAsync($"/api/territory/bodies/{parent}/children/{Guid.NewGuid()}/invitation", letter)).IsProblemAsync(404, "not-found");
        await (await app.As(await app.MemberAsync(parent, Role.ProjectLead)).PostAsJsonAsync(path, letter)).JsonAsync();
        Assert.Equal("Pending", await InvitationOfAsync(parent, animator, child));

        var mail = await MailAsync(TerritoryApp.EmailOf(guest));
        Assert.Equal("Redon", mail.Fields["bodyName"]);
        Assert.Equal("CA Redon Agglomération", mail.Fields["inviterBody"]);
        Assert.Equal("Administrator", mail.Fields["roles"]);
        Assert.StartsWith("http://localhost:8080/invitation/", mail.Fields["link"], StringComparison.Ordinal);
        Assert.Equal(parent, mail.FromBodyId);
        var token = await app.TokenForAsync(TerritoryApp.EmailOf(guest));
        var shown = await (await app.Anonymous().GetAsync($"{Invitations}/{token}")).JsonAsync();
        Assert.True(shown.GetProperty("activates").GetBoolean());
        Assert.Equal("Pending", shown.GetProperty("state").GetString());

        var answer = await (await app.As(guest).PostAsync($"{Invitations}/{token}/acceptance", null)).JsonAsync();

        Assert.True(answer.GetProperty("activated").GetBoolean());
        var me = await (await app.As(guest).GetAsync("/api/territory/me")).JsonAsync();
        var mine = Assert.Single(me.GetProperty("bodies").EnumerateArray());
        Assert.Equal("Active", mine.GetProperty("state").GetString());
        Assert.Equal("Administrator", mine.GetProperty("roles")[0].GetString());
        Assert.False(mine.GetProperty("isParent").GetBoolean());
        Assert.Equal("Accepted", await InvitationOfAsync(parent, animator, child));
        await (await app.As(animator).PostAsJsonAsync(path, letter)).IsProblemAsync(409, "already-joined");
        // The commune has joined, and still no parent reads anything: it has not accepted the attachment.
        await (await app.As(animator).GetAsync($"/api/territory/bodies/{child}")).IsProblemAsync(404, "not-found");
        await Eventually.HoldsAsync(() =>
        {
            Assert.Contains(app.Sent<BodyChanged>(), b => b.BodyId == child && b.State == BodyState.Active && b.Version == 2);
            Assert.Contains(app.Sent<MembershipChanged>(), m => m.TenantId == child && m.PersonId == guest.Id);
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task An_invitation_is_used_once_even_when_it_is_used_twice_at_once()
    {
        var (body, token, guest) = await InvitedAsync("56250");

        var both = await Task.WhenAll(Accept(token, guest), Accept(token, guest));

        Assert.Single(both, a => a.IsSuccessStatusCode);
        await Assert.Single(both, a => !a.IsSuccessStatusCode).IsProblemAsync(409, "invitation-closed");
        await (await app.As(guest).PostAsync($"{Invitations}/{token}/decline", null)).IsProblemAsync(409, "invitation-closed");
        Assert.Equal(1, await app.InScopeAsync(body, db => db.OwnMemberships.CountAsync(m => m.PersonId == guest.Id)));
    }

    [Fact]
    public async Task An_invitation_is_only_for_the_address_it_was_sent_to_and_its_token_is_not_in_the_database()
    {
        var (body, token, guest) = await InvitedAsync("56239");

        await (await Accept(token, TerritoryApp.Someone())).IsProblemAsync(403, "not-allowed");
        await (await app.As(TerritoryApp.Someone()).PostAsync($"{Invitations}/{token}/decline", null)).IsProblemAsync(403, "not-allowed");
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Anonymous().PostAsync($"{Invitations}/{token}/acceptance", null)).StatusCode);
        await (await Accept(InvitationKey.NewToken(), guest)).IsProblemAsync(404, "not-found");
        await (await app.Anonymous().GetAsync($"{Invitations}/{InvitationKey.NewToken()}")).IsProblemAsync(404, "not-found");
        Assert.DoesNotContain(token, await app.InScopeAsync(body, db => db.InvitationKeys.Select(k => k.TokenHash).ToListAsync()));
        Assert.True((await app.As(guest).PostAsync($"{Invitations}/{token}/decline", null)).IsSuccessStatusCode);
        Assert.Equal("Declined", (await (await app.Anonymous().GetAsync($"{Invitations}/{token}")).JsonAsync()).GetProperty("state").GetString());
    }

    [Fact]
    public async Task An_old_a_revoked_and_a_replaced_invitation_no_longer_work()
    {
        var (body, old, guest) = await InvitedAsync("56002");
        var hash = InvitationKey.HashOf(old);
        await app.InScopeAsync(body, async db =>
        {
            var key = await db.InvitationKeys.AsTracking().FirstAsync(k => k.TokenHash == hash);
            db.Entry(key).Property(k => k.ExpiresAt).CurrentValue = DateTime.UtcNow.AddMinutes(-1);
            return await db.SaveChangesAsync();
        });
        await (await Accept(old, guest)).IsProblemAsync(409, "invitation-expired");
        Assert.Equal("Expired", (await (await app.Anonymous().GetAsync($"{Invitations}/{old}")).JsonAsync()).GetProperty("state").GetString());

        var administrator = await app.MemberAsync(body, Role.Administrator);
        var (first, second) = (await InviteAsync(body, administrator, guest, "Reader"), await InviteAsync(body, administrator, guest, "Contributor"));
        await (await Accept(first, guest)).IsProblemAsync(409, "invitation-revoked");

        var list = await (await app.As(administrator).GetAsync($"/api/territory/bodies/{body}/invitations?pending=true")).JsonAsync();
        var pending = Assert.Single(list.GetProperty("items").EnumerateArray());
        Assert.Equal("Contributor", pending.GetProperty("roles")[0].GetString());
        var path = $"/api/territory/bodies/{body}/invitations/{pending.GetProperty("invitationId").GetGuid()}";
        var (elsewhere, stranger) = await app.JoinedAsync(BodyKind.Commune, "01002");
        await (await app.As(stranger).DeleteAsync($"/api/territory/bodies/{elsewhere}/invitations/{pending.GetProperty("invitationId").GetGuid()}")).IsProblemAsync(404, "not-found");
        Assert.Equal(HttpStatusCode.NoContent, (await app.As(administrator).DeleteAsync(path)).StatusCode);
        await (await app.As(administrator).DeleteAsync(path)).IsProblemAsync(409, "invitation-closed");
        await (await Accept(second, guest)).IsProblemAsync(409, "invitation-revoked");
    }

    [Fact]
    public async Task When_a_body_joins_the_letters_of_other_parents_are_void()
    {
        app.Hear<MailRequested>();
        var (first, one) = await app.JoinedAsync(BodyKind.Epci, "243500741");
        var (second, two) = await app.JoinedAsync(BodyKind.Departement, "56");
        var child = (await app.ChildrenAsync(first, one, "56060"))["56060"];
        await app.ChildrenAsync(second, two, "56060");
        var (winner, late) = (TerritoryApp.Someone(), TerritoryApp.Someone());
        foreach (var (parent, person, guest) in new[] { (first, one, winner), (second, two, late) })
        {
            await (await app.As(person).PostAsJsonAsync($"/api/territory/bodies/{parent}/children/{child}/invitation", new { name = "Alex Essai", email = TerritoryApp.EmailOf(guest) })).JsonAsync();
        }

        await (await Accept(await app.TokenForAsync(TerritoryApp.EmailOf(winner)), winner)).JsonAsync();

        await (await Accept(await app.TokenForAsync(TerritoryApp.EmailOf(late)), late)).IsProblemAsync(409, "invitation-revoked");
        await (await app.As(late).GetAsync($"/api/territory/bodies/{child}")).IsProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task Inviting_is_the_administrators_and_a_role_for_a_time_needs_its_end()
    {
        var (body, administrator) = await app.JoinedAsync(BodyKind.Commune, "35012");
        var path = $"/api/territory/bodies/{body}/invitations";

        await (await app.As(administrator).PostAsJsonAsync(path, new { name = "Alex", email = "a@essai.example", roles = new[] { "Expert" } })).NamesFieldAsync("until");
        await (await app.As(administrator).PostAsJsonAsync(path, new { name = "Alex", email = "a@essai.example", roles = new[] { "Reader" }, until = DateTime.UtcNow.AddDays(-1) })).NamesFieldAsync("until");
        await (await app.As(administrator).PostAsJsonAsync(path, new { name = "Alex", email = "a@essai.example", roles = Array.Empty<string>() })).NamesFieldAsync("roles");
        var lead = app.As(await app.MemberAsync(body, Role.ProjectLead));
        await (await lead.PostAsJsonAsync(path, new { name = "Alex", email = "a@essai.example", roles = new[] { "Reader" } })).IsProblemAsync(403, "not-allowed");
        await (await lead.GetAsync(path)).IsProblemAsync(403, "not-allowed");
    }

    [Fact]
    public async Task A_body_keeps_its_last_administrator_until_another_is_named()
    {
        var (body, administrator) = await app.JoinedAsync(BodyKind.Commune, "35022");
        var client = app.As(administrator);
        var (own, version) = await MembershipAsync(body, administrator, administrator);
        var path = $"/api/territory/bodies/{body}/members/{own}";

        await (await client.DeleteAsync(path)).IsProblemAsync(409, "last-administrator");
        await (await client.SendAsync(TerritoryApp.Edit(path, version, new { roles = new[] { "Reader" } }))).IsProblemAsync(409, "last-administrator");
        await (await client.SendAsync(TerritoryApp.Edit(path, version, new { roles = new[] { "Administrator" }, until = DateTime.UtcNow.AddDays(5) }))).IsProblemAsync(409, "last-administrator");

        var other = await app.MemberAsync(body, Role.ProjectLead);
        var (theirs, theirVersion) = await MembershipAsync(body, administrator, other);
        var promotion = TerritoryApp.Edit($"/api/territory/bodies/{body}/members/{theirs}", theirVersion, new { roles = new[] { "Administrator", "ProjectLead" } });
        await (await client.SendAsync(promotion)).JsonAsync();

        // Both leave at once: one of them stays.
        var both = await Task.WhenAll(client.DeleteAsync(path), app.As(other).DeleteAsync($"/api/territory/bodies/{body}/members/{theirs}"));
        Assert.Single(both, a => a.StatusCode == HttpStatusCode.NoContent);
        await Assert.Single(both, a => a.StatusCode != HttpStatusCode.NoContent).IsProblemAsync(409, "last-administrator");
    }

    [Fact]
    public async Task Changing_or_removing_a_member_takes_a_recent_sign_in()
    {
        var (body, administrator) = await app.JoinedAsync(BodyKind.Commune, "35024");
        var reader = await app.MemberAsync(body, Role.Reader);
        var (theirs, version) = await MembershipAsync(body, administrator, reader);
        var path = $"/api/territory/bodies/{body}/members/{theirs}";
        var late = app.As(administrator, DateTimeOffset.UtcNow.AddMinutes(-6));

        foreach (var refused in new[] { await late.DeleteAsync(path), await late.SendAsync(TerritoryApp.Edit(path, version, new { roles = new[] { "Contributor" } })) })
        {
            await refused.IsProblemAsync(401, "sign-in-again");
            var challenge = Assert.Single(refused.Headers.WwwAuthenticate);
            Assert.Equal("Bearer", challenge.Scheme);
            Assert.Contains("error=\"insufficient_user_authentication\"", challenge.Parameter);
            Assert.Contains("max_age=\"300\"", challenge.Parameter);
        }

        // Whoever may not do it anyway is told so, and not sent to sign in for nothing.
        var (_, stranger) = await app.JoinedAsync(BodyKind.Commune, "35025");
        await (await app.As(stranger, DateTimeOffset.UtcNow.AddMinutes(-6)).DeleteAsync(path)).IsProblemAsync(404, "not-found");
        // A machine may even leave by a person's hand only.
        var machine = new TestPerson("outil-" + Guid.NewGuid().ToString("N")[..8], "", IsMachine: true);
        var let = await (await app.As(administrator).PostAsJsonAsync($"/api/territory/bodies/{body}/members", new { clientId = machine.Subject, name = "Outil", roles = new[] { "Reader" } })).JsonAsync();
        await (await app.As(machine).DeleteAsync($"/api/territory/bodies/{body}/members/{let.GetProperty("membershipId").GetGuid()}")).IsProblemAsync(403, "not-allowed");
        await (await app.As(administrator, DateTimeOffset.UtcNow.AddMinutes(-4)).SendAsync(TerritoryApp.Edit(path, version, new { roles = new[] { "Contributor" } }))).JsonAsync();
    }

    [Fact]
    public async Task A_member_leaves_or_is_removed_and_may_do_nothing_from_that_moment()
    {
        app.Hear<MembershipChanged>();
        var (body, administrator) = await app.JoinedAsync(BodyKind.Commune, "35023");
        var (reader, contributor) = (await app.MemberAsync(body, Role.Reader), await app.MemberAsync(body, Role.Contributor));
        var (theirs, version) = await MembershipAsync(body, administrator, reader);
        var path = $"/api/territory/bodies/{body}/members/{theirs}";

        await (await app.As(contributor).DeleteAsync(path)).IsProblemAsync(403, "not-allowed");
        await (await app.As(contributor).SendAsync(TerritoryApp.Edit(path, version, new { roles = new[] { "Administrator" } }))).IsProblemAsync(403, "not-allowed");
        await (await app.As(administrator).PutAsJsonAsync(path, new { roles = new[] { "Contributor" } })).IsProblemAsync(428, "version-required");
        await (await app.As(administrator).SendAsync(TerritoryApp.Edit(path, version + 7, new { roles = new[] { "Contributor" } }))).IsProblemAsync(409, "stale");
        await (await app.As(administrator).SendAsync(TerritoryApp.Edit(path, version, new { roles = new[] { "Expert" } }))).NamesFieldAsync("until");
        var (elsewhere, stranger) = await app.JoinedAsync(BodyKind.Commune, "01004");
        await (await app.As(stranger).DeleteAsync($"/api/territory/bodies/{elsewhere}/members/{theirs}")).IsProblemAsync(404, "not-found");

        await (await app.As(reader).GetAsync($"/api/territory/bodies/{body}")).JsonAsync();
        Assert.Equal(HttpStatusCode.NoContent, (await app.As(reader).DeleteAsync(path)).StatusCode);
        await (await app.As(reader).GetAsync($"/api/territory/bodies/{body}")).IsProblemAsync(404, "not-found");
        var (removed, _) = await MembershipAsync(body, administrator, contributor);
        Assert.Equal(HttpStatusCode.NoContent, (await app.As(administrator).DeleteAsync($"/api/territory/bodies/{body}/members/{removed}")).StatusCode);
        await (await app.As(contributor).GetAsync($"/api/territory/bodies/{body}")).IsProblemAsync(404, "not-found");
        Assert.Single(await MembersAsync(body, administrator));
        await Eventually.HoldsAsync(() =>
        {
            Assert.Contains(app.Sent<MembershipChanged>(), m => m.MembershipId == theirs && m.Ended && m.Version == 2);
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task Addresses_of_members_are_for_administrators()
    {
        var (body, administrator) = await app.JoinedAsync(BodyKind.Commune, "35024");
        await app.As(administrator).PutAsync("/api/territory/me", null);
        var reader = await app.MemberAsync(body, Role.Reader);

        var seen = (await MembersAsync(body, administrator)).Single(m => m.GetProperty("personId").GetGuid() == administrator.Id);
        Assert.Equal(TerritoryApp.EmailOf(administrator), seen.GetProperty("email").GetString());
        Assert.All(await MembersAsync(body, reader), m => Assert.Equal(System.Text.Json.JsonValueKind.Null, m.GetProperty("email").ValueKind));
    }

    [Fact]
    public async Task A_machine_acts_in_the_body_that_let_it_and_never_administers()
    {
        var (body, administrator) = await app.JoinedAsync(BodyKind.Commune, "35025");
        var machine = new TestPerson("redon-" + Guid.NewGuid().ToString("N")[..8], "", IsMachine: true);
        var path = $"/api/territory/bodies/{body}/members";

        await (await app.As(machine).GetAsync($"/api/territory/bodies/{body}")).IsProblemAsync(404, "not-found");
        await (await app.As(administrator).PostAsJsonAsync(path, new { clientId = machine.Subject, name = "Outil", roles = new[] { "Administrator" } })).NamesFieldAsync("roles");
        await (await app.As(administrator).PostAsJsonAsync(path, new { clientId = machine.Subject, name = "Outil", roles = new[] { "ProjectLead" } })).JsonAsync();
        await (await app.As(administrator).PostAsJsonAsync(path, new { clientId = machine.Subject, name = "Outil", roles = new[] { "Reader" } })).IsProblemAsync(409, "already-there");

        var read = await (await app.As(machine).GetAsync($"/api/territory/bodies/{body}")).JsonAsync();
        Assert.Contains(read.GetProperty("rights").EnumerateArray(), r => r.GetString() == "Edit");
        await (await app.As(machine).GetAsync($"/api/territory/bodies/{body}/invitations")).IsProblemAsync(403, "not-allowed");
        // Only people keep a body governed.
        var (own, _) = await MembershipAsync(body, administrator, administrator);
        await (await app.As(administrator).DeleteAsync($"{path}/{own}")).IsProblemAsync(409, "last-administrator");
    }

    [Fact]
    public async Task A_commune_delegates_to_a_named_person_of_its_parent_until_a_date()
    {
        var (parent, animator, child, mayor, _) = await app.AttachedAsync("243500741", "56011", new { plan = "Nothing" });
        await app.As(animator).PutAsync("/api/territory/me", null);
        var path = $"/api/territory/bodies/{child}/delegations";
        var (until, email) = (DateTime.UtcNow.AddDays(60), TerritoryApp.EmailOf(animator));
        var (foreign, stranger) = await app.JoinedAsync(BodyKind.Epci, "243500667");
        await app.As(stranger).PutAsync("/api/territory/me", null);

        await (await app.As(mayor).PostAsJsonAsync(path, new { parentId = foreign, email, roles = new[] { "Reader" }, until })).NamesFieldAsync("parentId");
        await (await app.As(mayor).PostAsJsonAsync(path, new { parentId = parent, email = TerritoryApp.EmailOf(stranger), roles = new[] { "Reader" }, until })).NamesFieldAsync("email");
        await (await app.As(mayor).PostAsJsonAsync(path, new { parentId = parent, email, roles = new[] { "Administrator" }, until })).NamesFieldAsync("roles");
        await (await app.As(mayor).PostAsJsonAsync(path, new { parentId = parent, email, roles = new[] { "Reader" } })).NamesFieldAsync("until");
        await (await app.As(animator).PostAsJsonAsync(path, new { parentId = parent, email, roles = new[] { "Reader" }, until })).IsProblemAsync(404, "not-found");
        var made = await (await app.As(mayor).PostAsJsonAsync(path, new { parentId = parent, email, roles = new[] { "ProjectLead" }, until })).JsonAsync();
        await (await app.As(mayor).PostAsJsonAsync(path, new { parentId = parent, email, roles = new[] { "Reader" }, until })).IsProblemAsync(409, "already-there");

        var me = await (await app.As(animator).GetAsync("/api/territory/me")).JsonAsync();
        var there = me.GetProperty("bodies").EnumerateArray().Single(b => b.GetProperty("bodyId").GetGuid() == child);
        Assert.Equal(parent, there.GetProperty("onBehalfOf").GetGuid());
        var listed = Assert.Single((await (await app.As(mayor).GetAsync(path)).JsonAsync()).GetProperty("items").EnumerateArray());
        Assert.Equal("CA Redon Agglomération", listed.GetProperty("parentName").GetString());
        Assert.True(listed.GetProperty("isActive").GetBoolean());

        // It cannot grow into an administration nor lose its end.
        var membership = $"/api/territory/bodies/{child}/members/{made.GetProperty("membershipId").GetGuid()}";
        await (await app.As(mayor).SendAsync(TerritoryApp.Edit(membership, 1, new { roles = new[] { "Administrator" }, until }))).NamesFieldAsync("roles");
        await (await app.As(mayor).SendAsync(TerritoryApp.Edit(membership, 1, new { roles = new[] { "Reader" } }))).NamesFieldAsync("until");
    }

    [Fact]
    public async Task Who_leaves_the_parent_no_longer_acts_for_its_children()
    {
        var (parent, animator, child, mayor, _) = await app.AttachedAsync("243500741", "44044", new { });
        var agent = await app.MemberAsync(parent, Role.ProjectLead);
        await app.As(agent).PutAsync("/api/territory/me", null);
        await (await app.As(mayor).PostAsJsonAsync($"/api/territory/bodies/{child}/delegations", new
        {
            parentId = parent,
            email = TerritoryApp.EmailOf(agent),
            roles = new[] { "ProjectLead" },
            until = DateTime.UtcNow.AddDays(60),
        })).JsonAsync();
        await (await app.As(agent).GetAsync($"/api/territory/bodies/{child}")).JsonAsync();

        var (membership, _) = await MembershipAsync(parent, animator, agent);
        Assert.Equal(HttpStatusCode.NoContent, (await app.As(animator).DeleteAsync($"/api/territory/bodies/{parent}/members/{membership}")).StatusCode);

        await (await app.As(agent).GetAsync($"/api/territory/bodies/{child}")).IsProblemAsync(404, "not-found");
    }

    private Task<HttpResponseMessage> Accept(string token, TestPerson person) => app.As(person).PostAsync($"{Invitations}/{token}/acceptance", null);

    /// <summary>A commune that an operator opened, with its first administrator's letter under way.</summary>
    private async Task<(Guid Body, string Token, TestPerson Guest)> InvitedAsync(string commune)
    {
        app.Hear<MailRequested>();
        var guest = TerritoryApp.Someone();
        var answer = await (await app.As(await app.OperatorAsync()).PostAsJsonAsync("/api/territory/operator/bodies", new
        {
            kind = "Commune",
            code = commune,
            administratorName = "Alex Essai",
            administratorEmail = TerritoryApp.EmailOf(guest),
        })).JsonAsync();
        return (answer.GetProperty("bodyId").GetGuid(), await app.TokenForAsync(TerritoryApp.EmailOf(guest)), guest);
    }

    private async Task<string> InviteAsync(Guid body, TestPerson administrator, TestPerson guest, string role)
    {
        var email = TerritoryApp.EmailOf(guest);
        var before = app.Sent<MailRequested>().Count(m => m.To == email);
        await (await app.As(administrator).PostAsJsonAsync($"/api/territory/bodies/{body}/invitations", new { name = "Alex Essai", email, roles = new[] { role } })).JsonAsync();
        await Eventually.HoldsAsync(() =>
        {
            Assert.True(app.Sent<MailRequested>().Count(m => m.To == email) > before);
            return Task.CompletedTask;
        });
        return await app.TokenForAsync(email);
    }

    private async Task<MailRequested> MailAsync(string email)
    {
        await app.TokenForAsync(email);
        return app.Sent<MailRequested>().Last(m => m.To == email);
    }

    private async Task<string?> InvitationOfAsync(Guid parent, TestPerson person, Guid child)
    {
        var children = await (await app.As(person).GetAsync($"/api/territory/bodies/{parent}/children?all=true")).JsonAsync();
        return children.GetProperty("items").EnumerateArray().Single(c => c.GetProperty("bodyId").GetGuid() == child).GetProperty("invitation").GetString();
    }

    private async Task<List<System.Text.Json.JsonElement>> MembersAsync(Guid body, TestPerson person) =>
        [.. (await (await app.As(person).GetAsync($"/api/territory/bodies/{body}/members")).JsonAsync()).GetProperty("items").EnumerateArray()];

    private async Task<(Guid Id, int Version)> MembershipAsync(Guid body, TestPerson reader, TestPerson of)
    {
        var row = (await MembersAsync(body, reader)).Single(m => m.GetProperty("personId").GetGuid() == of.Id);
        return (row.GetProperty("membershipId").GetGuid(), row.GetProperty("version").GetInt32());
    }
}
