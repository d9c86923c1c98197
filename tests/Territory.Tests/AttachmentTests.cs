using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Territory.Tests;

public sealed class AttachmentTests(TerritoryApp app) : IClassFixture<TerritoryApp>
{
    private static readonly object ReadPlan = new { plan = "Read", indicators = "ProgressOnly", contacts = "Nothing", events = "Read" };

    [Fact]
    public async Task The_child_accepts_and_chooses_what_it_shares_and_the_parent_sees_only_that()
    {
        app.Hear<SharePolicyChanged>();
        app.Hear<AttachmentChanged>();
        var (parent, animator, child, mayor, attachment) = await app.AttachedAsync("243500741", "56001", ReadPlan);

        var row = await ChildRowAsync(parent, animator, child);
        Assert.Equal("Accepted", row.GetProperty("attachmentState").GetString());
        Assert.Equal(["Read", "ProgressOnly", "Nothing", "Read"], Levels(row.GetProperty("shared")));
        var seen = await app.AttachmentAsync(child, mayor, parent);
        Assert.Equal(["Read", "ProgressOnly", "Nothing", "Read"], Levels(seen.GetProperty("policy")));
        await Eventually.HoldsAsync(() =>
        {
            Assert.Contains(app.Sent<SharePolicyChanged>(), p => p is { Subject: ShareSubject.Plan, Level: ShareLevel.Read, Epoch: 1 } && p.TenantId == child && p.ParentId == parent);
            Assert.Contains(app.Sent<AttachmentChanged>(), a => a.AttachmentId == attachment && a.State == AttachmentState.Accepted && a.Version == 2);
            return Task.CompletedTask;
        });

        // The parent's people read in the child from now on, and Territory says so when asked.
        var access = await (await app.As(animator).GetAsync($"/api/territory/bodies/{child}/access")).JsonAsync();
        Assert.Equal(parent, access.GetProperty("readAs").GetGuid());
        Assert.Empty(access.GetProperty("rights").EnumerateArray());
    }

    [Fact]
    public async Task Without_a_choice_only_the_progress_of_the_plan_is_shared()
    {
        var (parent, animator, child, _, _) = await app.AttachedAsync("243500741", "56011", new { });

        Assert.Equal(["ProgressOnly", "Nothing", "Nothing", "Nothing"], Levels((await ChildRowAsync(parent, animator, child)).GetProperty("shared")));
        await (await app.As(animator).GetAsync($"/api/territory/bodies/{child}/access")).IsProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task Both_sides_consent_and_neither_for_the_other()
    {
        var (parent, animator) = await app.JoinedAsync(BodyKind.Epci, "243500741");
        var child = (await app.ChildrenAsync(parent, animator, "35064"))["35064"];
        var mayor = await app.MemberAsync(child, Role.Administrator);
        var lead = await app.MemberAsync(child, Role.ProjectLead);
        var id = (await app.AttachmentAsync(child, mayor, parent)).GetProperty("attachmentId").GetGuid();
        Assert.True((await app.AttachmentAsync(child, mayor, parent)).GetProperty("awaitsUs").GetBoolean());

        await (await Act(animator, parent, id, "acceptance")).IsProblemAsync(403, "not-allowed");
        await (await Act(animator, parent, id, "refusal")).IsProblemAsync(403, "not-allowed");
        await (await Act(lead, child, id, "acceptance")).IsProblemAsync(403, "not-allowed");
        await (await Act(animator, child, id, "acceptance")).IsProblemAsync(404, "not-found");
        var (stranger, person) = await app.JoinedAsync(BodyKind.Commune, "01001");
        await (await Act(person, stranger, id, "acceptance")).IsProblemAsync(404, "not-found");

        await (await Act(mayor, child, id, "refusal")).JsonAsync();
        await (await Act(mayor, child, id, "acceptance")).IsProblemAsync(409, "attachment-decided");
        Assert.Equal("Refused", (await ChildRowAsync(parent, animator, child)).GetProperty("attachmentState").GetString());

        // Setting up the territory again leaves who refused alone, unless asked to propose again.
        await (await app.As(animator).PostAsJsonAsync($"/api/territory/bodies/{parent}/children", new { codes = new[] { "35064" } })).JsonAsync();
        Assert.Equal("Refused", (await ChildRowAsync(parent, animator, child)).GetProperty("attachmentState").GetString());
        await (await app.As(animator).PostAsJsonAsync($"/api/territory/bodies/{parent}/children", new { codes = new[] { "35064" }, proposeAgain = true })).JsonAsync();
        Assert.Equal("ProposedByParent", (await ChildRowAsync(parent, animator, child)).GetProperty("attachmentState").GetString());
    }

    [Fact]
    public async Task A_child_asks_a_parent_and_shares_only_once_the_parent_accepts()
    {
        var (parent, animator) = await app.JoinedAsync(BodyKind.Departement, "35");
        var (child, mayor) = await app.JoinedAsync(BodyKind.Commune, "35012");
        var path = $"/api/territory/bodies/{child}/attachments";

        await (await app.As(mayor).PostAsJsonAsync(path, new { parentId = Guid.NewGuid() })).NamesFieldAsync("parentId");
        await (await app.As(mayor).PostAsJsonAsync(path, new { parentId = child })).NamesFieldAsync("parentId");
        await (await app.As(mayor).PostAsJsonAsync(path, new { plan = "Read" })).NamesFieldAsync("parentId");
        await (await app.As(await app.MemberAsync(child, Role.ProjectLead)).PostAsJsonAsync(path, new { parentId = parent })).IsProblemAsync(403, "not-allowed");
        var proposed = await (await app.As(mayor).PostAsJsonAsync(path, new { parentId = parent, plan = "Read", contacts = "Read" })).JsonAsync();
        Assert.Equal("ProposedByChild", proposed.GetProperty("state").GetString());
        await (await app.As(mayor).PostAsJsonAsync(path, new { parentId = parent })).IsProblemAsync(409, "already-there");

        var id = proposed.GetProperty("attachmentId").GetGuid();
        Assert.Equal("Nothing", (await ChildRowAsync(parent, animator, child)).GetProperty("shared").GetProperty("plan").GetString());
        await (await app.As(animator).GetAsync($"/api/territory/bodies/{child}/access")).IsProblemAsync(404, "not-found");
        await (await Act(mayor, child, id, "acceptance")).IsProblemAsync(403, "not-allowed");
        await (await Act(mayor, parent, id, "acceptance")).IsProblemAsync(404, "not-found");

        var asked = await app.AttachmentAsync(parent, animator, child);
        Assert.Equal("Parent", asked.GetProperty("side").GetString());
        Assert.True(asked.GetProperty("awaitsUs").GetBoolean());
        // What the parent sends with its acceptance does not count: the child has chosen.
        await (await Act(animator, parent, id, "acceptance", new { plan = "ReadAndComment", events = "Read" })).JsonAsync();
        var row = await ChildRowAsync(parent, animator, child);
        Assert.Equal(["Read", "Nothing", "Read", "Nothing"], Levels(row.GetProperty("shared")));
        Assert.Equal("Departement", row.GetProperty("nature").GetString());
    }

    [Fact]
    public async Task Each_change_raises_the_epoch_of_its_subject_and_a_lost_update_is_refused()
    {
        app.Hear<SharePolicyChanged>();
        var (parent, animator, child, mayor, id) = await app.AttachedAsync("243500741", "56043", new { });
        var path = $"/api/territory/bodies/{child}/attachments/{id}/policy";
        var version = (await app.AttachmentAsync(child, mayor, parent)).GetProperty("policyVersion").GetInt32();

        await (await app.As(mayor).PutAsJsonAsync(path, ReadPlan)).IsProblemAsync(428, "version-required");
        await (await app.As(animator).SendAsync(TerritoryApp.Edit($"/api/territory/bodies/{parent}/attachments/{id}/policy", version, ReadPlan))).IsProblemAsync(403, "not-allowed");
        await (await app.As(mayor).SendAsync(TerritoryApp.Edit(path, version, new { plan = "Read", indicators = "Read", contacts = "Read" }))).NamesFieldAsync("events");

        var both = await Task.WhenAll(
            app.As(mayor).SendAsync(TerritoryApp.Edit(path, version, new { plan = "Read", indicators = "Nothing", contacts = "Nothing", events = "Nothing" })),
            app.As(mayor).SendAsync(TerritoryApp.Edit(path, version, new { plan = "Nothing", indicators = "Nothing", contacts = "Nothing", events = "Nothing" })));
        var won = Assert.Single(both, a => a.IsSuccessStatusCode);
        await Assert.Single(both, a => !a.IsSuccessStatusCode).IsProblemAsync(409, "stale");
        Assert.Equal(version + 1, (await won.JsonAsync()).GetProperty("policyVersion").GetInt32());
        await Eventually.HoldsAsync(() =>
        {
            Assert.Equal([1, 2], app.Sent<SharePolicyChanged>().Where(p => p.TenantId == child && p.Subject == ShareSubject.Plan).Select(p => p.Epoch).Order());
            Assert.Equal([1], app.Sent<SharePolicyChanged>().Where(p => p.TenantId == child && p.Subject == ShareSubject.Events).Select(p => p.Epoch));
            return Task.CompletedTask;
        });
    }

    [Theory]
    [InlineData("56060", true)]
    [InlineData("56221", false)]
    public async Task Either_side_ends_and_nothing_is_shared_or_delegated_any_more(string commune, bool byChild)
    {
        app.Hear<SharePolicyChanged>();
        var (parent, animator, child, mayor, id) = await app.AttachedAsync("243500741", commune, ReadPlan);
        await app.As(animator).PutAsync("/api/territory/me", null);
        await (await app.As(mayor).PostAsJsonAsync($"/api/territory/bodies/{child}/delegations", new
        {
            parentId = parent,
            email = TerritoryApp.EmailOf(animator),
            roles = new[] { "ProjectLead" },
            until = DateTime.UtcNow.AddDays(30),
        })).JsonAsync();
        await (await app.As(animator).GetAsync($"/api/territory/bodies/{child}")).JsonAsync();

        await (await (byChild ? Act(mayor, child, id, "end") : Act(animator, parent, id, "end"))).JsonAsync();

        await (await app.As(animator).GetAsync($"/api/territory/bodies/{child}")).IsProblemAsync(404, "not-found");
        await (await app.As(animator).GetAsync($"/api/territory/bodies/{child}/access")).IsProblemAsync(404, "not-found");
        var row = await ChildRowAsync(parent, animator, child);
        Assert.Equal("Ended", row.GetProperty("attachmentState").GetString());
        Assert.Equal(["Nothing", "Nothing", "Nothing", "Nothing"], Levels(row.GetProperty("shared")));
        await Eventually.HoldsAsync(() =>
        {
            var last = app.Sent<SharePolicyChanged>().Where(p => p.TenantId == child && p.Epoch == 2).ToList();
            Assert.Equal(Enum.GetValues<ShareSubject>(), last.Select(p => p.Subject).Order());
            Assert.All(last, p => Assert.Equal(ShareLevel.Nothing, p.Level));
            return Task.CompletedTask;
        });
        await (await app.As(mayor).GetAsync($"/api/territory/bodies/{child}")).JsonAsync();
        await (await Act(mayor, child, id, "end")).IsProblemAsync(409, "attachment-decided");
    }

    [Fact]
    public async Task A_parent_withdraws_its_own_proposal_and_the_letter_it_sent_is_void()
    {
        app.Hear<MailRequested>();
        var (parent, animator) = await app.JoinedAsync(BodyKind.Epci, "243500741");
        var child = (await app.ChildrenAsync(parent, animator, "44044"))["44044"];
        var guest = TerritoryApp.Someone();
        await (await app.As(animator).PostAsJsonAsync($"/api/territory/bodies/{parent}/children/{child}/invitation", new { name = "Alex Essai", email = TerritoryApp.EmailOf(guest) })).JsonAsync();
        var token = await app.TokenForAsync(TerritoryApp.EmailOf(guest));
        var id = (await ChildRowAsync(parent, animator, child)).GetProperty("attachmentId").GetGuid();

        await (await Act(animator, parent, id, "end")).JsonAsync();

        await (await app.As(guest).PostAsync($"/api/territory/invitations/{token}/acceptance", null)).IsProblemAsync(409, "invitation-revoked");
        await (await app.As(animator).PostAsJsonAsync($"/api/territory/bodies/{parent}/children/{child}/invitation", new { name = "Alex Essai", email = "a@essai.example" })).IsProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task What_a_parent_brings_about_in_a_child_is_in_the_childs_audit_with_who_did_it()
    {
        var (parent, animator, child, _, id) = await app.AttachedAsync("243500741", "56216", ReadPlan);
        await (await Act(animator, parent, id, "end")).JsonAsync();

        var acts = await app.InScopeAsync(child, db => db.Audit.OrderBy(a => a.Sequence).Select(a => new { a.Act, a.PersonId }).ToListAsync());
        Assert.Equal("attachment-ended", acts[^1].Act);
        Assert.Equal(animator.Id, acts[^1].PersonId);
    }

    private async Task<System.Text.Json.JsonElement> ChildRowAsync(Guid parent, TestPerson person, Guid child)
    {
        var children = await (await app.As(person).GetAsync($"/api/territory/bodies/{parent}/children?all=true")).JsonAsync();
        return children.GetProperty("items").EnumerateArray().Single(c => c.GetProperty("bodyId").GetGuid() == child);
    }

    private Task<HttpResponseMessage> Act(TestPerson person, Guid body, Guid attachment, string act, object? levels = null) =>
        app.As(person).PostAsync($"/api/territory/bodies/{body}/attachments/{attachment}/{act}", levels is null ? null : JsonContent.Create(levels));

    private static string[] Levels(System.Text.Json.JsonElement levels) =>
        [.. new[] { "plan", "indicators", "contacts", "events" }.Select(s => levels.GetProperty(s).GetString()!)];
}
