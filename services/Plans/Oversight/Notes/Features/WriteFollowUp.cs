using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Oversight.Notes.Features;

/// <summary>The body notes something for itself about a child, and mends it.</summary>
public static class WriteFollowUp
{
    public sealed record Request(
        [property: Required(ErrorMessage = "Écrivez la note."), StringLength(2000, MinimumLength = 2, ErrorMessage = "La note compte de 2 à 2 000 caractères.")] string? Text);

    public sealed record Response(Guid Id, int Version);

    internal static void Map(RouteGroupBuilder body)
    {
        body.MapPost("/children/{childId:guid}/notes", Write)
            .Needs(Right.Contribute)
            .WithName("WriteFollowUp")
            .WithSummary("Note something for the body itself about a child")
            .ProducesValidationProblem();
        body.MapPut("/follow-ups/{followUpId:guid}", Edit)
            .Needs(Right.Contribute)
            .WithName("EditFollowUp")
            .WithSummary("Change a follow-up note")
            .ProducesValidationProblem().ProducesProblem(409).ProducesProblem(428);
        body.MapDelete("/follow-ups/{followUpId:guid}", Delete)
            .Needs(Right.Contribute)
            .WithName("DeleteFollowUp")
            .WithSummary("Delete a follow-up note");
        body.MapPost("/follow-ups/{followUpId:guid}/restoration", Restore)
            .Needs(Right.Contribute)
            .WithName("RestoreFollowUp")
            .WithSummary("Bring a deleted follow-up note back, within thirty days");
    }

    private static async Task<Results<Created<Response>, ProblemHttpResult>> Write(Guid childId, Request request, PlansDb db, CancellationToken ct)
    {
        // Also of one that has not joined, refused or left: the note is the parent's own.
        if (!await db.Attachments.AnyAsync(a => a.ParentId == db.Scope.TenantId && a.ChildId == childId, ct))
        {
            return Problems.NotFound("child");
        }

        var note = db.FollowUps.Add(new FollowUp { TenantId = db.Scope.TenantId, Id = Guid.CreateVersion7(), ChildId = childId, CreatedAt = db.Now, CreatedBy = db.Scope.PersonId }.Say(request.Text!)).Entity;
        db.Record("follow-up-written", "follow-up", note.Id, new { childId });
        await db.SaveChangesAsync(ct);
        return TypedResults.Created($"/api/plans/bodies/{note.TenantId}/follow-ups/{note.Id}", new Response(note.Id, note.Version));
    }

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Edit(Guid followUpId, Request request, PlansDb db, HttpContext http, CancellationToken ct)
    {
        var note = await db.FollowUps.FirstOrDefaultAsync(n => n.Id == followUpId, ct);
        if (note is null)
        {
            return Problems.NotFound("follow-up");
        }

        if (http.Refuse(note.Version, new { note.Text }) is { } refused)
        {
            return refused;
        }

        note.Edit(request.Text!, db.Scope.PersonId, db.Now);
        db.Record("follow-up-edited", "follow-up", note.Id);
        await db.SaveChangesAsync(ct);
        http.ShowVersion(note.Version);
        return TypedResults.Ok(new Response(note.Id, note.Version));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Delete(Guid followUpId, PlansDb db, CancellationToken ct)
    {
        var note = await db.FollowUps.FirstOrDefaultAsync(n => n.Id == followUpId, ct);
        if (note is null)
        {
            return Problems.NotFound("follow-up");
        }

        note.Delete(db.Now);
        db.Record("follow-up-deleted", "follow-up", note.Id);
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Restore(Guid followUpId, PlansDb db, CancellationToken ct)
    {
        var since = db.Now - FollowUp.Restorable;
        var note = await db.WithDeleted<FollowUp>().FirstOrDefaultAsync(n => n.Id == followUpId && n.DeletedAt > since, ct);
        if (note is null)
        {
            return Problems.NotFound("follow-up");
        }

        note.Restore();
        db.Record("follow-up-restored", "follow-up", note.Id);
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(new Response(note.Id, note.Version));
    }
}
