using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Pages.Territory;

namespace OpenDataAnimation.Portal.Pages.Operator;

/// <summary>An operator opens a body out of the reference and invites its first administrator.</summary>
internal sealed class OpenBodyModel(TerritoryClient territory) : PersonPage
{
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true, Name = "genre")]
    public BodyKind? Kind { get; set; }

    [BindProperty(SupportsGet = true, Name = "code")]
    public string? Code { get; set; }

    [BindProperty]
    public OpenInput Input { get; set; } = new();

    public IReadOnlyList<Official> Found { get; private set; } = [];

    public One? Chosen { get; private set; }

    /// <summary>A kind that the reference does not list: known by SIREN and name.</summary>
    public bool IsUnlisted => Kind is BodyKind.MixedSyndicate or BodyKind.Agency or BodyKind.Other && Chosen is null;

    public static IReadOnlyList<FieldOption> UnlistedKinds { get; } =
        [.. new[] { BodyKind.MixedSyndicate, BodyKind.Agency, BodyKind.Other }.Select(kind => new FieldOption(kind.ToString(), kind == BodyKind.Other ? "Autre organisme" : Words.Kind(kind)))];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!Me.IsOperator)
        {
            return NotThere();
        }

        await LoadAsync(ct);
        return Code is not null && Chosen is null ? NotThere() : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (Chosen is null)
        {
            if (!IsUnlisted)
            {
                return NotThere();
            }

            if (string.IsNullOrWhiteSpace(Input.BodyName))
            {
                ModelState.AddModelError("Input.BodyName", "Nom de la structure\u00A0: remplissez ce champ.");
            }

            if (Input.Siren is not { Length: 9 } || !Input.Siren.All(char.IsAsciiDigit))
            {
                ModelState.AddModelError("Input.Siren", "SIREN\u00A0: écrivez neuf chiffres, par exemple 253514681.");
            }
        }

        if (!ModelState.IsValid)
        {
            Response.StatusCode = 400;
            return Page();
        }

        var answer = await territory.PostAsync("operator/bodies", new
        {
            kind = Kind,
            code = Chosen?.Body.Code ?? Input.Siren,
            name = Input.BodyName,
            administratorName = Input.Name,
            administratorEmail = Input.Email,
        }, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => Task.CompletedTask, new Dictionary<string, string>
            {
                ["administratorName"] = "Input.Name",
                ["administratorEmail"] = "Input.Email",
                ["code"] = "Input.Siren",
                ["name"] = "Input.BodyName",
            }, new Dictionary<string, string> { ["already-joined"] = "Cette collectivité est déjà inscrite\u00A0: ses propres administrateurs invitent désormais." });
        }

        this.Say($"L’espace {Words.De(answer.Read<Opened>().Name, Chosen?.Body.Article)} est prêt. L’invitation est partie à {Input.Email}.");
        return Redirect("/operateur");
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        if (Kind is { } kind && !string.IsNullOrWhiteSpace(Code))
        {
            Chosen = await territory.FindAsync<One>($"reference/bodies/{kind}/{Uri.EscapeDataString(Code)}", ct);
        }
        else if (!string.IsNullOrWhiteSpace(Search))
        {
            Found = (await territory.GetAsync<Officials>(QueryHelpers.AddQueryString("reference/bodies", "q", Search) + "&limit=20", ct)).Items;
        }
    }

    internal sealed record One(Official Body, int Communes, Duty Duty);

    private sealed record Opened(string Name);

    public sealed class OpenInput
    {
        [Display(Name = "Nom de la structure"), StringLength(200)]
        public string? BodyName { get; set; }

        [Display(Name = "SIREN"), StringLength(9)]
        public string? Siren { get; set; }

        [Display(Name = "Nom de la personne administratrice"), Required, StringLength(200, MinimumLength = 2)]
        public string Name { get; set; } = "";

        [Display(Name = "Son adresse électronique"), Required, EmailAddress, StringLength(254)]
        public string Email { get; set; } = "";
    }
}
