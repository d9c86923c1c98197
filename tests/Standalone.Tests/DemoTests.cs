using System.Net.Http.Json;
using System.Text.Json;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Standalone.Demo;
using OpenDataAnimation.Territory;

namespace OpenDataAnimation.Standalone.Tests;

/// <summary>The demonstration, loaded once for all of these tests.</summary>
public sealed class Demonstration : IAsyncLifetime
{
    private readonly TemporaryFolder _data = new();

    public AllInOne All { get; private set; } = null!;

    /// <summary>What was printed.</summary>
    public string SignIns { get; private set; } = "";

    public IReadOnlyList<string[]> People => [.. Columns().Where(c => c[0].Contains('@', StringComparison.Ordinal))];

    public IReadOnlyList<string[]> Clients => [.. Columns().Where(c => c[0].StartsWith("demo-", StringComparison.Ordinal))];

    public string PasswordOf(string email) => People.Single(p => p[0] == email)[1];

    public async Task InitializeAsync()
    {
        All = await AllInOne.StartAsync(Running.In(_data) with { Demo = true });
        SignIns = await LoadAsync();
    }

    public async Task<string> LoadAsync()
    {
        await using var output = new StringWriter();
        await DemoSignIns.LoadAndPrintAsync(All, output, CancellationToken.None);
        return output.ToString();
    }

    public async Task RestartAsync()
    {
        await All.DisposeAsync();
        // The next start need not say that it is a demonstration.
        All = await AllInOne.StartAsync(Running.In(_data));
    }

    public async Task DisposeAsync()
    {
        await All.DisposeAsync();
        _data.Dispose();
    }

    private IEnumerable<string[]> Columns() => SignIns.Split('\n').Where(l => l.StartsWith("  ", StringComparison.Ordinal))
        .Select(l => l.Trim().Split(' ', 3, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}

public sealed class DemoTests(Demonstration demo) : IClassFixture<Demonstration>
{
    private const string Animator = "camille.animatrice@redon-agglomeration.example";

    [Fact]
    public async Task Everyone_it_names_can_sign_in_with_a_password_that_nobody_guesses()
    {
        Assert.InRange(demo.People.Count, 15, 40);
        foreach (var person in demo.People)
        {
            Assert.EndsWith(".example", person[0]);
            Assert.True(person[1].Length >= 15);
            using var someone = await Surfer.SignedInAsync(demo.All.Address, person[0], person[1]);
            var me = await someone.GetAsync("/api/territory/me");

            Assert.True(me.GetProperty("isOperator").GetBoolean() || me.GetProperty("bodies").GetArrayLength() > 0, $"{person[0]} acts nowhere.");
        }
    }

    [Fact]
    public async Task The_grid_shows_what_is_shared_out_of_31_communes_over_three_departements()
    {
        using var animator = await Surfer.SignedInAsync(demo.All.Address, Animator, demo.PasswordOf(Animator));

        var grid = await GridAsync(animator);

        Assert.Equal((7, 31), (grid.GetProperty("shared").GetInt32(), grid.GetProperty("total").GetInt32()));
        var rows = grid.GetProperty("rows").EnumerateArray().ToList();
        Assert.Equal(["35", "44", "56"], rows.Select(r => r.GetProperty("departements").GetString()).Distinct().Order());
        Assert.Equal(2, rows.Count(r => r.GetProperty("why").GetString() == "SharesNothing"));
    }

    [Fact]
    public async Task Every_kind_of_answer_to_a_proposal_is_there_to_see()
    {
        using var animator = await Surfer.SignedInAsync(demo.All.Address, Animator, demo.PasswordOf(Animator));
        var body = await BodyOfAsync(animator);

        var campaigns = await animator.GetAsync($"/api/plans/bodies/{body}/campaigns");

        var counts = campaigns.GetProperty("items").EnumerateArray().Select(c => c.GetProperty("counts")).ToList();
        Assert.All(
            new[] { "waitingForAccession", "sent", "seen", "accepted", "adapted", "declined", "alreadyDone" },
            status => Assert.True(counts.Sum(c => c.GetProperty(status).GetInt32()) > 0, $"No one answered {status}."));
    }

    [Fact]
    public async Task Its_pages_say_that_the_data_are_fictitious()
    {
        using var animator = await Surfer.SignedInAsync(demo.All.Address, Animator, demo.PasswordOf(Animator));
        using var page = await animator.GoAsync("/methode");

        Assert.Contains("Données fictives", await page.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Its_two_API_clients_read_and_write_their_own_body_only()
    {
        Assert.Equal(2, demo.Clients.Count);
        var bodies = demo.Clients.Select(c => c[2].Split(' ')[^1]).ToList();
        for (var i = 0; i < 2; i++)
        {
            using var http = new HttpClient { BaseAddress = demo.All.Address };
            using var form = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = demo.Clients[i][0],
                ["client_secret"] = demo.Clients[i][1],
                ["scope"] = "plans",
            });
            using var answer = await http.PostAsync("/connect/token", form);
            var token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString();
            http.DefaultRequestHeaders.Authorization = new("Bearer", token);

            Assert.Equal(200, (int)(await http.GetAsync($"/api/plans/bodies/{bodies[i]}/actions")).StatusCode);
            // The commune shares its plan with its parent, which therefore learns that there is more; the other way round there is nothing.
            Assert.Equal(i == 0 ? 403 : 404, (int)(await http.GetAsync($"/api/plans/bodies/{bodies[1 - i]}/proposals")).StatusCode);
        }
    }

    [Fact]
    public async Task A_second_start_keeps_everything_and_says_the_same()
    {
        await demo.RestartAsync();
        using var animator = await Surfer.SignedInAsync(demo.All.Address, Animator, demo.PasswordOf(Animator));
        var before = (await GridAsync(animator)).ToString();

        Assert.Equal(demo.SignIns, await demo.LoadAsync());
        Assert.Equal(before, (await GridAsync(animator)).ToString());
    }

    [Fact]
    public async Task A_folder_where_someone_works_is_refused()
    {
        using var data = new TemporaryFolder();
        await using var all = await AllInOne.StartAsync(Running.In(data));
        // Whoever runs the product is an operator of it.
        await MembershipGrants.GrantAsync(all.Services(TerritoryService.Name), PlatformBody.Id, Guid.NewGuid(), "Personne Essai", [Role.Administrator]);

        var refused = await Assert.ThrowsAsync<StartUpException>(() => DemoSignIns.LoadAndPrintAsync(all, TextWriter.Null, CancellationToken.None));

        Assert.Contains("--data", refused.Message);
    }

    private static async Task<Guid> BodyOfAsync(Surfer person) =>
        (await person.GetAsync("/api/territory/me")).GetProperty("bodies").EnumerateArray().First(b => b.GetProperty("kind").GetString() == "Epci").GetProperty("bodyId").GetGuid();

    private static async Task<JsonElement> GridAsync(Surfer animator) => await animator.GetAsync($"/api/plans/bodies/{await BodyOfAsync(animator)}/oversight");
}
