using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Territory;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Gateway.Tests;

/// <summary>
/// The gateway and Territory, as they are, with a token server that has other habits: no slash at the end of its name, scopes as an
/// array, no subject for machines, another claim for the name. Only the configuration differs.
/// </summary>
public sealed class OtherTokenServerTests : IAsyncLifetime
{
    private readonly string _data = Directory.CreateTempSubdirectory("oda-other-").FullName;
    private readonly OtherServer _other = new();
    private WebApplication _territory = null!;
    private Door _door = null!;

    public async Task InitializeAsync()
    {
        await _other.StartAsync();
        _other.Named = _other.Address;
        (string, string)[] settings =
        [
            ("Auth:Metadata", _other.Address + "/.well-known/openid-configuration"), ("Auth:Issuer", OtherServer.Realm), ("Auth:Provider", "departement"),
            ("Auth:NameClaim", "display_name"), ("Auth:EmailClaim", "mail"), ("Auth:RequireHttpsMetadata", "false"),
            ("Auth:ClientId", "oda"), ("Auth:ClientSecret", "theirs"), ("Auth:Scopes", "openid territory"),
        ];
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production", ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(settings.Append(("Data", _data)).Select(s => KeyValuePair.Create(s.Item1, (string?)s.Item2)));
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddTerritory();
        _territory = builder.Build();
        _territory.MapTerritory();
        await _territory.StartAsync();
        _door = await Door.OpenAsync([.. settings, ("Services:territory", _territory.Urls.First())]);
    }

    public async Task DisposeAsync()
    {
        await _door.DisposeAsync();
        await _territory.StopAsync();
        await _territory.DisposeAsync();
        await _other.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task A_person_signs_in_and_is_known_by_its_name_for_them()
    {
        using var browser = await _door.Browse().SignInAsync();

        var me = await (await browser.GoAsync("/api/territory/me")).JsonAsync();

        Assert.Equal(PersonId.Of("departement", FakeAuthServer.Subject), me.GetProperty("personId").GetGuid());
        Assert.Equal("Camille Essai", me.GetProperty("name").GetString());
        Assert.Equal("camille@departement.example", me.GetProperty("email").GetString());
    }

    [Fact]
    public async Task Its_refresh_tokens_work_once_and_the_session_goes_on()
    {
        _other.Lifetime = 30;
        using var browser = await _door.Browse().SignInAsync();
        var tokens = new HashSet<string>();

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await browser.GoAsync("/api/territory/me")).StatusCode);
            tokens.Add(_other.LastAccessToken);
        }

        Assert.Equal(3, tokens.Count);
    }

    [Fact]
    public async Task A_machine_has_no_subject_and_is_known_by_its_client()
    {
        using var http = new HttpClient { BaseAddress = new Uri(_door.Address) };
        using var asked = await http.PostAsync(_other.Address + "/connect/token", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = "sig-departemental",
        }));
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await asked.JsonAsync()).GetProperty("access_token").GetString());

        var me = await (await http.GetAsync("/api/territory/me")).JsonAsync();

        Assert.Equal(PersonId.OfMachine("departement", "sig-departemental"), me.GetProperty("personId").GetGuid());
    }

    [Fact]
    public async Task Its_word_ends_a_session()
    {
        using var browser = await _door.Browse().SignInAsync();
        using var server = _door.Browse();
        await server.PostAsync("/session/backchannel-logout", new FormUrlEncodedContent([KeyValuePair.Create("logout_token", _other.LogoutToken("oda", c => c["sid"] = _other.Sid))]));

        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GoAsync("/api/territory/me")).StatusCode);
    }

    [Theory]
    [InlineData("/compte/profil")]
    [InlineData("/compte/securite")]
    [InlineData("/compte/sessions")]
    [InlineData("/connect/authorize")]
    public async Task Our_own_pages_of_accounts_are_not_there(string path)
    {
        using var browser = _door.Browse();

        await browser.GoAsync(path);

        // The portal says in words that there is no such page.
        Assert.Equal(path, _door.Services["portal"].Last.Path);
        Assert.Empty(_door.Services["identity"].Requests);
        await (await browser.GoAsync("/api/identity/x")).IsProblemAsync(404, "not-found");
    }

    private sealed class OtherServer : FakeAuthServer
    {
        public const string Realm = "https://sso.departement.example/realms/agents";

        protected override string OwnIssuer => Realm;

        protected override string[] Audiences => ["oda-territory", "oda-portal"];

        protected override void Describe(Dictionary<string, object> claims)
        {
            claims["scope"] = new[] { "openid", "territory" };
            if (claims.ContainsKey("sub"))
            {
                claims["azp"] = "oda";
                claims["display_name"] = "Camille Essai";
                claims["mail"] = "camille@departement.example";
            }
        }
    }
}
