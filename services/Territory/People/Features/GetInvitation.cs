using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Territory.People.Features;

/// <summary>What the link of an invitation shows, before one signs in.</summary>
public static class GetInvitation
{
    /// <param name="Email">The address it was sent to: only who signs in with it may answer.</param>
    /// <param name="InviterBody">Null when the platform invites.</param>
    /// <param name="Activates">Accepting makes the body join, with the guest as its first administrator.</param>
    public sealed record Response(
        Guid BodyId, string BodyName, string BodyArticle, BodyKind BodyKind, string Slug, string Name, string Email,
        IReadOnlyList<Role> Roles, string InviterName, string? InviterBody, InvitationState State, DateTime ExpiresAt, bool Activates);

    internal static void Map(RouteGroupBuilder territory) => territory
        .MapGet("/invitations/{token}", Handle)
        .ForAnyone("the guest has no account yet: the 256-bit token is the proof")
        .WithName(nameof(GetInvitation))
        .WithSummary("Read an invitation by the token of its link");

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(string token, TerritoryDb db, CurrentScope scope, CancellationToken ct)
    {
        if (await db.InvitationKeys.AsNoTracking().ByTokenAsync(token, ct) is not { } key)
        {
            return Problems.NotFound("invitation");
        }

        scope.Open(new TenantScope(key.BodyId, AllowedWrites.None, nameof(GetInvitation)));
        var invitation = await db.Invitations.AsNoTracking().FirstAsync(i => i.Id == key.InvitationId, ct);
        var names = await db.Bodies.AsNoTracking().Where(b => b.BodyId == key.BodyId || b.BodyId == key.InvitedBy).ToDictionaryAsync(b => b.BodyId, ct);
        var body = names[key.BodyId];
        return TypedResults.Ok(new Response(
            key.BodyId, body.Name, body.Article, body.Kind, body.Slug, invitation.Name, invitation.Email, [.. invitation.RoleList()],
            invitation.InviterName, names.GetValueOrDefault(key.InvitedBy)?.Name, key.StateAt(db.Now), key.ExpiresAt, body.State == BodyState.Prepared));
    }
}

internal static class Tokens
{
    public static Task<InvitationKey?> ByTokenAsync(this IQueryable<InvitationKey> keys, string token, CancellationToken ct)
    {
        var hash = InvitationKey.HashOf(token);
        return keys.FirstOrDefaultAsync(k => k.TokenHash == hash, ct);
    }
}
