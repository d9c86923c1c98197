using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.Actions;
using OpenDataAnimation.Plans.Method.Own;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Sharing;

namespace OpenDataAnimation.Plans.Plan.Features;

/// <summary>A body says whether an objective is reached, with what proves it or a dated justification.</summary>
public static class EvaluateObjective
{
    /// <param name="ProofEvidenceId">Evidence of one of the body's own actions.</param>
    public sealed record Request(
        [property: Required(ErrorMessage = "Dites si l’objectif est atteint.")] bool? Reached,
        Guid? ProofEvidenceId = null,
        [property: Url(ErrorMessage = "Écrivez une adresse complète, par exemple https://www.commune.fr."), StringLength(500, ErrorMessage = "L’adresse compte 500 caractères au plus.")] string? ProofUrl = null,
        [property: StringLength(2000, ErrorMessage = "La justification compte 2 000 caractères au plus.")] string? Justification = null,
        DateOnly? JustifiedOn = null);

    /// <param name="Levels">Reached on axes 1, 2 and 3 after this.</param>
    public sealed record Response(string Code, int Version, int[] Levels);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPut("/objectives/{code}/evaluation", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(EvaluateObjective))
        .WithSummary("Say whether an objective is reached; reached needs a proof or a dated justification")
        .ProducesValidationProblem().ProducesProblem(409).ProducesProblem(428);

    private static async Task<Results<Ok<Response>, ProblemHttpResult, ValidationProblem>> Handle(
        string code, Request request, PlansDb db, HttpContext http, CancellationToken ct)
    {
        if (!(await db.OwnCodesAsync([code], null, ct)).IsObjective(code))
        {
            return Problems.NotFound("objective");
        }

        var all = await db.Objectives.ToListAsync(ct);
        var objective = all.Find(o => o.Code == code);
        if (http.Refuse(objective?.Version ?? 0, new { objective?.Reached, objective?.ProofEvidenceId, objective?.ProofUrl, objective?.Justification, objective?.JustifiedOn }) is { } refused)
        {
            return refused;
        }

        var reached = request.Reached!.Value;
        if (reached && !DeclaredObjective.MayBeReached(request.ProofEvidenceId, request.ProofUrl, request.Justification, request.JustifiedOn))
        {
            return string.IsNullOrWhiteSpace(request.Justification)
                ? Problems.Field("justification", "Un objectif atteint demande une preuve, ou une justification datée.")
                : Problems.Field("justifiedOn", "Datez la justification.");
        }

        if (request.JustifiedOn > db.Today)
        {
            return Problems.Field("justifiedOn", "La justification ne peut pas être datée de demain.");
        }

        if (request.ProofEvidenceId is { } proof && !await db.Evidence.AnyAsync(e => e.Id == proof && e.Kind != EvidenceKind.Attachment, ct))
        {
            return Problems.Field("proofEvidenceId", "Cette preuve n’existe pas dans votre plan.");
        }

        if (objective is null)
        {
            objective = db.Objectives.Add(new DeclaredObjective { TenantId = db.Scope.TenantId, Code = code }).Entity;
            all.Add(objective);
        }

        objective.Evaluate(reached, db.Today, request.ProofEvidenceId, Text(request.ProofUrl), Text(request.Justification), request.JustifiedOn);
        objective.UpdatedAt = db.Now;
        db.Record("objective-evaluated", "plan", objective.TenantId, new { code, reached });
        db.ShareLater(PlansService.Name, ShareSubject.Plan);
        await db.SaveChangesAsync(ct);
        http.ShowVersion(objective.Version);
        return TypedResults.Ok(new Response(code, objective.Version, AxisLevels.Of(all.Where(o => o.Reached).Select(o => o.Code).ToHashSet())));
    }

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
