using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OpenDataAnimation.Gateway;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Messaging;

namespace OpenDataAnimation.Standalone;

/// <summary>How the one process is to run; every value has a default that works on a laptop.</summary>
public sealed record AllInOneOptions
{
    public string Data { get; init; } = "data";

    /// <summary>Where the gateway listens; <c>http://127.0.0.1:0</c> for a port that the system picks.</summary>
    public string Urls { get; init; } = "http://localhost:8080";

    /// <summary>The address people use, where it is not where the gateway listens.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>Shows the pages' mark of fictitious data.</summary>
    public bool Demo { get; init; }

    /// <summary>Further settings for all hosts, such as <c>Limits:PerSecond</c>.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>Told what is being prepared.</summary>
    public Action<string> Progress { get; init; } = _ => { };

    public IReadOnlyList<ServiceHost> Services { get; init; } = Composition.Services;
}

/// <summary>
/// Every service and the gateway in one process. Each keeps a host and a port of its own, as in its container: only
/// addresses and the bus differ, so a service cannot tell.
/// </summary>
public sealed class AllInOne : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2), Farewell = TimeSpan.FromMilliseconds(700);

    private readonly AllInOneOptions _options;
    private readonly InProcessBus _bus = new();
    private readonly DataFolder _folder;
    private readonly SharedSettings _settings;
    private readonly Dictionary<string, WebApplication> _hosts = [];
    private readonly TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WebApplication? _gateway;
    private volatile bool _running, _stopping;

    private AllInOne(AllInOneOptions options, DataFolder folder)
    {
        _options = options;
        _folder = folder;
        var marker = Path.Combine(folder.Path, "demo");
        if (options.Demo && !File.Exists(marker))
        {
            // Fictitious data stays fictitious when the next start does not say so again.
            File.WriteAllText(marker, "This folder holds the demonstration territory.\n");
        }

        _settings = new SharedSettings([
            new("Data", folder.Path),
            new("Demo", File.Exists(marker) ? "true" : "false"),
            new("PublicUrl", options.PublicUrl ?? PublicUrlOf(options.Urls)),
            // One process needs no broker, whatever the environment says of one.
            new("ConnectionStrings:rabbitmq", null),
            // Until a service listens: nobody answers there, and no name is looked up.
            .. options.Services.Select(s => KeyValuePair.Create($"Services:{s.Name}", (string?)"http://127.0.0.1:9")),
            .. options.Settings,
        ]);
    }

    /// <summary>Tells what is being prepared.</summary>
    public Action<string> Progress => _options.Progress;

    /// <summary>Where the gateway listens.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>The address people use.</summary>
    public Uri PublicUrl => new(_settings.TryGet("PublicUrl", out var url) && url is not null ? url : Address.ToString());

    /// <summary>The bus that joins the services.</summary>
    public InProcessBus Bus => _bus;

    /// <summary>Ends when a host ends by itself, with its name: one that ends, ends all.</summary>
    public Task<string> Ended => _ended.Task;

    /// <summary>The host of a service, for its own command or a test.</summary>
    public IServiceProvider Services(string name) => name == GatewayService.Name ? _gateway!.Services : _hosts[name].Services;

    /// <summary>Where a service listens, past the gateway.</summary>
    public Uri AddressOf(string name) => new(_hosts[name].Urls.First());

    /// <returns>Once every service is ready.</returns>
    /// <exception cref="StartUpException">For a reason that an operator can mend.</exception>
    public static async Task<AllInOne> StartAsync(AllInOneOptions options, CancellationToken ct = default)
    {
        var all = new AllInOne(options, DataFolder.Take(options.Data));
        try
        {
            await all.StartAsync(ct);
            return all;
        }
        catch
        {
            await all.DisposeAsync();
            throw;
        }
    }

    /// <summary>The gateway first, so that nobody is let in while the services stop. Under two seconds: what runs longer is cut off.</summary>
    public async Task StopAsync()
    {
        if (_stopping)
        {
            return;
        }

        (_running, _stopping) = (false, true);
        if (_gateway is not null)
        {
            await StopAsync(_gateway);
        }

        await Task.WhenAll(_hosts.Values.Select(StopAsync));
        _folder.Dispose();
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private async Task StartAsync(CancellationToken ct)
    {
        // The door before the house: a port that is taken is found before anything is prepared.
        _options.Progress("Preparing gateway");
        _gateway = await OpenGatewayAsync(ct);
        foreach (var service in _options.Services)
        {
            _options.Progress($"Preparing {service.Name}");
            _hosts[service.Name] = Build(service);
        }

        foreach (var host in _hosts.Values)
        {
            host.JoinBus();
        }

        _options.Progress("Starting the services");
        await Task.WhenAll(_hosts.Select(async host =>
        {
            await Task.Run(() => host.Value.StartAsync(ct), ct);
            _settings.Change($"Services:{host.Key}", host.Value.Urls.First());
        }));
        await UntilReadyAsync(ct);
        _running = true;
    }

    private async Task<WebApplication> OpenGatewayAsync(CancellationToken ct)
    {
        var builder = NewHost();
        builder.WebHost.UseUrls(_options.Urls);
        builder.AddGateway();
        var gateway = builder.Build();
        gateway.MapGateway();
        try
        {
            await gateway.StartAsync(ct);
        }
        catch (Exception e)
        {
            await gateway.DisposeAsync();
            throw e is IOException { InnerException: AddressInUseException } or AddressInUseException
                ? new StartUpException($"The address {_options.Urls} is in use: choose another with --urls.", e)
                : e is System.Net.Sockets.SocketException or IOException or InvalidOperationException or FormatException
                    ? new StartUpException($"The gateway cannot listen on {_options.Urls}: {e.Message}", e)
                    : e;
        }

        Watch(GatewayService.Name, gateway);
        Address = Reachable(gateway.Urls.First());
        // Identity tells it when a session is over.
        _settings.Change($"Services:{GatewayService.Name}", Address.ToString());
        if (PublicUrl.Port == 0)
        {
            _settings.Change("PublicUrl", Address.GetLeftPart(UriPartial.Authority));
        }

        return gateway;
    }

    private WebApplication Build(ServiceHost service)
    {
        var builder = NewHost();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(_bus);
        service.Add(builder);
        var host = builder.Build();
        service.Map(host);
        Watch(service.Name, host);
        return host;
    }

    private WebApplicationBuilder NewHost()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            // The entry program's name and folder for all: by them the assets of the pages are found, wherever it was started from.
            ApplicationName = typeof(AllInOne).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            // Ten hosts would watch the same folder for a file that nobody edits.
            Args = ["--hostBuilder:reloadConfigOnChange=false"],
        });
        builder.WebHost.UseStaticWebAssets();
        ((IConfigurationBuilder)builder.Configuration).Add(_settings);
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Warning)
            // What fails at the start is said by the program in one sentence, and cut-off work at the end is no failure.
            .AddFilter((category, level) => level >= LogLevel.Warning && !_stopping && (_running || category?.StartsWith("Microsoft.", StringComparison.Ordinal) != true))
            // Keys lie in the data folder, readable by its owner only; it says so of each at every first start.
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error)
            // A page with a form is never kept by caches, whatever else it asked for: that is meant.
            .AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Error)
            // Not being ready yet is no failure, and /health/ready says it.
            .AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None)
            .AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.TimestampFormat = "HH:mm:ss ";
            });
        builder.Logging.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.AddSingleton<IHostLifetime, ProcessLeads>();
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = Farewell);
        return builder;
    }

    private void Watch(string name, WebApplication host) => host.Lifetime.ApplicationStopping.Register(() =>
    {
        if (!_stopping)
        {
            _ended.TrySetResult(name);
        }
    });

    private async Task UntilReadyAsync(CancellationToken ct)
    {
        var since = TimeProvider.System.GetTimestamp();
        foreach (var (name, host) in _hosts)
        {
            var health = host.Services.GetRequiredService<HealthCheckService>();
            for (var report = await health.CheckHealthAsync(ct); report.Status != HealthStatus.Healthy; report = await health.CheckHealthAsync(ct))
            {
                if (Ended.IsCompleted || TimeProvider.System.GetElapsedTime(since) > Patience)
                {
                    throw new StartUpException($"{name} does not become ready: {string.Join(", ", report.Entries.Select(e => e.Value.Description))}.");
                }

                await Task.Delay(20, ct);
            }
        }
    }

    private static async Task StopAsync(WebApplication host)
    {
        using var limit = new CancellationTokenSource(Farewell);
        try
        {
            await host.StopAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            // Out of time: whatever was acknowledged is on disk, and the rest is done again at the next start.
        }

        await host.DisposeAsync();
    }

    /// <summary>Every address of the machine is not an address to go to.</summary>
    private static Uri Reachable(string url) => new(url.Replace("[::]", "localhost", StringComparison.Ordinal).Replace("0.0.0.0", "localhost", StringComparison.Ordinal)
        .Replace("*", "localhost", StringComparison.Ordinal).Replace("+", "localhost", StringComparison.Ordinal));

    private static string PublicUrlOf(string urls) => Reachable(urls.Split(';')[0]).GetLeftPart(UriPartial.Authority);

    /// <summary>Ctrl-C and SIGTERM are the program's: hosts that each listened to them would stop in any order.</summary>
    private sealed class ProcessLeads : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
