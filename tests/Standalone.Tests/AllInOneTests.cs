using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenDataAnimation.Gateway;
using OpenDataAnimation.Identity;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Territory;
using OpenDataAnimation.Territory.Operators;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Standalone.Tests;

/// <summary>One running product for the tests that only look at it.</summary>
public sealed class Running : IAsyncLifetime
{
    private readonly TemporaryFolder _data = new();

    public AllInOne All { get; private set; } = null!;

    public Surfer Visitor { get; private set; } = null!;

    public static AllInOneOptions In(TemporaryFolder data, string urls = "http://127.0.0.1:0") => new()
    {
        Data = data.Path,
        Urls = urls,
        Settings = new Dictionary<string, string?> { ["Limits:PerSecond"] = "0", ["Limits:SignIn"] = "0", ["Limits:PublicForms"] = "0" },
    };

    public async Task InitializeAsync()
    {
        All = await AllInOne.StartAsync(In(_data));
        Visitor = new Surfer(All.Address);
    }

    public async Task DisposeAsync()
    {
        Visitor.Dispose();
        await All.DisposeAsync();
        _data.Dispose();
    }
}

public sealed class CompositionTests(Running running) : IClassFixture<Running>
{
    public static TheoryData<string> Names => [.. Composition.Services.Select(s => s.Name)];

    [Fact]
    public void Every_service_has_a_line_in_both_tables() =>
        Assert.Equal(Paths.Services.Order(), Composition.Services.Select(s => s.Name).Order());

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Each_service_answers_at_its_own_path_with_its_own_description(string service)
    {
        var document = await running.Visitor.GetAsync($"/api/{service}/openapi.json");

        Assert.StartsWith("3.", document.GetProperty("openapi").GetString());
        Assert.All(document.GetProperty("paths").EnumerateObject(), path =>
            Assert.True(path.Name.StartsWith($"/api/{service}/", StringComparison.Ordinal) || !path.Name.StartsWith("/api/", StringComparison.Ordinal), path.Name));
    }

    [Fact]
    public async Task Ready_names_every_service()
    {
        var answer = await running.Visitor.GetAsync("/health/ready");

        Assert.Equal("ready", answer.GetProperty("state").GetString());
        Assert.Equal(Composition.Services.Select(s => s.Name).Order(), answer.GetProperty("services").EnumerateArray().Select(s => s.GetProperty("service").GetString()!).Order());
    }

    [Theory]
    [InlineData("/", "text/html")]
    [InlineData("/compte/connexion", "text/html")]
    [InlineData("/_content/oda/oda.css", "text/css")]
    [InlineData("/_content/oda/oda.js", "text/javascript")]
    public async Task Pages_and_their_assets_are_there_and_not_empty(string path, string type)
    {
        using var answer = await running.Visitor.GoAsync(path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType!.MediaType);
        Assert.True((await answer.Content.ReadAsByteArrayAsync()).Length > 500);
    }

    [Theory]
    [InlineData("portal", "/compte/connexion")]
    [InlineData("identity", "/methode")]
    public async Task No_host_serves_the_pages_of_another(string service, string path)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });

        using var answer = await http.GetAsync(new Uri(running.All.AddressOf(service), path));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task One_page_lists_the_operations_of_all()
    {
        var page = await (await running.Visitor.GoAsync("/api")).PageAsync();

        Assert.Equal(Paths.Services, page.QuerySelectorAll("main h2").Select(h => h.TextContent));
        Assert.True(page.QuerySelectorAll("main tbody tr").Length > 50);
        Assert.DoesNotContain("does not answer", page.Body!.TextContent);
    }

    [Theory]
    [InlineData("/api/territory/me")]
    [InlineData("/api/plans/bodies/01a2-not-a-body/actions")]
    [InlineData("/api/plans/method")]
    public async Task The_api_never_redirects_strangers(string path)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = running.All.Address };

        using var answer = await http.GetAsync(path);

        Assert.True(answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.NotFound, $"{answer.StatusCode}");
    }

    [Fact]
    public void A_service_refers_to_no_other_service()
    {
        var allowed = new[] { "Contracts", "Platform", "Interface" };
        var projects = Directory.GetFiles(Path.Combine(SourceTree.Root, "services"), "*.csproj", SearchOption.AllDirectories);

        Assert.Equal(Composition.Services.Count + 1, projects.Length);
        Assert.All(projects, project => Assert.All(
            XDocument.Load(project).Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension((string)r.Attribute("Include")!)),
            reference => Assert.Contains(reference, allowed)));
    }

    [Fact]
    public async Task Signing_out_ends_the_session_here_and_at_the_token_server()
    {
        await Accounts.CreateAsync(running.All.Services(IdentityService.Name), "sortie@essai.example", "Camille Essai", AdoptionPath.Password, confirmed: true, CancellationToken.None);
        using var person = await Surfer.SignedInAsync(running.All.Address, "sortie@essai.example", AdoptionPath.Password);
        Assert.Equal("Camille Essai", (await person.GetAsync("/api/territory/me")).GetProperty("name").GetString());

        var end = await person.SignOutAsync();

        Assert.Equal("/session/signed-out", end.AbsolutePath);
        Assert.Equal(HttpStatusCode.Unauthorized, (await person.GoAsync("/api/territory/me")).StatusCode);
        using var again = await person.GoAsync("/session/sign-in");
        Assert.Equal("/compte/connexion", again.RequestMessage!.RequestUri!.AbsolutePath);
    }

    [Fact]
    public async Task What_someone_adopts_is_known_to_the_parent()
    {
        var identity = running.All.Services(IdentityService.Name);
        var path = new AdoptionPath(running.All.Address, Path.Combine(Folder(running.All), "mail"),
            email => Accounts.CreateAsync(identity, email, "Personne Essai", AdoptionPath.Password, confirmed: true, CancellationToken.None));
        var code = await FirstOperator.CreateClaimAsync(running.All.Services(TerritoryService.Name), CancellationToken.None);

        Assert.Equal("Accepted", await path.WalkAsync(code!));
    }

    private static string Folder(AllInOne all) => all.Services(IdentityService.Name).GetRequiredService<ServiceSettings>().DataFolder;
}

public sealed class LifeTests
{
    [Fact]
    public async Task A_restart_keeps_accounts_sessions_and_facts()
    {
        using var data = new TemporaryFolder();
        Surfer person;
        string urls;
        await using (var first = await AllInOne.StartAsync(Running.In(data)))
        {
            urls = first.Address.GetLeftPart(UriPartial.Authority);
            await Accounts.CreateAsync(first.Services(IdentityService.Name), "operation@plateforme.example", "Camille Essai", AdoptionPath.Password, confirmed: true, CancellationToken.None);
            person = await Surfer.SignedInAsync(first.Address, "operation@plateforme.example", AdoptionPath.Password);
            var code = await FirstOperator.CreateClaimAsync(first.Services(TerritoryService.Name), CancellationToken.None);
            await person.PostAsync("/api/territory/operators/claim", new { code });
        }

        using var same = person;
        await using var second = await AllInOne.StartAsync(Running.In(data, urls));

        var me = await person.GetAsync("/api/territory/me");
        Assert.Equal("Camille Essai", me.GetProperty("name").GetString());
        Assert.True(me.GetProperty("isOperator").GetBoolean());
        Assert.Null(await FirstOperator.CreateClaimAsync(second.Services(TerritoryService.Name), CancellationToken.None));
    }

    [Fact]
    public async Task Two_of_them_live_in_one_process_without_hearing_each_other()
    {
        using var here = new TemporaryFolder();
        using var there = new TemporaryFolder();
        await using var one = await AllInOne.StartAsync(Running.In(here));
        await using var other = await AllInOne.StartAsync(Running.In(there));
        await Accounts.CreateAsync(one.Services(IdentityService.Name), "camille@essai.example", "Camille Essai", AdoptionPath.Password, confirmed: true, CancellationToken.None);

        using var person = await Surfer.SignedInAsync(one.Address, "camille@essai.example", AdoptionPath.Password);

        Assert.NotEqual(one.Address.Port, other.Address.Port);
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => Surfer.SignedInAsync(other.Address, "camille@essai.example", AdoptionPath.Password));
    }

    [Fact]
    public async Task One_folder_serves_one_process()
    {
        using var data = new TemporaryFolder();
        await using var first = await AllInOne.StartAsync(Running.In(data));

        var refused = await Assert.ThrowsAsync<StartUpException>(() => AllInOne.StartAsync(Running.In(data)));

        Assert.Contains("in use by another process", refused.Message);
    }

    [Fact]
    public async Task A_service_that_ends_ends_all()
    {
        using var data = new TemporaryFolder();
        await using var all = await AllInOne.StartAsync(Running.In(data));
        Assert.False(all.Ended.IsCompleted);

        all.Services("showcase").GetRequiredService<IHostApplicationLifetime>().StopApplication();

        Assert.Equal("showcase", await all.Ended.WaitAsync(TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public async Task It_stops_within_two_seconds_even_with_someone_at_work()
    {
        using var data = new TemporaryFolder();
        await using var all = await AllInOne.StartAsync(Running.In(data));
        using var visitor = new Surfer(all.Address);
        using var busy = new CancellationTokenSource();
        var work = Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            while (!busy.IsCancellationRequested)
            {
                try
                {
                    (await visitor.GoAsync("/")).Dispose();
                }
                catch (HttpRequestException)
                {
                    return;
                }
            }
        }));

        var clock = Stopwatch.StartNew();
        await all.StopAsync();
        clock.Stop();
        await busy.CancelAsync();
        await work;

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(2), $"{clock.Elapsed.TotalSeconds:0.00} s");
    }
}
