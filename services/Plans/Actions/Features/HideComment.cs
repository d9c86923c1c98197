using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Actions.Features;

/// <summary>Hides a comment from everyone but the body's own people, or shows it again; nothing is lost.</summary>
public static class HideComment
{
    public sealed record Request(bool Hidden);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPut("/actions/{actionId:guid}/comments/{commentId:guid}", Handle)
        .Needs(Right.Contribute)
        .WithName(nameof(HideComment))
        .WithSummary("Hide a comment, or show it again; those who may edit the plan hide any, others their own")
        .ProducesProblem(403).ProducesProblem(409).ProducesProblem(428);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        Guid actionId, Guid commentId, Request request, PlansDb db, HttpContext http, CancellationToken ct)
    {
        var note = await db.Notes.FirstOrDefaultAsync(n => n.Id == commentId && n.ActionId == actionId && n.Kind == NoteKind.Comment, ct);
        if (note is null)
        {
            return Problems.NotFound("comment");
        }

        if (!http.Standing().May(Right.Edit) && note.PersonId != http.Caller().Id)
        {
            return Problems.NotAllowed("who wrote it, the project lead or an administrator of the body");
        }

        if (http.Refuse(note.Version, new { Hidden = note.HiddenAt is not null }) is { } refused)
        {
            return refused;
        }

        if (request.Hidden)
        {
            note.Hide(db.Scope.PersonId, db.Now);
        }
        else
        {
            note.Show();
        }

        db.Record(request.Hidden ? "comment-hidden" : "comment-shown", "action", actionId, new { note.Id });
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }
}
