using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Audit;
using OpenDataAnimation.Platform.Tenancy;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Territory.Tests;

/// <summary>A person reads what is kept of them, and has it erased.</summary>
public sealed class EraseMeTests(TerritoryApp app) : IClassFixture<TerritoryApp>
{
    private const string Path = "/api/territory/me/erasure";

    [Fact]
    public async Task The_name_goes_everywhere_the_memberships_end_and_the_others_are_told()
    {
        app.Hear<PersonErased>();
        app.Hear<AccountErased>();
        app.Hear<MembershipChanged>();
        var (body, admin) = await app.JoinedAsync(BodyKind.Commune, "35041");
        var leaver = await app.MemberAsync(body, Role.ProjectLead, Role.Administrator);
        await app.As(leaver).PutAsync("/api/territory/me", null);
        await (await app.As(leaver).PostAsJsonAsync($"/api/territory/bodies/{body}/invitations", new { name = "Alex Essai", email = $"{Guid.NewGuid():N}@essai.example", roles = new[] { "Reader" } })).JsonAsync();
        await app.InScopeAsync(body, async db =>
        {
            db.Audit.Add(AuditEntry.Of(new TenantScope(body, AllowedWrites.All, "test", leaver.Id), "tested", "test", Guid.NewGuid(), null, db.Now, -1, db.Add(AuditValue.Of(body, new { name = leaver.Name })).Entity));
            return await db.SaveChangesAsync();
        });

        await (await app.As(leaver, DateTimeOffset.UtcNow.AddHours(-1)).PostAsJsonAsync(Path, new { name = leaver.Name })).IsProblemAsync(401, "sign-in-again");
        await (await app.As(leaver).PostAsJsonAsync(Path, new { name = "Quelqu’un" })).NamesFieldAsync("name");
        Assert.True((await app.As(leaver).PostAsJsonAsync(Path, new { name = leaver.Name })).IsSuccessStatusCode);

        await (await app.As(leaver).GetAsync($"/api/territory/bodies/{body}")).IsProblemAsync(404, "not-found");
        await app.InScopeAsync(body, async db =>
        {
            Assert.Equal((true, ""), await db.OwnMemberships.Where(m => m.PersonId == leaver.Id).Select(m => ValueTuple.Create(m.Ended, m.Name)).SingleAsync());
            Assert.Equal("", await db.Invitations.Where(i => i.InviterId == leaver.Id).Select(i => i.InviterName).SingleAsync());
            Assert.False(await db.People.AnyAsync(p => p.Id == leaver.Id));
            Assert.Empty(await db.AuditValues.ToListAsync());
            Assert.Equal(["values-erased", "person-erased"], await db.Audit.OrderByDescending(a => a.Sequence).Take(2).OrderBy(a => a.Sequence).Select(a => a.Act).ToListAsync());
            Assert.True((await AuditCheck.RunAsync(db, CancellationToken.None)).IsWhole);
            return 0;
        });
        await Eventually.HoldsAsync(() =>
        {
            Assert.Single(app.Sent<PersonErased>(), m => m.TenantId == body && m.PersonId == leaver.Id);
            Assert.Single(app.Sent<AccountErased>(), m => m.PersonId == leaver.Id && m.Subject == leaver.Subject && m.Email == TerritoryApp.EmailOf(leaver));
            Assert.Contains(app.Sent<MembershipChanged>(), m => m.PersonId == leaver.Id && m is { Ended: true, Name: "" });
            return Task.CompletedTask;
        });
        Assert.True((await app.As(admin).GetAsync($"/api/territory/bodies/{body}")).IsSuccessStatusCode);
    }

    [Fact]
    public async Task What_was_sent_to_their_address_goes_and_the_others_are_told_which_links_that_were()
    {
        app.Hear<PersonErased>();
        var (body, admin) = await app.JoinedAsync(BodyKind.Commune, "35045");
        var leaver = await app.MemberAsync(body, Role.Reader);
        var links = new[] { leaver, TerritoryApp.Someone() }.Select(p => new ActionLinkAsked(
            body, Guid.CreateVersion7(), Guid.CreateVersion7(), "Réunir", p.Name, TerritoryApp.EmailOf(p), null, 14, 1, admin.Id, null, DateTime.UtcNow)).ToList();
        foreach (var link in links)
        {
            await app.Bus.DeliverAsync(link);
        }

        Assert.True((await app.As(leaver).PostAsJsonAsync(Path, new { name = leaver.Name })).IsSuccessStatusCode);

        await app.InScopeAsync(body, async db =>
        {
            Assert.Equal([links[1].LinkId], await db.SecureLinks.Select(l => l.Id).ToListAsync());
            Assert.Equal([links[1].LinkId], await db.SecureLinkKeys.Where(k => k.BodyId == body).Select(k => k.LinkId).ToListAsync());
            return 0;
        });
        await Eventually.HoldsAsync(() =>
        {
            Assert.Equal([links[0].LinkId], Assert.Single(app.Sent<PersonErased>(), m => m.TenantId == body && m.PersonId == leaver.Id).Links);
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task The_last_administrator_of_a_body_stays_until_another_is_named_and_nothing_is_changed()
    {
        var (body, admin) = await app.JoinedAsync(BodyKind.Commune, "56001");
        var other = await app.JoinedAsync(BodyKind.Commune, "35236");
        await MembershipGrants.GrantAsync(app.Services, other.Body, admin.Id, admin.Name, [Role.Reader]);

        var refused = await app.As(admin).PostAsJsonAsync(Path, new { name = admin.Name });

        Assert.Contains(await app.InScopeAsync(body, db => db.OwnBodies.Where(b => b.Id == body).Select(b => b.Name).SingleAsync()), await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await refused.IsProblemAsync(409, "last-administrator");
        Assert.True((await app.As(admin).GetAsync($"/api/territory/bodies/{other.Body}")).IsSuccessStatusCode);
        await app.MemberAsync(body, Role.Administrator);
        Assert.True((await app.As(admin).PostAsJsonAsync(Path, new { name = admin.Name })).IsSuccessStatusCode);
    }

    [Fact]
    public async Task What_names_a_person_is_found_wherever_it_is_and_texts_of_a_body_they_left_are_not_given()
    {
        var (body, admin) = await app.JoinedAsync(BodyKind.Commune, "35044");
        var (here, stranger) = (await app.MemberAsync(body, Role.Administrator), TerritoryApp.Someone());
        await app.As(here).PutAsync("/api/territory/me", null);
        await (await app.As(here).PostAsJsonAsync($"/api/territory/bodies/{body}/invitations", new { name = "Alex Essai", email = $"{Guid.NewGuid():N}@essai.example", roles = new[] { "Reader" } })).JsonAsync();

        var rows = (await (await app.As(here).GetAsync("/api/territory/me/data")).JsonAsync()).EnumerateArray().ToList();
        Assert.Equal(["Audit", "Invitations", "Memberships", "People"], rows.Select(r => r.GetProperty("table").GetString()).Distinct().Order());
        Assert.Equal("Alex Essai", rows.Single(r => r.GetProperty("table").GetString() == "Invitations").GetProperty("row").GetProperty("Name").GetString());
        Assert.DoesNotContain(admin.Id.ToString(), string.Concat(rows.Select(r => r.GetRawText())), StringComparison.Ordinal);
        Assert.Empty((await (await app.As(stranger).GetAsync("/api/territory/me/data")).JsonAsync()).EnumerateArray());
        await (await app.As(here, DateTimeOffset.UtcNow.AddHours(-1)).GetAsync("/api/territory/me/data")).IsProblemAsync(401, "sign-in-again");

        var membership = rows.Single(r => r.GetProperty("table").GetString() == "Memberships").GetProperty("row").GetProperty("Id").GetGuid();
        Assert.True((await app.As(admin).DeleteAsync($"/api/territory/bodies/{body}/members/{membership}")).IsSuccessStatusCode);
        var left = (await (await app.As(here).GetAsync("/api/territory/me/data")).JsonAsync()).EnumerateArray().Single(r => r.GetProperty("table").GetString() == "Invitations").GetProperty("row");
        Assert.True(left.TryGetProperty("Id", out _));
        Assert.False(left.TryGetProperty("Name", out _));
    }
}
