using Microsoft.AspNetCore.Http.HttpResults;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Sharing;

namespace OpenDataAnimation.Plans.Actions.Features;

/// <summary>A body adds an action of its own to its plan; it begins as "to come".</summary>
public static class CreateAction
{
    public sealed record Response(Guid Id, int Version);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPost("/actions", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(CreateAction))
        .WithSummary("Add an action to the plan")
        .ProducesValidationProblem();

    private static async Task<Results<Created<Response>, ValidationProblem>> Handle(ActionFields request, PlansDb db, HttpContext http, CancellationToken ct)
    {
        var fields = request.WithAudiences();
        if ((await fields.WrongFieldAsync(db, null, ct) ?? await fields.WrongOriginAsync(db, ct)) is { } wrong)
        {
            return wrong;
        }

        var action = PlanAction.New(db.Scope, db.Now);
        action.Fill(fields);
        if (fields is { Origin: { } origin, OriginId: { } from })
        {
            action.ComeFrom(origin, from);
        }

        action.Touch(db.Scope, db.Now);
        db.Actions.Add(action);
        db.Note(action, "created");
        db.Record("action-created", "action", action.Id);
        db.ShareLater(PlansService.Name, ShareSubject.Plan);
        await db.SaveChangesAsync(ct);
        http.ShowVersion(action.Version);
        return TypedResults.Created($"/api/plans/bodies/{action.TenantId}/actions/{action.Id}", new Response(action.Id, action.Version));
    }
}
