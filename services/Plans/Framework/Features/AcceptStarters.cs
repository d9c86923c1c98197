using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Framework.Features;

/// <summary>Takes starting texts into the framework, where they are the body's own to change; those in use already are left alone.</summary>
public static class AcceptStarters
{
    public sealed record Request([property: Required(ErrorMessage = "Choisissez au moins un texte."), MinLength(1, ErrorMessage = "Choisissez au moins un texte.")] string[]? Codes);

    public sealed record Response(int Added);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPost("/framework/starters", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(AcceptStarters))
        .WithSummary("Take starting texts into the framework")
        .ProducesValidationProblem().ProducesProblem(409);

    private static async Task<Results<Ok<Response>, ProblemHttpResult, ValidationProblem>> Handle(Request request, PlansDb db, CancellationToken ct)
    {
        var asked = request.Codes!.Distinct().Select(Starters.Find).ToList();
        if (asked.Contains(null))
        {
            return Problems.Field("codes", "Un de ces textes n’existe pas.");
        }

        // Accepted twice at once, a text is there once.
        await using var write = await db.BeginWriteAsync(ct);
        var kept = await db.FrameworkItems.Select(i => new { i.Kind, i.Place, i.Starter }).ToListAsync(ct);
        var fresh = asked.OfType<Starter>().Where(s => kept.All(k => k.Starter != s.Code)).ToList();
        if (kept.Count + fresh.Count > FrameworkItem.Most)
        {
            return Problems.Conflict("framework-full", $"A framework has {FrameworkItem.Most} lines at most.");
        }

        foreach (var part in fresh.GroupBy(s => s.Kind))
        {
            var last = kept.Where(k => k.Kind == part.Key).Select(k => k.Place).DefaultIfEmpty().Max();
            db.FrameworkItems.AddRange(part.Select((starter, i) => new FrameworkItem
            {
                TenantId = db.Scope.TenantId,
                Id = Guid.CreateVersion7(),
                Kind = starter.Kind,
                Title = starter.Title,
                Text = starter.Text,
                Starter = starter.Code,
                Place = last + i + 1,
                UpdatedAt = db.Now,
            }));
        }

        db.Record("framework-started", "framework", db.Scope.TenantId, new { codes = fresh.Select(s => s.Code) });
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return TypedResults.Ok(new Response(fresh.Count));
    }
}
