using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Sharing;

namespace OpenDataAnimation.Plans.Inventory.Features;

/// <summary>One service as it is brought to a meeting: its exchanges, its datasets, what others need of it.</summary>
public static class GetService
{
    private const int Most = 200;

    public sealed record Response(
        Guid Id, int Version, string Name, string? Contact, IReadOnlyList<ListServices.Exchange> Exchanges, IReadOnlyList<Dataset> Datasets, IReadOnlyList<Need> Asked, IReadOnlyList<Need> Asks);

    /// <param name="Missing">The first question of the check without a yes.</param>
    public sealed record Dataset(Guid Id, string Title, DatasetState State, string? Owner, string? Schema, Frequency Frequency, string? HeldIn, string? Missing, string? Reason, DateOnly? RefreshDueOn);

    public sealed record Need(Guid Id, string Title, NeedState State, string? From, string? Dataset);

    internal static void Map(RouteGroupBuilder body) => body
        .MapGet("/inventory/services/{serviceId:guid}", Handle)
        .Needs(Right.Read)
        .WithName(nameof(GetService))
        .WithSummary("One service with its exchanges, its datasets and the needs around them");

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(Guid serviceId, PlansDb db, HttpContext http, CancellationToken ct)
    {
        if (await db.BodyServices.AsNoTracking().FirstOrDefaultAsync(s => s.Id == serviceId, ct) is not { } service)
        {
            return Problems.NotFound("service");
        }

        var exchanges = await db.Exchanges.AsNoTracking().Where(e => e.ServiceId == serviceId).ToListAsync(ct);
        var tenant = db.Scope.TenantId;
        var datasets = await db.Datasets.AsNoTracking().Where(d => d.ServiceId == serviceId).OrderBy(d => d.Folded).Take(Most).Select(d => new
        {
            Dataset = d,
            Owner = db.Memberships.Where(m => m.BodyId == tenant && m.PersonId == d.OwnerId).Select(m => m.Name).FirstOrDefault(),
        }).ToListAsync(ct);
        // What is asked of this service is what its datasets answer; what it asks itself is the other way round.
        var needs = await (
            from n in db.Needs
            where n.ServiceId == serviceId || db.Datasets.Any(d => d.Id == n.DatasetId && d.ServiceId == serviceId)
            orderby n.ReceivedOn, n.Id
            select new
            {
                n.Id,
                n.Title,
                n.State,
                n.ServiceId,
                From = db.BodyServices.Where(s => s.Id == n.ServiceId).Select(s => s.Name).FirstOrDefault() ?? n.FromOutside,
                Dataset = db.Datasets.Where(d => d.Id == n.DatasetId).Select(d => d.Title).FirstOrDefault(),
            }).Take(Most).ToListAsync(ct);
        var today = db.Today;
        http.ShowVersion(service.Version);
        return TypedResults.Ok(new Response(
            service.Id, service.Version, service.Name, service.Contact, ListServices.Three(exchanges),
            [.. datasets.Select(r => Show(r.Dataset, r.Owner, today))],
            [.. needs.Where(n => n.ServiceId != serviceId).Select(n => new Need(n.Id, n.Title, n.State, n.From, n.Dataset))],
            [.. needs.Where(n => n.ServiceId == serviceId).Select(n => new Need(n.Id, n.Title, n.State, n.From, n.Dataset))]));
    }

    private static Dataset Show(CandidateDataset d, string? owner, DateOnly today) => new(
        d.Id, d.Title, CandidateDataset.Shown(d.State, d.RefreshDueOn, today), owner ?? d.OwnerName, SchemaList.Current.Find(d.Schema)?.Title, d.Frequency, d.HeldIn,
        d.Unproven()?.Label, d.Reason, d.RefreshDueOn == DateOnly.MaxValue ? null : d.RefreshDueOn);
}
