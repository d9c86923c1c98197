using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Pages.Territory;

namespace OpenDataAnimation.Portal.Pages.Start;

/// <summary>Anyone asks to open the space of a body: find it, say who one is, sent. An operator decides.</summary>
internal sealed class OpenModel(TerritoryClient territory) : PortalPage
{
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true, Name = "genre")]
    public BodyKind? Kind { get; set; }

    [BindProperty(SupportsGet = true, Name = "code")]
    public string? Code { get; set; }

    [BindProperty]
    public AskInput Input { get; set; } = new();

    public IReadOnlyList<Official> Found { get; private set; } = [];

    /// <summary>The body that was chosen.</summary>
    public Official? Chosen { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        return Code is not null && Chosen is null ? NotThere() : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (Chosen is null)
        {
            return NotThere();
        }

        if (!ModelState.IsValid)
        {
            Response.StatusCode = 400;
            return Page();
        }

        var answer = await territory.PostAsync("requests", new
        {
            kind = Kind,
            code = Code,
            name = Input.Name,
            email = Input.Email,
            function = Input.Function,
            message = Input.Message,
        }, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => Task.CompletedTask);
        }

        this.Say($"Votre demande pour {Chosen.FullName} est enregistrée. La réponse arrivera à {Input.Email}.");
        return Redirect("/ouvrir");
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        if (Kind is { } kind && !string.IsNullOrWhiteSpace(Code))
        {
            Chosen = (await territory.FindAsync<One>($"reference/bodies/{kind}/{Uri.EscapeDataString(Code)}", ct))?.Body;
        }
        else if (!string.IsNullOrWhiteSpace(Search))
        {
            Found = (await territory.GetAsync<Officials>(QueryHelpers.AddQueryString("reference/bodies", "q", Search) + "&limit=20", ct)).Items;
        }
    }

    private sealed record One(Official Body);

    public sealed class AskInput
    {
        [Display(Name = "Votre nom"), Required, StringLength(200, MinimumLength = 2)]
        public string Name { get; set; } = "";

        [Display(Name = "Votre adresse électronique professionnelle"), Required, EmailAddress, StringLength(254)]
        public string Email { get; set; } = "";

        [Display(Name = "Votre fonction"), Required, StringLength(200, MinimumLength = 2)]
        public string Function { get; set; } = "";

        [Display(Name = "Un mot pour la personne qui lira"), DataType(DataType.MultilineText), StringLength(2000)]
        public string? Message { get; set; }
    }
}
