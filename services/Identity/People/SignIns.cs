using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Identity.People;

/// <summary>Someone signed in here: who, since when, how.</summary>
internal sealed record Session(Account Account, string Id, long Since, string[] Methods);

/// <summary>Someone showed a first factor and owes the second.</summary>
internal sealed record HalfWay(Account Account, string How, string[] Methods);

/// <summary>Signing in and out of this service; what others learn of it is in tokens.</summary>
internal sealed class SignIns(
    IdentityDb db, UserManager<Account> users, HashingGate gate, AccountSessions sessions, SignInHistory history, IHttpContextAccessor contexts, ServiceSettings settings)
{
    public const string Scheme = "oda.account", ExternalScheme = "oda.account.elsewhere", SecondScheme = "oda.account.second";

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
        if (account is null)
        {
            return null;
        }

        if (account.PasswordHash is null || await users.IsLockedOutAsync(account) || verified == PasswordVerificationResult.Failed)
        {
            history.Note(account, succeeded: false, SignInWays.Password, Http);
            // Also saves what was noted; a locked account is not locked for longer.
            await (account.PasswordHash is null || await users.IsLockedOutAsync(account) ? db.SaveChangesAsync(ct) : (Task)users.AccessFailedAsync(account));
            return null;
        }

        // With a second factor, failures are forgotten after it: else the right password would allow ten more guesses of the code each time.
        if (account.AccessFailedCount > 0 && !account.TwoFactorEnabled)
        {
            await users.ResetAccessFailedCountAsync(account);
        }

        return account;
    }

    /// <summary>Signs in, or asks for the second factor first where the account has one and the way here was not one of two factors.</summary>
    /// <param name="how">For the history: one of <see cref="SignInWays"/> or a provider's key.</param>
    /// <param name="methods">How the person showed who they are (RFC 8176), such as <c>pwd</c>.</param>
    /// <returns>False when the second factor is still to come, at <c>/compte/code</c>.</returns>
    public async Task<bool> EnterAsync(Account account, string how, DateTimeOffset at, params string[] methods)
    {
        if (!account.TwoFactorEnabled || methods.Contains("mfa"))
        {
            history.Note(account, succeeded: true, how, Http);
            await BeginAsync(account, at, methods);
            return true;
        }

        var identity = new ClaimsIdentity(SecondScheme);
        identity.AddClaim(new("sub", account.Subject));
        identity.AddClaim(new(Stamp, account.SecurityStamp ?? ""));
        identity.AddClaim(new("how", how));
        identity.AddClaims(methods.Select(m => new Claim("amr", m)));
        await Http.SignInAsync(SecondScheme, new ClaimsPrincipal(identity));
        return false;
    }

    /// <summary>Who showed a first factor and owes the second; null after ten minutes, or when the account has changed since.</summary>
    public async Task<HalfWay?> HalfWayAsync()
    {
        var ticket = await Http.AuthenticateAsync(SecondScheme);
        return ticket is { Succeeded: true, Principal: { } who } && who.FindFirstValue("sub") is { } subject
            && await users.FindByIdAsync(subject) is { TwoFactorEnabled: true } account && account.SecurityStamp == who.FindFirstValue(Stamp)
            ? new HalfWay(account, who.FindFirstValue("how") ?? "", [.. who.FindAll("amr").Select(c => c.Value)])
            : null;
    }

    /// <summary>The second factor was right.</summary>
    public async Task ArriveAsync(HalfWay half, string how, DateTimeOffset now)
    {
        history.Note(half.Account, succeeded: true, half.How == SignInWays.Password ? how : half.How, Http);
        await Http.SignOutAsync(SecondScheme);
        await BeginAsync(half.Account, now, [.. half.Methods, "otp", "mfa"]);
    }

    /// <summary>The second factor was wrong.</summary>
    public async Task MissAsync(HalfWay half, string how, CancellationToken ct)
    {
        history.Note(half.Account, succeeded: false, how, Http);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>The cookie, and the row that it stands for. The session that this browser had is over: an old cookie is worth nothing afterwards.</summary>
    private async Task BeginAsync(Account account, DateTimeOffset at, params string[] methods)
    {
        var before = (await Http.AuthenticateAsync(Scheme)).Principal;
        var earlier = await sessions.FindAsync(before?.FindFirstValue("sid"), Http.RequestAborted);
        var session = new AccountSession
        {
            AccountId = account.Id,
            // Whoever confirms who they are goes on: "since" is when the account was opened in this browser.
            StartedAt = earlier?.AccountId == account.Id ? earlier.StartedAt : db.Now,
            SeenAt = db.Now,
            Device = Devices.Of(Http.Request),
        };
        db.Add(session);
        if (earlier is not null)
        {
            earlier.EndedAt = db.Now;
        }

        await db.SaveChangesAsync(Http.RequestAborted);
        var identity = new ClaimsIdentity(Scheme);
        identity.AddClaim(new("sub", account.Subject));
        identity.AddClaim(new(Stamp, account.SecurityStamp ?? ""));
        identity.AddClaim(new("sid", session.Id.ToString("N")));
        identity.AddClaim(new("auth_time", at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)));
        identity.AddClaims(methods.Select(m => new Claim("amr", m)));
        await Http.SignInAsync(Scheme, new ClaimsPrincipal(identity));
    }

    public async Task EndAsync()
    {
        if (await CurrentAsync() is { } session)
        {
            await sessions.EndAsync(session.Account.Id, Guid.Parse(session.Id), Http.RequestAborted);
        }

        await Http.SignOutAsync(Scheme);
    }

    /// <summary>Whether the person showed who they are recently enough to change how the account is opened; as long as for dangerous acts.</summary>
    public bool IsRecent(Session session, DateTimeOffset now) =>
        now.ToUnixTimeSeconds() - session.Since <= Math.Max(60, settings.Configuration.GetValue("Auth:RecentSignInSeconds", 300));

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

    /// <summary>A cookie is good while its session is open, and the account's password and second factor are those of when it was made.</summary>
    internal static async Task StillGoodAsync(CookieValidatePrincipalContext context)
    {
        var (services, ct) = (context.HttpContext.RequestServices, context.HttpContext.RequestAborted);
        var (db, sessions) = (services.GetRequiredService<IdentityDb>(), services.GetRequiredService<AccountSessions>());
        var account = Guid.TryParse(context.Principal?.FindFirstValue("sub"), out var id)
            ? await db.Accounts.FirstOrDefaultAsync(a => a.Id == id, ct)
            : null;
        if (account is null || account.SecurityStamp != context.Principal!.FindFirstValue(Stamp)
            || await sessions.FindAsync(context.Principal!.FindFirstValue("sid"), ct) is not { } session)
        {
            context.RejectPrincipal();
            return;
        }

        await sessions.SeenAsync(session, ct);

        context.HttpContext.Items[typeof(Account)] = account;
    }
}
