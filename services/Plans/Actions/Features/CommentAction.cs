using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Actions.Features;

/// <summary>
/// Says something about an action. People of a parent may, where the body lets them read and comment: their words stand beside
/// the plan, marked with their body, and change nothing of it.
/// </summary>
public static class CommentAction
{
    private const int MostMentions = 10;

    /// <param name="Mentions">Members of the body who should read it: it waits for them on their first page.</param>
    /// <param name="Shared">Whether parents that may comment see it; what their people write is always shared with them.</param>
    public sealed record Request(
        [property: Required(ErrorMessage = "Écrivez le commentaire."), StringLength(4000, MinimumLength = 1, ErrorMessage = "Le commentaire compte 4 000 caractères au plus.")] string? Text,
        Guid[]? Mentions = null, bool Shared = false);

    public sealed record Response(Guid Id);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPost("/actions/{actionId:guid}/comments", Handle)
        .NeedsOrShared(Right.Contribute, ShareSubject.Plan, ShareLevel.ReadAndComment, writes: typeof(ActionNote))
        .WithName(nameof(CommentAction))
        .WithSummary("Comment an action; a parent's person too, where the policy says so")
        .ProducesValidationProblem();

    private static async Task<Results<Created<Response>, ProblemHttpResult, ValidationProblem>> Handle(
        Guid actionId, Request request, PlansDb db, CancellationToken ct)
    {
        if (!await db.Actions.AnyAsync(a => a.Id == actionId, ct))
        {
            return Problems.NotFound("action");
        }

        var mentions = (request.Mentions ?? []).Distinct().ToList();
        if (mentions.Count > MostMentions)
        {
            return Problems.Field("mentions", $"Un commentaire s’adresse à {MostMentions} personnes au plus.");
        }

        if (!await db.AreMembersAsync(mentions, ct))
        {
            return Problems.Field("mentions", "Une personne citée doit être membre de la collectivité.");
        }

        var note = ActionNote.Comment(db.Scope, actionId, request.Text!.Trim(), mentions, request.Shared, db.Now);
        db.Notes.Add(note);
        db.Record("action-commented", "action", actionId, new { note.Id, from = note.FromBodyId });
        await db.SaveChangesAsync(ct);
        return TypedResults.Created($"/api/plans/bodies/{note.TenantId}/actions/{actionId}/notes", new Response(note.Id));
    }
}
