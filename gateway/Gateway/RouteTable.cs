using Microsoft.Extensions.Primitives;
using OpenDataAnimation.Platform.Hosting;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;

namespace OpenDataAnimation.Gateway;

/// <summary>
/// The table of <see cref="Paths"/> as YARP reads it. Addresses come from <c>Services:{name}</c> and are read again whenever
/// the configuration changes: in one process a service is known only once it listens.
/// </summary>
internal sealed class RouteTable(ServiceSettings settings) : IProxyConfigProvider
{
    private readonly RouteConfig[] _routes = [.. Paths.TableFor(settings).Select(line => new RouteConfig
    {
        RouteId = line.Path,
        ClusterId = line.Service,
        Match = new RouteMatch { Path = line.Path.TrimEnd('/') + "/{**rest}" },
    })];

    private static readonly ForwarderRequestConfig Patience = new() { ActivityTimeout = TimeSpan.FromSeconds(60) };

    public IProxyConfig GetConfig() => new Snapshot(
        _routes,
        [.. Paths.ServicesFor(settings).Select(service => new ClusterConfig
        {
            ClusterId = service,
            Destinations = new Dictionary<string, DestinationConfig> { [service] = new() { Address = settings.AddressOf(service).ToString() } },
            HttpRequest = Patience,
        })],
        settings.Configuration.GetReloadToken());

    private sealed record Snapshot(IReadOnlyList<RouteConfig> Routes, IReadOnlyList<ClusterConfig> Clusters, IChangeToken ChangeToken) : IProxyConfig;
}
