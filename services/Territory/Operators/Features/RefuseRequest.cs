using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Territory.Operators.Features;

/// <summary>An operator refuses a request, and says why; whoever asked is told.</summary>
public static class RefuseRequest
{
    public sealed record Request([property: Required, StringLength(1000, MinimumLength = 3)] string Reason);

    internal static void Map(RouteGroupBuilder territory) => territory
        .MapPost("/operator/requests/{requestId:guid}/refusal", Handle)
        .ForOperators("decides on requests of bodies that are not here yet")
        .WithName(nameof(RefuseRequest))
        .WithSummary("Refuse a request, with the reason")
        .ProducesProblem(409);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        Guid requestId, Request request, HttpContext http, TerritoryDb db, CancellationToken ct)
    {
        await using var write = await db.BeginWriteAsync(ct);
        var asked = await db.OpeningRequests.FirstOrDefaultAsync(r => r.Id == requestId, ct);
        if (asked is null)
        {
            return Problems.NotFound("request");
        }

        if (asked.State != OpeningRequestState.Pending)
        {
            return Problems.Conflict("request-decided", $"This request is {asked.State}.");
        }

        asked.Decide(OpeningRequestState.Refused, http.Caller().Id, db.Now, request.Reason.Trim());
        db.Send(new MailRequested(Guid.CreateVersion7(), asked.Email, asked.Name, "opening-request-refused",
            new() { ["bodyName"] = asked.BodyName, ["reason"] = asked.Reason! }, null, db.Now));
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return TypedResults.NoContent();
    }
}
