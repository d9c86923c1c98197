using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;

namespace OpenDataAnimation.Portal.Pages.Leviers;

/// <summary>What a person writes about a policy made together.</summary>
internal sealed class CoDesignInput
{
    public int Version { get; set; }

    [Display(Name = "Politique publique"), Required, StringLength(200, MinimumLength = 3)]
    public string? Policy { get; set; }

    [Display(Name = "Le sujet est-il sensible\u00A0?"), Required]
    public bool? Sensitive { get; set; }

    [Display(Name = "Ce qui le rend sensible"), StringLength(1000)]
    public string? Why { get; set; }

    [Display(Name = "Ce qu’elle doit changer"), DataType(DataType.MultilineText), Required, StringLength(2000, MinimumLength = 10)]
    public string? Aim { get; set; }

    [Display(Name = "Avec qui"), StringLength(1000)]
    public string? People { get; set; }

    [Display(Name = "Données utiles, ouvertes ou à ouvrir"), DataType(DataType.MultilineText), StringLength(2000)]
    public string? Data { get; set; }

    [Display(Name = "Risques et limites"), DataType(DataType.MultilineText), StringLength(2000)]
    public string? Risks { get; set; }

    [Display(Name = "Prochaine décision"), StringLength(1000)]
    public string? NextDecision { get; set; }

    public static CoDesignInput Of(CoDesignView c) => new()
    {
        Version = c.Version,
        Policy = c.Policy,
        Sensitive = c.Sensitive,
        Why = c.Why,
        Aim = c.Aim,
        People = c.People,
        Data = c.Data,
        Risks = c.Risks,
        NextDecision = c.NextDecision,
    };

    public object AsBody() => new { Policy, Sensitive, Why, Aim, People, Data, Risks, NextDecision };
}

internal abstract class CoDesignFormPage : BodyPage
{
    protected const string WhoMay = "La cheffe ou le chef de projet, ou une personne administratrice de la collectivité, peut le faire.";

    [BindProperty]
    public CoDesignInput Input { get; set; } = new();

    public static IReadOnlyList<FieldOption> Answers { get; } =
    [
        new("False", "Non", "Le bon choix pour une première fois."),
        new("True", "Oui", "Une personne élue confirme alors la démarche avant sa première étape."),
    ];
}
