using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;

namespace OpenDataAnimation.Territory.People.Features;

/// <summary>Who acts in a body. Addresses are for its administrators.</summary>
public static class ListMembers
{
    /// <param name="Version">For If-Match when the membership is changed.</param>
    /// <param name="OnBehalfOfName">The parent the person comes from, for a delegation.</param>
    public sealed record Item(
        Guid MembershipId, int Version, Guid PersonId, string Name, string? Email, IReadOnlyList<Role> Roles, DateTime From, DateTime? Until,
        bool IsActive, bool IsMachine, Guid? OnBehalfOf, string? OnBehalfOfName, string? About);

    internal static void Map(RouteGroupBuilder bodies) => bodies
        .MapGet("/members", Handle)
        .Needs(Right.Read)
        .WithName(nameof(ListMembers))
        .WithSummary("List the people and machines that act in a body")
        .ProducesValidationProblem();

    /// <param name="ended">Also those that are over.</param>
    private static async Task<Results<Ok<Page<Item>>, ValidationProblem>> Handle(
        bool? ended, string? after, int? size, HttpContext http, TerritoryDb db, CancellationToken ct)
    {
        if (Cursor.Read(after) is not { } cursor)
        {
            return Asked.UnknownCursor();
        }

        var (now, take, (key, id)) = (db.Now, Asked.Size(size, 100), cursor);
        var read = await (
            from m in db.OwnMemberships.AsNoTracking()
            where (ended == true || (!m.Ended && (m.Until == null || m.Until > now))) && (m.Name.CompareTo(key) > 0 || (m.Name == key && m.Id.CompareTo(id) > 0))
            join p in db.People on m.PersonId equals p.Id into people
            from p in people.DefaultIfEmpty()
            join b in db.Bodies on m.OnBehalfOf equals b.BodyId into parents
            from b in parents.DefaultIfEmpty()
            orderby m.Name, m.Id
            select new { Membership = m, p.Email, Parent = b.Name }).Take(take + 1).ToListAsync(ct);
        var page = Pages.Cut(read, take, r => new Cursor(r.Membership.Name, r.Membership.Id));
        var withEmails = http.Standing().May(Right.Administer);
        return TypedResults.Ok(new Page<Item>([.. page.Items.Select(r => Of(r.Membership, withEmails ? r.Email : null, r.Parent))], page.Next));

        Item Of(Membership m, string? email, string? parent) => new(
            m.Id, m.Version, m.PersonId, m.Name, email, [.. m.RoleList()], m.From, m.Until, m.IsActive(now), m.IsMachine, m.OnBehalfOf, parent, m.About);
    }
}
