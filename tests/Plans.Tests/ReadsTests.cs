using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.Oversight;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Plans.Tests;

/// <summary>Proof of what is seen, and that no figure tells more than what is shared.</summary>
public sealed class ReadsTests(PlansApp app) : IClassFixture<PlansApp>
{
    [Fact]
    public async Task Who_sees_the_grid_is_noted_with_each_commune_shown_and_with_no_other()
    {
        var (parent, child) = await app.FamilyAsync();
        var silent = await app.TownAsync("Allaire");
        await app.AttachAsync(parent.Body, silent.Body, ShareLevel.Nothing);
        await Eventually.HoldsAsync(async () => Assert.Equal(1, (await parent.GridAsync()).GetProperty("shared").GetInt32()));
        await parent.GridAsync();

        await Eventually.HoldsAsync(async () =>
        {
            var read = Assert.Single(await ReadsAsync(child));
            Assert.Equal((parent.Lead.Id, "Redon Agglomération", true), (
                read.GetProperty("personId").GetGuid(), read.GetProperty("parent").GetProperty("name").GetString(), read.GetProperty("progressOnly").GetBoolean()));
        });
        Assert.Empty(await ReadsAsync(silent));
        Assert.Equal(1, await app.InScopeAsync(child.Body.Id, db => db.ProgressReads.CountAsync()));
    }

    [Fact]
    public async Task A_sheet_of_one_commune_is_noted_with_that_commune_alone()
    {
        var (parent, child) = await app.FamilyAsync();
        var other = await app.TownAsync("Caden");
        await app.AttachAsync(parent.Body, other.Body, ShareLevel.ProgressOnly);
        await Eventually.HoldsAsync(async () => Assert.Equal(1, (await parent.GridAsync("?q=began")).GetProperty("matchingShared").GetInt32()));
        await Eventually.HoldsAsync(async () => Assert.Single(await ReadsAsync(child)));
        Assert.Empty(await ReadsAsync(other));
    }

    [Fact]
    public async Task One_person_for_two_parents_on_one_day_is_two_readings_page_by_page_and_of_each_parent()
    {
        var (first, child) = await app.FamilyAsync(ShareLevel.Read);
        var second = await app.TownAsync("Département", BodyKind.Departement);
        await app.AttachAsync(second.Body, child.Body, ShareLevel.Read);
        var today = PlansDb.DayOf(DateTime.UtcNow);
        foreach (var (parent, day) in new[] { (first, today), (second, today), (first, today.AddDays(-1)) })
        {
            await app.GivenAsync(child.Body.Id, new ProgressRead { TenantId = child.Body.Id, Day = day, PersonId = first.Lead.Id, ParentId = parent.Body.Id, FirstAt = DateTime.UtcNow });
        }

        await first.Client.OkAsync($"{child.Url}/plan");

        var (seen, after) = (new List<string>(), "");
        do
        {
            var page = await child.Client.OkAsync($"{child.Url}/reads?size=1&after={after}");
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(r => r.GetRawText()));
            after = page.GetProperty("next").GetString();
        }
        while (after is not null);

        Assert.Equal(4, seen.Count);
        Assert.Equal(4, seen.Distinct().Count());
        Assert.Equal("Département", Assert.Single(await ReadsAsync(child, $"?parentId={second.Body.Id}")).GetProperty("parent").GetProperty("name").GetString());
        await (await child.Client.GetAsync($"{child.Url}/reads?after=nope")).NamesFieldAsync("after");
        await (await first.Client.GetAsync($"{child.Url}/reads")).IsProblemAsync(403, "not-allowed");
    }

    [Fact]
    public async Task The_sheet_is_read_by_a_spreadsheet_and_no_name_becomes_a_formula()
    {
        var (parent, child) = await app.FamilyAsync(ShareLevel.Read);
        var reader = new TestPerson(Guid.NewGuid().ToString("N"), "=cmd|'/c calc'!A1");
        await app.MemberAsync(parent.Body, reader, Role.Reader);
        await app.As(reader).OkAsync($"{child.Url}/plan");

        var answer = await child.Client.GetAsync($"{child.Url}/reads.csv");

        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var lines = System.Text.Encoding.UTF8.GetString(bytes).Split("\r\n");
        Assert.Contains("\"'=cmd|'/c calc'!A1\";\"Redon Agglomération\";\"Le plan et ses actions\"", lines[1], StringComparison.Ordinal);
        await (await (await app.TownAsync("Caden")).Client.GetAsync($"{child.Url}/reads.csv")).IsProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task What_is_older_than_a_year_is_forgotten_in_the_body_and_in_no_other()
    {
        var (town, other) = (await app.TownAsync(), await app.TownAsync("Allaire"));
        var today = PlansDb.DayOf(DateTime.UtcNow);
        foreach (var (body, day) in new[] { (town, today), (town, today.AddYears(-2)), (other, today.AddYears(-2)) })
        {
            await app.GivenAsync(body.Body.Id, new ProgressRead { TenantId = body.Body.Id, Day = day, PersonId = Guid.NewGuid(), ParentId = Guid.NewGuid(), FirstAt = DateTime.UtcNow });
        }

        await app.InScopeAsync(town.Body.Id, async db =>
        {
            await db.ForgetReadsAsync(today.AddYears(-1), default);
            return 0;
        });

        Assert.Single(await ReadsAsync(town));
        Assert.Single(await ReadsAsync(other));
    }

    [Fact]
    public async Task Whatever_a_commune_that_shares_nothing_does_no_figure_of_the_parent_moves()
    {
        var (parent, child) = await app.FamilyAsync();
        await child.ActionAsync();
        var silent = await app.TownAsync("Allaire");
        await app.AttachAsync(parent.Body, silent.Body, ShareLevel.Nothing);
        await Eventually.HoldsAsync(async () => Assert.Equal(1, (await parent.GridAsync()).GetProperty("rows").EnumerateArray().Sum(r => Figure(r, "actionsTotal"))));
        var before = await EverythingAsync(parent);

        for (var i = 0; i < 3; i++)
        {
            await silent.ActionAsync(objectives: ["1.1", "2.2"]);
        }

        Assert.True((await silent.Client.SendAsync(HttpMethod.Put, $"{silent.Url}/objectives/1.1", new { declared = true }, 0)).IsSuccessStatusCode);
        // A change of the commune that shares is what tells that messages have passed.
        await child.ActionAsync();
        await Eventually.HoldsAsync(async () => Assert.Equal(2, (await parent.GridAsync()).GetProperty("rows").EnumerateArray().Sum(r => Figure(r, "actionsTotal"))));
        await child.Client.SendAsync(HttpMethod.Delete, $"{child.Url}/actions/{(await child.Client.OkAsync($"{child.Url}/actions")).GetProperty("items")[0].GetProperty("id").GetGuid()}", version: 1);
        await Eventually.HoldsAsync(async () => Assert.Equal(before, await EverythingAsync(parent)));
    }

    [Fact]
    public async Task Every_total_is_the_sum_of_rows_that_can_be_read_one_by_one_before_and_after_a_withdrawal()
    {
        var (parent, first) = await app.FamilyAsync();
        var second = await app.TownAsync("Caden");
        await app.AttachAsync(parent.Body, second.Body, ShareLevel.ProgressOnly);
        foreach (var town in new[] { first, second })
        {
            Assert.True((await town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/objectives/1.1", new { declared = true }, 0)).IsSuccessStatusCode);
        }

        await Eventually.HoldsAsync(async () => Assert.Equal(2, (await parent.GridAsync()).GetProperty("objectives")[0].GetProperty("declared").GetInt32()));
        await SumsAsync(parent);

        await app.ShareAsync(parent.Body, second.Body, ShareLevel.Nothing);

        // At once, not when the rows have been taken away: the policy's epoch decides.
        var grid = await parent.GridAsync();
        Assert.Equal((1, 1, 2), (grid.GetProperty("objectives")[0].GetProperty("declared").GetInt32(), grid.GetProperty("shared").GetInt32(), grid.GetProperty("total").GetInt32()));
        await SumsAsync(parent);
        // Filters and sort orders ask about what is shared alone: what is not is never left in, or out, by its figures.
        Assert.Equal(0, (await parent.GridAsync("?q=caden&objective=1.1&state=Declared")).GetProperty("matching").GetInt32());
        Assert.Equal(0, (await parent.GridAsync("?q=caden&objective=1.1&state=None")).GetProperty("matching").GetInt32());
        Assert.Equal("Caden", (await parent.GridAsync("?sort=Declared")).GetProperty("rows").EnumerateArray().Last().GetProperty("name").GetString());
        Assert.Equal("Caden", (await parent.GridAsync("?sort=Declared&descending=true")).GetProperty("rows").EnumerateArray().Last().GetProperty("name").GetString());
    }

    private static async Task SumsAsync(Town parent)
    {
        foreach (var query in new[] { "", "?q=caden", "?q=began", "?shared=true", "?shared=false", "?departement=56", "?objective=1.1&state=Declared" })
        {
            var grid = await parent.GridAsync(query);
            var shown = grid.GetProperty("rows").EnumerateArray().Where(r => r.GetProperty("shared").GetBoolean()).ToList();
            Assert.Equal(shown.Count, grid.GetProperty("matchingShared").GetInt32());
            Assert.Equal(shown.Sum(r => Figure(r, "declared")), grid.GetProperty("objectives").EnumerateArray().Sum(o => o.GetProperty("declared").GetInt32()));
            Assert.Equal(shown.Sum(r => Figure(r, "reached")), grid.GetProperty("objectives").EnumerateArray().Sum(o => o.GetProperty("reached").GetInt32()));
            Assert.All(grid.GetProperty("rows").EnumerateArray().Where(r => !r.GetProperty("shared").GetBoolean()), r => Assert.Equal(JsonValueKind.Null, r.GetProperty("progress").ValueKind));
        }
    }

    /// <summary>All that the parent can ask about its children, as text.</summary>
    private static async Task<string> EverythingAsync(Town parent)
    {
        var answers = new List<string>();
        foreach (var path in new[] { "/oversight", "/oversight?shared=false", "/oversight?sort=Actions", "/oversight?objective=1.1&state=None", "/oversight?objective=1.1&state=Declared", "/today", "/campaigns" })
        {
            answers.Add((await parent.Client.OkAsync(parent.Url + path)).GetRawText());
        }

        return string.Join('\n', answers);
    }

    private static int Figure(JsonElement row, string name) => row.GetProperty("progress") is { ValueKind: JsonValueKind.Object } shared ? shared.GetProperty(name).GetInt32() : 0;

    private static async Task<List<JsonElement>> ReadsAsync(Town town, string query = "") =>
        [.. (await town.Client.OkAsync($"{town.Url}/reads{query}")).GetProperty("items").EnumerateArray()];
}
