using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Sharing;

namespace OpenDataAnimation.Plans.Inventory.Features;

/// <summary>Writes one of the three exchanges with a service: when, with whom, what was said.</summary>
public static class WriteExchange
{
    public sealed record Request(
        [property: Required(ErrorMessage = "Choisissez un état."), EnumDataType(typeof(ExchangeState), ErrorMessage = "Cet état n’existe pas.")] ExchangeState? State,
        DateOnly? On = null,
        [property: StringLength(300, ErrorMessage = "Les personnes tiennent en 300 caractères.")] string? Who = null,
        [property: StringLength(4000, ErrorMessage = "Les notes comptent 4 000 caractères au plus.")] string? Notes = null);

    public sealed record Response(int Round, int Version);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPut("/inventory/services/{serviceId:guid}/exchanges/{round:int}", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(WriteExchange))
        .WithSummary("Write one of the three exchanges with a service; If-Match is 0 the first time")
        .ProducesValidationProblem().ProducesProblem(409).ProducesProblem(428);

    private static async Task<Results<Ok<Response>, ProblemHttpResult, ValidationProblem>> Handle(
        Guid serviceId, int round, Request request, PlansDb db, HttpContext http, CancellationToken ct)
    {
        if (round is < 1 or > ServiceExchange.Rounds || !await db.BodyServices.AnyAsync(s => s.Id == serviceId, ct))
        {
            return Problems.NotFound("exchange");
        }

        var exchange = await db.Exchanges.FirstOrDefaultAsync(e => e.ServiceId == serviceId && e.Round == round, ct);
        if (http.Refuse(exchange?.Version ?? 0, ListServices.Show(round, exchange)) is { } refused)
        {
            return refused;
        }

        if (request.State != ExchangeState.ToPlan && request.On is null)
        {
            return Problems.Field("on", "Donnez la date de cet échange.");
        }

        if (request.State == ExchangeState.Held && request.On > db.Today)
        {
            return Problems.Field("on", "Un échange tenu ne peut pas être daté de demain.");
        }

        exchange ??= db.Exchanges.Add(new ServiceExchange { TenantId = db.Scope.TenantId, ServiceId = serviceId, Round = round }).Entity;
        var before = exchange.State;
        exchange.Fill(request.State!.Value, request.On, request.Who, request.Notes);
        db.Record("exchange-written", "service", serviceId, new { round, before, after = exchange.State });
        await db.SaveChangesAsync(ct);
        http.ShowVersion(exchange.Version);
        return TypedResults.Ok(new Response(round, exchange.Version));
    }
}
