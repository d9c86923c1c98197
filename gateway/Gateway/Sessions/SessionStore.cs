using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Gateway.Sessions;

/// <summary>What the token server gave for a session. <paramref name="ExpiresAt"/> is the access token's, UTC.</summary>
internal sealed record SessionTokenSet(string Access, string? Refresh, string? Id, DateTimeOffset ExpiresAt);

/// <summary>Sessions on the server's side: a browser gets an id that means nothing elsewhere.</summary>
internal sealed class SessionStore(IServiceScopeFactory scopes, IDataProtectionProvider protection, TimeProvider clock, ServiceSettings settings)
    : ITicketStore, IDisposable
{
    /// <summary>Where the id of the session is found in the properties of a ticket that was read.</summary>
    public const string IdProperty = "oda.session";

    private readonly IDataProtector _tickets = protection.CreateProtector("gateway.session.ticket");
    private readonly IDataProtector _tokens = protection.CreateProtector("gateway.session.tokens");
    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = 20_000 });

    // A request that read the row just before it went would otherwise put it back into memory.
    private readonly MemoryCache _over = new(new MemoryCacheOptions { SizeLimit = 200_000 });

    // One process per SQLite file: nobody else changes it. Beside another gateway on SQL Server, what is known ages quickly.
    private readonly TimeSpan _trust = settings.IsSqlite ? TimeSpan.FromMinutes(10) : TimeSpan.FromSeconds(1);

    public async Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        var id = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
        var properties = ticket.Properties;
        var tokens = new SessionTokenSet(
            properties.GetTokenValue("access_token") ?? "",
            properties.GetTokenValue("refresh_token"),
            properties.GetTokenValue("id_token"),
            DateTimeOffset.TryParse(properties.GetTokenValue("expires_at"), null, out var expiry) ? expiry : clock.GetUtcNow().AddMinutes(5));
        properties.StoreTokens([]);
        var session = new Session
        {
            Id = HashOf(id),
            Ticket = Seal(ticket),
            Tokens = _tokens.Protect(JsonSerializer.SerializeToUtf8Bytes(tokens)),
            Sid = ticket.Principal.FindFirstValue("sid") is { Length: > 0 } sid ? HashOf(sid) : null,
            Person = ticket.Principal.FindFirstValue("sub") is { Length: > 0 } subject ? HashOf(subject) : null,
            ExpiresAt = ExpiryOf(ticket),
        };
        await InDbAsync(db =>
        {
            db.Add(session);
            return db.SaveChangesAsync();
        });
        return id;
    }

    /// <summary>Prolongs the session; its tokens stay as they are.</summary>
    public Task RenewAsync(string key, AuthenticationTicket ticket)
    {
        var hash = HashOf(key);
        var (bytes, expiry) = (Seal(ticket), ExpiryOf(ticket));
        _known.Remove(hash);
        return InDbAsync(db => db.Sessions.Where(s => s.Id == hash)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.Ticket, bytes).SetProperty(s => s.ExpiresAt, expiry)));
    }

    public async Task<AuthenticationTicket?> RetrieveAsync(string key)
    {
        if (await FindAsync(key, fresh: false) is not { } known || TicketSerializer.Default.Deserialize(known.Ticket) is not { } ticket)
        {
            return null;
        }

        ticket.Properties.Items[IdProperty] = key;
        return ticket;
    }

    public Task RemoveAsync(string key)
    {
        var hash = HashOf(key);
        Forget(hash);
        return InDbAsync(db => db.Sessions.Where(s => s.Id == hash).ExecuteDeleteAsync());
    }

    /// <summary>Ends what the token server says is over: one of its sessions, or all of a person.</summary>
    public Task<int> RemoveAsync(string? sid, string? subject)
    {
        var (session, person) = (sid is null ? null : HashOf(sid), subject is null ? null : HashOf(subject));
        return InDbAsync(async db =>
        {
            // Both, where both are said (OpenID Connect Back-Channel Logout 1.0, 2.7).
            var ids = await db.Sessions.Where(s => (session == null || s.Sid == session) && (person == null || s.Person == person)).Select(s => s.Id).ToListAsync();
            ids.ForEach(Forget);
            return await db.Sessions.Where(s => ids.Contains(s.Id)).ExecuteDeleteAsync();
        });
    }

    /// <param name="fresh">Reads the database whatever is known: another gateway may have renewed the tokens.</param>
    public async Task<SessionTokenSet?> TokensAsync(string key, bool fresh) => (await FindAsync(key, fresh))?.Tokens;

    public async Task KeepTokensAsync(string key, SessionTokenSet tokens)
    {
        var hash = HashOf(key);
        var bytes = _tokens.Protect(JsonSerializer.SerializeToUtf8Bytes(tokens));
        await InDbAsync(db => db.Sessions.Where(s => s.Id == hash).ExecuteUpdateAsync(set => set.SetProperty(s => s.Tokens, bytes)));
        _known.Remove(hash);
    }

    public Task<int> RemoveExpiredAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return InDbAsync(db => db.Sessions.Where(s => s.ExpiresAt < now).ExecuteDeleteAsync(ct));
    }

    public void Dispose()
    {
        _known.Dispose();
        _over.Dispose();
    }

    private async Task<Known?> FindAsync(string key, bool fresh)
    {
        var hash = HashOf(key);
        if (_over.TryGetValue(hash, out _))
        {
            return null;
        }

        if (!fresh && _known.TryGetValue(hash, out Known? known))
        {
            return known!.ExpiresAt > clock.GetUtcNow().UtcDateTime ? known : null;
        }

        var row = await InDbAsync(db => db.Sessions.AsNoTracking().FirstOrDefaultAsync(s => s.Id == hash));
        if (row is null || row.ExpiresAt <= clock.GetUtcNow().UtcDateTime)
        {
            return null;
        }

        try
        {
            known = new Known(_tickets.Unprotect(row.Ticket), JsonSerializer.Deserialize<SessionTokenSet>(_tokens.Unprotect(row.Tokens))!, row.ExpiresAt);
        }
        catch (CryptographicException)
        {
            // The keys were replaced since: the person signs in again.
            return null;
        }

        _known.Set(hash, known, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = _trust });
        return known;
    }

    private void Forget(string hash)
    {
        _over.Set(hash, true, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = _trust + TimeSpan.FromMinutes(1) });
        _known.Remove(hash);
    }

    private byte[] Seal(AuthenticationTicket ticket)
    {
        ticket.Properties.Items.Remove(IdProperty);
        return _tickets.Protect(TicketSerializer.Default.Serialize(ticket));
    }

    private DateTime ExpiryOf(AuthenticationTicket ticket) => (ticket.Properties.ExpiresUtc ?? clock.GetUtcNow().AddHours(1)).UtcDateTime;

    private static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    private async Task<T> InDbAsync<T>(Func<GatewayDb, Task<T>> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<GatewayDb>());
    }

    private sealed record Known(byte[] Ticket, SessionTokenSet Tokens, DateTime ExpiresAt);
}
