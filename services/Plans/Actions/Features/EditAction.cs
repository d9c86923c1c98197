using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Sharing;

namespace OpenDataAnimation.Plans.Actions.Features;

/// <summary>Changes what is written about an action.</summary>
public static class EditAction
{
    public sealed record Response(Guid Id, int Version);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPut("/actions/{actionId:guid}", Handle)
        .Needs(Right.Contribute)
        .WithName(nameof(EditAction))
        .WithSummary("Change an action; a contributor may change only what he pilots")
        .ProducesValidationProblem().ProducesProblem(403).ProducesProblem(409).ProducesProblem(428);

    private static async Task<Results<Ok<Response>, ProblemHttpResult, ValidationProblem>> Handle(
        Guid actionId, ActionFields request, PlansDb db, AccessBook book, HttpContext http, CancellationToken ct)
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

        if (http.Refuse(action.Version, await GetAction.ShowAsync(action, db, book, ct)) is { } refused)
        {
            return refused;
        }

        var pilots = Codes.SplitIds(action.Pilots);
        if (!http.Standing().May(Right.Edit) && !pilots.ToHashSet().SetEquals(request.Pilots ?? []))
        {
            // Who pilots decides who may write: that is not the pilot's own to change.
            return Problems.NotAllowed("the project lead or an administrator of the body, for the pilots");
        }

        var fields = request.WithAudiences();
        if (await fields.WrongFieldAsync(db, action, ct) is { } wrong)
        {
            return wrong;
        }

        var before = action.Values();
        action.Fill(fields);
        action.Touch(db.Scope, db.Now);
        db.Note(action, "edited", before);
        db.Record("action-edited", "action", action.Id);
        db.ShareLater(PlansService.Name, ShareSubject.Plan);
        await db.SaveChangesAsync(ct);
        http.ShowVersion(action.Version);
        return TypedResults.Ok(new Response(action.Id, action.Version));
    }
}
