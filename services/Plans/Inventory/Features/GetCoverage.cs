using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.Oversight;
using OpenDataAnimation.Plans.Oversight.Features;
using OpenDataAnimation.Platform.Access;

namespace OpenDataAnimation.Plans.Inventory.Features;

/// <summary>
/// Which children published what, by common schema, as far as each shares its indicators. One statement for any number of children; what
/// is not shared is not there, and counts in no total.
/// </summary>
public static class GetCoverage
{
    /// <summary>As the grid of objectives (precisions.md, 28).</summary>
    private const int Most = 1000;

    /// <param name="Schema">Only children that share, and published under it.</param>
    /// <param name="Shared">Only those that share, or that do not.</param>
    public sealed record Query(
        [property: FromQuery] string? Q, [property: FromQuery] string? Departement, [property: FromQuery] bool? Shared, [property: FromQuery] string? Schema);

    /// <param name="Total">Children, whether they share or not; <paramref name="Shared"/> of them share.</param>
    /// <param name="Schemas">Those of the common base, and others that some child published; with how many of the matching children that share did.</param>
    public sealed record Response(int Total, int Shared, int Matching, int MatchingShared, bool Capped, IReadOnlyList<Column> Schemas, IReadOnlyList<Row> Rows, SchemaOrigin Origin);

    public sealed record Column(string Name, string Title, bool Scdl, int Children);

    public sealed record SchemaOrigin(string Source, string Licence, DateOnly Vintage);

    /// <param name="Why">Why it is not shared; null when it is.</param>
    /// <param name="Counts">Published datasets in the order of the response's schemas; null when not shared.</param>
    public sealed record Row(Guid BodyId, string Name, string Slug, string Departements, int? Population, GetOversight.Missing? Why, int? Published, int[]? Counts);

    internal sealed record Child(
        Guid BodyId, string Name, string Folded, string Slug, string Departements, int? Population, BodyState BodyState, AttachmentState Attachment, ShareLevel? Level, string? Content);

    // As the grid of objectives: the parent's own rows, each under the epoch of the policy in force.
    private static readonly Func<PlansDb, Guid, IAsyncEnumerable<Child>> Children = EF.CompileAsyncQuery((PlansDb db, Guid parent) =>
        (from a in db.Attachments
         where a.ParentId == parent && a.State != AttachmentState.Refused && a.State != AttachmentState.Ended
         join b in db.Bodies on a.ChildId equals b.BodyId
         join p in db.SharePolicies.Where(p => p.ParentId == parent && p.Subject == ShareSubject.Indicators && p.Level >= ShareLevel.ProgressOnly)
             on new { a.ChildId, a.State } equals new { p.ChildId, State = AttachmentState.Accepted } into policies
         from p in policies.DefaultIfEmpty()
         join s in db.Coverage on new { OwnerId = a.ChildId, Epoch = (int?)p.Epoch } equals new { s.OwnerId, Epoch = (int?)s.Epoch } into delivered
         from s in delivered.DefaultIfEmpty()
         orderby b.Folded, b.BodyId
         select new Child(b.BodyId, b.Name, b.Folded, b.Slug, b.Departements, b.Population, b.State, a.State, (ShareLevel?)p!.Level, s!.Content)).Take(Most + 1));

    internal static void Map(RouteGroupBuilder body) => body
        .MapGet("/coverage", Handle)
        .Needs(Right.Read)
        .WithName(nameof(GetCoverage))
        .WithSummary("Which children published what, by common schema, as far as each shares it");

    private static async Task<Ok<Response>> Handle([AsParameters] Query query, PlansDb db, NoteProgressReads reads, CancellationToken ct)
    {
        var all = new List<Child>();
        await foreach (var child in Children(db, db.Scope.TenantId).WithCancellation(ct))
        {
            // Two attachments of one child to one parent, of different natures: it is one row.
            if (all.Count == 0 || all[^1].BodyId != child.BodyId)
            {
                all.Add(child);
            }
            else if (child.Attachment == AttachmentState.Accepted)
            {
                all[^1] = child;
            }
        }

        var capped = all.Count > Most;
        if (capped)
        {
            all.RemoveAt(Most);
        }

        var read = all.ToDictionary(c => c.BodyId, c => c.Content is null ? null : JsonSerializer.Deserialize<CoverageContent>(c.Content, JsonSerializerOptions.Web));
        var matching = all.Where(c => Fits(c, read[c.BodyId], query)).ToList();
        var shared = matching.ConvertAll(c => read[c.BodyId]).FindAll(c => c is not null);
        var schemas = SchemaList.Current.Items.Where(s => s.Scdl || shared.Exists(c => c!.BySchema.ContainsKey(s.Name)))
            .OrderByDescending(s => s.Scdl).ThenBy(s => Folding.Fold(s.Title), StringComparer.Ordinal).ToList();
        reads.Note(db.Scope.TenantId, db.Scope.PersonId!.Value, matching.Where(c => c.Content is not null).Select(c => c.BodyId), ShareSubject.Indicators);
        var origin = SchemaList.Current;
        return TypedResults.Ok(new Response(
            all.Count, all.Count(c => c.Content is not null), matching.Count, shared.Count, capped,
            [.. schemas.Select(s => new Column(s.Name, s.Title, s.Scdl, shared.Count(c => c!.BySchema.ContainsKey(s.Name))))],
            matching.ConvertAll(c => AsRow(c, read[c.BodyId], schemas)), new SchemaOrigin(origin.Source, origin.Licence, origin.Vintage)));
    }

    private static bool Fits(Child c, CoverageContent? content, Query query) =>
        (query.Departement is null || c.Departements.Split(' ').Contains(query.Departement))
        && (query.Shared is null || (content is not null) == query.Shared)
        && (string.IsNullOrWhiteSpace(query.Q) || c.Folded.Contains(Folding.Fold(query.Q), StringComparison.Ordinal))
        && (query.Schema is null || content?.BySchema.ContainsKey(query.Schema) == true);

    private static Row AsRow(Child c, CoverageContent? content, List<DataSchema> schemas) => new(
        c.BodyId, c.Name, c.Slug, c.Departements, c.Population, content is null ? Why(c) : null, content?.Published,
        content is null ? null : [.. schemas.Select(s => content.BySchema.GetValueOrDefault(s.Name))]);

    private static GetOversight.Missing Why(Child c) =>
        c.BodyState == BodyState.Prepared ? GetOversight.Missing.Prepared
        : c.Attachment != AttachmentState.Accepted ? GetOversight.Missing.NotAccepted
        : c.Level is null or ShareLevel.Nothing ? GetOversight.Missing.SharesNothing
        : GetOversight.Missing.WaitingForDelivery;
}
