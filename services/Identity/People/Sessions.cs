using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Identity.Tokens;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Identity.People;

/// <summary>A browser in which an account is open. Its id is the <c>sid</c> of every token of that sign-in.</summary>
[PlatformTable("a person is signed in before, and apart from, any body")]
internal sealed class AccountSession
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid AccountId { get; init; }

    public DateTime StartedAt { get; init; }

    public DateTime SeenAt { get; set; }

    /// <summary>"Firefox sur Windows"; no more of what a browser says of itself is kept.</summary>
    public string Device { get; init; } = "";

    public DateTime? EndedAt { get; set; }
}

/// <summary>The open sessions of an account: seen, listed, ended. Ending one is told to the gateway at once.</summary>
internal sealed class AccountSessions(IdentityDb db, LogoutNotices notices, ServiceSettings settings)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30), SeenEvery = TimeSpan.FromMinutes(5);

    /// <summary>As long as the gateway keeps a browser that does nothing, and an hour of grace.</summary>
    private TimeSpan Idle => TimeSpan.FromHours(Math.Max(24, settings.Configuration.GetValue("Session:IdleHours", 12.0) + 1));

    /// <returns>Null when the session is over, by whatever way.</returns>
    public async Task<AccountSession?> FindAsync(string? sid, CancellationToken ct)
    {
        var (idle, oldest) = (db.Now - Idle, db.Now - Longest);
        return Guid.TryParse(sid, out var id)
            ? await db.AccountSessions.FirstOrDefaultAsync(s => s.Id == id && s.EndedAt == null && s.SeenAt > idle && s.StartedAt > oldest, ct)
            : null;
    }

    public async Task<IReadOnlyList<AccountSession>> ListAsync(Account account, CancellationToken ct)
    {
        var (idle, oldest) = (db.Now - Idle, db.Now - Longest);
        return await db.AccountSessions.AsNoTracking()
            .Where(s => s.AccountId == account.Id && s.EndedAt == null && s.SeenAt > idle && s.StartedAt > oldest).OrderByDescending(s => s.SeenAt).Take(100).ToListAsync(ct);
    }

    /// <summary>Notes that the session is in use; to five minutes, so that pages that are read write little.</summary>
    public async Task SeenAsync(AccountSession session, CancellationToken ct)
    {
        if (db.Now - session.SeenAt > SeenEvery)
        {
            session.SeenAt = db.Now;
            await db.SaveChangesAsync(ct);
        }
    }

    /// <returns>Whether the gateway has ended it too; else it ends there when its token is renewed, within a quarter of an hour.</returns>
    public async Task<bool> EndAsync(Guid accountId, Guid sessionId, CancellationToken ct)
    {
        if (await db.AccountSessions.FirstOrDefaultAsync(s => s.Id == sessionId && s.AccountId == accountId && s.EndedAt == null, ct) is not { } session)
        {
            return true;
        }

        session.EndedAt = db.Now;
        await db.SaveChangesAsync(ct);
        return await notices.SendAsync(subject: null, session.Id.ToString("N"), ct);
    }

    /// <param name="but">The session that stays; null = none does.</param>
    /// <returns>How many ended, and whether the gateway has ended all of them too.</returns>
    public async Task<(int Ended, bool Told)> EndAllAsync(Account account, string? but, CancellationToken ct)
    {
        var keep = Guid.TryParse(but, out var id) ? id : Guid.Empty;
        var open = await db.AccountSessions.Where(s => s.AccountId == account.Id && s.Id != keep && s.EndedAt == null).ToListAsync(ct);
        foreach (var session in open)
        {
            session.EndedAt = db.Now;
        }

        await db.SaveChangesAsync(ct);
        if (keep == Guid.Empty)
        {
            return (open.Count, await notices.SendAsync(account.Subject, sid: null, ct));
        }

        var told = await Task.WhenAll(open.Select(s => notices.SendAsync(subject: null, s.Id.ToString("N"), ct)));
        return (open.Count, told.All(t => t));
    }
}
