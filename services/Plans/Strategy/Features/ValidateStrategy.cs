using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Strategy.Features;

/// <summary>An elected person, or who administers the body in their name, says yes to the strategy as it stands, or takes that back.</summary>
public static class ValidateStrategy
{
    public sealed record Request([property: Required(ErrorMessage = "Dites si la stratégie est validée.")] bool? Validated);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPost("/strategy/validation", Handle)
        .Needs(Right.Validate)
        .WithName(nameof(ValidateStrategy))
        .WithSummary("Validate the strategy as it stands, or take the validation back")
        .ProducesValidationProblem().ProducesProblem(409).ProducesProblem(428);

    private static async Task<Results<Ok<SaveStrategy.Response>, ProblemHttpResult>> Handle(Request request, PlansDb db, HttpContext http, CancellationToken ct)
    {
        var strategy = await db.Strategies.FirstOrDefaultAsync(ct);
        if (strategy is null)
        {
            return Problems.Conflict("no-strategy", "There is no strategy yet.");
        }

        if (http.Refuse(strategy.Version, new SaveStrategy.Response(strategy.Version, strategy.State)) is { } refused)
        {
            return refused;
        }

        if (request.Validated == true && !strategy.MayBeValidated)
        {
            return Problems.Conflict("strategy-incomplete", "Intentions and ambitions are written before a strategy is validated.");
        }

        if (request.Validated == true)
        {
            strategy.Validate(db.Scope.PersonId, db.Now);
        }
        else
        {
            strategy.Unvalidate();
        }

        db.Record(request.Validated == true ? "strategy-validated" : "strategy-unvalidated", "strategy", strategy.TenantId);
        await db.SaveChangesAsync(ct);
        http.ShowVersion(strategy.Version);
        return TypedResults.Ok(new SaveStrategy.Response(strategy.Version, strategy.State));
    }
}
