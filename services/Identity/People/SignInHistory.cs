using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Identity.People;

/// <summary>Someone signed in to an account, or tried to. Neither address of origin nor password is kept.</summary>
[PlatformTable("a person signs in before, and apart from, any body")]
internal sealed class SignInAttempt
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid AccountId { get; init; }

    public DateTime At { get; init; }

    public bool Succeeded { get; init; }

    /// <summary>One of <see cref="SignInWays"/>, or the key of a provider.</summary>
    public string How { get; init; } = "";

    public string Device { get; init; } = "";
}

internal static class SignInWays
{
    public const string Password = "password", Code = "code", RecoveryCode = "recovery-code", Passkey = "passkey";

    public static string Words(string how, IEnumerable<SignInProvider> providers) => how switch
    {
        Password => "Mot de passe",
        Code => "Mot de passe et code de l’application",
        RecoveryCode => "Mot de passe et code de secours",
        Passkey => "Clé d’accès",
        _ => providers.FirstOrDefault(p => p.Key == how)?.DisplayName ?? how,
    };
}

/// <summary>What is kept of sign-ins, for twelve months.</summary>
internal sealed class SignInHistory(IdentityDb db)
{
    public const int Months = 12, PageSize = 20;

    /// <summary>Saved with the next save.</summary>
    public void Note(Account account, bool succeeded, string how, HttpContext http) =>
        db.Add(new SignInAttempt { AccountId = account.Id, At = db.Now, Succeeded = succeeded, How = how, Device = Devices.Of(http.Request) });

    /// <param name="before">Where the page before ended; null = the newest.</param>
    public async Task<IReadOnlyList<SignInAttempt>> ReadAsync(Account account, DateTime? before, CancellationToken ct)
    {
        var (from, until) = (db.Now.AddMonths(-Months), before ?? DateTime.MaxValue);
        return await db.SignInAttempts.AsNoTracking().Where(a => a.AccountId == account.Id && a.At > from && a.At < until)
            .OrderByDescending(a => a.At).Take(PageSize + 1).ToListAsync(ct);
    }
}

/// <summary>Once an hour, drops attempts older than twelve months and sessions that are long over.</summary>
internal sealed class AccountUpkeep(IServiceScopeFactory scopes, TimeProvider clock, ILogger<AccountUpkeep> log) : BackgroundService
{
    public static async Task SweepAsync(IdentityDb db, CancellationToken ct)
    {
        var (year, month) = (db.Now.AddMonths(-SignInHistory.Months), db.Now.AddDays(-31));
        await RemoveAsync(db, db.SignInAttempts.Where(a => a.At < year).OrderBy(a => a.At), ct);
        await RemoveAsync(db, db.AccountSessions.Where(s => s.SeenAt < month || s.EndedAt < month).OrderBy(s => s.SeenAt), ct);
    }

    /// <summary>A few hundred at a time, so that nobody waits long for the writer's place.</summary>
    private static async Task RemoveAsync<T>(IdentityDb db, IQueryable<T> old, CancellationToken ct) where T : class
    {
        while (await old.Take(500).ToListAsync(ct) is { Count: > 0 } rows)
        {
            db.RemoveRange(rows);
            await db.SaveChangesAsync(ct);
            db.ChangeTracker.Clear();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await SweepAsync(scope.ServiceProvider.GetRequiredService<IdentityDb>(), stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(e, "Old sign-ins could not be removed; it will be tried again in an hour");
            }
        }
    }
}
