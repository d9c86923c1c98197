using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Plans.Tests;

/// <summary>A body's own objectives and means beside the method, and what it does not use of it.</summary>
public sealed class OwnMethodTests(PlansApp app) : IClassFixture<PlansApp>
{
    [Fact]
    public async Task An_own_objective_is_aimed_at_served_and_reached_and_counts_for_no_level()
    {
        var town = await app.TownAsync();
        var (_, code) = await AddAsync(town, "Objective", "Ouvrir les données du port", 2);
        var (_, mean) = await AddAsync(town, "Mean", "Le marché du samedi", 1);
        Assert.Equal(("OP1", "MP1"), (code, mean));
        var action = await town.Client.CreatedAsync($"{town.Url}/actions", new { title = "Tenir un stand", objectives = new[] { "1.1", code }, mean, audiences = new[] { "citizens" } });
        await (await town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/objectives/{code}", new { declared = true, targetOn = "2027-06-01" }, 0)).JsonAsync();
        await (await town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/objectives/{code}/evaluation", new { reached = true, justification = "Le jeu est en ligne.", justifiedOn = "2026-01-05" }, 1)).JsonAsync();

        var plan = await town.Client.OkAsync($"{town.Url}/plan");
        Assert.Equal(9, plan.GetProperty("objectives").GetArrayLength());
        var own = Assert.Single(plan.GetProperty("own").EnumerateArray());
        Assert.Equal((code, true, true, 1), (own.GetProperty("code").GetString(), own.GetProperty("declared").GetBoolean(), own.GetProperty("reached").GetBoolean(), own.GetProperty("actions").GetProperty("ToCome").GetInt32()));
        Assert.Equal([0, 0, 0], plan.GetProperty("levels").EnumerateArray().Select(l => l.GetInt32()));
        Assert.Equal([code], (await town.Client.OkAsync($"{town.Url}/actions?objective={code}")).GetProperty("items").EnumerateArray().Single().GetProperty("objectives").EnumerateArray().Select(o => o.GetString()!).Where(o => o[0] == 'O'));
        Assert.Equal(mean, (await town.Client.OkAsync($"{town.Url}/actions/{action}")).GetProperty("mean").GetString());

        await (await town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/objectives/OP7", new { declared = true }, 0)).IsProblemAsync(404, "not-found");
        await (await town.Client.PostAsync($"{town.Url}/actions", new { title = "Ailleurs", objectives = new[] { "OP7" }, audiences = new[] { "citizens" } })).NamesFieldAsync("objectives");
        await (await town.Client.PostAsync($"{town.Url}/actions", new { title = "Ailleurs", objectives = new[] { "1.1" }, mean = "MP7", audiences = new[] { "citizens" } })).NamesFieldAsync("mean");
    }

    [Fact]
    public async Task Codes_are_each_body_s_own_and_never_given_twice()
    {
        var (town, other) = (await app.TownAsync(), await app.TownAsync("Allaire"));
        var (first, _) = await AddAsync(town, "Objective", "Le premier", 1);
        Assert.Equal(204, (int)(await town.Client.SendAsync(HttpMethod.Delete, $"{town.Url}/own-method/entries/{first}", null, 1)).StatusCode);
        var (_, second) = await AddAsync(town, "Objective", "Le second", 1);
        Assert.Equal("OP2", second);
        await (await other.Client.PostAsync($"{other.Url}/actions", new { title = "Chez le voisin", objectives = new[] { second }, audiences = new[] { "citizens" } })).NamesFieldAsync("objectives");
        await (await other.Client.SendAsync(HttpMethod.Put, $"{other.Url}/own-method/entries/{first}", new { label = "Pris au voisin", axis = 1 }, 1)).IsProblemAsync(404, "not-found");

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(n => town.Client.PostAsync($"{town.Url}/own-method/entries", new { kind = "Mean", entry = new { label = $"Moyen {n}", axis = 3 } })));
        Assert.All(answers, a => Assert.Equal(201, (int)a.StatusCode));
        Assert.Equal(["MP1", "MP2", "MP3", "MP4"], (await town.Client.OkAsync($"{town.Url}/own-method")).GetProperty("means").EnumerateArray().Select(m => m.GetProperty("code").GetString()!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_is_in_use_is_hidden_rather_than_removed_and_what_is_removed_comes_back()
    {
        var town = await app.TownAsync();
        var (id, code) = await AddAsync(town, "Objective", "Un objectif à nous", 3);
        var entry = $"{town.Url}/own-method/entries/{id}";
        var action = await town.ActionAsync(objectives: [code]);
        await (await town.Client.SendAsync(HttpMethod.Delete, entry, null, 1)).IsProblemAsync(409, "own-in-use");
        await (await town.Client.SendAsync(HttpMethod.Put, entry, new { label = "Un autre nom", axis = 2, what = "Pour le port." }, null)).IsProblemAsync(428, "version-required");
        await (await town.Client.SendAsync(HttpMethod.Put, entry, new { label = "Un autre nom", axis = 2, what = "Pour le port." }, 1)).JsonAsync();
        await (await town.Client.SendAsync(HttpMethod.Put, entry, new { label = "Trop tard", axis = 2 }, 1)).IsProblemAsync(409, "stale");
        await (await town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/actions/{action}", new { title = "Réunir", objectives = new[] { "1.1" }, audiences = new[] { "services" } }, 1)).JsonAsync();
        Assert.Equal(204, (int)(await town.Client.SendAsync(HttpMethod.Delete, entry, null, 2)).StatusCode);
        var method = await town.Client.OkAsync($"{town.Url}/own-method");
        Assert.Equal((0, 1), (method.GetProperty("objectives").GetArrayLength(), method.GetProperty("removed").GetArrayLength()));
        await (await town.Client.PostAsync($"{entry}/restoration", null)).JsonAsync();
        Assert.Equal(code, (await town.Client.OkAsync($"{town.Url}/own-method")).GetProperty("objectives")[0].GetProperty("code").GetString());
        await (await town.Client.PostAsync($"{town.Url}/own-method/entries", new { kind = "Objective", entry = new { label = "", axis = 1 } })).NamesFieldAsync("entry.label");
        await (await town.Client.PostAsync($"{town.Url}/own-method/entries", new { kind = "Objective", entry = new { label = "Quatrième axe", axis = 4 } })).NamesFieldAsync("entry.axis");
        Assert.Equal(
            ["own-entry-added", "own-entry-edited", "own-entry-removed", "own-entry-restored"],
            await app.InScopeAsync(town.Body.Id, db => db.Audit.Where(a => a.SubjectKind == "own-entry").OrderBy(a => a.Sequence).Select(a => a.Act).ToListAsync()));
    }

    [Fact]
    public async Task A_hidden_mean_is_suggested_no_more_and_what_refers_to_it_stays_valid()
    {
        var town = await app.TownAsync();
        await (await town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/objectives/1.1", new { declared = true }, 0)).JsonAsync();
        var before = await SuggestedAsync(town);
        await (await town.Client.PutAsJsonAsync($"{town.Url}/own-method/hidden/{before[0].ToLowerInvariant()}", new { hidden = true })).JsonAsync();
        await (await town.Client.PutAsJsonAsync($"{town.Url}/own-method/hidden/{before[0]}", new { hidden = true })).JsonAsync();
        Assert.DoesNotContain(before[0], await SuggestedAsync(town));
        Assert.Equal([before[0]], (await town.Client.OkAsync($"{town.Url}/own-method")).GetProperty("hidden").EnumerateArray().Select(h => h.GetString()));
        await town.Client.CreatedAsync($"{town.Url}/actions", new { title = "Venue d’ailleurs", objectives = new[] { "2.1" }, mean = before[0], audiences = new[] { "services" } });
        await (await town.Client.PutAsJsonAsync($"{town.Url}/own-method/hidden/{before[0]}", new { hidden = false })).JsonAsync();
        Assert.Equal(before, await SuggestedAsync(town));
        await (await town.Client.PutAsJsonAsync($"{town.Url}/own-method/hidden/citizens", new { hidden = true })).IsProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task Own_objectives_stay_at_home_the_parent_s_grid_and_its_proposals_are_of_the_nine()
    {
        var (parent, child) = await app.FamilyAsync(ShareLevel.Read);
        var (_, code) = await AddAsync(child, "Objective", "Le port de la commune", 1);
        await (await child.Client.SendAsync(HttpMethod.Put, $"{child.Url}/objectives/{code}", new { declared = true }, 0)).JsonAsync();
        await (await child.Client.SendAsync(HttpMethod.Put, $"{child.Url}/objectives/1.1", new { declared = true }, 0)).JsonAsync();
        await Eventually.HoldsAsync(async () => Assert.Equal(" 1.1 ", await app.InScopeAsync(parent.Body.Id, db => db.Progress.Where(p => p.OwnerId == child.Body.Id).Select(p => p.DeclaredCodes).FirstOrDefaultAsync())));
        Assert.Equal("Le port de la commune", (await parent.Client.OkAsync($"{child.Url}/own-method")).GetProperty("objectives")[0].GetProperty("label").GetString());
        await (await parent.Client.PostAsync($"{child.Url}/own-method/entries", new { kind = "Mean", entry = new { label = "Pas chez moi", axis = 1 } })).IsProblemAsync(403, "not-allowed");

        var (_, own) = await AddAsync(parent, "Objective", "À nous seuls", 1);
        var only = await parent.ActionAsync("Qui ne sert que nous", [own]);
        await (await parent.Client.PostAsync($"{parent.Url}/campaigns", new { actionId = only, children = new[] { child.Body.Id } })).NamesFieldAsync("actionId");
        await (await parent.Client.PostAsync($"{parent.Url}/campaigns", new { action = new { title = "Proposée", objectives = new[] { own }, audiences = new[] { "citizens" } }, children = new[] { child.Body.Id } })).NamesFieldAsync("objectives");
        var both = await parent.ActionAsync("Qui sert les deux", [own, "1.2"]);
        await (await parent.Client.PostAsync($"{parent.Url}/campaigns", new { actionId = both, children = new[] { child.Body.Id } })).JsonAsync();
        var proposal = await child.WaitingProposalAsync();
        Assert.Equal(" 1.2 ", await app.InScopeAsync(child.Body.Id, db => db.Proposals.Where(p => p.Id == proposal).Select(p => p.Objectives).FirstAsync()));
        var offered = await child.ActionAsync("À raconter", [code]);
        await (await child.Client.PostAsync($"{child.Url}/actions/{offered}/offers", new { parents = new[] { parent.Body.Id } })).IsProblemAsync(409, "only-own-objectives");
    }

    [Fact]
    public async Task A_sheet_carries_own_codes_there_and_back_and_refuses_unknown_ones()
    {
        var town = await app.TownAsync();
        var (_, code) = await AddAsync(town, "Objective", "Le port", 1);
        var (_, mean) = await AddAsync(town, "Mean", "Le marché", 1);
        await town.Client.CreatedAsync($"{town.Url}/actions", new { title = "Tenir un stand", objectives = new[] { "1.1", code }, mean, audiences = new[] { "citizens" } });
        var file = await town.Client.GetByteArrayAsync($"{town.Url}/actions/sheet?format=Csv");
        Assert.Equal(1, (await SheetAsync(town, new { content = file })).GetProperty("unchanged").GetInt32());
        var found = await SheetAsync(town, new { text = "Titre\tObjectifs servis\tMoyen\nUne autre\top1\tmp1\nPerdue\tOP9\t\nPerdue aussi\t1.1\tMP9" });
        Assert.Equal((1, 2), (found.GetProperty("added").GetInt32(), found.GetProperty("refused").GetInt32()));
        Assert.Contains("OP1", found.GetProperty("rows")[0].GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Everyone_of_the_body_reads_it_and_the_lead_alone_writes()
    {
        var town = await app.TownAsync();
        await AddAsync(town, "Mean", "Le marché", 1);
        var reader = app.As(await app.PersonAsync(town.Body, Role.Reader));
        Assert.Equal(1, (await reader.OkAsync($"{town.Url}/own-method")).GetProperty("means").GetArrayLength());
        await (await reader.PostAsync($"{town.Url}/own-method/entries", new { kind = "Mean", entry = new { label = "Autre", axis = 1 } })).IsProblemAsync(403, "not-allowed");
        await (await reader.PutAsJsonAsync($"{town.Url}/own-method/hidden/M1", new { hidden = true })).IsProblemAsync(403, "not-allowed");
        Assert.Equal(401, (int)(await app.Anonymous().GetAsync($"{town.Url}/own-method")).StatusCode);
        await (await (await app.TownAsync("Ailleurs")).Client.GetAsync($"{town.Url}/own-method")).IsProblemAsync(404, "not-found");
    }

    private static async Task<(Guid Id, string Code)> AddAsync(Town town, string kind, string label, int axis)
    {
        var made = await (await town.Client.PostAsync($"{town.Url}/own-method/entries", new { kind, entry = new { label, axis } })).JsonAsync();
        return (made.GetProperty("id").GetGuid(), made.GetProperty("code").GetString()!);
    }

    private static async Task<string[]> SuggestedAsync(Town town) =>
        [.. (await town.Client.OkAsync($"{town.Url}/suggestions")).GetProperty("items").EnumerateArray().First(s => s.GetProperty("kind").GetString() == "NoAction").GetProperty("means").EnumerateArray().Select(m => m.GetString()!)];

    private static async Task<JsonElement> SheetAsync(Town town, object body) => await (await town.Client.PostAsync($"{town.Url}/actions/sheet", body)).JsonAsync();
}
