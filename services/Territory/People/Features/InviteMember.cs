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
    /// <param name="From">From when it is to count; at once when left out.</param>
    /// <param name="About">What a role from outside is given for; required for these.</param>
    public sealed record Request(
        [property: Required, StringLength(Person.LongestName, MinimumLength = 2)] string Name,
        [property: Required, EmailAddress, StringLength(Person.LongestEmail)] string Email,
        [property: Required, MinLength(1)] Role[] Roles,
        DateTime? Until,
        DateTime? From = null,
        [property: StringLength(Membership.LongestAbout, ErrorMessage = "L’objet compte 200 caractères au plus.")] string? About = null);

    public sealed record Response(Guid InvitationId, DateTime ExpiresAt);

    internal static void Map(RouteGroupBuilder bodies) => bodies
        .MapPost("/invitations", Handle)
        .Needs(Right.Administer)
        .NeedsRecentSignIn()
        .WithName(nameof(InviteMember))
        .WithSummary("Invite someone into the body");

    private static async Task<Results<Created<Response>, ProblemHttpResult, ValidationProblem>> Handle(
        Guid bodyId, Request request, HttpContext http, TerritoryDb db, InvitationMail mail, CancellationToken ct)
    {
        if (request.Until <= db.Now)
        {
            return Problems.Field("until", "Cette date est passée\u00A0: choisissez-en une à venir.");
        }

        if (request.From >= request.Until)
        {
            return Problems.Field("from", RoleKinds.WrongOrder);
        }

        if (RoleKinds.Wrong(request.Roles, request.Until, request.About) is { } wrong)
        {
            return wrong;
        }

        await using var write = await db.BeginWriteAsync(ct);
        var body = await db.Bodies.FirstOrDefaultAsync(b => b.BodyId == bodyId, ct);
        if (body is null)
        {
            return Problems.NotFound("body");
        }

        var key = await mail.WriteAsync(db, body.Name, new(
                request.Name, request.Email, request.Roles, request.Until?.ToUniversalTime(), request.From?.ToUniversalTime(), RoleKinds.About(request.Roles, request.About)),
            new(bodyId, body.Name, http.Caller()), ct);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return TypedResults.Created((string?)null, new Response(key.InvitationId, key.ExpiresAt));
    }
}
