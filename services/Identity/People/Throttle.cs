using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Identity.People;

/// <summary>
/// How often someone may try, by address of origin and by account. Settings: <c>Auth:Limits:PerOrigin</c> and
/// <c>Auth:Limits:PerAccount</c> a minute, <c>Auth:Limits:MailsPerAccount</c> an hour. One's own machine may try ten times more.
/// </summary>
internal sealed class Throttle : IDisposable
{
    private readonly PartitionedRateLimiter<HttpContext> _origins;
    private readonly PartitionedRateLimiter<string> _accounts, _mails;

    public Throttle(ServiceSettings settings)
    {
        int Setting(string name, int otherwise) => int.TryParse(settings.Configuration[$"Auth:Limits:{name}"], CultureInfo.InvariantCulture, out var value) ? value : otherwise;

        var (perOrigin, perAccount, mails) = (Setting("PerOrigin", 60), Setting("PerAccount", 20), Setting("MailsPerAccount", 5));
        _origins = PartitionedRateLimiter.Create<HttpContext, string>(http => Window(Origin(http), IsLocal(http) ? perOrigin * 10 : perOrigin, TimeSpan.FromMinutes(1)));
        _accounts = PartitionedRateLimiter.Create<string, string>(email => Window(email, perAccount, TimeSpan.FromMinutes(1)));
        _mails = PartitionedRateLimiter.Create<string, string>(email => Window(email, mails, TimeSpan.FromHours(1)));
    }

    /// <summary>Whether this attempt may go on; known and unknown addresses are counted alike.</summary>
    public bool Lets(HttpContext http, string? email)
    {
        using var origin = _origins.AttemptAcquire(http);
        using var account = _accounts.AttemptAcquire(Folding.Fold(email ?? ""));
        return origin.IsAcquired && account.IsAcquired;
    }

    /// <summary>As above where no account is named: by origin alone.</summary>
    public bool Lets(HttpContext http)
    {
        using var origin = _origins.AttemptAcquire(http);
        return origin.IsAcquired;
    }

    /// <summary>Whether this address may be sent one more mail: otherwise anyone could flood anyone's mailbox.</summary>
    public bool LetsMail(string email)
    {
        using var lease = _mails.AttemptAcquire(Folding.Fold(email));
        return lease.IsAcquired;
    }

    public void Dispose()
    {
        _origins.Dispose();
        _accounts.Dispose();
        _mails.Dispose();
    }

    private static RateLimitPartition<string> Window(string key, int permits, TimeSpan window) => RateLimitPartition.GetSlidingWindowLimiter(key, _ => new()
    {
        PermitLimit = permits,
        Window = window,
        SegmentsPerWindow = 6,
        QueueLimit = 0,
    });

    private static bool IsLocal(HttpContext http) => http.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address);

    /// <summary>An IPv6 subscriber has a whole /64: counting single addresses would count nothing.</summary>
    private static string Origin(HttpContext http)
    {
        var address = http.Connection.RemoteIpAddress;
        if (address is null || address.AddressFamily != System.Net.Sockets.AddressFamily.InterNetworkV6 || address.IsIPv4MappedToIPv6)
        {
            return address?.MapToIPv4().ToString() ?? "";
        }

        return Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8));
    }
}
