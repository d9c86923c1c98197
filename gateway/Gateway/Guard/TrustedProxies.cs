using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace OpenDataAnimation.Gateway.Guard;

/// <summary>
/// X-Forwarded-For, -Proto and -Host are believed only from the proxies in <c>Proxies</c> (addresses or networks such as
/// <c>10.0.0.0/8</c>); from anyone else they would let a client choose its own address and so escape every limit.
/// </summary>
internal static class TrustedProxies
{
    public static void AddTrustedProxies(this IServiceCollection services, IConfiguration configuration)
    {
        var proxies = configuration.GetSection("Proxies").Get<string[]>() ?? [];
        services.Configure<ForwardedHeadersOptions>(o =>
        {
            // The framework trusts the loopback address by default.
            o.KnownProxies.Clear();
            o.KnownIPNetworks.Clear();
            o.ForwardedHeaders = proxies.Length == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            o.ForwardLimit = proxies.Length + 1;
            foreach (var proxy in proxies)
            {
                if (proxy.Contains('/'))
                {
                    o.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
                }
                else
                {
                    o.KnownProxies.Add(IPAddress.Parse(proxy));
                }
            }
        });
    }
}
