using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Inventory;

/// <summary>What a person writes about data that someone lacks; its state is apart.</summary>
/// <param name="ServiceId">The service that asks; <paramref name="ServiceName"/> where it is not listed yet, <paramref name="FromOutside"/> for anyone else.</param>
/// <param name="Precision">What is asked for in the end: field, area, period.</param>
public sealed record NeedFields(
    [property: Required(ErrorMessage = "Dites quelle donnée manque."), StringLength(200, MinimumLength = 3, ErrorMessage = "Le titre compte de 3 à 200 caractères.")] string? Title,
    [property: StringLength(4000, ErrorMessage = "La description compte 4 000 caractères au plus.")] string? Description = null,
    Guid? ServiceId = null,
    [property: StringLength(120, ErrorMessage = "Le nom du service compte 120 caractères au plus.")] string? ServiceName = null,
    [property: StringLength(200, ErrorMessage = "Le nom compte 200 caractères au plus.")] string? FromOutside = null,
    [property: EnumDataType(typeof(Theme), ErrorMessage = "Ce thème n’existe pas.")] Theme? Theme = null,
    DateOnly? ReceivedOn = null,
    [property: StringLength(2000, ErrorMessage = "La précision compte 2 000 caractères au plus.")] string? Precision = null)
{
    internal async Task<ValidationProblem?> WrongFieldAsync(PlansDb db, CancellationToken ct) =>
        ServiceId is null && string.IsNullOrWhiteSpace(ServiceName) && string.IsNullOrWhiteSpace(FromOutside) ? Problems.Field("fromOutside", "Dites qui demande cette donnée\u00A0: un service, ou quelqu’un de l’extérieur.")
        : ReceivedOn > db.Today ? Problems.Field("receivedOn", "Le besoin ne peut pas être reçu demain.")
        : ServiceId is { } service && !await db.BodyServices.AnyAsync(s => s.Id == service, ct) ? Problems.Field("serviceId", "Ce service n’existe pas dans votre collectivité.")
        : null;

    /// <summary>The same with the service of that name, which is made where there is none.</summary>
    internal async Task<NeedFields> WithServiceAsync(PlansDb db, CancellationToken ct) =>
        ServiceId is not null || string.IsNullOrWhiteSpace(ServiceName) ? this : this with { ServiceId = (await db.ServiceAsync(ServiceName, ct)).Id };
}
