using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Territory.People;

namespace OpenDataAnimation.Territory.Clients.Features;

/// <summary>An administrator lets a program call the APIs for the body. Its secret is in the answer and nowhere else.</summary>
public static class CreateClient
{
    private const int Most = 20;

    /// <param name="Scopes">Names of services, with <c>.read</c> behind those that it may only read.</param>
    public sealed record Request(
        [property: Required(ErrorMessage = "Donnez un nom à l’application."), StringLength(100, MinimumLength = 2, ErrorMessage = "Le nom compte de 2 à 100 caractères.")] string? Name,
        [property: Required(ErrorMessage = "Choisissez au moins un service."), MinLength(1, ErrorMessage = "Choisissez au moins un service.")] string[]? Scopes,
        DateTime? Until = null);

    /// <param name="Secret">Shown once: only its hash is kept.</param>
    public sealed record Response(Guid Id, string ClientId, string Secret, int Version);

    internal static void Map(RouteGroupBuilder bodies) => bodies
        .MapPost("/clients", Handle)
        .Needs(Right.Administer)
        .NeedsRecentSignIn()
        .WithName(nameof(CreateClient))
        .WithSummary("Let a program call the APIs for the body; the secret is shown once")
        .ProducesProblem(409);

    private static async Task<Results<Created<Response>, ProblemHttpResult, ValidationProblem>> Handle(
        Guid bodyId, Request request, HttpContext http, TerritoryDb db, Tell tell, ServiceSettings settings, CancellationToken ct)
    {
        if (!settings.HasBuiltInTokens())
        {
            return Problems.Conflict("clients-elsewhere", "Another token server is in charge: make the client there, then let it act here.");
        }

        if (!request.Scopes!.All(ClientScopes.IsScope) || !ClientScopes.AreApart(request.Scopes!))
        {
            return Problems.Field("scopes", "Ce service n’existe pas, ou il est demandé deux fois.");
        }

        if (request.Until <= db.Now)
        {
            return Problems.Field("until", "Cette date est passée\u00A0: choisissez-en une à venir.");
        }

        var (secret, clientId) = (InvitationKey.NewToken(), ApiClient.NewClientId());
        await using var write = await db.BeginWriteAsync(ct);
        var now = db.Now;
        if (await db.ApiClients.CountAsync(c => c.RevokedAt == null && (c.Until == null || c.Until > now), ct) >= Most)
        {
            return Problems.Conflict("too-many", $"A body has {Most} programs at most: revoke one first.");
        }

        var until = request.Until?.ToUniversalTime();
        var membership = db.OwnMemberships.Add(Membership.Of(
            bodyId, PersonId.OfMachine(http.Caller().Provider, clientId), request.Name!.Trim(), [ClientScopes.RoleFor(request.Scopes!)], now, until, isMachine: true)).Entity;
        await tell.AboutAsync(membership, ct);
        var client = db.ApiClients.Add(ApiClient.Of(
            bodyId, clientId, membership.Id, membership.Name, request.Scopes!.Order(StringComparer.Ordinal), until, secret, now)).Entity;
        db.TellOf(client);
        db.Record("client-created", nameof(ApiClient), client.Id, new { client.ClientId, client.Scopes, client.Until });
        await db.SaveChangesAsync(ct);
        await tell.CommitAsync(write, ct);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Created((string?)null, new Response(client.Id, clientId, secret, client.Version));
    }
}

internal static class TokenServers
{
    /// <summary>Whether tokens are the built-in server's: another one keeps its own clients (precisions.md, 15).</summary>
    public static bool HasBuiltInTokens(this ServiceSettings settings) =>
        settings.Configuration["Auth:Authority"] is null && settings.Configuration["Auth:Metadata"] is null;
}
