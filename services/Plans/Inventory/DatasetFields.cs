using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Inventory;

/// <summary>What a person writes about a candidate dataset; its state and its check are apart.</summary>
/// <param name="ServiceId">A service of the body; <paramref name="ServiceName"/> where it is not listed yet.</param>
/// <param name="OwnerId">The member who answers for it; <paramref name="OwnerName"/> for someone without an account.</param>
/// <param name="Schema">The name of one of the shipped schemas.</param>
/// <param name="Duty">The duty behind it, when it is not the schema's; with where that is written.</param>
public sealed record DatasetFields(
    [property: Required(ErrorMessage = "Donnez un titre au jeu de données."), StringLength(200, MinimumLength = 3, ErrorMessage = "Le titre compte de 3 à 200 caractères.")] string? Title,
    [property: StringLength(4000, ErrorMessage = "La description compte 4 000 caractères au plus.")] string? Description = null,
    Guid? ServiceId = null,
    [property: StringLength(120, ErrorMessage = "Le nom du service compte 120 caractères au plus.")] string? ServiceName = null,
    Guid? OwnerId = null,
    [property: StringLength(120, ErrorMessage = "Le nom compte 120 caractères au plus.")] string? OwnerName = null,
    [property: EnumDataType(typeof(Theme), ErrorMessage = "Ce thème n’existe pas.")] Theme? Theme = null,
    [property: EnumDataType(typeof(Licence), ErrorMessage = "Cette licence n’existe pas.")] Licence? Licence = null,
    [property: StringLength(120, ErrorMessage = "Ce schéma n’existe pas.")] string? Schema = null,
    [property: StringLength(500, ErrorMessage = "L’obligation tient en 500 caractères.")] string? Duty = null,
    [property: StringLength(500, ErrorMessage = "La source tient en 500 caractères.")] string? DutySource = null,
    [property: EnumDataType(typeof(Frequency), ErrorMessage = "Cette périodicité n’existe pas.")] Frequency? Frequency = null,
    [property: StringLength(300, ErrorMessage = "L’emplacement tient en 300 caractères.")] string? HeldIn = null)
{
    /// <summary>What only the schemas and the body's own rows can tell: the first field that is wrong, or null.</summary>
    internal async Task<ValidationProblem?> WrongFieldAsync(PlansDb db, CandidateDataset? of, CancellationToken ct) =>
        Schema is { Length: > 0 } && SchemaList.Current.Find(Schema) is null ? Problems.Field("schema", "Ce schéma n’est pas dans la liste.")
        : Duty is { Length: > 0 } && string.IsNullOrWhiteSpace(DutySource) ? Problems.Field("dutySource", "Dites où cette obligation est écrite\u00A0: un texte, un article, une adresse.")
        : ServiceId is { } service && !await db.BodyServices.AnyAsync(s => s.Id == service, ct) ? Problems.Field("serviceId", "Ce service n’existe pas dans votre collectivité.")
        : OwnerId is { } owner && owner != of?.OwnerId && !await db.AreMembersAsync([owner], ct) ? Problems.Field("ownerId", "La personne responsable doit être membre de la collectivité\u00A0; sinon, écrivez son nom.")
        : null;

    /// <summary>The same with the service of that name, which is made where there is none.</summary>
    internal async Task<DatasetFields> WithServiceAsync(PlansDb db, CancellationToken ct) =>
        ServiceId is not null || string.IsNullOrWhiteSpace(ServiceName) ? this : this with { ServiceId = (await db.ServiceAsync(ServiceName, ct)).Id };
}
