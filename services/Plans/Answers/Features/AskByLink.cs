using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Answers.Features;

/// <summary>Asks someone without an account where an action stands. Territory makes the link, which goes to that person's mailbox and nowhere else.</summary>
public static class AskByLink
{
    /// <param name="Days">How long the link works.</param>
    /// <param name="Uses">How many answers it takes.</param>
    public sealed record Request(
        [property: Required(ErrorMessage = "Indiquez le nom de la personne."), StringLength(200, MinimumLength = 2, ErrorMessage = "Le nom compte de 2 à 200 caractères.")] string? Name,
        [property: Required(ErrorMessage = "Indiquez l’adresse de la personne."), EmailAddress(ErrorMessage = "Écrivez une adresse électronique complète, par exemple prenom.nom@commune.fr."), StringLength(254, ErrorMessage = "L’adresse compte 254 caractères au plus.")] string? Email,
        [property: StringLength(500, ErrorMessage = "Le message compte 500 caractères au plus.")] string? Note = null,
        [property: Range(1, 60, ErrorMessage = "Un lien est valable de 1 à 60 jours.")] int Days = 14,
        [property: Range(1, 5, ErrorMessage = "Un lien prend de 1 à 5 réponses.")] int Uses = 1);

    public sealed record Response(Guid LinkId);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPost("/actions/{actionId:guid}/links", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(AskByLink))
        .WithSummary("Ask someone without an account about an action, by a secure link sent by mail")
        .ProducesValidationProblem().ProducesProblem(403).ProducesProblem(409);

    private static async Task<Results<Accepted<Response>, ProblemHttpResult>> Handle(
        Guid actionId, Request request, PlansDb db, HttpContext http, CancellationToken ct)
    {
        var action = await db.Actions.AsNoTracking().FirstOrDefaultAsync(a => a.Id == actionId, ct);
        if (action is null)
        {
            return Problems.NotFound("action");
        }

        if (http.Caller().IsMachine)
        {
            // The person who is asked reads by whom: that is someone to turn to.
            return Problems.NotAllowed("the project lead or an administrator of the body, in person");
        }

        var link = Guid.CreateVersion7();
        db.Send(new ActionLinkAsked(
            action.TenantId, link, action.Id, action.Title, request.Name!.Trim(), request.Email!.Trim(), string.IsNullOrWhiteSpace(request.Note) ? null : request.Note.Trim(),
            request.Days, request.Uses, db.Scope.PersonId!.Value, db.Scope.OnBehalfOf, db.Now));
        db.Record("link-asked", "action", action.Id, new { link });
        await db.SaveChangesAsync(ct);
        return TypedResults.Accepted((string?)null, new Response(link));
    }
}
