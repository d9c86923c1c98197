using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Plans.Method.Own;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Actions;

/// <summary>What a person writes about an action; its state is apart.</summary>
/// <param name="Objectives">Codes of the method, one at least.</param>
/// <param name="Audiences">One to six; left out, those of the mean or of the first objective.</param>
/// <param name="Pilots">Members of the body.</param>
/// <param name="EffortDays">Person-days.</param>
/// <param name="Budget">Euros.</param>
/// <param name="PilotNames">Those who pilot without an account here.</param>
/// <param name="ParentActionId">An action of the body that is no part of another: one level.</param>
/// <param name="Section">Axis and sub-axis of the body's own document.</param>
/// <param name="Funding">Who pays, in words.</param>
/// <param name="Origin">With <paramref name="OriginId"/>, when an action is made: from which dataset, need, question, mission or co-design.</param>
public sealed record ActionFields(
    [property: Required(ErrorMessage = "Donnez un titre à l’action."), StringLength(200, MinimumLength = 3, ErrorMessage = "Le titre compte de 3 à 200 caractères.")] string? Title,
    [property: StringLength(4000, ErrorMessage = "La description compte 4 000 caractères au plus.")] string? Description = null,
    [property: Required(ErrorMessage = "Choisissez au moins un objectif.")] string[]? Objectives = null,
    string? Mean = null,
    string[]? Audiences = null,
    Guid[]? Pilots = null,
    [property: StringLength(120, ErrorMessage = "Le nom du service compte 120 caractères au plus.")] string? Service = null,
    [property: StringLength(500, ErrorMessage = "Les partenaires tiennent en 500 caractères.")] string? Partners = null,
    DateOnly? StartsOn = null,
    DateOnly? EndsOn = null,
    [property: EnumDataType(typeof(ActionPriority), ErrorMessage = "Cette priorité n’existe pas.")] ActionPriority? Priority = null,
    [property: Range(0, 10_000, ErrorMessage = "La charge va de 0 à 10 000 jours.")] decimal? EffortDays = null,
    [property: Range(0, 1_000_000_000, ErrorMessage = "Le budget va de 0 à un milliard d’euros.")] decimal? Budget = null,
    [property: StringLength(300, ErrorMessage = "Les noms tiennent en 300 caractères.")] string? PilotNames = null,
    Guid? ParentActionId = null,
    [property: StringLength(300, ErrorMessage = "La rubrique compte 300 caractères au plus.")] string? Section = null,
    [property: EnumDataType(typeof(Recurrence), ErrorMessage = "Cette périodicité n’existe pas.")] Recurrence? Recurrence = null,
    [property: StringLength(500, ErrorMessage = "Les financements tiennent en 500 caractères.")] string? Funding = null,
    [property: EnumDataType(typeof(ActionOrigin), ErrorMessage = "Cette origine n’existe pas.")] ActionOrigin? Origin = null,
    Guid? OriginId = null)
{
    private const int MostPilots = 10;

    /// <summary>The same with the audiences that the method suggests, where none were given.</summary>
    public ActionFields WithAudiences() => Audiences is { Length: > 0 } ? this : this with { Audiences = PlanCodes.DefaultAudiences(Objectives ?? [], Mean) };

    /// <summary>What only the method and the body's own rows can tell: the first field that is wrong, or null.</summary>
    internal async Task<ValidationProblem?> WrongFieldAsync(PlansDb db, PlanAction? of, CancellationToken ct)
    {
        if (WrongCodes(Objectives, Mean, Audiences, await db.OwnCodesAsync(Objectives ?? [], Mean, ct)) is { } wrong)
        {
            return wrong;
        }

        if (EndsOn < StartsOn)
        {
            return Problems.Field("endsOn", "La fin ne peut pas précéder le début.");
        }

        if (ParentActionId is { } parent && parent != of?.ParentActionId && await WrongParentAsync(db, of, parent, ct) is { } refused)
        {
            return Problems.Field("parentActionId", refused);
        }

        if (Pilots is not { Length: > 0 })
        {
            return null;
        }

        // Someone who left the body may stay named on what they piloted; no one else from outside may be.
        var added = Pilots.Except(of is null ? [] : Codes.SplitIds(of.Pilots)).ToList();
        return Pilots.Length > MostPilots
            ? Problems.Field("pilots", $"Une action a {MostPilots} pilotes au plus.")
            : await db.AreMembersAsync(added, ct) ? null : Problems.Field("pilots", "Un pilote doit être membre de la collectivité.");
    }

    /// <summary>Whether what it comes from is the body's own; asked when an action is made.</summary>
    internal async Task<ValidationProblem?> WrongOriginAsync(PlansDb db, CancellationToken ct) =>
        (Origin, OriginId) switch
        {
            (null, null) => true,
            (ActionOrigin.Dataset, { } id) => await db.Datasets.AnyAsync(d => d.Id == id, ct),
            (ActionOrigin.Need, { } id) => await db.Needs.AnyAsync(n => n.Id == id, ct),
            (ActionOrigin.Question, { } id) => await db.Questions.AnyAsync(q => q.Id == id, ct),
            (ActionOrigin.Mission, { } id) => await db.Missions.AnyAsync(m => m.Id == id, ct),
            (ActionOrigin.CoDesign, { } id) => await db.CoDesigns.AnyAsync(c => c.Id == id, ct),
            _ => false,
        }
            ? null : Problems.Field("originId", "Ce dont vient l’action n’existe pas dans votre plan.");

    private static async Task<string?> WrongParentAsync(PlansDb db, PlanAction? of, Guid parent, CancellationToken ct)
    {
        var above = await db.Actions.Where(a => a.Id == parent).Select(a => new { a.ParentActionId }).FirstOrDefaultAsync(ct);
        return above is null || parent == of?.Id ? "Cette action n’existe pas dans votre plan."
            : above.ParentActionId is not null ? "Cette action fait déjà partie d’une autre\u00A0: un seul niveau est possible."
            : of is not null && await db.Actions.AnyAsync(a => a.ParentActionId == of.Id, ct) ? "Cette action a elle-même des sous-actions\u00A0: un seul niveau est possible."
            : null;
    }

    /// <summary>Whether these codes exist in the method, or are the body's own.</summary>
    internal static ValidationProblem? WrongCodes(string[]? objectives, string? mean, string[]? audiences, OwnCodes own) =>
        objectives is not { Length: > 0 } ? Problems.Field("objectives", "Choisissez au moins un objectif.")
        : !Array.TrueForAll(objectives, own.IsObjective) ? Problems.Field("objectives", "Cet objectif n’existe pas dans le référentiel.")
        : mean is not null && !own.IsMean(mean) ? Problems.Field("mean", "Ce moyen n’existe pas dans le référentiel.")
        : audiences is not { Length: > 0 } ? Problems.Field("audiences", "Choisissez au moins une cible.")
        : !Array.TrueForAll(audiences, PlanCodes.IsAudience) ? Problems.Field("audiences", "Cette cible n’existe pas dans le référentiel.")
        : null;
}
