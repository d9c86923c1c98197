using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Plans.Method;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Trajectory.Features;

/// <summary>The body says that an exit criterion is met, where its plan does not prove it: with a date and a reason.</summary>
public static class TickCriterion
{
    public sealed record Request(
        [property: Required(ErrorMessage = "Dites ce qui le prouve."), StringLength(2000, MinimumLength = 10, ErrorMessage = "La justification compte de 10 à 2 000 caractères.")] string? Justification,
        [property: Required(ErrorMessage = "Datez la justification.")] DateOnly? On);

    public sealed record Response(string Code, int Version);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPut("/trajectory/criteria/{criterion}", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(TickCriterion))
        .WithSummary("Tick an exit criterion by hand, with a dated justification; If-Match is 0 the first time")
        .ProducesValidationProblem().ProducesProblem(409).ProducesProblem(428);

    private static async Task<Results<Ok<Response>, ProblemHttpResult, ValidationProblem>> Handle(
        string criterion, Request request, PlansDb db, HttpContext http, CancellationToken ct)
    {
        if (MethodVersion.Current.Find<ExitCriterion>(criterion)?.Code is not { } code)
        {
            return Problems.NotFound("criterion");
        }

        var tick = await db.CriterionTicks.FirstOrDefaultAsync(t => t.Code == code, ct);
        if (http.Refuse(tick?.Version ?? 0, new { tick?.Justification, tick?.On }) is { } refused)
        {
            return refused;
        }

        if (request.On > db.Today)
        {
            return Problems.Field("on", "La justification ne peut pas être datée de demain.");
        }

        tick ??= db.CriterionTicks.Add(new CriterionTick { TenantId = db.Scope.TenantId, Code = code }).Entity;
        (tick.Justification, tick.On, tick.By) = (request.Justification!.Trim(), request.On!.Value, db.Scope.PersonId);
        db.Record("criterion-ticked", "plan", db.Scope.TenantId, new { code });
        await db.SaveChangesAsync(ct);
        http.ShowVersion(tick.Version);
        return TypedResults.Ok(new Response(code, tick.Version));
    }
}
