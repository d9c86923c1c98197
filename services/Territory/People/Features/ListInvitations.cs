using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;

namespace OpenDataAnimation.Territory.People.Features;

/// <summary>Who was invited into the body, and what became of it; the latest first.</summary>
public static class ListInvitations
{
    public sealed record Item(
        Guid InvitationId, string Name, string Email, IReadOnlyList<Role> Roles, string InviterName, Guid InvitedBy,
        InvitationState State, DateTime CreatedAt, DateTime ExpiresAt, DateTime? AnsweredAt, DateTime? From, DateTime? Until, string? About);

    internal static void Map(RouteGroupBuilder bodies) => bodies
        .MapGet("/invitations", Handle)
        .Needs(Right.Administer)
        .WithName(nameof(ListInvitations))
        .WithSummary("List invitations into the body, the latest first")
        .ProducesValidationProblem();

    private static async Task<Results<Ok<Page<Item>>, ValidationProblem>> Handle(
        bool? pending, string? after, int? size, TerritoryDb db, CancellationToken ct)
    {
        if (Cursor.Read(after) is not { } cursor || !cursor.TryInstant(out var before))
        {
            return Asked.UnknownCursor();
        }

        var (now, take, id) = (db.Now, Asked.Size(size), cursor.Id);
        var rows = await db.Invitations.AsNoTracking()
            .Join(db.InvitationKeys.AsNoTracking(), i => i.Id, k => k.InvitationId, (i, k) => new { Invitation = i, Key = k })
            .Where(r => pending != true || (r.Key.State == InvitationState.Pending && r.Key.ExpiresAt > now))
            .Where(r => r.Key.CreatedAt < before || (r.Key.CreatedAt == before && r.Key.InvitationId.CompareTo(id) > 0))
            .OrderByDescending(r => r.Key.CreatedAt).ThenBy(r => r.Key.InvitationId).Take(take + 1).ToListAsync(ct);
        var items = rows.Select(r => new Item(
            r.Invitation.Id, r.Invitation.Name, r.Invitation.Email, [.. r.Invitation.RoleList()], r.Invitation.InviterName, r.Key.InvitedBy,
            r.Key.StateAt(now), r.Key.CreatedAt, r.Key.ExpiresAt, r.Key.AnsweredAt,
            r.Invitation.From, r.Invitation.Until, r.Invitation.About)).ToList();
        return TypedResults.Ok(Pages.Cut(items, take, i => Cursor.Of(i.CreatedAt, i.InvitationId)));
    }
}
