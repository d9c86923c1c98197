using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Territory.Attachments;
using OpenDataAnimation.Territory.Bodies;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Territory.Tests;

/// <summary>A body's data are erased: asked for with care, undone for thirty days, then done for good.</summary>
public sealed class ErasureTests(TerritoryApp app) : IClassFixture<TerritoryApp>
{
    [Fact]
    public async Task It_is_asked_for_with_the_name_and_a_recent_sign_in_every_administrator_is_written_to_and_any_undoes_it()
    {
        app.Hear<MailRequested>();
        var (body, admin) = await app.JoinedAsync(BodyKind.Commune, "35040");
        var (other, lead) = (await app.MemberAsync(body, Role.Administrator), await app.MemberAsync(body, Role.ProjectLead));
        // Their addresses are known once they were here.
        await app.As(admin).PutAsync("/api/territory/me", null);
        await app.As(other).PutAsync("/api/territory/me", null);
        await app.As(lead).PutAsync("/api/territory/me", null);
        var (path, name) = ($"/api/territory/bodies/{body}/erasure", await app.InScopeAsync(body, db => db.OwnBodies.Where(b => b.Id == body).Select(b => b.Name).SingleAsync()));

        await (await app.As(lead).PostAsJsonAsync(path, new { name })).IsProblemAsync(403, "not-allowed");
        await (await app.As(admin, DateTimeOffset.UtcNow.AddHours(-1)).PostAsJsonAsync(path, new { name })).IsProblemAsync(401, "sign-in-again");
        await (await app.As(admin).PostAsJsonAsync(path, new { name = "Ailleurs" })).NamesFieldAsync("name");
        await (await app.As(admin).PostAsJsonAsync(path, new { })).NamesFieldAsync("name");
        var asked = await (await app.As(admin).PostAsJsonAsync(path, new { name = name.ToUpperInvariant() })).JsonAsync();
        Assert.InRange(asked.GetProperty("dueAt").GetDateTime(), DateTime.UtcNow.AddDays(29), DateTime.UtcNow.AddDays(31));
        await (await app.As(other).PostAsJsonAsync(path, new { name })).IsProblemAsync(409, "erasure-asked");

        await Eventually.HoldsAsync(() =>
        {
            Assert.Equal(new[] { TerritoryApp.EmailOf(admin), TerritoryApp.EmailOf(other) }.Order(), app.Sent<MailRequested>().Where(m => m.Template == "erasure-asked" && m.FromBodyId == body).Select(m => m.To).Order());
            return Task.CompletedTask;
        });
        Assert.Equal(0, await RunAsync());
        Assert.Equal(admin.Name, (await (await app.As(other).GetAsync(path)).JsonAsync()).GetProperty("askedBy").GetString());

        Assert.True((await app.As(other, DateTimeOffset.UtcNow.AddHours(-1)).DeleteAsync(path)).IsSuccessStatusCode);
        await (await app.As(other).DeleteAsync(path)).IsProblemAsync(409, "no-erasure");
        Assert.Equal(["erasure-asked", "erasure-undone"], await app.InScopeAsync(body, db => db.Audit.Where(a => a.Act.StartsWith("erasure")).OrderBy(a => a.Sequence).Select(a => a.Act).ToListAsync()));
    }

    [Fact]
    public async Task When_it_is_due_nothing_is_left_but_the_public_facts_and_a_chain_without_names_and_the_others_are_told()
    {
        app.Hear<BodyErased>();
        app.Hear<SharePolicyChanged>();
        app.Hear<AttachmentChanged>();
        app.Hear<MembershipChanged>();
        var (parent, _, body, admin, attachment) = await app.AttachedAsync("243500741", "35236", new { plan = "Read" });
        await app.As(admin).PutAsync("/api/territory/me", null);
        await (await app.As(admin).PostAsJsonAsync($"/api/territory/bodies/{body}/invitations", new { name = "Alex Essai", email = "alex@essai.example", roles = new[] { "Reader" } })).JsonAsync();
        await DueAsync(body, admin);

        Assert.Equal(1, await RunAsync());

        await (await app.As(admin).GetAsync($"/api/territory/bodies/{body}")).IsProblemAsync(404, "not-found");
        Assert.Equal(0, await RunAsync());
        await app.InScopeAsync(body, async db =>
        {
            Assert.Equal((0, 0, 0, 0), (await db.OwnMemberships.CountAsync(), await db.Invitations.CountAsync(), await db.InvitationKeys.CountAsync(k => k.BodyId == body), await db.OwnPolicies.CountAsync()));
            Assert.Empty(await db.People.Where(p => p.Id == admin.Id).ToListAsync());
            Assert.Equal(["", ""], [.. await db.Memberships.Where(m => m.BodyId == body).Select(m => m.Name).ToListAsync(), ""]);
            Assert.Equal((BodyState.Prepared, "Redon"), await db.OwnBodies.Where(b => b.Id == body).Select(b => ValueTuple.Create(b.State, b.Name)).SingleAsync());
            Assert.Equal(AttachmentState.Ended, await db.OwnAttachments.Where(a => a.Id == attachment).Select(a => a.State).SingleAsync());
            Assert.Equal("body-erased", (await db.Audit.OrderByDescending(a => a.Sequence).FirstAsync()).Act);
            Assert.True((await Platform.Audit.AuditCheck.RunAsync(db, CancellationToken.None)).IsWhole);
            return 0;
        });
        await Eventually.HoldsAsync(() =>
        {
            Assert.Single(app.Sent<BodyErased>(), m => m.TenantId == body);
            Assert.Contains(app.Sent<SharePolicyChanged>(), m => m.TenantId == body && m.ParentId == parent && m.Level == ShareLevel.Nothing && m.Epoch > 1);
            Assert.Contains(app.Sent<MembershipChanged>(), m => m.TenantId == body && m is { Ended: true, Name: "" });
            return Task.CompletedTask;
        });
        // It may come again, as any body that has not joined yet.
        Assert.True((await app.As(await app.OperatorAsync()).PostAsJsonAsync("/api/territory/operator/bodies",
            new { kind = "Commune", code = "35236", administratorName = "Alex Essai", administratorEmail = "alex@essai.example" })).IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_parent_that_is_erased_leaves_its_communes_as_they_are_and_ends_what_they_shared()
    {
        var (parent, animator, child, mayor, attachment) = await app.AttachedAsync("200067072", "56053", new { plan = "Read" });
        await DueAsync(parent, animator);

        Assert.Equal(1, await RunAsync());

        Assert.True((await app.As(mayor).GetAsync($"/api/territory/bodies/{child}")).IsSuccessStatusCode);
        Assert.Equal("Ended", (await app.AttachmentAsync(child, mayor, parent)).GetProperty("state").GetString());
        Assert.All(await app.InScopeAsync(child, db => db.OwnPolicies.Where(p => p.ParentId == parent).Select(p => p.Level).ToListAsync()), level => Assert.Equal(ShareLevel.Nothing, level));
    }

    private Task<int> RunAsync() => app.Services.GetRequiredService<EraseDue>().RunAsync(CancellationToken.None);

    /// <summary>Asked for thirty days ago.</summary>
    private Task DueAsync(Guid body, TestPerson by) =>
        app.GivenAsync(body, new BodyErasure { BodyId = body, AskedBy = by.Id, AskedAt = DateTime.UtcNow.AddDays(-31), DueAt = DateTime.UtcNow.AddDays(-1) });
}
