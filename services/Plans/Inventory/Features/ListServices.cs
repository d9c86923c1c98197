using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Sharing;

namespace OpenDataAnimation.Plans.Inventory.Features;

/// <summary>The services of the body with their three exchanges, and how many datasets and needs each has.</summary>
public static class ListServices
{
    private const int Most = 200;

    public sealed record Response(IReadOnlyList<Item> Items, int Unassigned);

    public sealed record Item(Guid Id, int Version, string Name, string? Contact, IReadOnlyList<Exchange> Exchanges, int Datasets, int Published, int Needs);

    /// <param name="Version">0 while nothing was written about it.</param>
    public sealed record Exchange(int Round, int Version, ExchangeState State, DateOnly? On, string? Who, string? Notes);

    internal static void Map(RouteGroupBuilder body) => body
        .MapGet("/inventory/services", Handle)
        .Needs(Right.Read)
        .WithName(nameof(ListServices))
        .WithSummary("The services of the body with their three exchanges");

    private static async Task<Ok<Response>> Handle(PlansDb db, CancellationToken ct)
    {
        var services = await db.BodyServices.AsNoTracking().OrderBy(s => s.Folded).Take(Most).Select(s => new
        {
            Service = s,
            Datasets = db.Datasets.Count(d => d.ServiceId == s.Id),
            Published = db.Datasets.Count(d => d.ServiceId == s.Id && (d.State == DatasetState.Published || d.State == DatasetState.ToRefresh)),
            Needs = db.Needs.Count(n => n.ServiceId == s.Id),
        }).ToListAsync(ct);
        var exchanges = (await db.Exchanges.AsNoTracking().ToListAsync(ct)).ToLookup(e => e.ServiceId);
        return TypedResults.Ok(new Response(
            [.. services.Select(s => new Item(s.Service.Id, s.Service.Version, s.Service.Name, s.Service.Contact, Three(exchanges[s.Service.Id]), s.Datasets, s.Published, s.Needs))],
            await db.Datasets.CountAsync(d => d.ServiceId == null, ct)));
    }

    /// <summary>All three, those nothing was written about too.</summary>
    internal static IReadOnlyList<Exchange> Three(IEnumerable<ServiceExchange> written) =>
        [.. Enumerable.Range(1, ServiceExchange.Rounds).GroupJoin(written, round => round, e => e.Round, (round, e) => Show(round, e.FirstOrDefault()))];

    internal static Exchange Show(int round, ServiceExchange? e) => new(round, e?.Version ?? 0, e?.State ?? ExchangeState.ToPlan, e?.On, e?.Who, e?.Notes);
}
