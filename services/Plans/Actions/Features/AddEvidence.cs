using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Sharing;

namespace OpenDataAnimation.Plans.Actions.Features;

/// <summary>Adds what proves an action: an event, an article, a link, a figure.</summary>
public static class AddEvidence
{
    private const long MostBodyBytes = 1024L * 1024 * 1024;

    public sealed record Request(
        [property: Required(ErrorMessage = "Choisissez un type de preuve."), EnumDataType(typeof(EvidenceKind), ErrorMessage = "Ce type de preuve n’existe pas.")] EvidenceKind? Kind,
        [property: Required(ErrorMessage = "Donnez un titre à la preuve."), StringLength(200, MinimumLength = 2, ErrorMessage = "Le titre compte de 2 à 200 caractères.")] string? Title,
        [property: Url(ErrorMessage = "Écrivez une adresse complète, par exemple https://www.commune.fr."), StringLength(500, ErrorMessage = "L’adresse compte 500 caractères au plus.")] string? Url = null,
        DateOnly? On = null,
        [property: StringLength(2000, ErrorMessage = "La note compte 2 000 caractères au plus.")] string? Note = null,
        Upload? File = null);

    /// <param name="Content">Base64, 10 MB at most once decoded.</param>
    public sealed record Upload(
        [property: Required(ErrorMessage = "Donnez le nom du fichier."), StringLength(255, ErrorMessage = "Le nom du fichier est trop long.")] string? Name,
        [property: Required(ErrorMessage = "Le fichier est vide."), FileSize(FileKinds.MostBytes, ErrorMessage = "Le fichier pèse plus de 10\u00A0Mo.")] ReadOnlyMemory<byte>? Content);

    public sealed record Response(Guid Id);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPost("/actions/{actionId:guid}/evidence", Handle)
        .Needs(Right.Contribute)
        .WithName(nameof(AddEvidence))
        .WithSummary("Add evidence to an action")
        .ProducesValidationProblem().ProducesProblem(403).ProducesProblem(409);

    private static async Task<Results<Created<Response>, ProblemHttpResult, ValidationProblem>> Handle(
        Guid actionId, Request request, PlansDb db, HttpContext http, CancellationToken ct)
    {
        var action = await db.Actions.FirstOrDefaultAsync(a => a.Id == actionId, ct);
        if (action is null)
        {
            return Problems.NotFound("action");
        }

        if (!action.MayBeChangedBy(http))
        {
            return GetAction.NotPiloted();
        }

        if (await db.Evidence.CountAsync(e => e.ActionId == actionId, ct) >= Evidence.Most)
        {
            return Problems.Conflict("too-many", $"An action has {Evidence.Most} pieces of evidence at most.");
        }

        var (name, mediaType, content) = (null as string, null as string, null as byte[]);
        if (request.File is { } file)
        {
            name = FileKinds.SafeName(file.Name!);
            content = file.Content!.Value.ToArray();
            mediaType = FileKinds.MediaType(name, content);
            if (mediaType is null)
            {
                return Problems.Field("file", $"Ce fichier n’est pas reçu\u00A0: seuls le sont {FileKinds.Accepted}, et son contenu doit être celui que son nom annonce.");
            }

            if (await db.Evidence.SumAsync(e => (long?)e.FileBytes, ct) + content.Length > MostBodyBytes)
            {
                return Problems.Field("file", "Votre collectivité a atteint un gigaoctet de fichiers\u00A0: retirez-en, ou mettez un lien.");
            }
        }

        var evidence = new Evidence
        {
            TenantId = action.TenantId,
            Id = Guid.CreateVersion7(),
            ActionId = actionId,
            Kind = request.Kind!.Value,
            Title = request.Title!.Trim(),
            Url = string.IsNullOrWhiteSpace(request.Url) ? null : request.Url.Trim(),
            On = request.On,
            Note = string.IsNullOrWhiteSpace(request.Note) ? null : request.Note.Trim(),
            FileName = name,
            MediaType = mediaType,
            FileBytes = content?.Length,
            CreatedAt = db.Now,
            CreatedBy = db.Scope.PersonId,
        };
        db.Evidence.Add(evidence);
        if (content is not null)
        {
            db.Files.Add(new StoredFile { TenantId = action.TenantId, Id = evidence.Id, Content = content });
        }

        action.Touch(db.Scope, db.Now);
        db.Note(action, "evidence-added");
        db.Record("evidence-added", "action", action.Id, new { evidence.Id, evidence.Kind });
        db.ShareLater(PlansService.Name, ShareSubject.Plan);
        await db.SaveChangesAsync(ct);
        return TypedResults.Created($"/api/plans/bodies/{action.TenantId}/actions/{actionId}", new Response(evidence.Id));
    }
}
