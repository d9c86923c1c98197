using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Territory.Links.Features;

/// <summary>What a secure link asks, and of whom. Reading it uses nothing up: mail scanners open every link before its reader does.</summary>
public static class GetLink
{
    /// <param name="Name">Who is asked.</param>
    /// <param name="AskedByBody">The parent that the asker comes from, where the body delegated to it.</param>
    public sealed record Response(
        string BodyName, string BodyArticle, BodyKind BodyKind, string Slug, string? Accent, string ActionTitle, string Name, string? Note,
        string AskedByName, string? AskedByBody, SecureLinkState State, DateTime ExpiresAt, DateTime? UsedAt, int Uses, int MostUses);

    internal static void Map(RouteGroupBuilder territory) => territory
        .MapGet("/links/{token}", Handle)
        .ForAnyone("whoever answers has no account: the 256-bit token is the proof")
        .WithName(nameof(GetLink))
        .WithSummary("Read what a secure link asks, by the token of its link; uses nothing up");

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        string token, HttpContext http, TerritoryDb db, CurrentScope scope, CancellationToken ct)
    {
        // The answer is as secret as the token.
        http.Response.Headers.CacheControl = "no-store";
        if (await db.SecureLinkKeys.AsNoTracking().ByTokenAsync(token, ct) is not { } key)
        {
            return Problems.NotFound("link");
        }

        scope.Open(new TenantScope(key.BodyId, AllowedWrites.None, nameof(GetLink)));
        var link = await db.SecureLinks.AsNoTracking().FirstAsync(l => l.Id == key.LinkId, ct);
        var bodies = await db.Bodies.AsNoTracking().Where(b => b.BodyId == key.BodyId || b.BodyId == link.OnBehalfOf).ToDictionaryAsync(b => b.BodyId, ct);
        var (body, state) = (bodies[key.BodyId], key.StateAt(db.Now));
        return TypedResults.Ok(new Response(
            body.Name, body.Article, body.Kind, body.Slug, body.Accent, link.ActionTitle, link.Name, state == SecureLinkState.Open ? link.Note : null,
            link.AskedByName, link.OnBehalfOf is { } parent ? bodies.GetValueOrDefault(parent)?.Name : null,
            state, key.ExpiresAt, key.UsedAt, key.Uses, key.MostUses));
    }
}

internal static class LinkTokens
{
    public static Task<SecureLinkKey?> ByTokenAsync(this IQueryable<SecureLinkKey> keys, string token, CancellationToken ct)
    {
        var hash = People.InvitationKey.HashOf(token);
        return keys.FirstOrDefaultAsync(k => k.TokenHash == hash, ct);
    }
}
