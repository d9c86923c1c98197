using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Framework;

/// <summary>What a person writes on one line of the framework.</summary>
/// <param name="Title">A name, a criterion, or a question.</param>
/// <param name="PersonId">For the team: a member of the body.</param>
/// <param name="EffortPercent">For the team: percent of a full-time job.</param>
public sealed record FrameworkFields(
    [property: Required(ErrorMessage = "Écrivez l’intitulé."), StringLength(200, MinimumLength = 2, ErrorMessage = "L’intitulé compte de 2 à 200 caractères.")] string? Title,
    [property: StringLength(2000, ErrorMessage = "Le texte tient en 2 000 caractères.")] string? Text = null,
    Guid? PersonId = null,
    [property: Range(1, 100, ErrorMessage = "La part de temps va de 1 à 100\u00A0%.")] int? EffortPercent = null)
{
    /// <summary>What only the kind and the body's own rows can tell: the first wrong field, or null.</summary>
    internal async Task<ValidationProblem?> WrongFieldAsync(FrameworkKind kind, FrameworkItem? of, PlansDb db, CancellationToken ct)
    {
        if (kind == FrameworkKind.Doubt && string.IsNullOrWhiteSpace(Text))
        {
            return Problems.Field("text", "Écrivez la réponse.");
        }

        // Someone who left the body may stay named until the line is changed.
        return PersonId is { } person && person != of?.PersonId && !await db.AreMembersAsync([person], ct)
            ? Problems.Field("personId", "Cette personne doit être membre de la collectivité\u00A0; sinon, écrivez seulement son nom.")
            : null;
    }

    internal void Fill(FrameworkItem item, DateTime now)
    {
        (item.Title, item.Text, item.UpdatedAt) = (Title!.Trim(), Text.OrNull(), now);
        if (item.Kind == FrameworkKind.Team)
        {
            (item.PersonId, item.EffortPercent) = (PersonId, EffortPercent);
        }
    }
}
