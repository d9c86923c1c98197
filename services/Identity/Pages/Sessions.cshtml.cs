using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Identity.People;

namespace OpenDataAnimation.Identity.Pages;

/// <summary>Where someone's account is open, and who signed in to it or tried to.</summary>
internal sealed class SessionsModel(AccountSessions sessions, SignInHistory history, IEnumerable<SignInProvider> providers) : AccountPage
{
    public IReadOnlyList<AccountSession> Open { get; private set; } = [];

    public IReadOnlyList<SignInAttempt> Attempts { get; private set; } = [];

    /// <summary>Where the next page of the history begins; null on the last.</summary>
    public string? Older { get; private set; }

    [BindProperty(SupportsGet = true)]
    public string? Avant { get; set; }

    public bool IsCurrent(AccountSession session) => session.Id.ToString("N") == Session.Id;

    public string Words(SignInAttempt attempt) => SignInWays.Words(attempt.How, providers);

    public async Task<IActionResult> OnPostEndAsync(Guid id, CancellationToken ct)
    {
        if (id.ToString("N") == Session.Id)
        {
            return LocalRedirect("/session/sign-out");
        }

        // Another account's session is not found, and answered as one that is over.
        return Said(await sessions.EndAsync(Account.Id, id, ct)
            ? "Cet appareil est déconnecté."
            : "Cet appareil est déconnecté. Une page déjà ouverte peut encore répondre pendant un quart d’heure.");
    }

    public async Task<IActionResult> OnPostEndOthersAsync(CancellationToken ct)
    {
        var (ended, told) = await sessions.EndAllAsync(Account, Session.Id, ct);
        return Said((ended == 0 ? "Aucun autre appareil n’était connecté." : "Vos autres appareils sont déconnectés.")
            + (told ? "" : " Une page déjà ouverte peut encore répondre pendant un quart d’heure."));
    }

    protected override async Task ReadAsync(CancellationToken ct)
    {
        Open = [.. (await sessions.ListAsync(Account, ct)).OrderByDescending(IsCurrent)];
        var before = long.TryParse(Avant, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTime.MaxValue.Ticks ? new DateTime(ticks, DateTimeKind.Utc) : (DateTime?)null;
        var read = await history.ReadAsync(Account, before, ct);
        Attempts = [.. read.Take(SignInHistory.PageSize)];
        Older = read.Count > SignInHistory.PageSize ? Attempts[^1].At.Ticks.ToString(CultureInfo.InvariantCulture) : null;
    }
}
