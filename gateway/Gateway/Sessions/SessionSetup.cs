using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Gateway.Sessions;

/// <summary>A browser's session: a cookie with an id, opened by a sign-in at the token server (code flow with PKCE).</summary>
internal static class SessionSetup
{
    public const string Scheme = "session", SignInScheme = "sign-in";

    /// <summary>How recent the sign-in under way must be, in seconds.</summary>
    public const string MaxAgeItem = "oda.max-age";

    private const string CookieName = "oda-session", HostCookieName = "__Host-oda-session", FlowPrefix = "oda-flow.";

    public static bool IsSessionCookie(string name) => name is CookieName or HostCookieName;

    public static bool IsOwnCookie(string name) => IsSessionCookie(name) || name.StartsWith(FlowPrefix, StringComparison.Ordinal);

    public static void AddSessions(this IServiceCollection services, ServiceSettings settings)
    {
        services.AddDatabase(settings);
        services.AddSingleton<AuthServer>();
        services.AddSingleton<SessionStore>();
        services.AddSingleton<SessionTokens>();
        services.AddSingleton<Newcomer>();
        services.AddHostedService<SessionStartUp>();
        services.AddHostedService<SessionCleanUp>();
        services.AddAuthorization();
        services.AddAuthentication().AddCookie(Scheme, null, _ => { }).AddOpenIdConnect(SignInScheme, null, _ => { });
        services.AddOptions<CookieAuthenticationOptions>(Scheme).Configure<SessionStore, AuthServer>((o, store, server) => Cookie(o, store, server, settings));
        services.AddOptions<OpenIdConnectOptions>(SignInScheme).Configure<AuthServer>((o, server) => SignIn(o, server, settings));
    }

    private static void Cookie(CookieAuthenticationOptions o, SessionStore store, AuthServer server, ServiceSettings settings)
    {
        o.SessionStore = store;
        o.ExpireTimeSpan = TimeSpan.FromHours(settings.Configuration.GetValue("Session:IdleHours", 12.0));
        o.SlidingExpiration = true;
        o.Cookie.HttpOnly = true;
        o.Cookie.Path = "/";
        // Lax: the redirect back from the token server must carry it, a foreign form must not.
        o.Cookie.SameSite = SameSiteMode.Lax;
        var https = IsSecure(server);
        // The prefix makes browsers refuse the cookie from a neighbouring subdomain or over plain http; only https can have it.
        o.Cookie.Name = https ? HostCookieName : CookieName;
        o.Cookie.SecurePolicy = https ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
    }

    private static void SignIn(OpenIdConnectOptions o, AuthServer server, ServiceSettings settings)
    {
        o.SignInScheme = Scheme;
        o.ConfigurationManager = server;
        o.ClientId = server.ClientId;
        o.CallbackPath = "/session/callback";
        o.SignedOutCallbackPath = "/session/signed-out";
        o.ResponseType = OpenIdConnectResponseType.Code;
        // Not form_post: a cross-site POST would need SameSite=None cookies, which plain http on localhost cannot have.
        o.ResponseMode = OpenIdConnectResponseMode.Query;
        o.UsePkce = true;
        o.PushedAuthorizationBehavior = PushedAuthorizationBehavior.Disable;
        o.SaveTokens = true;
        o.MapInboundClaims = false;
        o.GetClaimsFromUserInfoEndpoint = false;
        o.RequireHttpsMetadata = false;
        o.Scope.Clear();
        foreach (var scope in (settings.Configuration["Auth:Scopes"] ?? $"openid profile email offline_access {string.Join(' ', Paths.Services)}").Split(' '))
        {
            o.Scope.Add(scope);
        }

        foreach (var cookie in new[] { o.CorrelationCookie, o.NonceCookie })
        {
            cookie.Name = FlowPrefix;
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = IsSecure(server) ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        }

        o.NonceCookie.Name = FlowPrefix + "nonce.";
        o.Events = new OpenIdConnectEvents
        {
            OnRedirectToIdentityProvider = context =>
            {
                context.ProtocolMessage.IssuerAddress = server.ForBrowser(context.ProtocolMessage.IssuerAddress);
                context.ProtocolMessage.RedirectUri = server.PublicUrl + o.CallbackPath;
                context.ProtocolMessage.LoginHint = context.Properties.GetParameter<string>("login_hint");
                return Task.CompletedTask;
            },
            OnRedirectToIdentityProviderForSignOut = context =>
            {
                context.ProtocolMessage.IssuerAddress = server.ForBrowser(context.ProtocolMessage.IssuerAddress);
                context.ProtocolMessage.PostLogoutRedirectUri = server.PublicUrl + o.SignedOutCallbackPath;
                context.ProtocolMessage.IdTokenHint = context.Properties.GetParameter<string>("id_token");
                context.ProtocolMessage.ClientId = server.ClientId;
                return Task.CompletedTask;
            },
            OnAuthorizationCodeReceived = context =>
            {
                context.TokenEndpointRequest!.ClientSecret = server.ClientSecret;
                return Task.CompletedTask;
            },
            OnTokenValidated = context =>
            {
                // Whoever asks with max_age checks auth_time (OpenID Connect Core, 3.1.3.7): else the act is refused again, in a circle.
                if (context.Properties!.Items.TryGetValue(MaxAgeItem, out var asked) && !IsRecent(context.Principal!, asked, context.HttpContext))
                {
                    context.HandleResponse();
                    return SessionEndpoints.NotConfirmed().ExecuteAsync(context.HttpContext);
                }

                return Task.CompletedTask;
            },
            OnTicketReceived = async context =>
            {
                await EndEarlierAsync(context.HttpContext);
                await context.HttpContext.RequestServices.GetRequiredService<Newcomer>()
                    .IntroduceAsync(context.Properties!.GetTokenValue("access_token"), context.HttpContext.RequestAborted);
            },
            OnSignedOutCallbackRedirect = context =>
            {
                // The page of that address is ours.
                context.SkipHandler();
                return Task.CompletedTask;
            },
            OnRemoteFailure = context =>
            {
                context.HttpContext.RequestServices.GetRequiredService<ILogger<AuthServer>>()
                    .LogWarning("A sign-in failed: {Reason}", context.Failure?.Message);
                context.HandleResponse();
                return SessionEndpoints.NotSignedIn(context.Properties?.RedirectUri).ExecuteAsync(context.HttpContext);
            },
        };
    }

    /// <summary>
    /// A sign-in opens a session of its own, and the one that this browser had is over (OWASP ASVS 7.2.4). Done by hand, because the
    /// cookie handler, once it has read a session, would go on under its id and with its tokens.
    /// </summary>
    private static async Task EndEarlierAsync(HttpContext http)
    {
        var cookies = http.RequestServices.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(Scheme);
        if (cookies.CookieManager.GetRequestCookie(http, cookies.Cookie.Name!) is { } value
            && cookies.TicketDataFormat.Unprotect(value)?.Principal.FindFirstValue("Microsoft.AspNetCore.Authentication.Cookies-SessionId") is { } id)
        {
            await http.RequestServices.GetRequiredService<SessionStore>().RemoveAsync(id);
        }

        SessionBearer.KeepOthersCookies(http.Request);
    }

    private static bool IsRecent(ClaimsPrincipal person, string? seconds, HttpContext http) =>
        long.TryParse(person.FindFirstValue("auth_time"), NumberStyles.None, CultureInfo.InvariantCulture, out var at)
        && http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().ToUnixTimeSeconds() - at <= long.Parse(seconds!, CultureInfo.InvariantCulture);

    private static bool IsSecure(AuthServer server) =>
        // Secure cookies everywhere, save on a plain http loopback address, where browsers would not send them.
        new Uri(server.PublicUrl) is not { Scheme: "http", IsLoopback: true };

    private static void AddDatabase(this IServiceCollection services, ServiceSettings settings)
    {
        if (EF.IsDesignTime)
        {
            // First: the options that are asked for without a type are those registered last, and GatewayDb asks so.
            services.AddDbContext<GatewayDbSqlServer>(o => o.UseSqlServer("Server=design-time"));
        }

        if (settings.IsSqlite)
        {
            services.AddDbContext<GatewayDb>(o => o.UseSqlite(SqliteFile.ConnectionString(settings)).AddInterceptors(new SqliteFile.Pragmas()), optionsLifetime: ServiceLifetime.Singleton);
        }
        else
        {
            services.AddDbContext<GatewayDb, GatewayDbSqlServer>(o => o.UseSqlServer(settings.SqlServer));
        }
    }
}

/// <summary>Tells Territory who just signed in, so that names and addresses of mail arrive where memberships are.</summary>
internal sealed class Newcomer(IHttpClientFactory http, ServiceSettings settings, ILogger<Newcomer> log)
{
    public async Task IntroduceAsync(string? accessToken, CancellationToken ct)
    {
        if (accessToken is null)
        {
            return;
        }

        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limit.CancelAfter(TimeSpan.FromSeconds(3));
            using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(settings.AddressOf("territory"), "/api/territory/me"));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
            using var answer = await http.CreateClient().SendAsync(request, limit.Token);
            answer.EnsureSuccessStatusCode();
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            // Whoever signs in gets in: Territory asks again at the next sign-in.
            log.LogWarning("Territory could not be told of a sign-in: {Reason}", e.Message);
        }
    }
}

/// <summary>Prepares the table of sessions before the first request.</summary>
internal sealed class SessionStartUp(IServiceScopeFactory scopes, ServiceSettings settings, TimeProvider clock) : IHostedLifecycleService, IDisposable
{
    private FileStream? _hold;

    public void Dispose() => _hold?.Dispose();

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (settings.IsSqlite)
        {
            _hold ??= await SqliteFile.HoldAsync(settings, cancellationToken);
            await using var scope = scopes.CreateAsyncScope();
            await SqliteFile.MigrateAsync(scope.ServiceProvider.GetRequiredService<GatewayDb>(), settings, clock, cancellationToken);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>Once an hour, drops sessions that have ended by themselves.</summary>
internal sealed class SessionCleanUp(SessionStore store, TimeProvider clock, ILogger<SessionCleanUp> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await store.RemoveExpiredAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(e, "Ended sessions could not be removed; it will be tried again in an hour");
            }
        }
    }
}
