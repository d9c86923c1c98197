using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Levers;

/// <summary>What a person writes about a cross-cutting question. Ends are asked for before means.</summary>
/// <param name="Ends">What should be better, and for whom.</param>
/// <param name="Datasets">Candidate datasets of the body.</param>
/// <param name="Outcome">With it, the question is closed.</param>
public sealed record QuestionFields(
    [property: Required(ErrorMessage = "Donnez un titre à la problématique."), StringLength(200, MinimumLength = 3, ErrorMessage = "Le titre compte de 3 à 200 caractères.")] string? Title,
    [property: Required(ErrorMessage = "Écrivez d’abord la finalité\u00A0: ce qui doit aller mieux, et pour qui."), StringLength(2000, MinimumLength = 10, ErrorMessage = "La finalité compte de 10 à 2 000 caractères.")] string? Ends,
    [property: StringLength(1000, ErrorMessage = "Les personnes concernées tiennent en 1 000 caractères.")] string? Actors = null,
    [property: StringLength(2000, ErrorMessage = "Les données tiennent en 2 000 caractères.")] string? Data = null,
    [property: MaxLength(25, ErrorMessage = "Vingt-cinq jeux de données au plus.")] Guid[]? Datasets = null,
    [property: StringLength(2000, ErrorMessage = "Les réutilisations tiennent en 2 000 caractères.")] string? Reuses = null,
    DateOnly? MeetingOn = null,
    [property: StringLength(4000, ErrorMessage = "Les notes comptent 4 000 caractères au plus.")] string? MeetingNotes = null,
    [property: StringLength(2000, ErrorMessage = "Ce qui en est sorti tient en 2 000 caractères.")] string? Outcome = null)
{
    internal async Task<ValidationProblem?> WrongFieldAsync(PlansDb db, CancellationToken ct)
    {
        if (MeetingOn is null && !string.IsNullOrWhiteSpace(MeetingNotes))
        {
            return Problems.Field("meetingOn", "Datez la rencontre dont vous écrivez les notes.");
        }

        var asked = (Datasets ?? []).Distinct().ToList();
        return asked.Count > 0 && await db.Datasets.CountAsync(d => asked.Contains(d.Id), ct) != asked.Count
            ? Problems.Field("datasets", "Un de ces jeux de données n’est pas dans votre recensement.") : null;
    }
}
