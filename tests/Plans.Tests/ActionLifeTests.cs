using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.Actions;
using OpenDataAnimation.Platform.Tenancy;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Plans.Tests;

/// <summary>What surrounds an action: its parts, its history, what is said of it, its files, and changes of many at once.</summary>
public sealed class ActionLifeTests(PlansApp app) : IClassFixture<PlansApp>
{
    private static readonly byte[] Pdf = "%PDF-1.7 essai"u8.ToArray();

    [Fact]
    public async Task An_action_has_parts_on_one_level_that_go_and_come_back_with_it()
    {
        var town = await app.TownAsync();
        var whole = await town.ActionAsync("Ouvrir le budget");
        var part = await PartAsync(town, "Extraire les comptes", whole);
        await (await town.Client.PostAsync($"{town.Url}/actions", Fields("Trop profond", part))).NamesFieldAsync("parentActionId");
        await (await town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/actions/{whole}", Fields("Ouvrir le budget", await town.ActionAsync("Autre")), 1)).NamesFieldAsync("parentActionId");
        await (await town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/actions/{whole}", Fields("Ouvrir le budget", whole), 1)).NamesFieldAsync("parentActionId");

        var read = await town.Client.OkAsync($"{town.Url}/actions/{whole}");
        Assert.Equal("Extraire les comptes", Assert.Single(read.GetProperty("parts").EnumerateArray()).GetProperty("title").GetString());
        Assert.Equal("Ouvrir le budget", (await town.Client.OkAsync($"{town.Url}/actions/{part}")).GetProperty("partOf").GetProperty("title").GetString());
        // A part is not one more action of the plan.
        Assert.Equal(2, (await town.Client.OkAsync($"{town.Url}/plan")).GetProperty("actionsTotal").GetInt32());

        await town.Client.SendAsync(HttpMethod.Delete, $"{town.Url}/actions/{whole}", null, 1);
        await (await town.Client.GetAsync($"{town.Url}/actions/{part}")).IsProblemAsync(404, "not-found");
        await (await town.Client.SendAsync(HttpMethod.Post, $"{town.Url}/actions/{part}/restoration")).IsProblemAsync(409, "parent-deleted");
        await (await town.Client.SendAsync(HttpMethod.Post, $"{town.Url}/actions/{whole}/restoration")).JsonAsync();
        Assert.Equal(200, (int)(await town.Client.GetAsync($"{town.Url}/actions/{part}")).StatusCode);
    }

    [Fact]
    public async Task A_part_of_another_body_s_action_is_refused()
    {
        var (town, other) = (await app.TownAsync(), await app.TownAsync("Allaire"));
        await (await town.Client.PostAsync($"{town.Url}/actions", Fields("Volée", await other.ActionAsync()))).NamesFieldAsync("parentActionId");
    }

    [Fact]
    public async Task Every_change_is_told_with_who_and_both_values()
    {
        var town = await app.TownAsync();
        var id = await town.ActionAsync("Réunir les services");
        await (await town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/actions/{id}", new { title = "Réunir tout le monde", objectives = new[] { "1.1" }, audiences = new[] { "services" }, pilots = new[] { town.Lead.Id } }, 1)).JsonAsync();
        await (await town.MoveAsync(id, "Blocked", "Pas de salle", 2)).JsonAsync();

        var notes = (await town.Client.OkAsync($"{town.Url}/actions/{id}")).GetProperty("notes").EnumerateArray().ToList();
        Assert.Equal(["moved", "edited", "created"], notes.Select(n => n.GetProperty("act").GetString()));
        Assert.All(notes, n => Assert.Equal(town.Lead.Name, n.GetProperty("by").GetProperty("name").GetString()));
        Assert.Equal(
            ["state: ToCome → Blocked", "reason:  → Pas de salle"],
            notes[0].GetProperty("changes").EnumerateArray().Select(Told));
        Assert.Equal(
            ["title: Réunir les services → Réunir tout le monde", $"pilots:  → {town.Lead.Name}"],
            notes[1].GetProperty("changes").EnumerateArray().Select(Told));

        var first = await town.Client.OkAsync($"{town.Url}/actions/{id}/notes?size=2");
        Assert.Equal(Text(await town.Client.OkAsync($"{town.Url}/actions/{id}"), "title"), Text(first, "title"));
        var second = await town.Client.OkAsync($"{town.Url}/actions/{id}/notes?size=2&after={first.GetProperty("next").GetString()}");
        Assert.Equal("created", Assert.Single(second.GetProperty("items").EnumerateArray()).GetProperty("act").GetString());
    }

    [Fact]
    public async Task What_someone_of_the_parent_changes_for_the_commune_is_told_as_such()
    {
        var (parent, child) = await app.FamilyAsync();
        var agent = new TestPerson(Guid.NewGuid().ToString("N"), "Alex Agent");
        await app.MemberAsync(parent.Body, agent, Role.Contributor);
        await app.TellAsync(new MembershipChanged(child.Body.Id, Guid.CreateVersion7(), 1, DateTime.UtcNow, agent.Id, agent.Name, [Role.ProjectLead], DateTime.UtcNow.AddDays(-1), DateTime.UtcNow.AddDays(30), false, parent.Body.Id));
        var id = await child.ActionAsync();
        await (await app.As(agent).SendAsync(HttpMethod.Post, $"{child.Url}/actions/{id}/state", new { state = "InProgress" }, 1)).JsonAsync();
        var told = (await child.Client.OkAsync($"{child.Url}/actions/{id}")).GetProperty("notes")[0];
        Assert.Equal(("Alex Agent", "Redon Agglomération"), (told.GetProperty("by").GetProperty("name").GetString(), told.GetProperty("from").GetProperty("name").GetString()));
    }

    [Fact]
    public async Task An_action_that_comes_back_puts_the_next_one_into_the_plan_once()
    {
        var town = await app.TownAsync();
        var id = await town.Client.CreatedAsync($"{town.Url}/actions", new { title = "Actualiser le jeu", objectives = new[] { "2.1" }, startsOn = "2026-01-31", endsOn = "2026-11-30", recurrence = "Quarterly" });
        var next = (await (await town.MoveAsync(id, "Done")).JsonAsync()).GetProperty("nextId").GetGuid();
        var read = await town.Client.OkAsync($"{town.Url}/actions/{next}");
        Assert.Equal(("2026-04-30", "2027-02-28", "ToCome", "Quarterly"), (Text(read, "startsOn"), Text(read, "endsOn"), Text(read, "state"), Text(read, "recurrence")));
        await (await town.MoveAsync(id, "InProgress", null, 2)).JsonAsync();
        Assert.Equal(JsonValueKind.Null, (await (await town.MoveAsync(id, "Done", null, 3)).JsonAsync()).GetProperty("nextId").ValueKind);
        Assert.Equal(2, (await town.Client.OkAsync($"{town.Url}/actions")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task A_comment_names_members_of_the_body_only()
    {
        var (town, other) = (await app.TownAsync(), await app.TownAsync("Allaire"));
        var id = await town.ActionAsync();
        await (await town.Client.PostAsync($"{town.Url}/actions/{id}/comments", new { text = "" })).NamesFieldAsync("text");
        await (await town.Client.PostAsync($"{town.Url}/actions/{id}/comments", new { text = "Salut", mentions = new[] { other.Lead.Id } })).NamesFieldAsync("mentions");
        await town.Client.CreatedAsync($"{town.Url}/actions/{id}/comments", new { text = "On en parle lundi ?", mentions = new[] { town.Lead.Id } });
        var said = (await town.Client.OkAsync($"{town.Url}/actions/{id}")).GetProperty("notes")[0];
        Assert.Equal(("Comment", "On en parle lundi ?", town.Lead.Name), (Text(said, "kind"), Text(said, "text"), Text(said.GetProperty("mentions")[0], "name")));
        var reader = app.As(await app.PersonAsync(town.Body, Role.Reader));
        await (await reader.PostAsync($"{town.Url}/actions/{id}/comments", new { text = "Moi aussi" })).IsProblemAsync(403, "not-allowed");
    }

    [Fact]
    public async Task A_parent_comments_only_where_it_may_sees_only_what_is_said_with_it_and_can_be_hidden()
    {
        var (parent, child) = await app.FamilyAsync(ShareLevel.ReadAndComment);
        var (reads, closed) = await app.FamilyAsync(ShareLevel.Read);
        await (await reads.Client.PostAsync($"{closed.Url}/actions/{await closed.ActionAsync()}/comments", new { text = "Bravo" })).IsProblemAsync(403, "not-allowed");

        var id = await child.ActionAsync();
        await child.Client.CreatedAsync($"{child.Url}/actions/{id}/comments", new { text = "Entre nous" });
        await child.Client.CreatedAsync($"{child.Url}/actions/{id}/comments", new { text = "Pour vous aussi", shared = true });
        await parent.Client.CreatedAsync($"{child.Url}/actions/{id}/comments", new { text = "Nous pouvons aider" });
        Assert.Equal(["Nous pouvons aider", "Pour vous aussi"], await TextsAsync(parent.Client));
        Assert.True((await parent.Client.OkAsync($"{child.Url}/actions/{id}")).GetProperty("mayComment").GetBoolean());

        var said = (await child.Client.OkAsync($"{child.Url}/actions/{id}")).GetProperty("notes")[0];
        Assert.Equal(("Redon Agglomération", parent.Lead.Name), (Text(said.GetProperty("from"), "name"), Text(said.GetProperty("by"), "name")));
        var url = $"{child.Url}/actions/{id}/comments/{said.GetProperty("id").GetGuid()}";
        await (await child.Client.SendAsync(HttpMethod.Put, url, new { hidden = true })).IsProblemAsync(428, "version-required");
        Assert.Equal(HttpStatusCode.NoContent, (await child.Client.SendAsync(HttpMethod.Put, url, new { hidden = true }, 1)).StatusCode);
        await (await child.Client.SendAsync(HttpMethod.Put, url, new { hidden = false }, 1)).IsProblemAsync(409, "stale");
        Assert.Equal(["Pour vous aussi"], await TextsAsync(parent.Client));
        Assert.Contains("Nous pouvons aider", await TextsAsync(child.Client));
        Assert.Equal(HttpStatusCode.NoContent, (await child.Client.SendAsync(HttpMethod.Put, url, new { hidden = false }, 2)).StatusCode);
        Assert.Equal(["Nous pouvons aider", "Pour vous aussi"], await TextsAsync(parent.Client));

        async Task<List<string?>> TextsAsync(HttpClient client) =>
            (await client.OkAsync($"{child.Url}/actions/{id}")).GetProperty("notes").EnumerateArray().Where(n => Text(n, "kind") == "Comment").Select(n => Text(n, "text")).ToList();
    }

    [Theory]
    [InlineData("compte rendu.pdf", "JVBERi0xLjcgZXNzYWk=", true)]
    [InlineData("photo.png", "iVBORw0KGgoAAAA=", true)]
    [InlineData("photo.jpg", "/9j/4AAQ", true)]
    [InlineData("liste.csv", "bm9tO3ZpbGxlDQo=", true)]
    [InlineData("notes.txt", "w6l0w6k=", true)]
    [InlineData("page.html", "PGh0bWw+", false)]
    [InlineData("virus.pdf", "TVqQAAMAAAA=", false)]
    [InlineData("image.svg", "PHN2Zz4=", false)]
    [InlineData("faux.docx", "UEsDBAAAAAA=", false)]
    [InlineData("binaire.csv", "AAECAw==", false)]
    public async Task A_file_is_taken_for_what_it_contains(string name, string content, bool taken)
    {
        var town = await app.TownAsync();
        var id = await town.ActionAsync();
        var answer = await town.Client.PostAsync($"{town.Url}/actions/{id}/evidence", new { kind = "Document", title = "Pièce", file = new { name, content } });
        if (taken)
        {
            Assert.Equal(201, (int)answer.StatusCode);
        }
        else
        {
            await answer.NamesFieldAsync("file");
        }
    }

    [Fact]
    public async Task A_file_is_saved_and_never_shown_and_is_found_by_its_own_body_only()
    {
        var (town, other) = (await app.TownAsync(), await app.TownAsync("Allaire"));
        var id = await town.ActionAsync();
        var evidence = await town.Client.CreatedAsync($"{town.Url}/actions/{id}/evidence", new { kind = "Attachment", title = "Notes", file = new { name = "../../Réunion\u202Efdp.pdf", content = Pdf } });
        var url = $"{town.Url}/actions/{id}/evidence/{evidence}/file";
        var answer = await town.Client.GetAsync(url);
        Assert.Equal(Pdf, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal(("attachment", "Réunionfdp.pdf"), (answer.Content.Headers.ContentDisposition!.DispositionType, answer.Content.Headers.ContentDisposition.FileNameStar));
        Assert.Equal(("nosniff", "sandbox; default-src 'none'"), (answer.Headers.GetValues("X-Content-Type-Options").Single(), answer.Headers.GetValues("Content-Security-Policy").Single()));
        await (await other.Client.GetAsync(url)).IsProblemAsync(404, "not-found");
        await (await other.Client.GetAsync($"{other.Url}/actions/{id}/evidence/{evidence}/file")).IsProblemAsync(404, "not-found");
        // It proves nothing: no total counts it, no evaluation may point at it.
        Assert.Equal(0, (await town.Client.OkAsync($"{town.Url}/plan")).GetProperty("objectives")[0].GetProperty("proofs").GetInt32());
        await (await town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/objectives/1.1/evaluation", new { reached = true, proofEvidenceId = evidence }, 0)).NamesFieldAsync("proofEvidenceId");
        await town.Client.DeleteAsync($"{town.Url}/actions/{id}/evidence/{evidence}");
        await (await town.Client.GetAsync(url)).IsProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task A_file_of_ten_megabytes_is_taken_and_given_back()
    {
        var town = await app.TownAsync();
        var content = new byte[10 * 1024 * 1024];
        Random.Shared.NextBytes(content);
        Pdf.CopyTo(content, 0);
        var action = await town.ActionAsync();
        var evidence = await town.Client.CreatedAsync($"{town.Url}/actions/{action}/evidence", new { kind = "Document", title = "Lourd", file = new { name = "a.pdf", content } });
        var given = await town.Client.GetByteArrayAsync($"{town.Url}/actions/{action}/evidence/{evidence}/file");
        Assert.True(content.AsSpan().SequenceEqual(given));
    }

    [Fact]
    public void No_request_holds_bytes_that_validation_would_visit_one_by_one()
    {
        var sent = typeof(PlansService).Assembly.GetTypes().Where(t => t.IsNested && t.Name is "Request" or "Upload").ToList();
        Assert.NotEmpty(sent);
        Assert.DoesNotContain(sent.SelectMany(t => t.GetProperties()), p => p.PropertyType.IsAssignableTo(typeof(IEnumerable<byte>)));
    }

    [Fact]
    public async Task A_file_over_ten_megabytes_is_refused()
    {
        var town = await app.TownAsync();
        var content = new byte[(10 * 1024 * 1024) + 1];
        Pdf.CopyTo(content, 0);
        await (await town.Client.PostAsync($"{town.Url}/actions/{await town.ActionAsync()}/evidence", new { kind = "Document", title = "Lourd", file = new { name = "a.pdf", content } })).NamesFieldAsync("file.Content");
    }

    [Fact]
    public async Task Several_actions_are_changed_together_or_not_at_all()
    {
        var town = await app.TownAsync();
        var (one, two) = (await town.ActionAsync("Une"), await town.ActionAsync("Deux"));
        var answer = await ChangeAsync(town.Client, town, new { actions = Targets((one, 1), (two, 1)), state = "InProgress", addPilot = town.Lead.Id, endsOn = "2027-06-30" });
        Assert.Equal(2, (await answer.JsonAsync()).GetProperty("changed").GetInt32());
        var read = await town.Client.OkAsync($"{town.Url}/actions/{two}");
        Assert.Equal(("InProgress", "2027-06-30", 1), (Text(read, "state"), Text(read, "endsOn"), read.GetProperty("pilots").GetArrayLength()));

        // One of them changed meanwhile: nothing is written.
        await (await ChangeAsync(town.Client, town, new { actions = Targets((one, 2), (two, 1)), state = "Done" })).IsProblemAsync(409, "stale");
        Assert.Equal("InProgress", Text(await town.Client.OkAsync($"{town.Url}/actions/{one}"), "state"));
        await (await ChangeAsync(town.Client, town, new { actions = Targets((one, 2)) })).NamesFieldAsync("state");
        await (await ChangeAsync(town.Client, town, new { actions = Targets((one, 2)), state = "Dropped" })).NamesFieldAsync("reason");
        await (await ChangeAsync(town.Client, town, new { actions = Targets(), state = "Done" })).NamesFieldAsync("actions");
    }

    [Fact]
    public async Task Nobody_changes_many_of_what_he_may_not_change_one_by_one()
    {
        var (town, other) = (await app.TownAsync(), await app.TownAsync("Allaire"));
        var person = await app.PersonAsync(town.Body, Role.Contributor);
        var (mine, theirs, foreign) = (await town.ActionAsync("À moi", null, null, person.Id), await town.ActionAsync("À d’autres"), await other.ActionAsync());
        await (await ChangeAsync(app.As(person), town, new { actions = Targets((mine, 1), (theirs, 1)), state = "Done" })).IsProblemAsync(403, "not-allowed");
        await (await ChangeAsync(app.As(person), town, new { actions = Targets((mine, 1)), addPilot = town.Lead.Id })).IsProblemAsync(403, "not-allowed");
        await (await ChangeAsync(town.Client, town, new { actions = Targets((mine, 1), (foreign, 1)), state = "Done" })).IsProblemAsync(404, "not-found");
        await (await ChangeAsync(town.Client, town, new { actions = Targets((mine, 1)), addPilot = other.Lead.Id })).NamesFieldAsync("addPilot");
        Assert.Equal("ToCome", Text(await town.Client.OkAsync($"{town.Url}/actions/{mine}"), "state"));
    }

    [Fact]
    public async Task What_the_plan_lacks_is_counted_and_listed_alike()
    {
        var town = await app.TownAsync();
        await town.ActionAsync("Sans rien");
        await town.ActionAsync("Avec tout", null, new DateOnly(2099, 1, 1), town.Lead.Id);
        var done = await town.ActionAsync("Faite");
        await (await town.MoveAsync(done, "Done")).JsonAsync();
        await town.Client.CreatedAsync($"{town.Url}/actions", new { title = "Pilotée par un nom", objectives = new[] { "1.1" }, pilotNames = "Jeanne Essai", endsOn = "2020-01-01" });
        var gaps = await town.Client.OkAsync($"{town.Url}/actions/gaps");
        Assert.Equal((1, 1, 1, 1), (Count("noPilot"), Count("noEnd"), Count("late"), Count("noProof")));
        Assert.Equal(["Sans rien"], await TitlesAsync("without=Pilot"));
        Assert.Equal(["Sans rien"], await TitlesAsync("without=End"));
        Assert.Equal(["Faite"], await TitlesAsync("without=Proof"));
        await town.Client.CreatedAsync($"{town.Url}/actions/{done}/evidence", new { kind = "Note", title = "Compte rendu" });
        gaps = await town.Client.OkAsync($"{town.Url}/actions/gaps");
        Assert.Equal(0, Count("noProof"));

        int Count(string name) => gaps.GetProperty(name).GetInt32();
        async Task<List<string?>> TitlesAsync(string query) =>
            (await town.Client.OkAsync($"{town.Url}/actions?{query}")).GetProperty("items").EnumerateArray().Select(a => Text(a, "title")).ToList();
    }

    [Fact]
    public async Task The_board_gives_every_action_with_few_fields_in_one_statement_when_the_pilots_came_lately()
    {
        var town = await app.TownAsync();
        await town.ActionAsync("Plus tard", null, new DateOnly(2099, 1, 1));
        await town.ActionAsync("Bientôt", null, new DateOnly(2098, 1, 1), town.Lead.Id);
        var heard = app.Statements.Listen("GetBoard");
        var board = await town.Client.OkAsync($"{town.Url}/actions/board");
        app.Statements.Stop();
        Assert.Equal(["Bientôt", "Plus tard"], board.GetProperty("items").EnumerateArray().Select(a => Text(a, "title")));
        Assert.True(board.GetProperty("items")[0].GetProperty("mine").GetBoolean());
        Assert.True(board.GetProperty("items")[0].TryGetProperty("service", out _));
        Assert.Single((await town.Client.OkAsync($"{town.Url}/actions/board?mine=true")).GetProperty("items").EnumerateArray());
        Assert.All([Assert.Single(heard)], app.HasNoScan);
    }

    [Fact]
    public async Task An_action_deleted_more_than_thirty_days_ago_takes_its_parts_proofs_files_notes_and_answers_with_it()
    {
        var town = await app.TownAsync();
        var (gone, kept) = (await town.ActionAsync(), await town.ActionAsync("Gardée"));
        await PartAsync(town, "Une étape", gone);
        foreach (var id in new[] { gone, kept })
        {
            await town.Client.CreatedAsync($"{town.Url}/actions/{id}/evidence", new { kind = "Document", title = "Notes", file = new { name = "notes.pdf", content = Pdf } });
        }

        Assert.Equal(204, (int)(await town.Client.SendAsync(HttpMethod.Delete, $"{town.Url}/actions/{gone}", version: 2)).StatusCode);
        Assert.Equal(0, await app.InScopeAsync(town.Body.Id, db => db.PurgeDeletedAsync(db.Now - IRestorable.For, default)));
        await app.InScopeAsync(town.Body.Id, db => db.PurgeDeletedAsync(db.Now.AddMinutes(1), default));

        await (await town.Client.SendAsync(HttpMethod.Post, $"{town.Url}/actions/{gone}/restoration")).IsProblemAsync(404, "not-found");
        await app.InScopeAsync(town.Body.Id, async db =>
        {
            Assert.Equal([kept], await db.WithDeleted<PlanAction>().Select(a => a.Id).ToListAsync());
            Assert.Equal([kept], await db.WithDeleted<Evidence>().Select(e => e.ActionId).ToListAsync());
            Assert.Equal(1, await db.Files.CountAsync());
            Assert.Equal([kept], await db.Notes.Select(n => n.ActionId).Distinct().ToListAsync());
            Assert.Equal(2, await db.Audit.CountAsync(a => a.Act == "deleted-for-good" && a.SubjectKind == "plan-action"));
            return 0;
        });
    }

    [Fact]
    public async Task An_action_with_all_that_surrounds_it_is_four_statements_without_a_scan()
    {
        var town = await app.TownAsync();
        var id = await town.ActionAsync("Ouvrir le budget", null, null, town.Lead.Id);
        await PartAsync(town, "Extraire les comptes", id);
        await town.Client.CreatedAsync($"{town.Url}/actions/{id}/comments", new { text = "On en parle lundi ?" });
        var heard = app.Statements.Listen("GetAction");
        await town.Client.OkAsync($"{town.Url}/actions/{id}");
        app.Statements.Stop();
        Assert.Equal(4, heard.Count);
        Assert.All(heard, app.HasNoScan);
    }

    private static object Fields(string title, Guid parent) => new { title, objectives = new[] { "1.1" }, parentActionId = parent };

    private static Task<Guid> PartAsync(Town town, string title, Guid parent) => town.Client.CreatedAsync($"{town.Url}/actions", Fields(title, parent));

    private static object[] Targets(params (Guid Id, int Version)[] targets) => [.. targets.Select(t => new { id = t.Id, version = t.Version })];

    private static Task<HttpResponseMessage> ChangeAsync(HttpClient client, Town town, object body) => client.PostAsync($"{town.Url}/actions/changes", body);

    private static string Told(JsonElement change) => $"{Text(change, "field")}: {Text(change, "before")} → {Text(change, "after")}";

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
