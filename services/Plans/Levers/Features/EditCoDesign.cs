using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Levers.Features;

/// <summary>Changes the sheet of a policy made together. Another policy or another reason is confirmed anew.</summary>
public static class EditCoDesign
{
    internal static void Map(RouteGroupBuilder body) => body
        .MapPut("/levers/co-designs/{coDesignId:guid}", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(EditCoDesign))
        .WithSummary("Change the sheet of a policy made together")
        .ProducesValidationProblem().ProducesProblem(409).ProducesProblem(428);

    private static async Task<Results<Ok<StartCoDesign.Response>, ProblemHttpResult, ValidationProblem>> Handle(
        Guid coDesignId, CoDesignFields request, PlansDb db, HttpContext http, CancellationToken ct)
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

        if (request.WrongField() is { } wrong)
        {
            return wrong;
        }

        var before = design.Sensitive;
        design.Fill(request);
        design.Touch(db.Scope, db.Now);
        db.Record("co-design-edited", "co-design", design.Id, new { before, after = design.Sensitive });
        await db.SaveChangesAsync(ct);
        http.ShowVersion(design.Version);
        return TypedResults.Ok(new StartCoDesign.Response(design.Id, design.Version));
    }
}
