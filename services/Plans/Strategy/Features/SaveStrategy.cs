using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Strategy.Features;

/// <summary>Writes the strategy; one that was validated says from then on that it changed since.</summary>
public static class SaveStrategy
{
    /// <param name="ParentId">A body that this one is attached to, where its strategy is taken up.</param>
    public sealed record Request(
        [property: Required(ErrorMessage = "Donnez un nom à la stratégie."), StringLength(200, MinimumLength = 3, ErrorMessage = "Le nom compte de 3 à 200 caractères.")] string? Title,
        [property: Required(ErrorMessage = "Dites de qui est la stratégie."), EnumDataType(typeof(StrategyOrigin), ErrorMessage = "Cette origine n’existe pas.")] StrategyOrigin? Origin,
        Guid? ParentId = null,
        [property: StringLength(4000, ErrorMessage = "Les intentions tiennent en 4 000 caractères.")] string? Intentions = null,
        [property: StringLength(4000, ErrorMessage = "Les ambitions tiennent en 4 000 caractères.")] string? Ambitions = null,
        [property: StringLength(4000, ErrorMessage = "Les moyens tiennent en 4 000 caractères.")] string? Means = null,
        [property: Range(2000, 2100, ErrorMessage = "Écrivez une année, par exemple 2027.")] int? FromYear = null,
        [property: Range(2000, 2100, ErrorMessage = "Écrivez une année, par exemple 2030.")] int? ToYear = null,
        DateOnly? CouncilOn = null,
        [property: StringLength(200, ErrorMessage = "La référence compte 200 caractères au plus.")] string? Deliberation = null,
        [property: Url(ErrorMessage = "Écrivez une adresse complète, par exemple https://www.commune.fr."), StringLength(500, ErrorMessage = "L’adresse compte 500 caractères au plus.")] string? DeliberationUrl = null);

    public sealed record Response(int Version, StrategyState State);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPut("/strategy", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(SaveStrategy))
        .WithSummary("Write the strategy; If-Match is 0 the first time")
        .ProducesValidationProblem().ProducesProblem(409).ProducesProblem(428);

    private static async Task<Results<Ok<Response>, ProblemHttpResult, ValidationProblem>> Handle(Request request, PlansDb db, HttpContext http, CancellationToken ct)
    {
        var strategy = await db.Strategies.FirstOrDefaultAsync(ct);
        if (http.Refuse(strategy?.Version ?? 0, Stored(strategy)) is { } refused)
        {
            return refused;
        }

        if (request.ToYear < request.FromYear)
        {
            return Problems.Field("toYear", "La dernière année ne peut pas précéder la première.");
        }

        if (request.CouncilOn > db.Today.AddYears(1))
        {
            return Problems.Field("councilOn", "Ce conseil est dans plus d’un an\u00A0: vérifiez la date.");
        }

        var parent = request.Origin == StrategyOrigin.Parent ? request.ParentId : null;
        if (request.Origin == StrategyOrigin.Parent && parent is null)
        {
            return Problems.Field("parentId", "Choisissez la structure dont vous reprenez la stratégie.");
        }

        var me = db.Scope.TenantId;
        if (request.ParentId is { } named && named != strategy?.ParentId
            && !await db.Attachments.AnyAsync(a => a.ChildId == me && a.ParentId == named && a.State == AttachmentState.Accepted, ct))
        {
            return Problems.Field("parentId", "Vous n’êtes pas rattachés à cette structure.");
        }

        strategy ??= db.Strategies.Add(new BodyStrategy { TenantId = me }).Entity;
        (strategy.Title, strategy.Origin, strategy.ParentId) = (request.Title!.Trim(), request.Origin!.Value, parent);
        (strategy.Intentions, strategy.Ambitions, strategy.Means) = (request.Intentions.OrNull(), request.Ambitions.OrNull(), request.Means.OrNull());
        (strategy.FromYear, strategy.ToYear) = (request.FromYear, request.ToYear);
        (strategy.CouncilOn, strategy.Deliberation, strategy.DeliberationUrl) = (request.CouncilOn, request.Deliberation.OrNull(), request.DeliberationUrl.OrNull());
        strategy.Touch(db.Scope.PersonId, db.Now);
        db.Record("strategy-saved", "strategy", me, new { strategy.State });
        await db.SaveChangesAsync(ct);
        http.ShowVersion(strategy.Version);
        return TypedResults.Ok(new Response(strategy.Version, strategy.State));
    }

    private static object Stored(BodyStrategy? s) => new
    {
        s?.Title,
        s?.Origin,
        s?.ParentId,
        s?.Intentions,
        s?.Ambitions,
        s?.Means,
        s?.FromYear,
        s?.ToYear,
        s?.CouncilOn,
        s?.Deliberation,
        s?.DeliberationUrl,
    };
}
