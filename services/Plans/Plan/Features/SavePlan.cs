using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Sharing;

namespace OpenDataAnimation.Plans.Plan.Features;

/// <summary>Writes the frame of the body's plan; the first time, the plan comes into being.</summary>
public static class SavePlan
{
    /// <param name="ElectedId">The élu référent, where a member of the body; else <paramref name="ElectedName"/>.</param>
    public sealed record Request(
        [property: Required(ErrorMessage = "Choisissez un état."), EnumDataType(typeof(PlanState), ErrorMessage = "Cet état n’existe pas.")] PlanState? State,
        DateOnly? StartsOn = null, DateOnly? EndsOn = null,
        Guid? ElectedId = null, [property: StringLength(120, ErrorMessage = "Le nom compte 120 caractères au plus.")] string? ElectedName = null,
        Guid? LeadId = null, [property: StringLength(120, ErrorMessage = "Le nom compte 120 caractères au plus.")] string? LeadName = null,
        DateOnly? CouncilOn = null, [property: StringLength(200, ErrorMessage = "La référence compte 200 caractères au plus.")] string? Deliberation = null);

    public sealed record Response(int Version);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPut("/plan", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(SavePlan))
        .WithSummary("Write the frame of the body's plan; If-Match is 0 the first time")
        .ProducesValidationProblem().ProducesProblem(409).ProducesProblem(428);

    private static async Task<Results<Ok<Response>, ProblemHttpResult, ValidationProblem>> Handle(Request request, PlansDb db, HttpContext http, CancellationToken ct)
    {
        var plan = await db.Plans.FirstOrDefaultAsync(ct);
        if (http.Refuse(plan?.Version ?? 0, Stored(plan)) is { } refused)
        {
            return refused;
        }

        if (request.EndsOn < request.StartsOn)
        {
            return Problems.Field("endsOn", "La fin ne peut pas précéder le début.");
        }

        if (request.ElectedId is { } elected && elected != plan?.ElectedId && !await db.AreMembersAsync([elected], ct))
        {
            return Problems.Field("electedId", "L’élu référent doit être membre de la collectivité\u00A0; sinon, écrivez son nom.");
        }

        if (request.LeadId is { } lead && lead != plan?.LeadId && !await db.AreMembersAsync([lead], ct))
        {
            return Problems.Field("leadId", "Le chef de projet doit être membre de la collectivité\u00A0; sinon, écrivez son nom.");
        }

        plan ??= db.Plans.Add(new BodyPlan { TenantId = db.Scope.TenantId }).Entity;
        var before = plan.State;
        (plan.State, plan.StartsOn, plan.EndsOn) = (request.State!.Value, request.StartsOn, request.EndsOn);
        (plan.ElectedId, plan.ElectedName) = (request.ElectedId, request.ElectedId is null ? Text(request.ElectedName) : null);
        (plan.LeadId, plan.LeadName) = (request.LeadId, request.LeadId is null ? Text(request.LeadName) : null);
        (plan.CouncilOn, plan.Deliberation, plan.UpdatedAt) = (request.CouncilOn, Text(request.Deliberation), db.Now);
        db.Record("plan-saved", "plan", plan.TenantId, new { before, after = plan.State });
        db.ShareLater(PlansService.Name, ShareSubject.Plan);
        await db.SaveChangesAsync(ct);
        http.ShowVersion(plan.Version);
        return TypedResults.Ok(new Response(plan.Version));
    }

    private static object Stored(BodyPlan? plan) => new
    {
        plan?.State,
        plan?.StartsOn,
        plan?.EndsOn,
        plan?.ElectedId,
        plan?.ElectedName,
        plan?.LeadId,
        plan?.LeadName,
        plan?.CouncilOn,
        plan?.Deliberation,
    };

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
