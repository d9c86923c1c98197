using System.Net;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Portal.Tests.Plan;

namespace OpenDataAnimation.Portal.Tests.Actions;

/// <summary>What surrounds an action, and the ways to see many.</summary>
public sealed class ActionLifePageTests(PortalApp app) : IClassFixture<PortalApp>
{
    private static readonly string Id = PlanFakes.ActionId.ToString();

    [Fact]
    public async Task What_the_plan_lacks_leads_to_the_list_of_those_actions()
    {
        var body = FakeBody.Commune();
        var reader = On(body).On("GET", Url(body), PlanFakes.List(PlanFakes.Item())).On("GET", $"{Url(body)}/gaps", new { noPilot = 6, noEnd = 0, late = 1, noProof = 0 });
        var page = (await reader.GetAsync($"/c/{body.Slug}/actions")).IsWhole();
        Assert.Equal($"/c/{body.Slug}/actions?sans=pilote", page.Act("6 actions n’ont pas de pilote").GetAttribute("href"));
        Assert.True(page.Offers("1 action est en retard"));
        await reader.GetAsync($"/c/{body.Slug}/actions?sans=pilote");
        Assert.Contains(reader.Asked, r => r.Path == Url(body) && r.Query.Contains("without=Pilot", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ticked_actions_are_changed_together_and_nothing_ticked_is_said()
    {
        var body = FakeBody.Commune();
        var reader = On(body).On("GET", Url(body), PlanFakes.List(PlanFakes.Item())).On("POST", $"{Url(body)}/changes", new { changed = 1 });
        var list = await reader.GetAsync($"/c/{body.Slug}/actions?etat=ToCome");
        var none = await reader.SubmitAsync(list, "form#plusieurs", ("state", "Done"));
        Assert.Contains("Cochez au moins une action", none.Text, StringComparison.Ordinal);
        var done = await reader.SubmitAsync(list, "form#plusieurs", ("state", "Done"), ("chosen", $"{Id}:3"));
        Assert.Equal($"/c/{body.Slug}/actions?etat=ToCome", done.Leads);
        Assert.Equal(3, reader.AskedOnce("POST", $"{Url(body)}/changes").Json.GetProperty("actions")[0].GetProperty("version").GetInt32());
        reader.Refuses("POST", $"{Url(body)}/changes", 409, "stale", new { currentVersion = 4 });
        var refused = await reader.SubmitAsync(list, "form#plusieurs", ("state", "Done"), ("chosen", $"{Id}:3"));
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("rien n’a été modifié", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_lanes_change_a_state_and_the_calendar_has_a_table_beside_its_drawing()
    {
        var body = FakeBody.Commune();
        var item = new { id = Id, version = 3, title = "Présenter la démarche", objectives = new[] { "1.1" }, state = "ToCome", late = true, startsOn = "2026-01-05", endsOn = "2026-03-31", priority = "Normal", pilots = Array.Empty<object>(), pilotNames = (string?)null, parentActionId = (string?)null, mine = false };
        var reader = On(body).On("GET", $"{Url(body)}/board", new { items = new[] { item }, hasMore = false }).On("POST", $"{Url(body)}/{Id}/state", new { id = Id, version = 4, state = "Done" });
        var lanes = (await reader.GetAsync($"/c/{body.Slug}/actions/par-etat")).IsWhole();
        Assert.Equal($"/c/{body.Slug}/actions/par-etat", (await reader.SubmitAsync(lanes, ".lane form", ("to", "Done"))).Leads);
        Assert.Equal("\"3\"", reader.AskedOnce("POST", $"{Url(body)}/{Id}/state").IfMatch);

        var calendar = (await reader.GetAsync($"/c/{body.Slug}/actions/calendrier")).IsWhole();
        Assert.Equal("Présenter la démarche, du 5 janvier 2026 au 31 mars 2026, en retard", calendar.Find<AngleSharp.Dom.IElement>("svg a").GetAttribute("aria-label")!.Replace('\u00A0', ' '));
        Assert.True(calendar.Has("table tbody tr"));
    }

    [Fact]
    public async Task A_comment_is_said_hidden_and_kept_when_refused()
    {
        var body = FakeBody.Commune();
        var comment = Guid.NewGuid();
        var url = $"{Url(body)}/{Id}";
        var reader = On(body)
            .On("GET", url, PlanFakes.With(PlanFakes.Action(), new
            {
                mayComment = true,
                notes = new object[]
                {
                    new { id = comment, version = 2, kind = "Comment", at = "2026-11-20T10:00:00Z", by = new { id = Guid.NewGuid(), name = "Alex Agent" }, from = new { bodyId = Guid.NewGuid(), name = "Redon Agglomération", slug = "redon" }, act = "", text = "Nous pouvons aider", changes = Array.Empty<object>(), mentions = Array.Empty<object>(), shared = true, hidden = false, mayHide = true },
                    new { id = Guid.NewGuid(), version = 1, kind = "Change", at = "2026-11-19T10:00:00Z", by = new { id = Guid.NewGuid(), name = "Camille Essai" }, from = (object?)null, act = "moved", text = "", changes = new[] { new { field = "state", before = "ToCome", after = "Blocked" } }, mentions = Array.Empty<object>(), shared = false, hidden = false, mayHide = false },
                },
            }))
            .On("POST", $"{url}/comments", new { id = Guid.NewGuid() }, HttpStatusCode.Created).On("PUT", $"{url}/comments/{comment}", new { });
        var page = (await reader.GetAsync($"/c/{body.Slug}/actions/{Id}")).IsWhole();
        Assert.Contains("Alex Agent (Redon Agglomération) a écrit", page.Text, StringComparison.Ordinal);
        Assert.Contains("À venir → Bloquée", page.Text, StringComparison.Ordinal);
        Assert.Equal($"/c/{body.Slug}/actions/{Id}#suivi", (await reader.SubmitAsync(page, "form.comment", ("text", "D’accord"))).Leads);
        Assert.Contains("Écrivez le commentaire.", (await reader.SubmitAsync(page, "form.comment", ("text", " "))).Text, StringComparison.Ordinal);
        await reader.SubmitAsync(page, ".story form");
        Assert.Equal("\"2\"", reader.AskedOnce("PUT", $"{url}/comments/{comment}").IfMatch);
    }

    private Reader On(FakeBody body) => app.Reader(body).WithMethod();

    private static string Url(FakeBody body) => $"plans/bodies/{body.Id}/actions";
}
