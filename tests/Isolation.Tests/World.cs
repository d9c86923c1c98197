using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Messaging;
using OpenDataAnimation.Platform.Tenancy;
using OpenDataAnimation.Standalone;
using OpenDataAnimation.Territory;
using OpenIddict.Server;

namespace OpenDataAnimation.Isolation.Tests;

/// <summary>A caller, and what it is to the body that is called: roles of its own there, or a parent with this share of it.</summary>
public sealed record Actor(string Name, HttpClient Http, Role[] OwnRoles, ShareLevel? ParentOf = null, bool IsOperator = false, bool IsAnonymous = false, bool SignedInLongAgo = false);

/// <summary>One of the two bodies, and whoever may do everything there.</summary>
/// <param name="Marker">Stands in every text this side writes: wherever else it shows, something leaked.</param>
public sealed record Side(Guid BodyId, string Slug, HttpClient Admin, Guid ChildId, string ChildCode, HttpClient Parent, Guid ParentId, string Marker, Guid AdminId);

/// <summary>
/// The whole product in one process, behind its gateway, with real tokens: two intercommunal bodies that know nothing of each
/// other, five parents that differ in what one of them shares, and people of every role, who have just signed in.
/// </summary>
public sealed class World : IAsyncLifetime
{
    private readonly string _data = Directory.CreateTempSubdirectory("oda-isolation-").FullName;
    private AllInOne _all = null!;

    public Side Mine { get; private set; } = null!;

    public Side Theirs { get; private set; } = null!;

    public List<Actor> Actors { get; } = [];

    /// <summary>What joins the services: a message put on it comes as from any of them.</summary>
    public InProcessBus Bus => _all.Services("plans").GetRequiredService<InProcessBus>();

    /// <summary>Every route of every service, with the rule declared beside it.</summary>
    public IReadOnlyList<(string Service, RouteEndpoint Endpoint)> Endpoints =>
        [.. Composition.Services.SelectMany(s => _all.Services(s.Name).GetServices<EndpointDataSource>().SelectMany(d => d.Endpoints).OfType<RouteEndpoint>().Select(e => (s.Name, e)))];

    public async Task InitializeAsync()
    {
        _all = await AllInOne.StartAsync(new AllInOneOptions
        {
            Data = _data,
            Urls = "http://127.0.0.1:0",
            Settings = new Dictionary<string, string?> { ["Limits:PerSecond"] = "0", ["Limits:Tokens"] = "0", ["Limits:SignIn"] = "0", ["Limits:PublicForms"] = "0", ["Sqlite:Synchronous"] = "NORMAL", ["Auth:RecentSignInSeconds"] = "3600" },
        });
        var operating = Person("operator");
        await MemberAsync(PlatformBody.Id, operating.Id, [Role.Administrator]);
        Actors.Add(new Actor("operator", operating.Http, [], IsOperator: true));
        Mine = await SideAsync("mine", "243500741", "35236", "MARQUE-D-ICI", operating.Http);
        Theirs = await SideAsync("theirs", "200067072", "56053", "SECRET-DES-AUTRES", operating.Http);
        await PeopleAsync();
    }

    public async Task DisposeAsync()
    {
        await _all.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_data, recursive: true);
    }

    /// <summary>Every table that is no body's, with the reason that stands beside it.</summary>
    public IReadOnlyList<(string Service, string Table, string Reason)> PlatformTables =>
        [.. Composition.Services.SelectMany(s =>
        {
            using var scope = _all.Services(s.Name).CreateScope();
            return scope.ServiceProvider.GetRequiredService<ServiceDb>().Model.GetEntityTypes().Where(t => !t.IsOwned() && t.GetTableName() is not null)
                .Select(t => (s.Name, t.GetTableName()!, t.ClrType.GetCustomAttribute<PlatformTableAttribute>()?.Reason ?? ""))
                .Where(t => t.Item3.Length > 0).OrderBy(t => t.Item2, StringComparer.Ordinal).ToList();
        })];

    /// <summary>A hash of every row that belongs to the body or names it, in every database; the traces of reading aside.</summary>
    public async Task<string> DigestAsync(Guid bodyId)
    {
        await SettledAsync();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.GetFiles(_data, "*.db").Order())
        {
            await using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
            await connection.OpenAsync();
            foreach (var table in await TextsAsync(connection, "SELECT m.name FROM sqlite_master m WHERE m.type = 'table' AND m.name NOT IN ('ReadTraces', 'Outbox') ORDER BY 1"))
            {
                // A platform's row may name a body too: its memberships, attachments, topics.
                var whose = await TextsAsync(connection, $"SELECT name FROM pragma_table_info('{table}') WHERE name IN ('TenantId', 'BodyId', 'ParentId', 'ChildId')");
                if (whose.Count == 0)
                {
                    continue;
                }

                await using var rows = connection.CreateCommand();
                rows.CommandText = $"SELECT * FROM \"{table}\" WHERE {string.Join(" OR ", (whose.Contains("TenantId") ? ["TenantId"] : whose).Select(c => $"{c} = $body"))} ORDER BY rowid";
                rows.Parameters.AddWithValue("$body", bodyId.ToString().ToUpperInvariant());
                await using var reader = await rows.ExecuteReaderAsync();
                while (await reader.ReadAsync())
                {
                    for (var i = 0; i < reader.FieldCount; i++)
                    {
                        hash.AppendData(Encoding.UTF8.GetBytes($"{table}.{reader.GetName(i)}={reader.GetValue(i)};"));
                    }
                }
            }
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    /// <summary>Waits until every message is where it should be.</summary>
    public async Task SettledAsync()
    {
        for (var left = 200; left > 0; left--)
        {
            var waiting = 0L;
            foreach (var file in Directory.GetFiles(_data, "*.db"))
            {
                await using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
                await connection.OpenAsync();
                waiting += (await TextsAsync(connection, "SELECT name FROM sqlite_master WHERE name = 'Outbox'")).Count == 0
                    ? 0
                    : long.Parse((await TextsAsync(connection, "SELECT COUNT(*) FROM Outbox WHERE ParkedAt IS NULL"))[0], System.Globalization.CultureInfo.InvariantCulture);
            }

            if (waiting == 0)
            {
                return;
            }

            await Task.Delay(25);
        }

        throw new TimeoutException("Messages are still on their way after five seconds.");
    }

    /// <summary>As the outbox does, at once.</summary>
    public Task DeliverAsync(IMessage message) => _all.Bus.DeliverAsync(message);

    private async Task<Side> SideAsync(string name, string siren, string childCode, string marker, HttpClient operating)
    {
        var body = await OpenAsync(operating, "Epci", siren);
        var child = await OpenAsync(operating, "Commune", childCode);
        var admin = Person($"{name}-administrator");
        var parent = Person($"{name}-parent");
        await MemberAsync(body.Id, admin.Id, [Role.Administrator, Role.ProjectLead, Role.Elected]);
        await ActivateAsync(body.Id);
        await ActivateAsync(child.Id);
        await AttachAsync(body.Id, child.Id, ShareLevel.ProgressOnly);
        var parentId = await BodyAsync($"Parent {marker}");
        await MemberAsync(parentId, parent.Id, [Role.Administrator]);
        await AttachAsync(parentId, body.Id, ShareLevel.ProgressOnly);
        await SettledAsync();
        return new Side(body.Id, body.Slug, admin.Http, child.Id, childCode, parent.Http, parentId, marker, admin.Id);
    }

    /// <summary>As the acceptance of the first administrator's invitation does, which needs a person's sign-in.</summary>
    private async Task ActivateAsync(Guid bodyId)
    {
        await using var scope = _all.Services("territory").CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TerritoryDb>();
        db.OwnBodies.Single(b => b.Id == bodyId).Activate();
        await db.SaveChangesAsync();
    }

    private async Task PeopleAsync()
    {
        var client = new HttpClient { BaseAddress = _all.Address };
        Actors.Add(new Actor("anonymous", client, [], IsAnonymous: true));
        Actors.Add(new Actor("administrator of another body", Theirs.Admin, []));
        foreach (var (name, level) in new (string, ShareLevel?)[]
        {
            ("parent, nothing shared", ShareLevel.Nothing), ("parent, progress only", ShareLevel.ProgressOnly), ("parent, read", ShareLevel.Read),
            ("parent, read and comment", ShareLevel.ReadAndComment), ("parent, attachment ended", null),
        })
        {
            var person = Person(name);
            var parent = await BodyAsync(name);
            await MemberAsync(parent, person.Id, [Role.Administrator, Role.ProjectLead]);
            await AttachAsync(parent, Mine.BodyId, level ?? ShareLevel.ReadAndComment, ended: level is null);
            Actors.Add(new Actor(name, person.Http, [], level ?? ShareLevel.Nothing));
        }

        foreach (var role in new[] { Role.Reader, Role.Contributor, Role.Elected, Role.ProjectLead, Role.Administrator })
        {
            var person = Person($"own {role}");
            await MemberAsync(Mine.BodyId, person.Id, [role]);
            Actors.Add(new Actor($"own {role}", person.Http, [role]));
        }

        var earlier = Person("own Administrator, signed in two hours ago", DateTimeOffset.UtcNow.AddHours(-2));
        await MemberAsync(Mine.BodyId, earlier.Id, [Role.Administrator]);
        Actors.Add(new Actor("own Administrator, signed in two hours ago", earlier.Http, [Role.Administrator], SignedInLongAgo: true));
        var expired = Person("expired administrator");
        await MemberAsync(Mine.BodyId, expired.Id, [Role.Administrator], until: DateTime.UtcNow.AddMinutes(-1));
        Actors.Add(new Actor("expired administrator", expired.Http, []));
        var expert = Person("expert");
        await MemberAsync(Mine.BodyId, expert.Id, [Role.Expert, Role.JuryMember, Role.DspContact]);
        Actors.Add(new Actor("expert, jury, contractor", expert.Http, []));
        await SettledAsync();
    }

    private static async Task<(Guid Id, string Slug)> OpenAsync(HttpClient operating, string kind, string code)
    {
        var answer = await operating.PostAsJsonAsync("/api/territory/operator/bodies", new { kind, code, administratorName = "Camille Essai", administratorEmail = $"{code}@essai.example" });
        var json = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.True(answer.IsSuccessStatusCode, json.ToJsonString());
        return (json["bodyId"]!.GetValue<Guid>(), json["slug"]!.GetValue<string>());
    }

    /// <summary>With a token as the token server gives after a sign-in: sixteen of them by a browser's way would take longer than the test.</summary>
    private (HttpClient Http, Guid Id) Person(string name, DateTimeOffset? signedIn = null)
    {
        var server = _all.Services("identity").GetRequiredService<IOptionsMonitor<OpenIddictServerOptions>>().CurrentValue;
        var subject = Guid.NewGuid().ToString();
        var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            TokenType = "at+jwt",
            Issuer = server.Issuer!.AbsoluteUri,
            Audiences = { "oda-territory", "oda-plans", "oda-stakeholders", "oda-events", "oda-peer-exchange", "oda-showcase", "oda-notifications", "oda-identity", "oda-portal" },
            Claims = new Dictionary<string, object>
            {
                ["sub"] = subject,
                ["name"] = name,
                ["client_id"] = "gateway",
                ["auth_time"] = (signedIn ?? DateTimeOffset.UtcNow).ToUnixTimeSeconds(),
            },
            Expires = DateTime.UtcNow.AddHours(1),
            SigningCredentials = server.SigningCredentials.First(c => c.Key is AsymmetricSecurityKey),
        });
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = _all.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return (client, PersonId.Of("local", subject));
    }

    private async Task<Guid> BodyAsync(string name)
    {
        var id = Guid.CreateVersion7();
        await TellAsync(new BodyChanged(id, 1, DateTime.UtcNow, BodyKind.Other, name, "", $"essai-{id:N}", null, null, ["56"], null, BodyState.Active), (db, fact) => db.ApplyAsync(fact, default));
        return id;
    }

    private Task MemberAsync(Guid body, Guid person, Role[] roles, DateTime? until = null) => TellAsync(
        new MembershipChanged(body, Guid.CreateVersion7(), 1, DateTime.UtcNow, person, "Camille Essai", roles, DateTime.UtcNow.AddDays(-1), until, false, null),
        (db, fact) => db.ApplyAsync(fact, default));

    private async Task AttachAsync(Guid parent, Guid child, ShareLevel level, bool ended = false)
    {
        var id = Guid.CreateVersion7();
        await TellAsync(new AttachmentChanged(id, 1, DateTime.UtcNow, parent, child, AttachmentNature.Free, AttachmentState.Accepted), (db, fact) => db.ApplyAsync(fact, default));
        foreach (var subject in Enum.GetValues<ShareSubject>())
        {
            await TellAsync(new SharePolicyChanged(child, parent, subject, level, 1, DateTime.UtcNow), (db, fact) => db.ApplyAsync(fact, default));
            if (ended)
            {
                await TellAsync(new SharePolicyChanged(child, parent, subject, ShareLevel.Nothing, 2, DateTime.UtcNow), (db, fact) => db.ApplyAsync(fact, default));
            }
        }

        if (ended)
        {
            await TellAsync(new AttachmentChanged(id, 2, DateTime.UtcNow, parent, child, AttachmentNature.Free, AttachmentState.Ended), (db, fact) => db.ApplyAsync(fact, default));
        }
    }

    /// <summary>Tells every service; Territory, which consumes none of its own facts, by its own copy.</summary>
    private async Task TellAsync<T>(T fact, Func<ServiceDb, T, Task> apply) where T : IMessage
    {
        await _all.Bus.DeliverAsync(fact);
        await using var scope = _all.Services("territory").CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ServiceDb>();
        await apply(db, fact);
        await db.SaveChangesAsync();
        _all.Services("territory").GetRequiredService<AccessBook>().ForgetAll();
    }

    private static async Task<List<string>> TextsAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var texts = new List<string>();
        while (await reader.ReadAsync())
        {
            texts.Add(reader.GetValue(0).ToString()!);
        }

        return texts;
    }
}
