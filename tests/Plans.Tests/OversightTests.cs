using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.Oversight;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Plans.Tests;

public sealed class OversightTests(PlansApp app) : IClassFixture<PlansApp>
{
    [Fact]
    public async Task The_grid_follows_what_a_child_does_and_shows_no_word_of_it()
    {
        var (parent, child) = await app.FamilyAsync();
        await (await child.Client.SendAsync(HttpMethod.Put, $"{child.Url}/objectives/1.1", new { declared = true, targetLevel = 1, targetOn = "2027-06-30", reason = "MOTIF-SECRET" }, 0)).JsonAsync();
        await (await child.Client.SendAsync(HttpMethod.Put, $"{child.Url}/objectives/1.1/evaluation", new { reached = true, justification = "JUSTIF-SECRET", justifiedOn = "2026-10-01" }, 1)).JsonAsync();
        var done = await child.ActionAsync("TITRE-SECRET", ["1.1", "1.2"], null, child.Lead.Id);
        await child.ActionAsync("TITRE-SECRET", ["1.2"]);
        await (await child.MoveAsync(done, "Done")).JsonAsync();

        await Eventually.HoldsAsync(async () =>
        {
            var grid = await parent.GridAsync();
            var row = Assert.Single(grid.GetProperty("rows").EnumerateArray());
            Assert.True(row.GetProperty("shared").GetBoolean());
            var progress = row.GetProperty("progress");
            Assert.Equal((1, 1, 2, 1), (Int(progress, "declared"), Int(progress, "reached"), Int(progress, "actionsTotal"), Int(progress, "actionsDone")));
            Assert.Equal([1, 0, 0], progress.GetProperty("levels").EnumerateArray().Select(l => l.GetInt32()));
            Assert.Equal(PlansDb.DayOf(DateTime.UtcNow).ToString("yyyy-MM", null), progress.GetProperty("lastMonth").GetString());
            var cells = progress.GetProperty("cells");
            Assert.Equal((9, "Reached", 1, 1), (cells.GetArrayLength(), cells[0].GetProperty("state").GetString(), Int(cells[0], "done"), Int(cells[0], "total")));
            Assert.Equal("None", cells[8].GetProperty("state").GetString());
            Assert.Equal((1, 1), (Int(grid, "total"), Int(grid, "shared")));
            Assert.Equal((1, 1), (Int(grid.GetProperty("objectives")[0], "declared"), Int(grid.GetProperty("objectives")[0], "reached")));
            Assert.DoesNotContain("SECRET", grid.GetRawText(), StringComparison.Ordinal);
            Assert.DoesNotContain(child.Lead.Id.ToString(), grid.GetRawText(), StringComparison.OrdinalIgnoreCase);
        });
    }

    [Fact]
    public async Task What_is_not_shared_says_why_and_counts_in_the_total_only()
    {
        var parent = await app.TownAsync("Redon Agglomération", BodyKind.Epci);
        var (nothing, silent, prepared, proposed) = (await app.TownAsync("Allaire"), await app.TownAsync("Béganne"), await app.BodyAsync("Caden"), await app.TownAsync("Dolay"));
        await app.AttachAsync(parent.Body, nothing.Body, ShareLevel.Nothing);
        // What is here came under an earlier policy: as when the bus is behind.
        await app.AttachAsync(parent.Body, silent.Body, ShareLevel.ProgressOnly);
        await Eventually.HoldsAsync(async () => Assert.Equal(1, Int(await parent.GridAsync(), "shared")));
        await app.InScopeAsync(parent.Body.Id, async db =>
        {
            (await db.Progress.SingleAsync()).Epoch = 0;
            return await db.SaveChangesAsync();
        });
        await app.TellAsync(new BodyChanged(prepared.Id, 2, DateTime.UtcNow, BodyKind.Commune, prepared.Name, "", prepared.Slug, null, null, ["56"], 900, BodyState.Prepared));
        foreach (var child in new[] { prepared.Id, proposed.Body.Id })
        {
            await app.TellAsync(new AttachmentChanged(Guid.CreateVersion7(), 1, DateTime.UtcNow, parent.Body.Id, child, AttachmentNature.Epci, AttachmentState.ProposedByParent));
        }

        var grid = await parent.GridAsync();
        Assert.Equal((4, 0), (Int(grid, "total"), Int(grid, "shared")));
        Assert.Equal(["SharesNothing", "WaitingForDelivery", "Prepared", "NotAccepted"], grid.GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("why").GetString()));
        Assert.All(grid.GetProperty("rows").EnumerateArray(), r => Assert.Equal(JsonValueKind.Null, r.GetProperty("progress").ValueKind));
    }

    [Fact]
    public async Task Progress_only_opens_the_grid_and_not_the_plan()
    {
        var (parent, child) = await app.FamilyAsync();
        var action = await child.ActionAsync();
        await Eventually.HoldsAsync(async () => Assert.Equal(1, Int(await parent.GridAsync(), "shared")));
        await (await parent.Client.GetAsync($"{child.Url}/plan")).IsProblemAsync(404, "not-found");
        await (await parent.Client.GetAsync($"{child.Url}/actions")).IsProblemAsync(404, "not-found");
        await (await parent.Client.GetAsync($"{child.Url}/actions/{action}")).IsProblemAsync(404, "not-found");
        // What was seen is the figures alone, and the commune sees that it was.
        await Eventually.HoldsAsync(async () =>
            Assert.True(Assert.Single((await child.Client.OkAsync($"{child.Url}/reads")).GetProperty("items").EnumerateArray()).GetProperty("progressOnly").GetBoolean()));
    }

    [Fact]
    public async Task A_shared_plan_is_read_by_the_parent_leaves_a_trace_and_cannot_be_written()
    {
        var (parent, child) = await app.FamilyAsync(ShareLevel.Read);
        var action = await child.ActionAsync();
        Assert.False((await parent.Client.OkAsync($"{child.Url}/plan")).GetProperty("mine").GetBoolean());
        await parent.Client.OkAsync($"{child.Url}/actions");
        Assert.False((await parent.Client.OkAsync($"{child.Url}/actions/{action}")).GetProperty("mayEdit").GetBoolean());

        var read = Assert.Single((await child.Client.OkAsync($"{child.Url}/reads")).GetProperty("items").EnumerateArray());
        Assert.Equal((parent.Lead.Name, "Redon Agglomération", "Plan"), (
            read.GetProperty("name").GetString(), read.GetProperty("parent").GetProperty("name").GetString(), read.GetProperty("subject").GetString()));

        var fields = new { title = "Écrite par le parent", objectives = new[] { "1.1" } };
        foreach (var (method, path, body) in new (HttpMethod, string, object?)[]
        {
            (HttpMethod.Put, "/plan", new { state = "Closed" }), (HttpMethod.Put, "/objectives/1.1", new { declared = true }),
            (HttpMethod.Put, "/objectives/1.1/evaluation", new { reached = false }), (HttpMethod.Post, "/actions", fields), (HttpMethod.Put, $"/actions/{action}", fields),
            (HttpMethod.Delete, $"/actions/{action}", null), (HttpMethod.Post, $"/actions/{action}/state", new { state = "Done" }),
            (HttpMethod.Post, $"/actions/{action}/evidence", new { kind = "Note", title = "Faux" }), (HttpMethod.Post, "/campaigns", new { toAll = true }),
            (HttpMethod.Get, "/proposals", null), (HttpMethod.Get, "/campaigns", null), (HttpMethod.Get, "/oversight", null), (HttpMethod.Get, "/today", null), (HttpMethod.Get, "/reads", null),
        })
        {
            await (await parent.Client.SendAsync(method, child.Url + path, body, 1)).IsProblemAsync(403, "not-allowed");
        }

        Assert.Equal("ToCome", (await child.Client.OkAsync($"{child.Url}/actions/{action}")).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Ending_the_share_removes_it_and_nothing_late_brings_it_back()
    {
        var (parent, child) = await app.FamilyAsync();
        await child.ActionAsync();
        await Eventually.HoldsAsync(async () => Assert.Equal(1, Int(await parent.GridAsync(), "shared")));
        var late = await app.InScopeAsync(parent.Body.Id, db => db.Progress.SingleAsync());
        SharedDelivered Late(int epoch, int version) => new(parent.Body.Id, child.Body.Id, "plans", ShareSubject.Plan, epoch, version, late.Content, DateTime.UtcNow);

        await app.ShareAsync(parent.Body, child.Body, ShareLevel.Nothing);
        // At once, before any removal was delivered: the epoch of the policy decides.
        Assert.Equal(0, Int(await parent.GridAsync(), "shared"));
        await Eventually.HoldsAsync(async () => Assert.Equal(0, await app.InScopeAsync(parent.Body.Id, db => db.Progress.CountAsync())));
        await app.Bus.DeliverAsync(Late(late.Epoch, 999));
        await app.Bus.DeliverAsync(Late(late.Epoch + 1, 999));
        Assert.Equal(0, await app.InScopeAsync(parent.Body.Id, db => db.Progress.CountAsync()));

        await app.ShareAsync(parent.Body, child.Body, ShareLevel.ProgressOnly);
        await Eventually.HoldsAsync(async () => Assert.Equal(1, Int(await parent.GridAsync(), "shared")));
        await app.Bus.DeliverAsync(Late(late.Epoch, int.MaxValue));
        Assert.Equal(1, Int(await parent.GridAsync(), "shared"));
    }

    [Fact]
    public async Task A_delivery_of_a_body_that_shares_nothing_with_the_parent_leaves_no_row()
    {
        var (parent, _) = await app.FamilyAsync(ShareLevel.Nothing);
        var stranger = await app.TownAsync("Inconnue");
        var content = """{"levels":[3,3,3],"actions":{},"objectives":[]}""";
        await app.Bus.DeliverAsync(new SharedDelivered(parent.Body.Id, stranger.Body.Id, "plans", ShareSubject.Plan, 99, 99, content, DateTime.UtcNow));
        Assert.Equal((1, 0), (Int(await parent.GridAsync(), "total"), Int(await parent.GridAsync(), "shared")));
        Assert.Equal(0, await app.InScopeAsync(parent.Body.Id, db => db.Progress.CountAsync()));
    }

    [Fact]
    public async Task A_parent_of_the_parent_sees_nothing_of_the_commune()
    {
        var (parent, child) = await app.FamilyAsync(ShareLevel.Read);
        var grandparent = await app.TownAsync("Morbihan", BodyKind.Departement);
        await app.AttachAsync(grandparent.Body, parent.Body, ShareLevel.Read);
        await child.ActionAsync();
        await Eventually.HoldsAsync(async () => Assert.Equal(1, Int(await grandparent.GridAsync(), "shared")));
        Assert.Equal(parent.Body.Id, Assert.Single((await grandparent.GridAsync()).GetProperty("rows").EnumerateArray()).GetProperty("bodyId").GetGuid());
        await (await grandparent.Client.GetAsync($"{child.Url}/plan")).IsProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task The_grid_is_filtered_and_sorted()
    {
        var parent = await app.TownAsync("Redon Agglomération", BodyKind.Epci);
        var (a, b) = (await ChildAsync(parent, "Allaire", "56", 3800), await ChildAsync(parent, "Étel", "56", 2000));
        await ChildAsync(parent, "Bains-sur-Oust", "35", 3500, ShareLevel.Nothing);
        await (await a.Client.SendAsync(HttpMethod.Put, $"{a.Url}/objectives/1.1", new { declared = true }, 0)).JsonAsync();
        await (await b.Client.SendAsync(HttpMethod.Put, $"{b.Url}/objectives/1.1/evaluation", new { reached = true, proofUrl = "https://etel.example/" }, 0)).JsonAsync();
        await Eventually.HoldsAsync(async () => Assert.Equal((1, 1), (Int((await parent.GridAsync()).GetProperty("objectives")[0], "declared"), Int((await parent.GridAsync()).GetProperty("objectives")[0], "reached"))));

        async Task<string[]> NamesAsync(string query) => [.. (await parent.GridAsync(query)).GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("name").GetString()!)];
        Assert.Equal(["Allaire", "Bains-sur-Oust", "Étel"], await NamesAsync(""));
        Assert.Equal(["Étel", "Bains-sur-Oust", "Allaire"], await NamesAsync("?descending=true"));
        Assert.Equal(["Étel", "Bains-sur-Oust", "Allaire"], await NamesAsync("?sort=Population"));
        Assert.Equal(["Étel", "Allaire", "Bains-sur-Oust"], await NamesAsync("?sort=Reached&descending=true"));
        Assert.Equal(["Allaire", "Étel"], await NamesAsync("?departement=56"));
        Assert.Equal(["Allaire", "Bains-sur-Oust"], await NamesAsync("?minPopulation=3500"));
        Assert.Equal(["Étel"], await NamesAsync("?maxPopulation=2000"));
        Assert.Equal(["Bains-sur-Oust"], await NamesAsync("?shared=false"));
        Assert.Equal(["Étel"], await NamesAsync("?q=etel"));
        Assert.Equal(["Étel"], await NamesAsync("?objective=1.1&state=Reached"));
        Assert.Equal(["Allaire"], await NamesAsync("?objective=1.1&state=Declared"));
        Assert.Equal(["Allaire", "Étel"], await NamesAsync("?objective=2.1&state=None"));
        var filtered = await parent.GridAsync("?q=etel");
        Assert.Equal((3, 2, 1, 1), (Int(filtered, "total"), Int(filtered, "shared"), Int(filtered, "matching"), Int(filtered, "matchingShared")));
    }

    [Fact]
    public async Task After_any_sequence_of_changes_the_kept_figures_are_those_of_the_plan()
    {
        var (parent, child) = await app.FamilyAsync();
        var random = new Random(20261123);
        var actions = new List<(Guid Id, int Version)>();
        string[] codes = ["1.1", "1.2", "1.3", "2.1", "2.2", "2.3", "3.1", "3.2", "3.3"], states = ["ToCome", "InProgress", "Done", "Paused", "ToDiscuss"];
        var versions = codes.ToDictionary(c => c, _ => 0);
        for (var step = 0; step < 60; step++)
        {
            var code = codes[random.Next(9)];
            switch (random.Next(5))
            {
                case 0:
                    await (await child.Client.SendAsync(HttpMethod.Put, $"{child.Url}/objectives/{code}", new { declared = random.Next(2) == 0 }, versions[code]++)).JsonAsync();
                    break;
                case 1:
                    await (await child.Client.SendAsync(HttpMethod.Put, $"{child.Url}/objectives/{code}/evaluation", new { reached = random.Next(2) == 0, proofUrl = "https://preuve.example/" }, versions[code]++)).JsonAsync();
                    break;
                case 2 when actions.Count > 0:
                    var moved = random.Next(actions.Count);
                    await (await child.MoveAsync(actions[moved].Id, states[random.Next(5)], null, actions[moved].Version)).JsonAsync();
                    actions[moved] = (actions[moved].Id, actions[moved].Version + 1);
                    break;
                case 3 when actions.Count > 3:
                    await child.Client.SendAsync(HttpMethod.Delete, $"{child.Url}/actions/{actions[0].Id}", null, actions[0].Version);
                    actions.RemoveAt(0);
                    break;
                default:
                    actions.Add((await child.ActionAsync($"Action {step}", [code, codes[random.Next(9)]]), 1));
                    break;
            }
        }

        var plan = await child.Client.OkAsync($"{child.Url}/plan");
        await Eventually.HoldsAsync(async () =>
        {
            var row = Assert.Single((await parent.GridAsync()).GetProperty("rows").EnumerateArray()).GetProperty("progress");
            Assert.Equal((Int(plan, "actionsTotal"), Int(plan, "actionsDone")), (Int(row, "actionsTotal"), Int(row, "actionsDone")));
            Assert.Equal(plan.GetProperty("levels").GetRawText(), row.GetProperty("levels").GetRawText());
            var objectives = plan.GetProperty("objectives").EnumerateArray().ToList();
            Assert.Equal((objectives.Count(o => o.GetProperty("declared").GetBoolean()), objectives.Count(o => o.GetProperty("reached").GetBoolean())), (Int(row, "declared"), Int(row, "reached")));
            Assert.All(objectives.Zip(row.GetProperty("cells").EnumerateArray()), pair =>
            {
                var (own, cell) = pair;
                var actions = own.GetProperty("actions").EnumerateObject().ToDictionary(s => s.Name, s => s.Value.GetInt32());
                var state = own.GetProperty("reached").GetBoolean() ? "Reached" : !own.GetProperty("declared").GetBoolean() ? "None"
                    : actions.ContainsKey("Done") || actions.ContainsKey("InProgress") ? "InProgress" : "Declared";
                Assert.Equal(state, cell.GetProperty("state").GetString());
                Assert.Equal(actions.Values.Sum(), cell.TryGetProperty("total", out var total) ? total.GetInt32() : 0);
                Assert.Equal(actions.GetValueOrDefault("Done"), cell.TryGetProperty("done", out var done) ? done.GetInt32() : 0);
            });
        });
    }

    [Fact]
    public async Task Eight_hundred_and_ninety_communes_cost_as_many_statements_as_ten()
    {
        var (small, large) = (await TerritoryAsync(10), await TerritoryAsync(890));
        await small.GridAsync();
        var few = app.Statements.Listen("GetOversight");
        Assert.Equal(10, (await small.GridAsync()).GetProperty("rows").GetArrayLength());
        app.Statements.Stop();
        await large.GridAsync();
        var many = app.Statements.Listen("GetOversight");
        var grid = await large.GridAsync();
        app.Statements.Stop();
        Assert.Equal((890, 890), (grid.GetProperty("rows").GetArrayLength(), Int(grid, "shared")));
        Assert.Single(few);
        Assert.Equal(few, many);
        app.HasNoScan(many[0]);
    }

    [Theory]
    [InlineData("GetPlan", "/plan", 3)]
    [InlineData("ListActions", "/actions?sort=End&late=true", 1)]
    [InlineData("ListProposals", "/proposals?open=true", 1)]
    [InlineData("ListCampaigns", "/campaigns", 1)]
    [InlineData("ListReads", "/reads", 1)]
    public async Task No_reading_scans_a_table(string feature, string path, int most)
    {
        var (parent, child) = await app.FamilyAsync(ShareLevel.Read);
        await parent.ProposeAsync(child);
        await parent.Client.OkAsync($"{child.Url}/plan");
        var statements = app.Statements.Listen(feature);
        await child.Client.OkAsync(child.Url + path);
        app.Statements.Stop();
        Assert.InRange(statements.Count, 1, most);
        Assert.All(statements, app.HasNoScan);
    }

    private async Task<Town> ChildAsync(Town parent, string name, string departement, int population, ShareLevel level = ShareLevel.ProgressOnly)
    {
        var body = await app.BodyAsync(name, departement: departement, population: population);
        var lead = await app.PersonAsync(body, Role.ProjectLead);
        await app.AttachAsync(parent.Body, body, level);
        return new Town(body, lead, app.As(lead), $"/api/plans/bodies/{body.Id}");
    }

    /// <summary>A parent with children, put straight into the tables: what messages would make one by one.</summary>
    private async Task<Town> TerritoryAsync(int communes)
    {
        var parent = await app.TownAsync("Grand territoire", BodyKind.Departement);
        await app.InScopeAsync(parent.Body.Id, async db =>
        {
            for (var n = 0; n < communes; n++)
            {
                var id = Guid.CreateVersion7();
                db.Bodies.Add(new() { BodyId = id, Version = 1, Name = $"Commune {n}", Folded = $"commune {n}", Slug = $"commune-{id:N}", State = BodyState.Active, Departements = "56", Population = n });
                db.Attachments.Add(new() { AttachmentId = Guid.CreateVersion7(), Version = 1, ParentId = parent.Body.Id, ChildId = id, State = AttachmentState.Accepted });
                db.SharePolicies.Add(new() { ChildId = id, ParentId = parent.Body.Id, Subject = ShareSubject.Plan, Level = ShareLevel.ProgressOnly, Epoch = 1 });
                db.Progress.Add(new SharedProgress { TenantId = parent.Body.Id, OwnerId = id, Epoch = 1, Shown = "{}", Content = """{"levels":[0,0,0],"actions":{},"objectives":[]}""" });
            }

            return await db.SaveChangesAsync();
        });
        return parent;
    }

    private static int Int(JsonElement element, string name) => element.GetProperty(name).GetInt32();
}
