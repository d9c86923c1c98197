using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Territory.People;

namespace OpenDataAnimation.Territory.Operators.Features;

/// <summary>An operator opens a body out of the reference and invites its first administrator; asked again, invites again.</summary>
public static class OpenBody
{
    /// <param name="Name">For kinds that the reference does not list; ignored for others.</param>
    /// <param name="AdministratorName">With <paramref name="AdministratorEmail"/>; without both, the body is only prepared.</param>
    public sealed record Request(
        [property: Required] BodyKind? Kind,
        [property: Required, StringLength(14)] string Code,
        [property: StringLength(200)] string? Name,
        [property: StringLength(Person.LongestName, MinimumLength = 2)] string? AdministratorName,
        [property: EmailAddress, StringLength(Person.LongestEmail)] string? AdministratorEmail);

    public sealed record Response(Guid BodyId, string Slug, string Name, BodyState State);

    internal static void Map(RouteGroupBuilder territory) => territory
        .MapPost("/operator/bodies", Handle)
        .ForOperators("decides which bodies are opened, before they have anyone")
        .WithName(nameof(OpenBody))
        .WithSummary("Open a body and invite its first administrator")
        .ProducesProblem(409);

    private static async Task<Results<Ok<Response>, ProblemHttpResult, ValidationProblem>> Handle(
        Request request, HttpContext http, TerritoryDb db, Tell tell, BodyOpening bodies, CancellationToken ct)
    {
        var (opening, field, error) = Opening.Of(request.Kind!.Value, request.Code, request.Name);
        if (opening is null)
        {
            return Problems.Field(field, error);
        }

        if (request.AdministratorName is null != request.AdministratorEmail is null)
        {
            return Problems.Field(request.AdministratorName is null ? "administratorName" : "administratorEmail", "Indiquez le nom et l’adresse de la personne.");
        }

        var guest = request.AdministratorEmail is { } email ? new Guest(request.AdministratorName!, email, [Role.Administrator], null) : null;
        await using var write = await db.BeginWriteAsync(ct);
        if (await bodies.OpenAsync(opening, guest, http.Caller(), nameof(OpenBody), ct) is not { } body)
        {
            return Problems.Conflict("already-joined", "This body has joined: its own administrators invite.");
        }

        await db.SaveChangesAsync(ct);
        await tell.CommitAsync(write, ct);
        return TypedResults.Ok(new Response(body.Id, body.Slug, body.Name, body.State));
    }
}
