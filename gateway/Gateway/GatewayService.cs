using Microsoft.AspNetCore.DataProtection;
using OpenDataAnimation.Gateway.Guard;
using OpenDataAnimation.Gateway.Sessions;
using OpenDataAnimation.Platform.Hosting;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Transforms;

namespace OpenDataAnimation.Gateway;

/// <summary>The one public door: sessions of browsers, limits, headers, and the way to each service.</summary>
public static class GatewayService
{
    public const string Name = "gateway";

    public static WebApplicationBuilder AddGateway(this WebApplicationBuilder builder)
    {
        var settings = new ServiceSettings(Name, builder.Configuration);
        var services = builder.Services;
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = BodyLimits.Usual;
        });
        services.AddSingleton(settings);
        services.AddSingleton(TimeProvider.System);
        services.AddHttpClient();
        services.AddDataProtection().SetApplicationName("OpenDataAnimation").PersistKeysToFileSystem(settings.KeyFolder());
        services.AddSessions(settings);
        services.AddRateLimits(builder.Configuration);
        services.AddTrustedProxies(builder.Configuration);
        services.AddSingleton<Readiness>();
        services.AddSingleton<ApiDocuments>();
        services.AddSingleton<IProxyConfigProvider, RouteTable>();
        services.AddReverseProxy().AddTransforms(transforms =>
        {
            // Links, cookies and the antiforgery check of a service are about the address that the browser sees.
            transforms.AddOriginalHost();
            // Set, never appended to: what a client claims about its own address stops here.
            transforms.AddXForwarded(ForwardedTransformActions.Set);
            transforms.AddRequestHeaderRemove("Forwarded");
        });
        return builder;
    }

    public static WebApplication MapGateway(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseMiddleware<CorrelationId>();
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<Failures>();
        // Before the limits, which count a person's session and not the town hall's one address.
        app.UseMiddleware<SessionBearer>();
        app.UseRateLimiter();
        app.UseMiddleware<BodyLimits>();
        // Answers the way back from the token server.
        app.UseAuthentication();
        app.UseRouting();

        SessionEndpoints.Map(app);
        Readiness.Map(app);
        ApiDocuments.Map(app);
        app.Map("/api/{**rest}", () => Problems.NotFound("address"));
        app.MapReverseProxy();
        return app;
    }
}
