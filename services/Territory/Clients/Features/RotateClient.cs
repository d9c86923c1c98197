using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Territory.People;

namespace OpenDataAnimation.Territory.Clients.Features;

/// <summary>A client gets a new secret; the one before is taken for a while longer, so that the program can be changed without a gap.</summary>
public static class RotateClient
{
    /// <param name="OverlapHours">How long both secrets are taken; 0 ends the one before at once, after a leak.</param>
    public sealed record Request([property: Range(0, 720, ErrorMessage = "Les deux secrets sont acceptés pendant 30 jours au plus.")] int OverlapHours = 24);

    internal static void Map(RouteGroupBuilder bodies) => bodies
        .MapPost("/clients/{apiClientId:guid}/rotation", Handle)
        .Needs(Right.Administer)
        .NeedsRecentSignIn()
        .WithName(nameof(RotateClient))
        .WithSummary("Give a client a new secret, shown once; the one before is taken for a while longer")
        .ProducesProblem(409)
        .ProducesProblem(428);

    private static async Task<Results<Ok<CreateClient.Response>, ProblemHttpResult>> Handle(
        Guid apiClientId, Request request, [FromHeader(Name = "If-Match")] string? ifMatch, HttpContext http, TerritoryDb db, CancellationToken ct)
    {
        await using var write = await db.BeginWriteAsync(ct);
        if (await db.ApiClients.FirstOrDefaultAsync(c => c.Id == apiClientId, ct) is not { } client)
        {
            return Problems.NotFound("client");
        }

        if (Versions.Of(ifMatch) is not { } version)
        {
            return Problems.VersionRequired();
        }

        if (client.Version != version)
        {
            return Problems.Stale(client.Version, new { client.SecretAt });
        }

        if (client.IsOver(db.Now))
        {
            return Problems.Conflict("client-over", "This client is over: make another.");
        }

        var secret = InvitationKey.NewToken();
        client.Rotate(secret, db.Now.AddHours(request.OverlapHours), db.Now);
        db.TellOf(client);
        db.Record("client-rotated", nameof(ApiClient), client.Id, new { request.OverlapHours });
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new CreateClient.Response(client.Id, client.ClientId, secret, client.Version));
    }
}
