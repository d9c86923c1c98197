using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Pages.Territory;

namespace OpenDataAnimation.Portal.Pages.Body;

/// <summary>How the body is called, its colour, and the staff that decides on its duty to publish.</summary>
internal sealed class SettingsModel(TerritoryClient territory) : BodyPage
{
    public Known Facts { get; private set; } = null!;

    [BindProperty]
    public SettingsInput Input { get; set; } = new();

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Input = new SettingsInput
        {
            Name = Facts.Name,
            Accent = Facts.Accent,
            Agents = Facts.FullTimeAgents?.ToString("0.##", CultureInfo.InvariantCulture).Replace('.', ','),
            StaffAsOf = Facts.StaffAsOf,
            Version = Facts.Version,
        };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Input.Accent = string.IsNullOrWhiteSpace(Input.Accent) ? null : "#" + Input.Accent.Trim().TrimStart('#');
        if (Input.Accent is not null && !Theme.TryCreate(Input.Accent, out _, out var refusal))
        {
            ModelState.AddModelError("Input.Accent", refusal);
        }

        decimal? agents = null;
        if (!string.IsNullOrWhiteSpace(Input.Agents))
        {
            agents = decimal.TryParse(Input.Agents.Trim().Replace(',', '.').Replace(" ", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var read) ? read : null;
            if (agents is null or > 1_000_000)
            {
                ModelState.AddModelError("Input.Agents", "Effectif\u00A0: écrivez un nombre, par exemple 12 ou 12,5.");
            }
        }

        if (!ModelState.IsValid)
        {
            await LoadAsync(ct);
            Response.StatusCode = 400;
            return Page();
        }

        var answer = await territory.PutAsync($"bodies/{Body.Id}/settings",
            new { name = Input.Name, accent = Input.Accent, fullTimeAgents = agents, staffAsOf = Input.StaffAsOf }, Input.Version, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadAsync(ct), new Dictionary<string, string> { ["fullTimeAgents"] = "Input.Agents", ["FullTimeAgents"] = "Input.Agents" });
        }

        this.Say("Réglages enregistrés.");
        return Redirect($"/c/{answer.Read<Known>().Slug}/reglages");
    }

    private async Task LoadAsync(CancellationToken ct) => Facts = await territory.GetAsync<Known>($"bodies/{Body.Id}", ct);

    /// <summary>What the page shows of the body.</summary>
    internal sealed record Known(
        int Version, string Name, string Slug, string? InseeCode, string? Siren, IReadOnlyList<string> Departements, int? Population, int? PopulationVintage, BodyState State,
        string? Accent, decimal? FullTimeAgents, DateOnly? StaffAsOf, Duty Duty);

    public sealed class SettingsInput
    {
        [Display(Name = "Nom affiché"), Required, StringLength(200, MinimumLength = 2)]
        public string Name { get; set; } = "";

        [Display(Name = "Couleur", Description = "Un dièse et six caractères, par exemple #14595e. Elle doit rester lisible sur le papier comme à l’écran. Laissez vide pour la couleur du service."), StringLength(7)]
        public string? Accent { get; set; }

        [Display(Name = "Effectif en équivalent temps plein", Description = "Par exemple 12 ou 12,5. Laissez vide si vous ne le connaissez pas."), StringLength(12)]
        public string? Agents { get; set; }

        [Display(Name = "Effectif constaté le")]
        public DateOnly? StaffAsOf { get; set; }

        public int Version { get; set; }
    }
}
