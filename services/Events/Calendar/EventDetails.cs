using System.ComponentModel.DataAnnotations;

namespace OpenDataAnimation.Events.Calendar;

/// <summary>What one types about an event, when creating and when editing.</summary>
/// <param name="StartsAt">On the clock of the body's place, without offset.</param>
/// <param name="EndsAt">Likewise; after the start, within 31 days.</param>
public sealed record EventDetails(
    [property: Required, StringLength(Event.TitleLength, MinimumLength = 3)] string? Title,
    [property: Required, EnumDataType(typeof(EventKind))] EventKind? Kind,
    [property: StringLength(Event.DescriptionLength)] string? Description,
    [property: StringLength(Event.TitleLength)] string? Place,
    [property: Url, StringLength(500)] string? OnlineUrl,
    [property: Required] DateTime? StartsAt,
    [property: Required] DateTime? EndsAt,
    bool IsPublic,
    [property: Range(1, 100_000)] int? Capacity) : IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (StartsAt is { } start && EndsAt is { } end && (end <= start || end > start.AddDays(31)))
        {
            yield return new ValidationResult("The end must come after the start, within 31 days.", [nameof(EndsAt)]);
        }

        if (string.IsNullOrWhiteSpace(Place) && string.IsNullOrWhiteSpace(OnlineUrl))
        {
            yield return new ValidationResult("Say where it takes place: a place, an online address, or both.", [nameof(Place)]);
        }
    }
}
