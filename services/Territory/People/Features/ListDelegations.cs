using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;

namespace OpenDataAnimation.Territory.People.Features;

/// <summary>Which persons of parents act for the body, or did.</summary>
public static class ListDelegations
{
    private const int Most = 200;

    public sealed record Item(
        Guid MembershipId, int Version, Guid PersonId, string Name, IReadOnlyList<Role> Roles, DateTime From, DateTime? Until, bool IsActive,
        Guid ParentId, string ParentName);

    public sealed record Response(IReadOnlyList<Item> Items);

    internal static void Map(RouteGroupBuilder bodies) => bodies
        .MapGet("/delegations", Handle)
        .Needs(Right.Read)
        .WithName(nameof(ListDelegations))
        .WithSummary("List the persons of parents who act for this body, the latest first");

    private static async Task<Ok<Response>> Handle(TerritoryDb db, CancellationToken ct)
    {
        var now = db.Now;
        var rows = await db.OwnMemberships.AsNoTracking().Where(m => m.OnBehalfOf != null)
            .Join(db.Bodies, m => m.OnBehalfOf, b => (Guid?)b.BodyId, (m, b) => new { Membership = m, b.Name })
            .OrderByDescending(r => r.Membership.From).ThenBy(r => r.Membership.Id).Take(Most).ToListAsync(ct);
        return TypedResults.Ok(new Response([.. rows.Select(r => new Item(
            r.Membership.Id, r.Membership.Version, r.Membership.PersonId, r.Membership.Name, [.. r.Membership.RoleList()], r.Membership.From,
            r.Membership.Until, r.Membership.IsActive(now), r.Membership.OnBehalfOf!.Value, r.Name))]));
    }
}
