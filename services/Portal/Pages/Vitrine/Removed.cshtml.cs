using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Vitrine;

/// <summary>Deleted news that can still be brought back.</summary>
internal sealed class RemovedModel(ShowcaseClient showcase) : BodyPage
{
    public NewsList List { get; private set; } = new([], null);

    [BindProperty(SupportsGet = true, Name = "suite")]
    public string? After { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!May(Right.Edit))
        {
            return NotThere();
        }

        List = await showcase.GetAsync<NewsList>($"bodies/{Body.Id}/news?deleted=true" + (After is null ? "" : $"&after={Uri.EscapeDataString(After)}"), ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid newsId, CancellationToken ct)
    {
        (await showcase.PostAsync($"bodies/{Body.Id}/news/{newsId}/restoration", null, ct)).OrFail();
        this.Say("Actualité remise en place.");
        return Redirect(To($"vitrine/{newsId}"));
    }
}
