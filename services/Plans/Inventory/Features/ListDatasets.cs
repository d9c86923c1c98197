using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Inventory.Features;

/// <summary>The candidate datasets of a body by title, page by page, with how many there are in each state.</summary>
public static class ListDatasets
{
    /// <param name="Q">Part of the title, without regard to accents and case.</param>
    /// <param name="State">As shown: overdue ones are to refresh.</param>
    /// <param name="Schema">A schema's name, or <c>scdl</c> for all of the common base.</param>
    /// <param name="Deleted">Only those deleted within 30 days.</param>
    public sealed record Query(
        [property: FromQuery] string? Q, [property: FromQuery] DatasetState? State, [property: FromQuery] Guid? Service, [property: FromQuery] string? Schema,
        [property: FromQuery] bool? Deleted, [property: FromQuery] string? After, [property: FromQuery] int? Size);

    /// <param name="Counts">Number of datasets of the whole inventory by state as shown.</param>
    /// <param name="Services">Every service of the body, to filter by.</param>
    public sealed record Response(IReadOnlyList<Item> Items, string? Next, IReadOnlyDictionary<DatasetState, int> Counts, IReadOnlyList<ServiceName> Services);

    /// <param name="Checked">Whether every required question of the check is answered by yes.</param>
    public sealed record Item(
        Guid Id, int Version, string Title, string? Service, Guid? ServiceId, string? Owner, DatasetState State, Theme? Theme, Licence Licence, string? Schema, string? SchemaTitle,
        bool Scdl, Frequency Frequency, DateOnly? RefreshDueOn, bool Checked, string? Url, DateTime? DeletedAt);

    internal static void Map(RouteGroupBuilder body) => body
        .MapGet("/inventory/datasets", Handle)
        .Needs(Right.Read)
        .WithName(nameof(ListDatasets))
        .WithSummary("The candidate datasets of the body by title, with counts by state")
        .ProducesValidationProblem();

    private static async Task<Results<Ok<Response>, ValidationProblem>> Handle([AsParameters] Query query, PlansDb db, CancellationToken ct)
    {
        if (!Cursor.TryRead(query.After, CursorKind.Text, out var after))
        {
            return Problems.Field("after", "Cette suite de liste n’existe pas.");
        }

        var today = db.Today;
        var size = Cursor.Size(query.Size);
        var datasets = Filtered(query, db, today);
        if (after is { } last)
        {
            var (key, id) = (last.Key, last.Id);
            datasets = datasets.Where(d => d.Folded.CompareTo(key) > 0 || (d.Folded == key && d.Id > id));
        }

        var tenant = db.Scope.TenantId;
        var rows = await datasets.OrderBy(d => d.Folded).ThenBy(d => d.Id).Take(size + 1).Select(d => new
        {
            Dataset = d,
            Service = db.BodyServices.Where(s => s.Id == d.ServiceId).Select(s => s.Name).FirstOrDefault(),
            Owner = db.Memberships.Where(m => m.BodyId == tenant && m.PersonId == d.OwnerId).Select(m => m.Name).FirstOrDefault(),
        }).AsNoTracking().ToListAsync(ct);
        var counts = await db.Datasets.GroupBy(d => new { d.State, Overdue = d.RefreshDueOn < today }).Select(g => new { g.Key.State, g.Key.Overdue, Count = g.Count() }).ToListAsync(ct);
        var services = await db.BodyServices.OrderBy(s => s.Folded).Take(200).Select(s => new ServiceName(s.Id, s.Name)).ToListAsync(ct);
        var next = rows.Count > size ? Cursor.Of(rows[size - 1].Dataset.Folded, rows[size - 1].Dataset.Id) : null;
        return TypedResults.Ok(new Response(
            [.. rows.Take(size).Select(r => AsItem(r.Dataset, r.Service, r.Owner, today))], next,
            counts.GroupBy(c => c.State == DatasetState.Published && c.Overdue ? DatasetState.ToRefresh : c.State).ToDictionary(g => g.Key, g => g.Sum(c => c.Count)), services));
    }

    private static IQueryable<CandidateDataset> Filtered(Query query, PlansDb db, DateOnly today)
    {
        var since = db.Now - CandidateDataset.Restorable;
        var datasets = query.Deleted == true ? db.WithDeleted<CandidateDataset>().Where(d => d.DeletedAt >= since) : db.Datasets;
        datasets = query.State switch
        {
            null => datasets,
            DatasetState.Published => datasets.Where(d => d.State == DatasetState.Published && d.RefreshDueOn >= today),
            DatasetState.ToRefresh => datasets.Where(d => d.State == DatasetState.ToRefresh || (d.State == DatasetState.Published && d.RefreshDueOn < today)),
            _ => datasets.Where(d => d.State == query.State),
        };
        if (query.Schema == "scdl")
        {
            var common = SchemaList.Current.Items.Where(s => s.Scdl).Select(s => s.Name).ToList();
            datasets = datasets.Where(d => d.Schema != null && common.Contains(d.Schema));
        }
        else if (query.Schema is { Length: > 0 } schema)
        {
            datasets = datasets.Where(d => d.Schema == schema);
        }

        if (Folding.Fold(query.Q) is { Length: > 0 } text)
        {
            datasets = datasets.Where(d => d.Folded.Contains(text));
        }

        return datasets.Where(d => query.Service == null || d.ServiceId == query.Service);
    }

    private static Item AsItem(CandidateDataset d, string? service, string? owner, DateOnly today) => new(
        d.Id, d.Version, d.Title, service, d.ServiceId, owner ?? d.OwnerName, CandidateDataset.Shown(d.State, d.RefreshDueOn, today), d.Theme, d.Licence, d.Schema,
        SchemaList.Current.Find(d.Schema)?.Title, SchemaList.Current.Find(d.Schema)?.Scdl == true, d.Frequency,
        d.RefreshDueOn == DateOnly.MaxValue ? null : d.RefreshDueOn, d.Unproven() is null, d.Url, d.DeletedAt);
}
