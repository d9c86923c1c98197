using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Audit;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Tenancy;
using OpenDataAnimation.Territory.People;
using OpenDataAnimation.Territory.People.Features;

namespace OpenDataAnimation.Territory.Operators.Features;

/// <summary>Whoever started the product becomes its first operator, with the one-time code that the start printed.</summary>
public static class ClaimOperator
{
    public sealed record Request([property: Required, StringLength(100)] string Code);

    public sealed record Response(Guid PersonId, bool IsOperator);

    internal static void Map(RouteGroupBuilder territory) => territory
        .MapPost("/operators/claim", Handle)
        .ForSignedIn("there is no operator yet: the code printed at first start is the proof")
        .WithName(nameof(ClaimOperator))
        .WithSummary("Become the first operator with the one-time code")
        .ProducesProblem(409);

    private static async Task<Results<Ok<Response>, ProblemHttpResult, ValidationProblem>> Handle(
        Request request, HttpContext http, TerritoryDb db, Tell tell, CurrentScope scope, CancellationToken ct)
    {
        var caller = http.Caller();
        if (caller.IsMachine)
        {
            return Problems.NotAllowed("a person");
        }

        var hash = FirstOperator.HashOf(request.Code);
        await using var write = await db.BeginWriteAsync(ct);
        if (await FirstOperator.ExistsAsync(db, ct))
        {
            return Problems.Conflict("already-claimed", "There is an operator already.");
        }

        if (await db.OperatorClaims.FirstOrDefaultAsync(c => c.CodeHash == hash, ct) is not { } claim)
        {
            return Problems.Field("code", "Ce code n’est pas le bon, ou a déjà servi.");
        }

        db.OperatorClaims.Remove(claim);
        scope.Open(new TenantScope(PlatformBody.Id, AllowedWrites.Only(typeof(Membership), typeof(AuditEntry)), nameof(ClaimOperator), caller.Id));
        await db.SeenAsync(caller, ct);
        var membership = db.OwnMemberships.Add(Membership.Of(PlatformBody.Id, caller.Id, Person.NameOf(caller), [Role.Administrator], db.Now)).Entity;
        await tell.AboutAsync(membership, ct);
        db.Record("operator-claimed", nameof(Membership), membership.Id);
        await db.SaveChangesAsync(ct);
        await tell.CommitAsync(write, ct);
        return TypedResults.Ok(new Response(caller.Id, true));
    }
}
