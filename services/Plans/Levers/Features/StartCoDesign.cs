using Microsoft.AspNetCore.Http.HttpResults;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Levers.Features;

/// <summary>The body thinks of making a policy together with those it is for.</summary>
public static class StartCoDesign
{
    public sealed record Response(Guid Id, int Version);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPost("/levers/co-designs", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(StartCoDesign))
        .WithSummary("Write the opportunity sheet of a policy to be made together")
        .ProducesValidationProblem();

    private static async Task<Results<Created<Response>, ValidationProblem>> Handle(CoDesignFields request, PlansDb db, HttpContext http, CancellationToken ct)
    {
        if (request.WrongField() is { } wrong)
        {
            return wrong;
        }

        var design = CoDesign.New(db.Scope, db.Now);
        design.Fill(request);
        design.Touch(db.Scope, db.Now);
        db.CoDesigns.Add(design);
        db.Record("co-design-started", "co-design", design.Id, new { after = design.Sensitive });
        await db.SaveChangesAsync(ct);
        http.ShowVersion(design.Version);
        return TypedResults.Created($"/api/plans/bodies/{design.TenantId}/levers/co-designs/{design.Id}", new Response(design.Id, design.Version));
    }
}
