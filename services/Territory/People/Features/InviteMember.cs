using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Territory.People.Features;

/// <summary>An administrator invites someone into the body, by mail.</summary>
public static class InviteMember
{
    /// <param name="Until">Until when the membership is to last; required for roles given for a time.</param>
    public sealed record Request(
        [property: Required, StringLength(Person.LongestName, MinimumLength = 2)] string Name,
        [property: Required, EmailAddress, StringLength(Person.LongestEmail)] string Email,
        [property: Required, MinLength(1)] Role[] Roles,
        DateTime? Until);

    public sealed record Response(Guid InvitationId, DateTime ExpiresAt);

    internal static void Map(RouteGroupBuilder bodies) => bodies
        .MapPost("/invitations", Handle)
        .Needs(Right.Administer)
        .WithName(nameof(InviteMember))
        .WithSummary("Invite someone into the body");

    private static async Task<Results<Created<Response>, ProblemHttpResult, ValidationProblem>> Handle(
        Guid bodyId, Request request, HttpContext http, TerritoryDb db, InvitationMail mail, CancellationToken ct)
    {
        if (request.Until <= db.Now)
        {
            return Problems.Field("until", "Cette date est passée\u00A0: choisissez-en une à venir.");
        }

        if (request.Until is null && request.Roles.Any(RoleKinds.IsDated))
        {
            return Problems.Field("until", RoleKinds.DateNeeded);
        }

        await using var write = await db.BeginWriteAsync(ct);
        var body = await db.Bodies.FirstOrDefaultAsync(b => b.BodyId == bodyId, ct);
        if (body is null)
        {
            return Problems.NotFound("body");
        }

        var key = await mail.WriteAsync(db, body.Name, new(request.Name, request.Email, request.Roles, request.Until?.ToUniversalTime()),
            new(bodyId, body.Name, http.Caller()), ct);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return TypedResults.Created((string?)null, new Response(key.InvitationId, key.ExpiresAt));
    }
}
