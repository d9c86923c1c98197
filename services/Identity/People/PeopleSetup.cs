using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace OpenDataAnimation.Identity.People;

internal static class PeopleSetup
{
    public static IServiceCollection AddPeople(this IServiceCollection services)
    {
        // Before AddIdentityCore, which adds its own rules of composition where none is registered.
        services.AddScoped<IPasswordValidator<Account>, PasswordRules>();
        services.AddScoped<IPasswordHasher<Account>, PasswordHashes>();
        services.AddScoped(s => (AccountStore)s.GetRequiredService<IUserStore<Account>>());
        services.AddIdentityCore<Account>(o =>
        {
            o.User.RequireUniqueEmail = true;
            // NIST SP 800-63B-4, 3.2.2: slow guessing down without letting anyone shut an account for long.
            o.Lockout.MaxFailedAccessAttempts = 10;
            o.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
            o.Tokens.EmailConfirmationTokenProvider = ConfirmationTokens.Name;
            o.Tokens.ChangeEmailTokenProvider = ConfirmationTokens.Name;
            o.Tokens.PasswordResetTokenProvider = ResetTokens.Name;
        })
        .AddUserStore<AccountStore>()
        .AddTokenProvider<ConfirmationTokens>(ConfirmationTokens.Name)
        .AddTokenProvider<ResetTokens>(ResetTokens.Name);
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = PasswordHashes.Rounds);
        services.AddSingleton<HashingGate>();
        services.AddSingleton<Throttle>();
        services.AddScoped<SignIns>();
        services.AddScoped<AccountMails>();
        services.AddScoped<SignOutEverywhere>();
        services.AddScoped<AccountSessions>();
        services.AddScoped<SignInHistory>();
        services.AddScoped<SecondFactor>();
        services.AddScoped<Passkeys>();
        services.AddScoped<IPasskeyHandler<Account>, PasskeyHandler<Account>>();
        services.AddSingleton<PasskeyQuestions>();
        services.AddSingleton<IConfigureOptions<IdentityPasskeyOptions>, PasskeyOptions>();
        services.AddHostedService<AccountUpkeep>();
        services.AddHttpContextAccessor();

        // Named schemes: the service's default stays the bearer token, as in every service.
        services.AddAuthentication()
            .AddCookie(SignIns.Scheme, o =>
            {
                o.Cookie.Name = "oda.account";
                Harden(o);
                o.ExpireTimeSpan = TimeSpan.FromHours(12);
                o.SlidingExpiration = true;
                o.Events.OnValidatePrincipal = SignIns.StillGoodAsync;
            })
            .AddCookie(SignIns.SecondScheme, o =>
            {
                o.Cookie.Name = "oda.account.second";
                Harden(o);
                o.ExpireTimeSpan = TimeSpan.FromMinutes(10);
                o.SlidingExpiration = false;
            })
            .AddCookie(SignIns.ExternalScheme, o =>
            {
                o.Cookie.Name = "oda.account.elsewhere";
                Harden(o);
                o.ExpireTimeSpan = TimeSpan.FromMinutes(15);
            });
        return services;
    }

    private static void Harden(CookieAuthenticationOptions options)
    {
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.Path = "/";
        options.CookieManager = new CookiesOnHttps();
    }
}

/// <summary>Cookies travel over TLS only; plain http is for someone's own machine.</summary>
internal sealed class CookiesOnHttps : ICookieManager
{
    private readonly ChunkingCookieManager _inner = new();

    public string? GetRequestCookie(HttpContext context, string key) => _inner.GetRequestCookie(context, key);

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
        _inner.AppendResponseCookie(context, key, value, Secured(context, options));

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) => _inner.DeleteCookie(context, key, Secured(context, options));

    private static CookieOptions Secured(HttpContext context, CookieOptions options)
    {
        options.Secure = context.Request.IsHttps || !Loopback.Is(context.Request.Host.Host);
        return options;
    }
}

internal static class Loopback
{
    public static bool Is(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (System.Net.IPAddress.TryParse(host.Trim('[', ']'), out var address) && System.Net.IPAddress.IsLoopback(address));
}
