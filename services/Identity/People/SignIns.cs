using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace OpenDataAnimation.Identity.People;

/// <summary>Someone signed in here: who, since when, how.</summary>
internal sealed record Session(Account Account, string Id, long Since, string[] Methods);

/// <summary>Signing in and out of this service; what others learn of it is in tokens.</summary>
internal sealed class SignIns(UserManager<Account> users, HashingGate gate, IHttpContextAccessor contexts)
{
    public const string Scheme = "oda.account", ExternalScheme = "oda.account.elsewhere";

    public const string Refused =
        "L’adresse ou le mot de passe ne correspond pas. Après dix essais manqués, la connexion est suspendue cinq minutes.";

    private const string Stamp = "stamp";

    // Made once: what an unknown address is checked against, so that it takes the time of a known one.
    private static readonly Lazy<string> NobodysHash = new(() =>
        new PasswordHashes(Microsoft.Extensions.Options.Options.Create(new PasswordHasherOptions { IterationCount = PasswordHashes.Rounds }))
            .HashPassword(new Account(), Guid.NewGuid().ToString()));

    private HttpContext Http => contexts.HttpContext ?? throw new InvalidOperationException("Signing in needs a request.");

    /// <returns>
    /// The account, or null. An unknown address, a wrong password and a locked account are one answer after one time
    /// (OWASP ASVS 6.3.8): nobody learns which addresses have an account.
    /// </returns>
    public async Task<Account?> CheckAsync(string email, string password, CancellationToken ct)
    {
        var account = await users.FindByEmailAsync(email.Trim());
        var hash = account?.PasswordHash ?? NobodysHash.Value;
        var verified = await gate.RunAsync(() => Task.FromResult(users.PasswordHasher.VerifyHashedPassword(account ?? new Account(), hash, password)), ct);
        if (account?.PasswordHash is null || await users.IsLockedOutAsync(account))
        {
            return null;
        }

        if (verified == PasswordVerificationResult.Failed)
        {
            await users.AccessFailedAsync(account);
            return null;
        }

        if (account.AccessFailedCount > 0)
        {
            await users.ResetAccessFailedCountAsync(account);
        }

        return account;
    }

    /// <param name="methods">How the person showed who they are (RFC 8176), such as <c>pwd</c>.</param>
    public async Task BeginAsync(Account account, DateTimeOffset now, params string[] methods)
    {
        var identity = new ClaimsIdentity(Scheme);
        identity.AddClaim(new("sub", account.Subject));
        identity.AddClaim(new(Stamp, account.SecurityStamp ?? ""));
        // A session begins here, whatever was in the cookie: a planted one is worth nothing afterwards.
        identity.AddClaim(new("sid", Guid.NewGuid().ToString("N")));
        identity.AddClaim(new("auth_time", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)));
        identity.AddClaims(methods.Select(m => new Claim("amr", m)));
        await Http.SignInAsync(Scheme, new ClaimsPrincipal(identity));
    }

    public Task EndAsync() => Http.SignOutAsync(Scheme);

    /// <returns>Null when nobody is signed in.</returns>
    public async Task<Session?> CurrentAsync()
    {
        var ticket = await Http.AuthenticateAsync(Scheme);
        return ticket is { Succeeded: true, Principal: { } who } && Http.Items[typeof(Account)] is Account account
            ? new Session(
                account,
                who.FindFirstValue("sid") ?? "",
                long.Parse(who.FindFirstValue("auth_time") ?? "0", CultureInfo.InvariantCulture),
                [.. who.FindAll("amr").Select(c => c.Value)])
            : null;
    }

    /// <summary>Renews the cookie of the one who changed the password, while all others end.</summary>
    public Task RenewAsync(Session session) => BeginAsync(session.Account, DateTimeOffset.FromUnixTimeSeconds(session.Since), session.Methods);

    /// <summary>A cookie is good while the account exists and its password and addresses are those of when it was made.</summary>
    internal static async Task StillGoodAsync(CookieValidatePrincipalContext context)
    {
        var db = context.HttpContext.RequestServices.GetRequiredService<IdentityDb>();
        var account = Guid.TryParse(context.Principal?.FindFirstValue("sub"), out var id)
            ? await db.Accounts.FirstOrDefaultAsync(a => a.Id == id, context.HttpContext.RequestAborted)
            : null;
        if (account is null || account.SecurityStamp != context.Principal!.FindFirstValue(Stamp))
        {
            context.RejectPrincipal();
            return;
        }

        context.HttpContext.Items[typeof(Account)] = account;
    }
}
