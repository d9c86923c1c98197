using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Territory.People;

namespace OpenDataAnimation.Territory.Operators.Features;

/// <summary>An operator accepts a request: the body is opened and whoever asked is invited as its administrator.</summary>
public static class AcceptRequest
{
    internal static void Map(RouteGroupBuilder territory) => territory
        .MapPost("/operator/requests/{requestId:guid}/acceptance", Handle)
        .ForOperators("decides on requests of bodies that are not here yet")
        .WithName(nameof(AcceptRequest))
        .WithSummary("Accept a request: open the body and invite who asked")
        .ProducesProblem(409);

    private static async Task<Results<Ok<OpenBody.Response>, ProblemHttpResult>> Handle(
        Guid requestId, HttpContext http, TerritoryDb db, Tell tell, BodyOpening bodies, CancellationToken ct)
    {
        await using var write = await db.BeginWriteAsync(ct);
        var request = await db.OpeningRequests.FirstOrDefaultAsync(r => r.Id == requestId, ct);
        if (request is null)
        {
            return Problems.NotFound("request");
        }

        if (request.State != OpeningRequestState.Pending)
        {
            return Problems.Conflict("request-decided", $"This request is {request.State}.");
        }

        var (opening, _, _) = Opening.Of(request.Kind, request.Code, request.BodyName);
        var guest = new Guest(request.Name, request.Email, [Role.Administrator], null);
        if (opening is null || await bodies.OpenAsync(opening, guest, http.Caller(), nameof(AcceptRequest), ct) is not { } body)
        {
            return Problems.Conflict("already-joined", "This body has joined: refuse, and say who administers it.");
        }

        request.Decide(OpeningRequestState.Accepted, http.Caller().Id, db.Now);
        await db.SaveChangesAsync(ct);
        await tell.CommitAsync(write, ct);
        return TypedResults.Ok(new OpenBody.Response(body.Id, body.Slug, body.Name, body.State));
    }
}
