using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using OpenDataAnimation.Gateway.Sessions;

namespace OpenDataAnimation.Gateway.Guard;

/// <summary>
/// How often one client (a session, else an address) may ask. In general (<c>Limits:PerSecond</c> on average, <c>Limits:Burst</c> at once), and strictly for
/// what can be guessed or flooded, each per minute: <c>Limits:SignIn</c>, <c>Limits:Tokens</c>, <c>Limits:PublicForms</c>. 0 = no limit.
/// </summary>
internal static class RateLimits
{
    public static void AddRateLimits(this IServiceCollection services, IConfiguration configuration)
    {
        var perSecond = configuration.GetValue("Limits:PerSecond", 50);
        var burst = configuration.GetValue("Limits:Burst", 500);
        var perMinute = new Dictionary<string, int>
        {
            // Sign-in forms: guessing passwords, flooding mailboxes.
            ["SignIn"] = configuration.GetValue("Limits:SignIn", 60),
            // Machines' tokens: guessing client secrets.
            ["Tokens"] = configuration.GetValue("Limits:Tokens", 120),
            // What anyone may send without signing in.
            ["PublicForms"] = configuration.GetValue("Limits:PublicForms", 20),
        };
        services.AddRateLimiter(limiter =>
        {
            limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                PartitionedRateLimiter.Create<HttpContext, string>(http => perSecond == 0 || IsFree(http.Request.Path)
                    ? RateLimitPartition.GetNoLimiter("")
                    : RateLimitPartition.GetTokenBucketLimiter(SessionBearer.SessionOf(http) ?? AddressOf(http), _ => new TokenBucketRateLimiterOptions
                    {
                        TokenLimit = burst,
                        TokensPerPeriod = perSecond,
                        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                    })),
                PartitionedRateLimiter.Create<HttpContext, string>(http => StrictOf(http) is { } strict && perMinute[strict] > 0
                    ? RateLimitPartition.GetFixedWindowLimiter(strict + AddressOf(http), _ => new FixedWindowRateLimiterOptions
                    {
                        PermitLimit = perMinute[strict],
                        Window = TimeSpan.FromMinutes(1),
                    })
                    : RateLimitPartition.GetNoLimiter("")));
            limiter.OnRejected = async (rejected, _) =>
            {
                var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? Math.Max(1, Math.Ceiling(after.TotalSeconds)) : 1;
                rejected.HttpContext.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
                await Failures.WriteAsync(rejected.HttpContext, 429, "too-many", "Too many requests; wait as Retry-After says.", "Trop de demandes à la fois",
                    "Votre adresse a envoyé beaucoup de demandes en peu de temps. Patientez un instant, puis réessayez.");
            };
        });
    }

    private static string? StrictOf(HttpContext http)
    {
        var request = http.Request;
        if (!HttpMethods.IsPost(request.Method))
        {
            return null;
        }

        var path = request.Path;
        if (path.StartsWithSegments("/compte"))
        {
            return "SignIn";
        }

        if (path.StartsWithSegments("/connect"))
        {
            return "Tokens";
        }

        if (path.StartsWithSegments("/api"))
        {
            return path.StartsWithSegments("/api/territory/requests") || path.StartsWithSegments("/api/territory/links") ? "PublicForms" : null;
        }

        // Being signed in as someone changes nothing about a link that needs no account.
        if (path.StartsWithSegments("/lien"))
        {
            return "PublicForms";
        }

        return SessionBearer.SessionOf(http) is not null || path.StartsWithSegments("/session") ? null : "PublicForms";
    }

    /// <summary>A page's assets come by the dozen and cost nothing; who watches our health must not be turned away.</summary>
    private static bool IsFree(PathString path) => path.StartsWithSegments("/_content") || path.StartsWithSegments("/health");

    /// <summary>The client's address; of IPv6 the network, because one subscriber has 2^64 addresses.</summary>
    private static string AddressOf(HttpContext http)
    {
        var address = http.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)) : address.ToString();
    }
}
