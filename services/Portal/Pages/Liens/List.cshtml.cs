using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Liens;

/// <summary>Every secure link of the body, and what became of it.</summary>
internal sealed class ListModel(TerritoryClient territory) : BodyPage
{
    [BindProperty(SupportsGet = true, Name = "apres")]
    public string? After { get; set; }

    public Paged<LinkItem> Links { get; private set; } = new([], null);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!May(Right.Edit))
        {
            return Problem(ProblemPage.NotAllowed("La cheffe ou le chef de projet, ou une personne administratrice de la collectivité, peut voir les liens sécurisés."));
        }

        Links = await territory.GetAsync<Paged<LinkItem>>($"bodies/{Body.Id}/links?size=50" + (After is null ? "" : $"&after={Uri.EscapeDataString(After)}"), ct);
        return Page();
    }

    /// <summary>Takes a link back.</summary>
    public async Task<IActionResult> OnPostRevokeAsync(Guid linkId, string? back, CancellationToken ct)
    {
        (await territory.DeleteAsync($"bodies/{Body.Id}/links/{linkId}", null, ct)).OrFail();
        this.Say("Lien annulé\u00A0: il ne fonctionne plus.");
        return Redirect(Guid.TryParse(back, out var action) ? To($"actions/{action}/demander") : To("liens"));
    }
}
