using System.Collections.Concurrent;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Messaging;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Testing;

/// <summary>A body that a test made.</summary>
public sealed record TestBody(Guid Id, string Name, string Slug, BodyKind Kind);

/// <summary>A person or machine that a test made; its subject is its own.</summary>
public sealed record TestPerson(string Subject, string Name, bool IsMachine = false)
{
    public Guid Id => IsMachine ? PersonId.OfMachine("local", Subject) : PersonId.Of("local", Subject);
}

/// <summary>
/// One service as it runs, on a SQLite file of its own, with real tokens; what Territory would tell it is told by the test.
/// Derive one fixture per service: <c>public sealed class PlansApp : ServiceApp&lt;PlansDb&gt; { protected override string Service =&gt; "plans"; }</c>
/// </summary>
public abstract class ServiceApp<TDb> : WebApplicationFactory<TDb> where TDb : ServiceDb
{
    private readonly string _data = Directory.CreateTempSubdirectory("oda-test-").FullName;
    private readonly ConcurrentQueue<IMessage> _sent = new();
    private readonly ConcurrentDictionary<(Guid, Guid, ShareSubject), int> _epochs = new();
    private Timer? _heartbeat;

    protected abstract string Service { get; }

    /// <summary>Where the service keeps its files.</summary>
    public string DataFolder => _data;

    /// <summary>The bus of the process: deliver messages to the service, listen to what it sends.</summary>
    public InProcessBus Bus => Services.GetRequiredService<InProcessBus>();

    /// <summary>Messages of a type that the service sent since the test listened (<see cref="Hear{T}"/>).</summary>
    public IEnumerable<T> Sent<T>() => _sent.OfType<T>();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("Data", _data);
        builder.UseSetting("Auth:Issuer", TestIssuer.Issuer);
        builder.ConfigureTestServices(services =>
        {
            services.PostConfigure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, o => o.ConfigurationManager = TestIssuer.Metadata);
            services.AlsoAsSqlServer<TDb>();
            Configure(services);
        });
    }

    /// <summary>For fakes of outside services; never of our own code.</summary>
    protected virtual void Configure(IServiceCollection services)
    {
    }

    /// <summary>From now on, keeps what the service sends of this type. Call before the act.</summary>
    public void Hear<T>() where T : class, IMessage => Bus.Listen<T>("test." + typeof(T).Name, message =>
    {
        _sent.Enqueue(message);
        return Task.CompletedTask;
    });

    public HttpClient Anonymous() => CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

    /// <summary>A client with a real token of this person.</summary>
    /// <param name="signedIn">When they showed who they are; just now unless said.</param>
    public HttpClient As(TestPerson person, DateTimeOffset? signedIn = null)
    {
        // Found here and not in the timer: there it would start a second host on the same file, or meet a disposed one and end the process.
        var freshness = Services.GetRequiredService<Freshness>();
        lock (_epochs)
        {
            _heartbeat ??= new Timer(_ => freshness.Heard(), null, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        }

        var client = Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer",
            TestIssuer.TokenFor(Service, person.Subject, person.Name, person.IsMachine ? null : $"{person.Subject}@essai.example", person.IsMachine, signedIn: signedIn));
        return client;
    }

    /// <summary>A body that Territory has told of.</summary>
    public async Task<TestBody> BodyAsync(string name = "Béganne", BodyKind kind = BodyKind.Commune, string departement = "56", int population = 1500)
    {
        var id = Guid.CreateVersion7();
        var body = new TestBody(id, name, $"{Folding.Fold(name).Replace(' ', '-')}-{id.ToString("N")[^6..]}", kind);
        await TellAsync(new BodyChanged(id, 1, DateTime.UtcNow, kind, name, "", body.Slug, null, null, [departement], population, BodyState.Active));
        return body;
    }

    /// <summary>A person with these roles in the body.</summary>
    public async Task<TestPerson> PersonAsync(TestBody body, params Role[] roles)
    {
        var person = new TestPerson(Guid.NewGuid().ToString("N"), "Camille Essai");
        await MemberAsync(body, person, roles);
        return person;
    }

    /// <returns>The membership's id, to change or end it with <see cref="TellAsync(MembershipChanged)"/>.</returns>
    public async Task<Guid> MemberAsync(TestBody body, TestPerson person, params Role[] roles)
    {
        var id = Guid.CreateVersion7();
        await TellAsync(new MembershipChanged(body.Id, id, 1, DateTime.UtcNow, person.Id, person.Name, roles, DateTime.UtcNow.AddDays(-1), null, false, null, person.IsMachine));
        return id;
    }

    /// <summary>Attaches the child to the parent and sets what it shares of the plan (or of another subject).</summary>
    public async Task AttachAsync(TestBody parent, TestBody child, ShareLevel level, ShareSubject subject = ShareSubject.Plan)
    {
        await TellAsync(new AttachmentChanged(Guid.CreateVersion7(), 1, DateTime.UtcNow, parent.Id, child.Id, AttachmentNature.Epci, AttachmentState.Accepted));
        await ShareAsync(parent, child, level, subject);
    }

    /// <summary>The child changes what it shares: the epoch rises.</summary>
    public Task ShareAsync(TestBody parent, TestBody child, ShareLevel level, ShareSubject subject = ShareSubject.Plan) =>
        TellAsync(new SharePolicyChanged(child.Id, parent.Id, subject, level, _epochs.AddOrUpdate((parent.Id, child.Id, subject), 1, (_, e) => e + 1), DateTime.UtcNow));

    public Task TellAsync(BodyChanged fact) => TellAsync(fact, (db, ct) => db.ApplyAsync(fact, ct));

    public Task TellAsync(AttachmentChanged fact) => TellAsync(fact, (db, ct) => db.ApplyAsync(fact, ct));

    public Task TellAsync(MembershipChanged fact) => TellAsync(fact, (db, ct) => db.ApplyAsync(fact, ct));

    public Task TellAsync(SharePolicyChanged fact) => TellAsync(fact, (db, ct) => db.ApplyAsync(fact, ct));

    /// <summary>Puts rows of a body into the database, for what no endpoint can make.</summary>
    public Task GivenAsync(Guid tenant, params object[] rows) => InScopeAsync(tenant, async db =>
    {
        db.AddRange(rows);
        return await db.SaveChangesAsync();
    });

    /// <summary>Works in a scope of the body, as a job would.</summary>
    public async Task<T> InScopeAsync<T>(Guid tenant, Func<TDb, Task<T>> work)
    {
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentScope>().Open(TenantScope.ForJob(tenant, "test"));
        return await work(scope.ServiceProvider.GetRequiredService<TDb>());
    }

    protected override void Dispose(bool disposing)
    {
        _heartbeat?.Dispose();
        base.Dispose(disposing);
        SqliteConnection.ClearAllPools();
        if (Directory.Exists(_data))
        {
            Directory.Delete(_data, recursive: true);
        }
    }

    /// <summary>Territory has no consumer of its own facts: there they are written as its handlers write them.</summary>
    private async Task TellAsync(IMessage fact, Func<ServiceDb, CancellationToken, Task> apply)
    {
        if (Services.GetRequiredService<ServiceSettings>().Service != "territory")
        {
            await Bus.DeliverAsync(fact);
            return;
        }

        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ServiceDb>();
        await apply(db, CancellationToken.None);
        await db.SaveChangesAsync();
        Services.GetRequiredService<AccessBook>().ForgetAll();
    }
}
