using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;

namespace OpenDataAnimation.Territory.People.Features;

/// <summary>Who the caller is, and in which bodies they may do what.</summary>
public static class GetMe
{
    public sealed record Response(Guid PersonId, string Name, string Email, bool IsOperator, IReadOnlyList<MyBody> Bodies)
    {
        internal static async Task<Response> OfAsync(Caller caller, TerritoryDb db, AccessBook book, CancellationToken ct)
        {
            var memberships = await book.ActiveAsync(db, caller.Id, ct);
            var ids = memberships.Select(m => m.BodyId).Distinct().ToList();
            var bodies = await db.Bodies.AsNoTracking().Where(b => ids.Contains(b.BodyId)).OrderBy(b => b.Folded)
                .Select(b => new
                {
                    Body = b,
                    IsParent = db.Attachments.Any(a => a.ParentId == b.BodyId && a.State != AttachmentState.Refused && a.State != AttachmentState.Ended),
                }).ToListAsync(ct);
            return new(caller.Id, Person.NameOf(caller), Person.EmailOf(caller), memberships.Any(m => m.BodyId == PlatformBody.Id),
                [.. bodies.Select(b => MyBody.Of(b.Body, [.. memberships.Where(m => m.BodyId == b.Body.BodyId)], b.IsParent))]);
        }
    }

    /// <param name="OnBehalfOf">The parent through which the caller acts here, when every membership is a delegation.</param>
    /// <param name="IsParent">It has children, or is of a kind that may: its people see the page of the territory.</param>
    public sealed record MyBody(
        Guid BodyId, string Slug, string Name, string Article, BodyKind Kind, BodyState State, string? Accent,
        IReadOnlyList<Role> Roles, IReadOnlyList<Right> Rights, Guid? OnBehalfOf, bool IsParent)
    {
        internal static MyBody Of(BodyCopy body, IReadOnlyList<MembershipCopy> mine, bool hasChildren)
        {
            var roles = mine.SelectMany(m => m.RoleList()).Distinct().Order().ToList();
            return new(body.BodyId, body.Slug, body.Name, body.Article, body.Kind, body.State, body.Accent, roles,
                [.. roles.SelectMany(Platform.Access.Rights.Of).Distinct().Order()], mine.All(m => m.OnBehalfOf is not null) ? mine[0].OnBehalfOf : null,
                hasChildren || body.Kind is not (BodyKind.Commune or BodyKind.Other));
        }
    }

    internal static void Map(RouteGroupBuilder territory) => territory
        .MapGet("/me", Handle)
        .ForSignedIn("one's own identity and memberships, read before any body is chosen")
        .WithName(nameof(GetMe))
        .WithSummary("Read who I am and the bodies I may act in");

    private static async Task<Ok<Response>> Handle(HttpContext http, TerritoryDb db, AccessBook book, CancellationToken ct) =>
        TypedResults.Ok(await Response.OfAsync(http.Caller(), db, book, ct));
}
