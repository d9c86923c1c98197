using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Territory.Tests;

/// <summary>Someone hands over to another member; roles that begin and end on a date; roles from outside.</summary>
public sealed class HandOverTests(TerritoryApp app) : IClassFixture<TerritoryApp>
{
    [Fact]
    public async Task Who_leaves_hands_over_roles_invitations_and_links_and_services_are_told()
    {
        app.Hear<MemberHandedOver>();
        app.Hear<MailRequested>();
        var (body, admin) = await app.JoinedAsync(BodyKind.Commune, "35031");
        var heir = await app.MemberAsync(body, Role.Reader);
        await (await app.As(admin).PostAsJsonAsync($"/api/territory/bodies/{body}/invitations", new { name = "Alex Essai", email = $"{Guid.NewGuid():N}@essai.example", roles = new[] { "Reader" } })).JsonAsync();
        await app.Bus.DeliverAsync(new ActionLinkAsked(body, Guid.CreateVersion7(), Guid.CreateVersion7(), "Réunir", "Mme Essai", "essai@commune.example", null, 14, 1, admin.Id, null, DateTime.UtcNow));
        var mine = await MembershipAsync(body, admin, admin);

        await (await HandOverAsync(body, admin, mine, new { to = heir.Id, leave = true })).IsProblemAsync(409, "last-administrator");
        var done = await (await HandOverAsync(body, admin, mine, new { to = heir.Id, roles = true, leave = true })).JsonAsync();

        Assert.Equal((1, 1, true), (done.GetProperty("invitations").GetInt32(), done.GetProperty("links").GetInt32(), done.GetProperty("left").GetBoolean()));
        await (await app.As(admin).GetAsync($"/api/territory/bodies/{body}")).IsProblemAsync(404, "not-found");
        var invitation = Assert.Single((await (await app.As(heir).GetAsync($"/api/territory/bodies/{body}/invitations")).JsonAsync()).GetProperty("items").EnumerateArray());
        Assert.Equal("Pending", invitation.GetProperty("state").GetString());
        Assert.Equal(heir.Id, await app.InScopeAsync(body, db => db.Invitations.Select(i => i.InviterId).SingleAsync()));
        Assert.Equal(heir.Id, await app.InScopeAsync(body, db => db.SecureLinks.Select(l => l.AskedBy).SingleAsync()));
        await Eventually.HoldsAsync(() =>
        {
            Assert.Single(app.Sent<MemberHandedOver>(), m => m.TenantId == body && m.From == admin.Id && m.To == heir.Id);
            return Task.CompletedTask;
        });
        Assert.Equal(1, await app.InScopeAsync(body, db => db.Audit.CountAsync(a => a.Act == "handed-over")));
    }

    [Fact]
    public async Task A_member_hands_over_for_herself_and_only_administrators_decide_on_roles_and_others()
    {
        var (body, admin) = await app.JoinedAsync(BodyKind.Commune, "35032");
        var (lead, reader) = (await app.MemberAsync(body, Role.ProjectLead), await app.MemberAsync(body, Role.Reader));
        var (other, stranger) = await app.JoinedAsync(BodyKind.Commune, "35033");
        var (leads, readers) = (await MembershipAsync(body, admin, lead), await MembershipAsync(body, admin, reader));

        await (await HandOverAsync(body, lead, leads, new { to = reader.Id, roles = true })).IsProblemAsync(403, "not-allowed");
        await (await HandOverAsync(body, lead, readers, new { to = lead.Id })).IsProblemAsync(403, "not-allowed");
        await (await HandOverAsync(body, stranger, leads, new { to = reader.Id })).IsProblemAsync(404, "not-found");
        await (await HandOverAsync(other, stranger, leads, new { to = stranger.Id })).IsProblemAsync(404, "not-found");
        await (await HandOverAsync(body, lead, leads, new { to = stranger.Id })).NamesFieldAsync("to");
        await (await HandOverAsync(body, lead, leads, new { to = lead.Id })).NamesFieldAsync("to");
        await (await HandOverAsync(body, lead, leads, new { })).NamesFieldAsync("to");
        Assert.True((await HandOverAsync(body, lead, leads, new { to = reader.Id })).IsSuccessStatusCode);
        Assert.Equal(["Reader"], await app.InScopeAsync(body, db => db.OwnMemberships.Where(m => m.PersonId == reader.Id).Select(m => m.Roles).ToListAsync()));
    }

    [Fact]
    public async Task A_role_begins_and_ends_on_its_date_without_anyone_doing_anything()
    {
        var (body, admin) = await app.JoinedAsync(BodyKind.Commune, "35034");
        var (later, over) = (TerritoryApp.Someone(), TerritoryApp.Someone());
        var now = DateTime.UtcNow;
        await app.InScopeAsync(body, async db =>
        {
            foreach (var membership in new[]
            {
                People.Membership.Of(body, later.Id, "Plus tard", [Role.Reader], now.AddDays(1)), People.Membership.Of(body, over.Id, "Fini", [Role.Reader], now.AddDays(-9), now.AddSeconds(-1)),
            })
            {
                db.OwnMemberships.Add(membership);
                await app.TellAsync(new MembershipChanged(body, membership.Id, 1, now, membership.PersonId, membership.Name, [Role.Reader], membership.From, membership.Until, false));
            }

            return await db.SaveChangesAsync();
        });
        await (await app.As(later).GetAsync($"/api/territory/bodies/{body}")).IsProblemAsync(404, "not-found");
        await (await app.As(over).GetAsync($"/api/territory/bodies/{body}")).IsProblemAsync(404, "not-found");
        var listed = (await (await app.As(admin).GetAsync($"/api/territory/bodies/{body}/members")).JsonAsync()).GetProperty("items").EnumerateArray().ToList();
        Assert.False(listed.Single(m => m.GetProperty("name").GetString() == "Plus tard").GetProperty("isActive").GetBoolean());
        Assert.DoesNotContain(listed, m => m.GetProperty("name").GetString() == "Fini");
        await (await app.As(admin).PostAsJsonAsync($"/api/territory/bodies/{body}/invitations",
            new { name = "Alex Essai", email = "alex@essai.example", roles = new[] { "Reader" }, from = now.AddDays(5), until = now.AddDays(4) })).NamesFieldAsync("from");
    }

    [Theory]
    [InlineData("DspContact")]
    [InlineData("JuryMember")]
    [InlineData("Expert")]
    public async Task A_role_from_outside_has_an_end_and_an_object_stands_alone_and_opens_nothing(string role)
    {
        app.Hear<MailRequested>();
        var (body, admin) = await app.JoinedAsync(BodyKind.Commune, "35035");
        var guest = TerritoryApp.Someone();
        var path = $"/api/territory/bodies/{body}/invitations";
        var (email, until) = (TerritoryApp.EmailOf(guest), DateTime.UtcNow.AddDays(30));
        await (await app.As(admin).PostAsJsonAsync(path, new { name = "Alex Essai", email, roles = new[] { role }, about = "Concours 2027" })).NamesFieldAsync("until");
        await (await app.As(admin).PostAsJsonAsync(path, new { name = "Alex Essai", email, roles = new[] { role }, until })).NamesFieldAsync("about");
        await (await app.As(admin).PostAsJsonAsync(path, new { name = "Alex Essai", email, roles = new[] { role, "Reader" }, until, about = "Concours 2027" })).NamesFieldAsync("roles");
        await (await app.As(admin).PostAsJsonAsync(path, new { name = "Alex Essai", email, roles = new[] { role }, until, about = "Concours 2027" })).JsonAsync();
        var accepted = await app.As(guest).PostAsync($"/api/territory/invitations/{await app.TokenForAsync(email)}/acceptance", null);
        Assert.True(accepted.IsSuccessStatusCode, await accepted.Content.ReadAsStringAsync());

        await (await app.As(guest).GetAsync($"/api/territory/bodies/{body}")).IsProblemAsync(404, "not-found");
        await (await app.As(guest).GetAsync($"/api/territory/bodies/{body}/members")).IsProblemAsync(404, "not-found");
        var me = await (await app.As(guest).GetAsync("/api/territory/me")).JsonAsync();
        var there = Assert.Single(me.GetProperty("bodies").EnumerateArray());
        Assert.Empty(there.GetProperty("rights").EnumerateArray());
        var member = (await (await app.As(admin).GetAsync($"/api/territory/bodies/{body}/members")).JsonAsync()).GetProperty("items").EnumerateArray().Single(m => m.GetProperty("personId").GetGuid() == guest.Id);
        Assert.Equal("Concours 2027", member.GetProperty("about").GetString());
        await (await app.As(admin).SendAsync(TerritoryApp.Edit($"/api/territory/bodies/{body}/members/{member.GetProperty("membershipId").GetGuid()}", 1, new { roles = new[] { role } }))).NamesFieldAsync("until");
    }

    [Fact]
    public async Task A_delegation_counts_only_while_the_person_has_a_place_in_the_parent()
    {
        var (parent, animator, child, mayor, _) = await app.AttachedAsync("243500741", "35236", new { plan = "ProgressOnly" });
        await (await app.As(animator).PutAsync("/api/territory/me", null)).JsonAsync();
        await (await app.As(mayor).PostAsJsonAsync($"/api/territory/bodies/{child}/delegations",
            new { parentId = parent, email = TerritoryApp.EmailOf(animator), roles = new[] { "ProjectLead" }, until = DateTime.UtcNow.AddDays(9) })).JsonAsync();
        Assert.True((await app.As(animator).GetAsync($"/api/territory/bodies/{child}")).IsSuccessStatusCode);
        var place = await app.InScopeAsync(parent, db => db.OwnMemberships.SingleAsync(m => m.PersonId == animator.Id));

        await app.TellAsync(new MembershipChanged(parent, place.Id, 9, DateTime.UtcNow, animator.Id, animator.Name, [Role.Administrator], place.From, DateTime.UtcNow.AddSeconds(-1), false));

        await (await app.As(animator).GetAsync($"/api/territory/bodies/{child}")).IsProblemAsync(404, "not-found");
    }

    private Task<HttpResponseMessage> HandOverAsync(Guid body, TestPerson by, Guid membership, object request) =>
        app.As(by).PostAsJsonAsync($"/api/territory/bodies/{body}/members/{membership}/handover", request);

    private async Task<Guid> MembershipAsync(Guid body, TestPerson admin, TestPerson person) =>
        (await (await app.As(admin).GetAsync($"/api/territory/bodies/{body}/members")).JsonAsync()).GetProperty("items").EnumerateArray()
            .Single(m => m.GetProperty("personId").GetGuid() == person.Id).GetProperty("membershipId").GetGuid();
}
