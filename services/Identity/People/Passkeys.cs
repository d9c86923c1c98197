using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Identity.People;

/// <summary>Passkeys (WebAuthn), by Identity's own handler: what was asked travels sealed in a cookie of five minutes, and counts once.</summary>
internal sealed class Passkeys(UserManager<Account> users, IPasskeyHandler<Account> handler, PasskeyQuestions questions)
{
    public const int Most = 20, LongestName = 60;

    /// <summary>Browsers offer passkeys on https and on localhost only.</summary>
    public static bool ArePossible(HttpRequest request) => request.IsHttps || string.Equals(request.Host.Host, "localhost", StringComparison.OrdinalIgnoreCase);

    /// <returns>What the browser's <c>navigator.credentials.create</c> is given, as JSON.</returns>
    public async Task<string> AskForNewAsync(Account account, HttpContext http)
    {
        var asked = await handler.MakeCreationOptionsAsync(new() { Id = account.Subject, Name = account.Email!, DisplayName = account.Name }, http);
        questions.Keep(http, "new", asked.AttestationState);
        return asked.CreationOptionsJson;
    }

    /// <returns>Whether it was kept; it is not when nothing was asked, or the answer does not fit.</returns>
    public async Task<bool> AddAsync(Account account, string credential, string name, HttpContext http)
    {
        if (questions.Take(http, "new") is not { } state || !IsJson(credential))
        {
            return false;
        }

        var made = await handler.PerformAttestationAsync(new() { HttpContext = http, CredentialJson = credential, AttestationState = state });
        // The question was for this account: one that another account asked does not serve here.
        if (!made.Succeeded || made.UserEntity.Id != account.Subject || (await users.GetPasskeysAsync(account)).Count >= Most)
        {
            return false;
        }

        made.Passkey.Name = name;
        return (await users.AddOrUpdatePasskeyAsync(account, made.Passkey)).Succeeded;
    }

    /// <returns>What <c>navigator.credentials.get</c> is given, as JSON; it names no account.</returns>
    public async Task<string> AskForAnyAsync(HttpContext http)
    {
        var asked = await handler.MakeRequestOptionsAsync(null, http);
        questions.Keep(http, "any", asked.AssertionState);
        return asked.RequestOptionsJson;
    }

    /// <returns>The account and how it was shown (RFC 8176); null when nothing was asked, or the answer does not fit.</returns>
    public async Task<(Account Account, string[] Methods)?> CheckAsync(string credential, HttpContext http)
    {
        if (questions.Take(http, "any") is not { } state || !IsJson(credential))
        {
            return null;
        }

        var shown = await handler.PerformAssertionAsync(new() { HttpContext = http, CredentialJson = credential, AssertionState = state });
        // The person was asked for a PIN or a finger: possession and that are two factors.
        if (!shown.Succeeded || !shown.Passkey.IsUserVerified || await users.IsLockedOutAsync(shown.User))
        {
            return null;
        }

        await users.AddOrUpdatePasskeyAsync(shown.User, shown.Passkey);
        return (shown.User, [shown.Passkey.IsBackupEligible ? "swk" : "hwk", "mfa"]);
    }

    private static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}

/// <summary>What was asked of an authenticator, until it answers.</summary>
internal sealed class PasskeyQuestions(IDataProtectionProvider protection) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly ITimeLimitedDataProtector _seal = protection.CreateProtector("Identity.Passkeys").ToTimeLimitedDataProtector();
    private readonly MemoryCache _answered = new(new MemoryCacheOptions { SizeLimit = 100_000 });

    public void Keep(HttpContext http, string what, string? state) =>
        http.Response.Cookies.Append(CookieOf(what), _seal.Protect(state ?? "", Patience), Options(http));

    /// <summary>Once: an answer that was seen on its way opens nothing a second time.</summary>
    public string? Take(HttpContext http, string what)
    {
        if (http.Request.Cookies[CookieOf(what)] is not { } kept)
        {
            return null;
        }

        http.Response.Cookies.Delete(CookieOf(what), Options(http));
        try
        {
            var state = _seal.Unprotect(kept);
            var mark = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(kept)));
            if (_answered.TryGetValue(mark, out _))
            {
                return null;
            }

            _answered.Set(mark, true, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Patience });
            return state;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public void Dispose() => _answered.Dispose();

    private static string CookieOf(string what) => "oda.account.passkey." + what;

    private static CookieOptions Options(HttpContext http) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = http.Request.IsHttps || !Loopback.Is(http.Request.Host.Host),
        Path = "/compte",
        MaxAge = Patience,
    };
}

/// <summary>What is asked of authenticators, and from which page an answer is taken.</summary>
internal sealed class PasskeyOptions(ServiceSettings settings) : IConfigureOptions<IdentityPasskeyOptions>
{
    public void Configure(IdentityPasskeyOptions options)
    {
        options.UserVerificationRequirement = "required";
        // Kept in the authenticator, so that signing in begins with no address.
        options.ResidentKeyRequirement = "required";
        options.AuthenticatorTimeout = TimeSpan.FromMinutes(5);
        // The public name; on one's own machine that of the request, which is localhost or offers no passkeys.
        options.ServerDomain = PublicAddress.Of(settings) is { Scheme: "https" } address ? address.Host : null;
        options.ValidateOrigin = context => ValueTask.FromResult(!context.CrossOrigin && IsOurs(context.Origin, context.HttpContext.Request));
    }

    private bool IsOurs(string origin, HttpRequest request)
    {
        var here = $"{request.Scheme}://{request.Host}";
        var known = PublicAddress.Of(settings);
        return string.Equals(origin, known.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase)
            || ((Loopback.Is(request.Host.Host) || known.Scheme == "http") && string.Equals(origin, here, StringComparison.OrdinalIgnoreCase));
    }
}
