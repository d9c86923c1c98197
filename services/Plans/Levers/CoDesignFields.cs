using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Levers;

/// <summary>What a person writes about a policy made together, and the sheet that weighs it.</summary>
/// <param name="Why">What makes it sensitive; with <paramref name="Sensitive"/>.</param>
public sealed record CoDesignFields(
    [property: Required(ErrorMessage = "Nommez la politique publique."), StringLength(200, MinimumLength = 3, ErrorMessage = "Le nom compte de 3 à 200 caractères.")] string? Policy,
    [property: Required(ErrorMessage = "Dites si le sujet est sensible.")] bool? Sensitive,
    [property: Required(ErrorMessage = "Dites ce que cette politique doit changer."), StringLength(2000, MinimumLength = 10, ErrorMessage = "La finalité compte de 10 à 2 000 caractères.")] string? Aim,
    [property: StringLength(1000, ErrorMessage = "La raison compte 1 000 caractères au plus.")] string? Why = null,
    [property: StringLength(1000, ErrorMessage = "Les personnes concernées tiennent en 1 000 caractères.")] string? People = null,
    [property: StringLength(2000, ErrorMessage = "Les données tiennent en 2 000 caractères.")] string? Data = null,
    [property: StringLength(2000, ErrorMessage = "Les risques tiennent en 2 000 caractères.")] string? Risks = null,
    [property: StringLength(1000, ErrorMessage = "La décision tient en 1 000 caractères.")] string? NextDecision = null)
{
    internal ValidationProblem? WrongField() =>
        Sensitive == true && string.IsNullOrWhiteSpace(Why) ? Problems.Field("why", "Dites ce qui rend le sujet sensible\u00A0: c’est ce que la personne élue confirmera.") : null;
}
