using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Sharing;

namespace OpenDataAnimation.Plans.Actions.Features;

/// <summary>Says where an action stands.</summary>
public static class MoveAction
{
    /// <param name="Reason">Required for blocked and dropped, kept for no other.</param>
    public sealed record Request(
        [property: Required(ErrorMessage = "Choisissez un état."), EnumDataType(typeof(ActionState), ErrorMessage = "Cet état n’existe pas.")] ActionState? State,
        [property: StringLength(500, ErrorMessage = "La raison compte 500 caractères au plus.")] string? Reason = null);

    /// <param name="NextId">The occurrence that was put into the plan, for an action that comes back.</param>
    public sealed record Response(Guid Id, int Version, ActionState State, Guid? NextId = null);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPost("/actions/{actionId:guid}/state", Handle)
        .Needs(Right.Contribute)
        .WithName(nameof(MoveAction))
        .WithSummary("Say where an action stands; blocked and dropped need a reason")
        .ProducesValidationProblem().ProducesProblem(403).ProducesProblem(409).ProducesProblem(428);

    private static async Task<Results<Ok<Response>, ProblemHttpResult, ValidationProblem>> Handle(
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

        if (http.Refuse(action.Version, new Response(action.Id, action.Version, action.State)) is { } refused)
        {
            return refused;
        }

        var state = request.State!.Value;
        if (PlanAction.NeedsReason(state) && string.IsNullOrWhiteSpace(request.Reason))
        {
            return Problems.Field("reason", state == ActionState.Blocked ? "Dites ce qui bloque." : "Dites pourquoi l’action est abandonnée.");
        }

        var next = Move(action, state, request.Reason, db);
        db.ShareLater(PlansService.Name, ShareSubject.Plan);
        await db.SaveChangesAsync(ct);
        http.ShowVersion(action.Version);
        return TypedResults.Ok(new Response(action.Id, action.Version, action.State, next?.Id));
    }

    /// <summary>The move itself, with its line of history; the reason was checked.</summary>
    /// <returns>The next occurrence, where an action that comes back was done.</returns>
    internal static PlanAction? Move(PlanAction action, ActionState state, string? reason, PlansDb db)
    {
        var (before, was) = (action.Values(), action.State);
        action.MoveTo(state, reason);
        action.Touch(db.Scope, db.Now);
        db.Note(action, "moved", before);
        db.Record("action-moved", "action", action.Id, new { before = was, after = state });
        if (state != ActionState.Done || action.Next(db.Scope, db.Now) is not { } next)
        {
            return null;
        }

        next.Touch(db.Scope, db.Now);
        db.Actions.Add(next);
        db.Note(next, "created");
        db.Record("action-came-back", "action", next.Id, new { after = action.Id });
        return next;
    }
}
