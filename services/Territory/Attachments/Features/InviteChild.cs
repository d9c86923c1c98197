using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Territory.People;

namespace OpenDataAnimation.Territory.Attachments.Features;

/// <summary>A parent invites the first administrator of a child that has not joined. The child's own people invite the others.</summary>
public static class InviteChild
{
    public sealed record Request(
        [property: Required, StringLength(Person.LongestName, MinimumLength = 2)] string Name,
        [property: Required, EmailAddress, StringLength(Person.LongestEmail)] string Email);

    public sealed record Response(Guid InvitationId, DateTime ExpiresAt);

    internal static void Map(RouteGroupBuilder bodies) => bodies
        .MapPost("/children/{childId:guid}/invitation", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(InviteChild))
        .WithSummary("Invite the first administrator of a child that has not joined")
        .ProducesProblem(409);

    private static async Task<Results<Created<Response>, ProblemHttpResult>> Handle(
        Guid bodyId, Guid childId, Request request, HttpContext http, TerritoryDb db, ChildSide side, InvitationMail mail, CancellationToken ct)
    {
        var attachment = await db.OwnAttachments.AsNoTracking().FirstOrDefaultAsync(a => a.ParentId == bodyId && a.ChildId == childId, ct);
        var from = await db.Bodies.AsNoTracking().FirstOrDefaultAsync(b => b.BodyId == bodyId, ct);
        if (attachment is null || !attachment.IsOpen || from is null)
        {
            return Problems.NotFound("child");
        }

        return await side.ActAsync<Results<Created<Response>, ProblemHttpResult>>(childId, async (childDb, _) =>
        {
            await using var write = await childDb.BeginWriteAsync(ct);
            var child = await childDb.OwnBodies.FirstAsync(b => b.Id == childId, ct);
            if (child.State != BodyState.Prepared)
            {
                return Problems.Conflict("already-joined", "This body has joined: its own administrators invite.");
            }

            var key = await mail.WriteAsync(childDb, child.Name, new(request.Name, request.Email, [Role.Administrator], null),
                new(bodyId, from.Name, http.Caller()), ct);
            await childDb.SaveChangesAsync(ct);
            await write.CommitAsync(ct);
            return TypedResults.Created((string?)null, new Response(key.InvitationId, key.ExpiresAt));
        });
    }
}
