using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace OpenDataAnimation.Portal.Drafts;

/// <summary>Keeps a form across a sign-in: the row is sealed, its key travels in a cookie of this browser only.</summary>
public sealed class DraftBox(PortalDb db, IDataProtectionProvider protection)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);
    private const int SweptAtOnce = 50;

    private readonly IDataProtector _seal = protection.CreateProtector("OpenDataAnimation.Portal.Drafts");

    /// <returns>The draft's id, for the address that resumes it.</returns>
    public async Task<Guid> KeepAsync(HttpContext http, TypedForm form, CancellationToken ct)
    {
        var key = RandomNumberGenerator.GetBytes(32);
        var draft = new Draft
        {
            Id = Guid.CreateVersion7(),
            KeyHash = Hash(key),
            ExpiresAt = db.Now + Lifetime,
            Content = _seal.Protect(JsonSerializer.SerializeToUtf8Bytes(form)),
        };
        var now = db.Now;
        db.Drafts.RemoveRange(await db.Drafts.Where(d => d.ExpiresAt < now).OrderBy(d => d.ExpiresAt).Take(SweptAtOnce).ToListAsync(ct));
        db.Drafts.Add(draft);
        await db.SaveChangesAsync(ct);
        http.Response.Cookies.Append(CookieOf(draft.Id), Base64Url.EncodeToString(key), Cookie(http, draft.Id, Lifetime));
        return draft.Id;
    }

    /// <returns>Null when it is gone, or when this browser has not the key.</returns>
    public async Task<TypedForm?> FindAsync(HttpContext http, Guid id, CancellationToken ct)
    {
        var now = db.Now;
        if (KeyOf(http, id) is not { } hash
            || await db.Drafts.AsNoTracking().FirstOrDefaultAsync(d => d.Id == id && d.KeyHash == hash && d.ExpiresAt > now, ct) is not { } draft)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<TypedForm>(_seal.Unprotect(draft.Content));
        }
        catch (CryptographicException)
        {
            // The keys were changed since: what they sealed is lost, which is what changing them is for.
            return null;
        }
    }

    /// <summary>Throws the draft away; nothing happens without this browser's key.</summary>
    public async Task ForgetAsync(HttpContext http, Guid id, CancellationToken ct)
    {
        if (KeyOf(http, id) is { } hash && await db.Drafts.FirstOrDefaultAsync(d => d.Id == id && d.KeyHash == hash, ct) is { } draft)
        {
            db.Drafts.Remove(draft);
            await db.SaveChangesAsync(ct);
            http.Response.Cookies.Delete(CookieOf(id), Cookie(http, id, TimeSpan.Zero));
        }
    }

    private static string? KeyOf(HttpContext http, Guid id)
    {
        var text = http.Request.Cookies[CookieOf(id)];
        return text is not null && Base64Url.IsValid(text) ? Hash(Base64Url.DecodeFromChars(text)) : null;
    }

    private static string CookieOf(Guid id) => $"oda-reprise-{id:N}";

    private static string Hash(byte[] key) => Convert.ToHexStringLower(SHA256.HashData(key));

    private static CookieOptions Cookie(HttpContext http, Guid id, TimeSpan lifetime) => new()
    {
        HttpOnly = true,
        Secure = http.Request.IsHttps,
        SameSite = SameSiteMode.Lax,
        Path = $"/reprise/{id}",
        MaxAge = lifetime,
    };
}
