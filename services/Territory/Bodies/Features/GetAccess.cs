using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Territory.Bodies.Features;

/// <summary>What the caller may do or read in a body: asked by services whose own copy may be behind.</summary>
public static class GetAccess
{
    /// <param name="ReadAs">The parent through which the caller reads, when by no right of their own.</param>
    /// <param name="Shared">What the body shares with that parent.</param>
    public sealed record Response(IReadOnlyList<Role> Roles, IReadOnlyList<Right> Rights, Guid? OnBehalfOf, Guid? ReadAs, IReadOnlyList<SharedSubject> Shared);

    public sealed record SharedSubject(ShareSubject Subject, ShareLevel Level);

    internal static void Map(RouteGroupBuilder bodies) => bodies
        .MapGet("/access", Handle)
        .NeedsOrShared(Right.Read, ShareSubject.Plan)
        .WithName(nameof(GetAccess))
        .WithSummary("Read what the caller may do in a body, by membership or through a parent");

    private static async Task<Ok<Response>> Handle(Guid bodyId, HttpContext http, CurrentScope scope, TerritoryDb db, CancellationToken ct)
    {
        var (standing, parent) = (http.Standing(), scope.Value.ReadAs);
        var shared = parent is null
            ? []
            : await db.SharePolicies.AsNoTracking().Where(p => p.ChildId == bodyId && p.ParentId == parent && p.Level != ShareLevel.Nothing)
                .Select(p => new SharedSubject(p.Subject, p.Level)).ToListAsync(ct);
        return TypedResults.Ok(new Response(standing.Roles, [.. standing.Rights.Order()], standing.OnBehalfOf, parent, shared));
    }
}
