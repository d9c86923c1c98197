using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Levers.Features;

/// <summary>Writes a step of a policy made together: when it was taken, what came out of it.</summary>
public static class TakeStep
{
    /// <param name="DoneOn">Null for a step that is only prepared.</param>
    public sealed record Request(DateOnly? DoneOn = null, [property: StringLength(2000, ErrorMessage = "La note compte 2 000 caractères au plus.")] string? Note = null);

    public sealed record Response(CoDesignStage Stage, int Version);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPut("/levers/co-designs/{coDesignId:guid}/steps/{stage}", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(TakeStep))
        .WithSummary("Write a step of a policy made together; If-Match is 0 the first time")
        .ProducesValidationProblem().ProducesProblem(409).ProducesProblem(428);

    private static async Task<Results<Ok<Response>, ProblemHttpResult, ValidationProblem>> Handle(
        Guid coDesignId, string stage, Request request, PlansDb db, HttpContext http, CancellationToken ct)
    {
        if (!Enum.TryParse<CoDesignStage>(stage, ignoreCase: true, out var asked) || !Enum.IsDefined(asked)
            || await db.CoDesigns.AsNoTracking().FirstOrDefaultAsync(c => c.Id == coDesignId, ct) is not { } design)
        {
            return Problems.NotFound("step");
        }

        var step = await db.CoDesignSteps.FirstOrDefaultAsync(s => s.CoDesignId == coDesignId && s.Stage == asked, ct);
        if (http.Refuse(step?.Version ?? 0, GetCoDesign.Show(asked, step)) is { } refused)
        {
            return refused;
        }

        if (request.DoneOn > db.Today)
        {
            return Problems.Field("doneOn", "Une étape franchie ne peut pas être datée de demain.");
        }

        if (request.DoneOn is not null && !design.MayStart)
        {
            return Problems.Field("doneOn", "Ce sujet est sensible\u00A0: une personne élue doit d’abord confirmer la démarche.");
        }

        step ??= db.CoDesignSteps.Add(new CoDesignStep { TenantId = db.Scope.TenantId, CoDesignId = coDesignId, Stage = asked }).Entity;
        (step.DoneOn, step.Note) = (request.DoneOn, Typed.OrNull(request.Note));
        db.Record("co-design-step", "co-design", coDesignId, new { stage = asked, after = step.DoneOn });
        await db.SaveChangesAsync(ct);
        http.ShowVersion(step.Version);
        return TypedResults.Ok(new Response(asked, step.Version));
    }
}
