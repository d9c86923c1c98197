using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Strategie;

/// <summary>Writes the strategy.</summary>
internal sealed class EditModel(PlansClient plans) : BodyPage
{
    [BindProperty]
    public StrategyInput Input { get; set; } = new();

    /// <summary>Bodies whose strategy may be taken up.</summary>
    public IReadOnlyList<FieldOption> Parents { get; private set; } = [];

    public bool WasValidated { get; private set; }

    public static IReadOnlyList<FieldOption> Origins { get; } =
    [
        new("Own", "La nôtre", "Vous l’écrivez pour votre collectivité."),
        new("Parent", "Celle d’une structure à laquelle nous sommes rattachés", "Vous dites ce que vous en retenez, et avec quels moyens."),
    ];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!May(Right.Edit))
        {
            return Problem(ProblemPage.NotAllowed("La cheffe ou le chef de projet, ou une personne administratrice de la collectivité, peut le faire.", To("strategie"), "Revenir à la stratégie"));
        }

        var strategy = await LoadAsync(ct);
        Input = new StrategyInput
        {
            Version = strategy.Version,
            Title = strategy.Version == 0 ? $"Stratégie de données ouvertes {Body.De}" : strategy.Title,
            Origin = strategy.Origin,
            ParentId = strategy.Parent?.BodyId,
            Intentions = strategy.Intentions,
            Ambitions = strategy.Ambitions,
            Means = strategy.Means,
            FromYear = strategy.FromYear,
            ToYear = strategy.ToYear,
            CouncilOn = strategy.CouncilOn,
            Deliberation = strategy.Deliberation,
            DeliberationUrl = strategy.DeliberationUrl,
        };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            await LoadAsync(ct);
            return Page();
        }

        var answer = await plans.PutAsync(
            $"bodies/{Body.Id}/strategy",
            new
            {
                Input.Title,
                Origin = Input.Origin ?? StrategyOrigin.Own,
                ParentId = Input.Origin == StrategyOrigin.Parent ? Input.ParentId : null,
                Input.Intentions,
                Input.Ambitions,
                Input.Means,
                Input.FromYear,
                Input.ToYear,
                Input.CouncilOn,
                Input.Deliberation,
                Input.DeliberationUrl,
            },
            Input.Version, ct);
        if (!answer.Succeeded)
        {
            await LoadAsync(ct);
            return await RefusedAsync(answer, () => Task.CompletedTask);
        }

        this.Say("Stratégie enregistrée.");
        return Redirect(To("strategie"));
    }

    protected override string WordOf(string property, string value) => property switch
    {
        nameof(StrategyInput.Origin) => Origins.FirstOrDefault(o => o.Value == value)?.Label ?? value,
        nameof(StrategyInput.ParentId) => Parents.FirstOrDefault(p => p.Value == value)?.Label ?? "une autre structure",
        _ => value,
    };

    private async Task<StrategyView> LoadAsync(CancellationToken ct)
    {
        var strategy = await plans.GetAsync<StrategyView>($"bodies/{Body.Id}/strategy", ct);
        Parents = [.. strategy.Parents.Select(p => new FieldOption(p.BodyId.ToString(), p.Name))];
        WasValidated = strategy.State == StrategyState.Validated;
        return strategy;
    }
}

internal sealed class StrategyInput
{
    public int Version { get; set; }

    [Display(Name = "Nom de la stratégie"), Required, StringLength(200, MinimumLength = 3)]
    public string? Title { get; set; }

    [Display(Name = "De qui est-elle\u00A0?")]
    public StrategyOrigin? Origin { get; set; }

    [Display(Name = "Structure dont vous reprenez la stratégie")]
    public Guid? ParentId { get; set; }

    [Display(Name = "Intentions"), DataType(DataType.MultilineText), StringLength(4000)]
    public string? Intentions { get; set; }

    [Display(Name = "Ambitions"), DataType(DataType.MultilineText), StringLength(4000)]
    public string? Ambitions { get; set; }

    [Display(Name = "Moyens"), DataType(DataType.MultilineText), StringLength(4000)]
    public string? Means { get; set; }

    [Display(Name = "Première année"), Range(2000, 2100)]
    public int? FromYear { get; set; }

    [Display(Name = "Dernière année"), Range(2000, 2100)]
    public int? ToYear { get; set; }

    [Display(Name = "Date de la délibération")]
    public DateOnly? CouncilOn { get; set; }

    [Display(Name = "Numéro de la délibération"), StringLength(200)]
    public string? Deliberation { get; set; }

    [Display(Name = "Adresse du texte en ligne"), Url, StringLength(500)]
    public string? DeliberationUrl { get; set; }
}
