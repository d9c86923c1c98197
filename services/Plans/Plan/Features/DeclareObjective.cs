using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.Method.Own;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Sharing;

namespace OpenDataAnimation.Plans.Plan.Features;

/// <summary>A body says whether it aims at an objective, until when and why.</summary>
public static class DeclareObjective
{
    /// <param name="TargetLevel">The level the body aims at on this axis, 1 to 3.</param>
    public sealed record Request(
        [property: Required(ErrorMessage = "Dites si l’objectif est visé.")] bool? Declared,
        [property: Range(1, 3, ErrorMessage = "Le niveau va de 1 à 3.")] int? TargetLevel = null,
        DateOnly? TargetOn = null,
        [property: StringLength(1000, ErrorMessage = "La raison compte 1 000 caractères au plus.")] string? Reason = null);

    public sealed record Response(string Code, int Version);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPut("/objectives/{code}", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(DeclareObjective))
        .WithSummary("Declare one of the nine objectives or of the body's own, or no longer; If-Match is 0 the first time")
        .ProducesValidationProblem().ProducesProblem(409).ProducesProblem(428);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(string code, Request request, PlansDb db, HttpContext http, CancellationToken ct)
    {
        if (!(await db.OwnCodesAsync([code], null, ct)).IsObjective(code))
        {
            return Problems.NotFound("objective");
        }

        var objective = await db.Objectives.FirstOrDefaultAsync(o => o.Code == code, ct);
        if (http.Refuse(objective?.Version ?? 0, new { objective?.Declared, objective?.TargetLevel, objective?.TargetOn, objective?.Reason }) is { } refused)
        {
            return refused;
        }

        objective ??= db.Objectives.Add(new DeclaredObjective { TenantId = db.Scope.TenantId, Code = code }).Entity;
        (objective.Declared, objective.TargetLevel, objective.TargetOn) = (request.Declared!.Value, request.TargetLevel, request.TargetOn);
        (objective.Reason, objective.UpdatedAt) = (string.IsNullOrWhiteSpace(request.Reason) ? null : request.Reason.Trim(), db.Now);
        db.Record("objective-declared", "plan", objective.TenantId, new { code, objective.Declared });
        db.ShareLater(PlansService.Name, ShareSubject.Plan);
        await db.SaveChangesAsync(ct);
        http.ShowVersion(objective.Version);
        return TypedResults.Ok(new Response(code, objective.Version));
    }
}
