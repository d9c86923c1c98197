using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Method.Own.Features;

/// <summary>Says that the body does not use an objective or a mean, or uses it again. Asked twice, it is said once.</summary>
public static class HideEntry
{
    public sealed record Request([property: Required(ErrorMessage = "Dites s’il est masqué.")] bool? Hidden);

    public sealed record Response(string Code, bool Hidden);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPut("/own-method/hidden/{code}", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(HideEntry))
        .WithSummary("Hide an objective or a mean that the body does not use, or offer it again")
        .ProducesValidationProblem();

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(string code, Request request, PlansDb db, CancellationToken ct)
    {
        await using var write = await db.BeginWriteAsync(ct);
        if (MethodVersion.Current.Find(code) is not (Objective or Mean) && !await db.OwnEntries.AnyAsync(e => e.Code == code, ct))
        {
            return Problems.NotFound("entry");
        }

        // Whatever the case it was asked in: stored codes are compared as they are.
        code = MethodVersion.Current.Find(code)?.Code ?? code;
        var (hidden, wanted) = (await db.HiddenEntries.FirstOrDefaultAsync(h => h.Code == code, ct), request.Hidden!.Value);
        if (wanted == hidden is null)
        {
            if (hidden is null)
            {
                db.HiddenEntries.Add(new HiddenEntry { TenantId = db.Scope.TenantId, Code = code });
            }
            else
            {
                db.HiddenEntries.Remove(hidden);
            }

            db.Record(wanted ? "entry-hidden" : "entry-shown", "own-method", db.Scope.TenantId, new { code });
            await db.SaveChangesAsync(ct);
            await write.CommitAsync(ct);
        }

        return TypedResults.Ok(new Response(code, wanted));
    }
}
