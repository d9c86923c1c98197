using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Audit.Features;
using OpenDataAnimation.Platform.Messaging;
using OpenDataAnimation.Platform.Portability;
using OpenDataAnimation.Platform.Portability.Features;
using OpenDataAnimation.Platform.Sharing;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Platform.Hosting;

/// <summary>What every service does the same way: its database, its messages, who calls it, how it says no.</summary>
public static class ServiceHost
{
    /// <typeparam name="TDb">The service's context, as used on SQLite.</typeparam>
    /// <typeparam name="TSqlServer">The same for SQL Server: apart, because each provider has migrations of its own.</typeparam>
    public static ServiceSettings AddService<TDb, TSqlServer>(this WebApplicationBuilder builder, string service)
        where TDb : ServiceDb where TSqlServer : TDb
    {
        var settings = new ServiceSettings(service, builder.Configuration);
        var services = builder.Services;
        services.AddSingleton(settings);
        services.TryAddSingleton(TimeProvider.System);
        services.AddDatabase<TDb, TSqlServer>(settings);
        services.AddMessages(settings);
        services.AddAccess(settings);
        services.AddCallers(settings);
        services.AddProblemDetails().AddExceptionHandler<LostRaceHandler>().AddExceptionHandler<UnreadableHandler>().AddExceptionHandler<StorageHandler>();
        // The same in every environment: an unreadable request is answered by our handler, with the field named.
        services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        services.Configure<ForwardedHeadersOptions>(o =>
        {
            // Only the gateway reaches a service, and it writes these headers itself: the client's own are dropped there.
            o.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            o.KnownProxies.Clear();
            o.KnownIPNetworks.Clear();
        });
        services.ConfigureHttpJsonOptions(o => o.SerializerOptions.Converters.Add(new JsonStringEnumConverter()));
        services.AddOpenApi("openapi", o => o.CreateSchemaReferenceId = type => OpenApiOptions.CreateDefaultSchemaReferenceId(type) is null ? null : SchemaName(type.Type));
        services.AddHealthChecks().AddCheck<ReadyCheck>(ReadyCheck.Name);
        services.AddDataProtection().SetApplicationName("OpenDataAnimation").PersistKeysToFileSystem(settings.KeyFolder());
        return settings;
    }

    /// <summary>The pipeline up to the service's own endpoints, and the ones that every service has.</summary>
    public static WebApplication UseService(this WebApplication app)
    {
        var service = app.Services.GetRequiredService<ServiceSettings>().Service;
        app.UseForwardedHeaders();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseRouting();
        app.UseAuthentication();
        app.UseMiddleware<TenancyMiddleware>();
        app.MapHealthChecks($"/health/{service}/live", new() { Predicate = _ => false }).ForAnyone("the gateway asks whether the process answers");
        // The broker's absence is no reason: what is sent waits in the outbox.
        app.MapHealthChecks($"/health/{service}/ready", new() { Predicate = check => check.Name == ReadyCheck.Name }).ForAnyone("the gateway asks whether the service may be sent requests");
        ParkedMessages.Map(app);
        Comparison.Map(app);
        app.MapOpenApi($"/api/{service}/{{documentName}}.json").ForAnyone("the API's description is public");
        var bodies = app.MapApi("Audit").MapGroup("/bodies/{bodyId:guid}");
        ListAudit.Map(bodies);
        CheckAudit.Map(bodies);
        ExportAudit.Map(bodies);
        ExportBody.Map(bodies);
        ExportMyData.Map(app.MapApi("Data"));
        return app;
    }

    /// <summary>
    /// For several hosts in one process: call it for all of them before the first starts, because a message sent to an
    /// endpoint that is not known gets no outbox row.
    /// </summary>
    public static void JoinBus(this WebApplication app) => app.Services.GetRequiredService<StartUp>().JoinBus();

    /// <summary>Every endpoint of the service lies under its public path; the gateway rewrites nothing.</summary>
    public static RouteGroupBuilder MapApi(this WebApplication app, string tag)
    {
        var service = app.Services.GetRequiredService<ServiceSettings>().Service;
        return app.MapGroup($"/api/{service}").WithTags(tag).ProducesProblem(401).ProducesProblem(404);
    }

    /// <summary>"CreateAction.Request" and "PageOfListActions.Item": by default each feature's Request would be one and the same schema.</summary>
    private static string SchemaName(Type type)
    {
        var name = type.IsGenericType
            ? type.Name[..type.Name.IndexOf('`')] + "Of" + string.Join("And", type.GetGenericArguments().Select(SchemaName))
            : type.Name;
        return type.DeclaringType is { } feature ? $"{feature.Name}.{name}" : name;
    }

    private static void AddDatabase<TDb, TSqlServer>(this IServiceCollection services, ServiceSettings settings)
        where TDb : ServiceDb where TSqlServer : TDb
    {
        services.AddSingleton(new WriteGate(closes: settings.IsSqlite));
        services.AddSingleton(settings is { IsSqlite: true, IsDurable: true } ? LogFlush.Of(SqliteFile.PathOf(settings)) : new LogFlush(null));
        services.AddSingleton<KernelQueries>();
        services.AddScoped<CurrentScope>();
        services.AddScoped<DbEnvironment>();
        services.AddScoped<BodyParts>();
        services.AddSingleton<PersonalRows>();
        // No pooling: a pooled context would keep the scope it was first used with.
        if (EF.IsDesignTime)
        {
            // First: the options that are asked for without a type are those registered last, and TDb asks so.
            services.AddDbContext<TSqlServer>(o => o.UseSqlServerWithWall("Server=design-time"));
        }

        if (EF.IsDesignTime || settings.IsSqlite)
        {
            services.AddDbContext<TDb>(
                o => o.UseSqlite(SqliteFile.ConnectionString(settings)).AddInterceptors(new SqliteFile.Pragmas()), optionsLifetime: ServiceLifetime.Singleton);
        }

        if (!settings.IsSqlite)
        {
            services.AddDbContext<TDb, TSqlServer>(o => o.UseSqlServerWithWall(settings.SqlServer!), optionsLifetime: ServiceLifetime.Singleton);
        }

        services.AddScoped<ServiceDb>(s => s.GetRequiredService<TDb>());
        services.AddSingleton<StartUp>();
        services.AddHostedService(s => s.GetRequiredService<StartUp>());
    }

    private static void AddMessages(this IServiceCollection services, ServiceSettings settings)
    {
        services.AddSingleton<ConsumerRunner>();
        services.AddSingleton(s => new Outlets(s.GetRequiredService<ITransport>()));
        services.AddSingleton(s => new Signals(s.GetRequiredService<ITransport>()));
        if (settings.RabbitMq is { } broker)
        {
            BrokerTransport.Add(services, broker, settings);
        }
        else
        {
            services.TryAddSingleton<InProcessBus>();
            services.AddSingleton<ITransport, InProcessTransport>();
        }

        services.AddHostedService<OutboxDispatcher>();
        services.AddHostedService<Housekeeping>();
    }

    private static void AddAccess(this IServiceCollection services, ServiceSettings settings)
    {
        services.AddSingleton(s => new AccessBook(s.GetRequiredService<TimeProvider>(), settings.IsSqlite ? null : TimeSpan.FromSeconds(1)));
        services.AddSingleton<Freshness>();
        services.AddSingleton<ReadTraces>();
        services.AddSingleton<TerritoryAccess>();
        services.AddHttpClient();
        services.Hear<TerritoryHeartbeat, HearTerritory>();
        if (settings.Service == "territory")
        {
            // Territory writes its copy in the transaction of the change itself.
            return;
        }

        services.Consume<BodyChanged, KeepBody>();
        services.Consume<AttachmentChanged, KeepAttachment>();
        services.Consume<MembershipChanged, KeepMembership>();
        services.Consume<SharePolicyChanged, KeepSharePolicy>();
        services.Consume<ResendCompleted, KeepFilled>();
        services.Consume<ShareDue, DeliverShared>();
        services.Consume<SharedDelivered, KeepShared>();
        services.Consume<BodyErased, EraseBody>();
        services.Consume<PersonErased, ErasePerson>();
    }
}

/// <summary>Sends signals that are not stored.</summary>
public sealed class Signals
{
    private readonly ITransport _transport;

    internal Signals(ITransport transport) => _transport = transport;

    public Task SendAsync(IMessage message, CancellationToken ct) => _transport.SignalAsync(message, ct);
}

/// <summary>Ready: the database is migrated and answers, and the service has been filled with Territory's facts.</summary>
internal sealed class ReadyCheck(StartUp startUp) : IHealthCheck
{
    public const string Name = "ready";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(startUp.NotReadyBecause is { } reason ? HealthCheckResult.Unhealthy(reason) : HealthCheckResult.Healthy());
}
