using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Levers.Features;

/// <summary>The élu says that a sensitive policy may be made together: only then does its first step begin.</summary>
public static class ConfirmCoDesign
{
    internal static void Map(RouteGroupBuilder body) => body
        .MapPost("/levers/co-designs/{coDesignId:guid}/confirmation", Handle)
        .Needs(Right.Validate)
        .WithName(nameof(ConfirmCoDesign))
        .WithSummary("An elected person confirms that a sensitive policy may be made together")
        .ProducesProblem(409).ProducesProblem(428);

    private static async Task<Results<Ok<StartCoDesign.Response>, ProblemHttpResult>> Handle(Guid coDesignId, PlansDb db, HttpContext http, CancellationToken ct)
    {
        var design = await db.CoDesigns.FirstOrDefaultAsync(c => c.Id == coDesignId, ct);
        if (design is null)
        {
            return Problems.NotFound("co-design");
        }

        if (http.Refuse(design.Version, GetCoDesign.Show(design)) is { } refused)
        {
            return refused;
        }

        if (design.MayStart)
        {
            return Problems.Conflict("nothing-to-confirm", design.Sensitive ? "It is confirmed already." : "It is not sensitive: nobody has to confirm it.");
        }

        design.Confirm(db.Scope.PersonId, db.Now);
        design.Touch(db.Scope, db.Now);
        db.Record("co-design-confirmed", "co-design", design.Id);
        await db.SaveChangesAsync(ct);
        http.ShowVersion(design.Version);
        return TypedResults.Ok(new StartCoDesign.Response(design.Id, design.Version));
    }
}
