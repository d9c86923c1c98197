using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Territory.Clients.Features;

/// <summary>The programs that call the APIs for the body, those that are over too; the latest first.</summary>
public static class ListClients
{
    /// <param name="FormerUntil">Until when the secret before is taken as well; null when it is not.</param>
    /// <param name="UsedAt">About when it last asked for a token.</param>
    public sealed record Item(
        Guid Id, string ClientId, int Version, string Name, IReadOnlyList<string> Scopes, DateTime CreatedAt, DateTime? Until, DateTime? RevokedAt, bool IsOver,
        DateTime SecretAt, DateTime? FormerUntil, DateTime? UsedAt, Guid MembershipId);

    /// <param name="BuiltIn">False where another token server keeps its own clients: none are made here.</param>
    public sealed record Response(IReadOnlyList<Item> Items, string? Next, bool BuiltIn, IReadOnlyList<string> Services);

    internal static void Map(RouteGroupBuilder bodies) => bodies
        .MapGet("/clients", Handle)
        .Needs(Right.Administer)
        .WithName(nameof(ListClients))
        .WithSummary("List the programs that call the APIs for the body")
        .ProducesValidationProblem();

    private static async Task<Results<Ok<Response>, ValidationProblem>> Handle(
        string? after, int? size, TerritoryDb db, ServiceSettings settings, CancellationToken ct)
    {
        if (Cursor.Read(after) is not { } cursor || !cursor.TryInstant(out var before))
        {
            return Asked.UnknownCursor();
        }

        var (now, take, id) = (db.Now, Asked.Size(size), cursor.Id);
        var rows = await db.ApiClients.AsNoTracking()
            .Where(c => c.CreatedAt < before || (c.CreatedAt == before && c.Id.CompareTo(id) > 0))
            .OrderByDescending(c => c.CreatedAt).ThenBy(c => c.Id).Take(take + 1).ToListAsync(ct);
        var page = Pages.Cut(rows, take, c => Cursor.Of(c.CreatedAt, c.Id));
        return TypedResults.Ok(new Response(
            [.. page.Items.Select(c => new Item(
                c.Id, c.ClientId, c.Version, c.Name, c.Scopes.Split(' '), c.CreatedAt, c.Until, c.RevokedAt, c.IsOver(now), c.SecretAt,
                c.FormerUntil > now ? c.FormerUntil : null, c.UsedAt, c.MembershipId))],
            page.Next, settings.HasBuiltInTokens(), ClientScopes.Services));
    }
}
