using System.ComponentModel.DataAnnotations;

namespace OpenDataAnimation.Stakeholders.Contacts;

/// <summary>What one types about a contact, when adding and when editing.</summary>
/// <param name="RetainUntil">Three years from now when not said.</param>
public sealed record ContactDetails(
    [property: Required, StringLength(Contact.NameLength, MinimumLength = 2)] string? Name,
    [property: StringLength(Contact.NameLength)] string? Organisation,
    [property: StringLength(Contact.NameLength)] string? Function,
    [property: Required, EnumDataType(typeof(AudienceClass))] AudienceClass? Audience,
    [property: EmailAddress, StringLength(254)] string? Email,
    [property: RegularExpression(@"[0-9+().\-\s]{6,32}")] string? Phone,
    [property: EnumDataType(typeof(LegalBasis))] LegalBasis? LegalBasis,
    [property: StringLength(Contact.NameLength)] string? Source,
    DateOnly? RetainUntil,
    [property: StringLength(Contact.NotesLength)] string? Notes);
