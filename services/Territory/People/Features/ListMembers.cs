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
        var read = await db.OwnMemberships.AsNoTracking()
            .Where(m => ended == true || (!m.Ended && (m.Until == null || m.Until > now)))
            .Where(m => m.Name.CompareTo(key) > 0 || (m.Name == key && m.Id.CompareTo(id) > 0))
            .OrderBy(m => m.Name).ThenBy(m => m.Id).Take(take + 1).ToListAsync(ct);
        var page = Pages.Cut(read, take, m => new Cursor(m.Name, m.Id));
        var (people, from) = (page.Items.Select(m => m.PersonId).ToList(), page.Items.Where(m => m.OnBehalfOf != null).Select(m => m.OnBehalfOf!.Value).ToList());
        var emails = http.Standing().May(Right.Administer)
            ? await db.People.AsNoTracking().Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Email, ct)
            : [];
        var parents = await db.Bodies.AsNoTracking().Where(b => from.Contains(b.BodyId)).ToDictionaryAsync(b => b.BodyId, b => b.Name, ct);
        return TypedResults.Ok(new Page<Item>([.. page.Items.Select(m => new Item(
            m.Id, m.Version, m.PersonId, m.Name, emails.GetValueOrDefault(m.PersonId), [.. m.RoleList()], m.From, m.Until, m.IsActive(now), m.IsMachine,
            m.OnBehalfOf, m.OnBehalfOf is { } parent ? parents.GetValueOrDefault(parent) : null, m.About))], page.Next));
    }
}
