using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Portal.Clients;

public sealed class TerritoryClient(HttpClient http) : ServiceClient(http);

public sealed class PlansClient(HttpClient http) : ServiceClient(http);

public sealed class StakeholdersClient(HttpClient http) : ServiceClient(http);

public sealed class EventsClient(HttpClient http) : ServiceClient(http);

public sealed class PeerExchangeClient(HttpClient http) : ServiceClient(http);

public sealed class ShowcaseClient(HttpClient http) : ServiceClient(http);

/// <summary>What every service answers to operators alike.</summary>
public sealed class OperationsClient(HttpClient http, ServiceSettings settings) : ServiceClient(http)
{
    /// <param name="path">Relative to <c>/api/{service}/operator/</c>.</param>
    public string PathOf(string service, string path) => new Uri(settings.AddressOf(service), $"/api/{service}/operator/{path}").ToString();
}

internal static class ServiceClients
{
    public static IServiceCollection AddClients(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddTransient<ForwardToken>();
        return services
            .AddClient<TerritoryClient>("territory")
            .AddClient<OperationsClient>("territory")
            .AddClient<EachServiceClient>("territory")
            .AddClient<PlansClient>("plans")
            .AddClient<StakeholdersClient>("stakeholders")
            .AddClient<EventsClient>("events")
            .AddClient<PeerExchangeClient>("peer-exchange")
            .AddClient<ShowcaseClient>("showcase");
    }

    private static IServiceCollection AddClient<T>(this IServiceCollection services, string service)
        where T : ServiceClient
    {
        services.AddHttpClient<T>((provider, http) =>
            {
                // Read at each use: in one process the addresses are known only once the hosts listen.
                http.BaseAddress = new Uri(provider.GetRequiredService<ServiceSettings>().AddressOf(service), $"/api/{service}/");
                http.Timeout = ServiceClient.LongPatience;
            })
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
            .AddHttpMessageHandler<ForwardToken>()
            .RemoveAllLoggers();
        return services;
    }

    /// <summary>The service sees who reads the page, and decides as if that person called it.</summary>
    private sealed class ForwardToken(IHttpContextAccessor accessor) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (accessor.HttpContext?.Request.Headers.Authorization is [{ } token])
            {
                request.Headers.TryAddWithoutValidation("Authorization", token);
            }

            return base.SendAsync(request, cancellationToken);
        }
    }
}
