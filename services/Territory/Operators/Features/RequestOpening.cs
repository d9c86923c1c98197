using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Territory.People;

namespace OpenDataAnimation.Territory.Operators.Features;

/// <summary>A body asks, on the public form, to be opened here.</summary>
public static class RequestOpening
{
    /// <param name="BodyName">For kinds that the reference does not list.</param>
    /// <param name="Function">What the person does in the body.</param>
    public sealed record Request(
        [property: Required] BodyKind? Kind,
        [property: Required, StringLength(14)] string Code,
        [property: StringLength(200)] string? BodyName,
        [property: Required, StringLength(Person.LongestName, MinimumLength = 2)] string Name,
        [property: Required, EmailAddress, StringLength(Person.LongestEmail)] string Email,
        [property: Required, StringLength(200, MinimumLength = 2)] string Function,
        [property: StringLength(2000)] string? Message);

    /// <param name="BodyName">The official name, to confirm what was understood.</param>
    public sealed record Response(string BodyName);

    internal static void Map(RouteGroupBuilder territory) => territory
        .MapPost("/requests", Handle)
        .ForAnyone("who asks has no account and no body yet; the gateway limits the rate")
        .WithName(nameof(RequestOpening))
        .WithSummary("Ask for a body to be opened");

    private static async Task<Results<Accepted<Response>, ValidationProblem>> Handle(Request request, TerritoryDb db, CancellationToken ct)
    {
        var (opening, field, error) = Opening.Of(request.Kind!.Value, request.Code, request.BodyName);
        if (opening is null)
        {
            return Problems.Field(field == "name" ? "bodyName" : field, error);
        }

        var email = Person.Plain(request.Email);
        await using var write = await db.BeginWriteAsync(ct);
        // Sent twice, it is one request and one mail; the answer does not tell.
        if (!await db.OpeningRequests.AnyAsync(r =>
            r.State == OpeningRequestState.Pending && r.Kind == opening.Kind && r.Code == opening.Code && r.Email == email, ct))
        {
            var kept = db.OpeningRequests.Add(new OpeningRequest
            {
                Id = Guid.CreateVersion7(),
                Kind = opening.Kind,
                Code = opening.Code,
                BodyName = opening.Name,
                Name = request.Name.Trim(),
                Email = email,
                Function = request.Function.Trim(),
                Message = request.Message?.Trim() ?? "",
                At = db.Now,
            }).Entity;
            db.Send(new MailRequested(kept.Id, email, kept.Name, "opening-request-received", new() { ["bodyName"] = kept.BodyName }, null, db.Now));
            await db.SaveChangesAsync(ct);
            await write.CommitAsync(ct);
        }

        return TypedResults.Accepted((string?)null, new Response(opening.Name));
    }
}
