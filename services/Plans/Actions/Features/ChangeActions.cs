using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Sharing;

namespace OpenDataAnimation.Plans.Actions.Features;

/// <summary>Changes state, pilot or end of several actions at once: all of them, or none.</summary>
public static class ChangeActions
{
    private const int Most = 100;

    /// <summary>What is left out stays as it is.</summary>
    /// <param name="AddPilot">Joins those who pilot each of them.</param>
    public sealed record Request(
        [property: Required(ErrorMessage = "Cochez au moins une action."), MinLength(1, ErrorMessage = "Cochez au moins une action."), MaxLength(Most, ErrorMessage = "Cent actions au plus à la fois.")] Target[]? Actions,
        [property: EnumDataType(typeof(ActionState), ErrorMessage = "Cet état n’existe pas.")] ActionState? State = null,
        [property: StringLength(500, ErrorMessage = "La raison compte 500 caractères au plus.")] string? Reason = null,
        Guid? AddPilot = null, DateOnly? EndsOn = null);

    /// <param name="Version">The one that was read.</param>
    public sealed record Target(Guid Id, int Version);

    public sealed record Response(int Changed);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPost("/actions/changes", Handle)
        .Needs(Right.Contribute)
        .WithName(nameof(ChangeActions))
        .WithSummary("Change state, pilot or end of up to 100 actions, all or none; each with the version that was read")
        .ProducesValidationProblem().ProducesProblem(403).ProducesProblem(409);

    private static async Task<Results<Ok<Response>, ProblemHttpResult, ValidationProblem>> Handle(Request request, PlansDb db, HttpContext http, CancellationToken ct)
    {
        if (request is { State: null, AddPilot: null, EndsOn: null })
        {
            return Problems.Field("state", "Choisissez ce qui change\u00A0: l’état, le pilotage ou l’échéance.");
        }

        if (request.State is { } to && PlanAction.NeedsReason(to) && string.IsNullOrWhiteSpace(request.Reason))
        {
            return Problems.Field("reason", to == ActionState.Blocked ? "Dites ce qui bloque." : "Dites pourquoi ces actions sont abandonnées.");
        }

        if (request.AddPilot is { } pilot && !await db.AreMembersAsync([pilot], ct))
        {
            return Problems.Field("addPilot", "Un pilote doit être membre de la collectivité.");
        }

        await using var write = await db.BeginWriteAsync(ct);
        var asked = request.Actions!.DistinctBy(t => t.Id).ToDictionary(t => t.Id, t => t.Version);
        var ids = asked.Keys.ToList();
        var actions = await db.Actions.Where(a => ids.Contains(a.Id)).ToListAsync(ct);
        if (actions.Count < ids.Count)
        {
            return Problems.NotFound("action");
        }

        if (!actions.TrueForAll(a => a.MayBeChangedBy(http)))
        {
            return GetAction.NotPiloted();
        }

        if (request.AddPilot is not null && !http.Standing().May(Right.Edit))
        {
            return Problems.NotAllowed("the project lead or an administrator of the body, for the pilots");
        }

        if (actions.Where(a => a.Version != asked[a.Id]).Select(a => new { a.Id, a.Title, a.Version }).ToList() is { Count: > 0 } changed)
        {
            return Problems.Stale(changed[0].Version, changed);
        }

        if (actions.Find(a => request.EndsOn < a.StartsOn) is { } wrong)
        {
            return Problems.Field("endsOn", $"«\u00A0{wrong.Title}\u00A0» commence plus tard\u00A0: la fin ne peut pas précéder le début.");
        }

        foreach (var action in actions)
        {
            Change(action, request, db);
        }

        db.ShareLater(PlansService.Name, ShareSubject.Plan);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return TypedResults.Ok(new Response(actions.Count));
    }

    private static void Change(PlanAction action, Request request, PlansDb db)
    {
        var (before, fields) = (action.Values(), action.AsFields());
        if (request.AddPilot is { } pilot && !action.IsPilotedBy(pilot))
        {
            fields = fields with { Pilots = [.. fields.Pilots!, pilot] };
        }

        action.Fill(fields with { EndsOn = request.EndsOn ?? fields.EndsOn });
        if (request.AddPilot is not null || request.EndsOn is not null)
        {
            action.Touch(db.Scope, db.Now);
            db.Note(action, "edited", before);
            db.Record("action-edited", "action", action.Id);
        }

        if (request.State is { } state)
        {
            MoveAction.Move(action, state, request.Reason, db);
        }
    }
}
