using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Messaging;
using OpenDataAnimation.Platform.Sharing;
using OpenDataAnimation.Platform.Tenancy;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Platform.Tests;

/// <summary>A folder with things in it: the smallest relation between rows of a tenant.</summary>
public sealed class Folder : ITenantOwned
{
    public Guid TenantId { get; set; }
    public Guid Id { get; set; } = Guid.CreateVersion7();
    public string Title { get; set; } = "";
}

public sealed class Thing : ITenantOwned, IVersioned, IRestorable
{
    public Guid TenantId { get; set; }
    public Guid Id { get; set; } = Guid.CreateVersion7();
    public Guid? FolderId { get; set; }
    public string Title { get; set; } = "";
    public int Version { get; private set; }
    public DateTime? DeletedAt { get; set; }
}

/// <summary>What a thing is made of; it may stand in for another thing.</summary>
public sealed class Part : ITenantOwned
{
    public Guid TenantId { get; set; }
    public Guid Id { get; set; } = Guid.CreateVersion7();
    public Guid ThingId { get; set; }
    public Guid? InsteadOfId { get; set; }
}

public sealed class SharedTotal : ISharedRow
{
    public Guid TenantId { get; set; }
    public Guid OwnerId { get; set; }
    public int Epoch { get; set; }
    public int Total { get; set; }
}

public class ProbeDb(DbContextOptions options, DbEnvironment environment) : ServiceDb(options, environment)
{
    public DbSet<Thing> Things => Set<Thing>();
    public DbSet<Folder> Folders => Set<Folder>();
    public DbSet<Part> Parts => Set<Part>();
    public DbSet<SharedTotal> Totals => Set<SharedTotal>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Thing>(e =>
        {
            e.Property(t => t.Title).HasMaxLength(200);
            e.HasIndex(t => new { t.TenantId, t.Title });
            e.HasOne<Folder>().WithMany().HasForeignKey(t => new { t.TenantId, t.FolderId }).HasPrincipalKey(f => new { f.TenantId, f.Id });
        });
        modelBuilder.Entity<Folder>().Property(f => f.Title).HasMaxLength(200);
        modelBuilder.Entity<Part>(e =>
        {
            e.HasOne<Thing>().WithMany().HasForeignKey(p => new { p.TenantId, p.ThingId }).HasPrincipalKey(t => new { t.TenantId, t.Id });
            e.HasOne<Thing>().WithMany().HasForeignKey(p => new { p.TenantId, p.InsteadOfId }).HasPrincipalKey(t => new { t.TenantId, t.Id }).IsRequired(false);
        });
        modelBuilder.Entity<SharedTotal>().HasKey(t => new { t.TenantId, t.OwnerId });
        base.OnModelCreating(modelBuilder);
    }
}

public sealed class ProbeDbSqlServer(DbContextOptions<ProbeDbSqlServer> options, DbEnvironment environment) : ProbeDb(options, environment);

/// <summary>Shares how many things a body has.</summary>
internal sealed class TotalShared(ProbeDb db) : Shared<SharedTotal>
{
    public override ShareSubject Subject => ShareSubject.Plan;

    public override async Task<string> ProjectAsync(CancellationToken ct) => JsonSerializer.Serialize(await db.Things.CountAsync(ct));

    public override SharedTotal Place(SharedTotal? existing, Guid tenantId, Guid ownerId, int epoch, string content)
    {
        var row = existing ?? new SharedTotal { TenantId = tenantId, OwnerId = ownerId };
        (row.Epoch, row.Total) = (epoch, JsonSerializer.Deserialize<int>(content));
        return row;
    }
}

/// <summary>Adds a thing to the addressee for each proposal that comes; fails as often as the test says.</summary>
internal sealed class AddThing(ProbeDb db, CurrentScope scope, Failures failures) : IConsume<ProposalDelivered>
{
    public async Task ConsumeAsync(ProposalDelivered message, CancellationToken ct)
    {
        scope.Open(TenantScope.ForMessage(message.TenantId, nameof(ProposalDelivered)));
        db.Things.Add(new Thing { TenantId = message.TenantId, Title = message.Action.Title });
        await db.SaveChangesAsync(ct);
        failures.Traces.Add($"{Activity.Current?.TraceId}");
        failures.MaybeFail();
    }
}

/// <summary>Hears of memberships beside the kernel's own consumer: two endpoints of one service for one message.</summary>
internal sealed class CountMemberships(Failures failures) : IConsume<MembershipChanged>
{
    public Task ConsumeAsync(MembershipChanged message, CancellationToken ct)
    {
        failures.Memberships.AddOrUpdate(message.MembershipId, 1, (_, count) => count + 1);
        return Task.CompletedTask;
    }
}

/// <summary>How many more times the consumer fails after its save.</summary>
public sealed class Failures
{
    public System.Collections.Concurrent.ConcurrentDictionary<Guid, int> Memberships { get; } = new();

    private int _left;

    /// <summary>The traces that the consumer ran in.</summary>
    public ConcurrentBag<string> Traces { get; } = [];

    public int Left { set => Interlocked.Exchange(ref _left, value); }

    public void MaybeFail()
    {
        if (Interlocked.Decrement(ref _left) >= 0)
        {
            throw new InvalidOperationException("The test wants this failure.");
        }
    }
}

/// <summary>A host with the whole kernel and a few endpoints, on a SQLite file of its own.</summary>
public sealed class Probe : IAsyncDisposable
{
    private readonly string _data;
    private readonly bool _ownsData;

    private Probe(WebApplication app, string data, bool ownsData) => (App, _data, _ownsData) = (app, data, ownsData);

    public WebApplication App { get; }

    public InProcessBus Bus => App.Services.GetRequiredService<InProcessBus>();

    public string Data => _data;

    public static async Task<Probe> StartAsync(
        string service = "probe", string? data = null, InProcessBus? bus = null, Dictionary<string, string?>? settings = null, TimeProvider? clock = null, bool start = true)
    {
        var folder = data ?? Directory.CreateTempSubdirectory("oda-probe-").FullName;
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseTestServer();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Data"] = folder, ["Auth:Issuer"] = TestIssuer.Issuer });
        builder.Configuration.AddInMemoryCollection(settings ?? []);
        if (bus is not null)
        {
            builder.Services.AddSingleton(bus);
        }

        if (clock is not null)
        {
            builder.Services.AddSingleton(clock);
        }

        builder.AddService<ProbeDb, ProbeDbSqlServer>(service);
        builder.Services.AlsoAsSqlServer<ProbeDb>();
        builder.Services.AddSingleton<Failures>();
        builder.Services.Consume<ProposalDelivered, AddThing>();
        builder.Services.Consume<MembershipChanged, CountMemberships>();
        builder.Services.Share<TotalShared, SharedTotal>();
        builder.Services.PostConfigure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, o =>
        o.ConfigurationManager = TestIssuer.Metadata);
        var app = builder.Build();
        app.UseService();
        var api = app.MapApi("Probe");
        api.MapGet("/bodies/{bodyId:guid}/things", (ProbeDb db, CancellationToken ct) => db.Things.Select(t => t.Title).ToListAsync(ct)).Needs(Right.Read);
        api.MapGet("/bodies/{bodyId:guid}/shared", (ProbeDb db, CancellationToken ct) => db.Things.Select(t => t.Title).ToListAsync(ct)).NeedsOrShared(Right.Read, ShareSubject.Plan);
        api.MapPost("/bodies/{bodyId:guid}/things", async (string title, ProbeDb db, CancellationToken ct) =>
        {
            db.Things.Add(new Thing { TenantId = db.Scope.TenantId, Title = title });
            db.ShareLater(service, ShareSubject.Plan);
            await db.SaveChangesAsync(ct);
            return Results.NoContent();
        }).Needs(Right.Edit);
        api.MapGet("/bodies/{bodyId:guid}/writes-on-get", async (ProbeDb db, CancellationToken ct) =>
        {
            db.Things.Add(new Thing { TenantId = db.Scope.TenantId });
            await db.SaveChangesAsync(ct);
        }).Needs(Right.Read);
        api.MapGet("/undeclared", () => "");
        api.MapGet("/operators", () => "").ForOperators("test");
        using (var scope = app.Services.CreateScope())
        {
            Directory.CreateDirectory(folder);
            await scope.ServiceProvider.GetRequiredService<ProbeDb>().Database.EnsureCreatedAsync();
        }

        if (start)
        {
            await app.StartAsync();
        }

        return new Probe(app, folder, data is null);
    }

    public HttpClient As(TestPerson person, string service = "probe", string type = "at+jwt", string? audience = null)
    {
        var client = App.GetTestClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer",
            TestIssuer.TokenFor(service, person.Subject, type: type, audience: audience, machine: person.IsMachine));
        return client;
    }

    public async Task<TestPerson> PersonAsync(Guid body, params Role[] roles)
    {
        var person = new TestPerson(Guid.NewGuid().ToString("N"), "Camille Essai");
        await Bus.DeliverAsync(Membership(body, person, Guid.CreateVersion7(), 1, roles));
        return person;
    }

    public static MembershipChanged Membership(Guid body, TestPerson person, Guid id, int version, Role[] roles, DateTime? until = null, bool ended = false, Guid? onBehalfOf = null) =>
        new(body, id, version, DateTime.UtcNow, person.Id, person.Name, roles, DateTime.UtcNow.AddDays(-1), until, ended, onBehalfOf);

    public Task ShareAsync(Guid parent, Guid child, ShareLevel level, int epoch, ShareSubject subject = ShareSubject.Plan) =>
        Bus.DeliverAsync(new SharePolicyChanged(child, parent, subject, level, epoch, DateTime.UtcNow));

    public Task<T> InScopeAsync<T>(Guid tenant, Func<ProbeDb, Task<T>> work) => InScopeAsync(TenantScope.ForJob(tenant, "test"), work);

    public async Task<T> InScopeAsync<T>(TenantScope tenant, Func<ProbeDb, Task<T>> work)
    {
        await using var scope = App.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentScope>().Open(tenant);
        return await work(scope.ServiceProvider.GetRequiredService<ProbeDb>());
    }

    public async Task<T> WithoutScopeAsync<T>(Func<ProbeDb, Task<T>> work)
    {
        await using var scope = App.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<ProbeDb>());
    }

    public Task<Thing> ThingAsync(Guid tenant, string title = "Chose") => InScopeAsync(tenant, async db =>
    {
        var thing = db.Things.Add(new Thing { TenantId = tenant, Title = title }).Entity;
        await db.SaveChangesAsync();
        return thing;
    });

    public Task<List<string>> TitlesAsync(Guid tenant) => InScopeAsync(tenant, db => db.Things.OrderBy(t => t.Title).Select(t => t.Title).ToListAsync());

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        SqliteConnection.ClearAllPools();
        if (_ownsData)
        {
            Directory.Delete(_data, recursive: true);
        }
    }
}
