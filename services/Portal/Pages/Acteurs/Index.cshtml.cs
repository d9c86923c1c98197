using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Acteurs;

/// <summary>The body's address book.</summary>
internal sealed class IndexModel(StakeholdersClient stakeholders) : BodyPage
{
    public sealed record Contact(Guid Id, string Name, string? Organisation, string? Function, string Audience, string? Email, string? Phone, DateOnly RetainUntil);

    public sealed record Contacts(IReadOnlyList<Contact> Items, string? Next);

    public Contacts List { get; private set; } = new([], null);

    [BindProperty(SupportsGet = true)]
    public string? Audience { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public bool IsFiltered => !string.IsNullOrEmpty(Audience) || !string.IsNullOrEmpty(Q);

    public string? Next => List.Next is null ? null : $"{To("acteurs")}?audience={Audience}&q={Uri.EscapeDataString(Q ?? "")}&after={List.Next}";

    public string? First => After is null ? null : $"{To("acteurs")}?audience={Audience}&q={Uri.EscapeDataString(Q ?? "")}";

    /// <summary>Details that should be looked at again, or erased.</summary>
    public bool IsDue(Contact contact) => contact.RetainUntil < Frame.DayOf(HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);

    public async Task OnGetAsync(CancellationToken ct)
    {
        var known = AudienceWords.Options.Any(o => o.Value == Audience) ? Audience : null;
        List = await stakeholders.GetAsync<Contacts>(
            $"bodies/{Body.Id}/contacts?q={Uri.EscapeDataString(Q is { Length: > 100 } ? Q[..100] : Q ?? "")}"
            + (known is null ? "" : $"&audience={known}") + (After is null ? "" : $"&after={After}"), ct);
    }
}
