using System.ComponentModel.DataAnnotations;

namespace OpenDataAnimation.Plans.Method.Own;

/// <summary>What a person writes of an objective or a mean of the body's own.</summary>
/// <param name="Axis">The axis of the method that it belongs to, 1 to 3.</param>
public sealed record OwnFields(
    [property: Required(ErrorMessage = "Écrivez l’intitulé."), StringLength(120, MinimumLength = 3, ErrorMessage = "L’intitulé compte de 3 à 120 caractères.")] string? Label,
    [property: Required(ErrorMessage = "Choisissez l’axe."), Range(1, 3, ErrorMessage = "L’axe va de 1 à 3.")] int? Axis,
    [property: StringLength(1000, ErrorMessage = "La description tient en 1 000 caractères.")] string? What = null)
{
    internal static OwnFields Of(OwnEntry entry) => new(entry.Label, entry.Axis, entry.What);

    internal void Fill(OwnEntry entry, DateTime now) => (entry.Label, entry.Axis, entry.What, entry.UpdatedAt) = (Label!.Trim(), Axis!.Value, What.OrNull(), now);
}
