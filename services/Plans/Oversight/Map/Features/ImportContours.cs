using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Oversight.Map.Features;

/// <summary>The administrator imports the outlines of the territory: the content decides, the source is said, and only the body's own children are kept.</summary>
public static class ImportContours
{
    private const int MostBytes = 8 * 1024 * 1024;

    /// <param name="Content">The GeoJSON file.</param>
    public sealed record Request(
        [property: Required(ErrorMessage = "Dites d’où viennent ces contours."), StringLength(200, MinimumLength = 2, ErrorMessage = "La source compte de 2 à 200 caractères.")] string? Source,
        [property: Required(ErrorMessage = "Dites sous quelle licence ils sont publiés."), StringLength(120, MinimumLength = 2, ErrorMessage = "La licence compte de 2 à 120 caractères.")] string? Licence,
        [property: Required(ErrorMessage = "Dites de quelle année ils sont."), StringLength(40, MinimumLength = 4, ErrorMessage = "Le millésime compte de 4 à 40 caractères.")] string? Vintage,
        [property: Required(ErrorMessage = "Choisissez un fichier.")] ReadOnlyMemory<byte>? Content);

    /// <param name="Missing">Children without an outline in the file.</param>
    public sealed record Response(int Shapes, int Children, IReadOnlyList<string> Missing);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPut("/contours/imports", Handle)
        .Needs(Right.Administer)
        .WithName(nameof(ImportContours))
        .WithSummary("Import the outlines of the body's children from GeoJSON; those before are replaced")
        .ProducesValidationProblem();

    private static async Task<Results<Ok<Response>, ValidationProblem>> Handle(Request request, PlansDb db, CancellationToken ct)
    {
        var content = request.Content!.Value;
        if (content.Length is 0 or > MostBytes)
        {
            return Problems.Field("content", content.Length == 0 ? "Ce fichier est vide." : "Ce fichier pèse plus de 8\u00A0Mo. Simplifiez les contours, ou gardez ceux de votre territoire.");
        }

        var (shapes, wrong) = GeoJson.Read(content.ToArray());
        if (wrong is not null)
        {
            return Problems.Field("content", wrong);
        }

        var children = (await (
                from a in db.Attachments
                where a.ParentId == db.Scope.TenantId && a.State != AttachmentState.Refused && a.State != AttachmentState.Ended
                join b in db.Bodies on a.ChildId equals b.BodyId
                orderby b.Folded
                select new { b.BodyId, b.Name, b.InseeCode, b.Siren }).ToListAsync(ct))
            .DistinctBy(c => c.BodyId).ToList();
        var known = children.SelectMany(c => new[] { c.InseeCode, c.Siren }.OfType<string>().Select(code => (code, c.BodyId))).ToLookup(c => c.code, c => c.BodyId);
        var mine = shapes.Where(s => known.Contains(s.Code)).DistinctBy(s => known[s.Code].First()).ToList();
        if (mine.Count == 0)
        {
            return Problems.Field("content", "Aucun de ces contours ne porte le code d’une de vos communes.");
        }

        var (drawn, height) = GeoJson.Draw(mine);
        await using var write = await db.BeginWriteAsync(ct);
        var set = await db.ContourSets.FirstOrDefaultAsync(ct) ?? db.ContourSets.Add(new ContourSet { TenantId = db.Scope.TenantId }).Entity;
        (set.Source, set.Licence, set.Vintage) = (request.Source!.Trim(), request.Licence!.Trim(), request.Vintage!.Trim());
        (set.Width, set.Height, set.Shapes, set.ImportedAt, set.ImportedBy) = (GeoJson.Width, height, drawn.Count, db.Now, db.Scope.PersonId);
        await db.ForgetContoursAsync(ct);
        db.Contours.AddRange(drawn.Select(d => new Contour { TenantId = db.Scope.TenantId, ChildId = known[d.Code].First(), Path = d.Path, X = d.X, Y = d.Y }));
        db.Record("contours-imported", "contours", set.TenantId, new { set.Shapes });
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        var have = drawn.Select(d => known[d.Code].First()).ToHashSet();
        return TypedResults.Ok(new Response(drawn.Count, children.Count, [.. children.Where(c => !have.Contains(c.BodyId)).Select(c => c.Name)]));
    }
}

/// <summary>Takes the outlines away: the map is tiles again.</summary>
public static class RemoveContours
{
    internal static void Map(RouteGroupBuilder body) => body
        .MapDelete("/contours", Handle)
        .Needs(Right.Administer)
        .WithName(nameof(RemoveContours))
        .WithSummary("Take the imported outlines away");

    private static async Task<NoContent> Handle(PlansDb db, CancellationToken ct)
    {
        await using var write = await db.BeginWriteAsync(ct);
        if (await db.ContourSets.FirstOrDefaultAsync(ct) is { } set)
        {
            await db.ForgetContoursAsync(ct);
            db.Remove(set);
            db.Record("contours-removed", "contours", set.TenantId);
            await db.SaveChangesAsync(ct);
        }

        await write.CommitAsync(ct);
        return TypedResults.NoContent();
    }
}

/// <summary>The outlines of the territory, with where they come from; empty where none were imported.</summary>
public static class GetContours
{
    public sealed record Response(Origin? Origin, int Width, int Height, IReadOnlyList<Shape> Shapes);

    public sealed record Origin(string Source, string Licence, string Vintage, DateTime ImportedAt);

    public sealed record Shape(Guid BodyId, string Path, int X, int Y);

    internal static void Map(RouteGroupBuilder body) => body
        .MapGet("/contours", Handle)
        .Needs(Right.Read)
        .WithName(nameof(GetContours))
        .WithSummary("The outlines of the body's children");

    private static async Task<Ok<Response>> Handle(PlansDb db, CancellationToken ct)
    {
        var set = await db.ContourSets.AsNoTracking().FirstOrDefaultAsync(ct);
        var shapes = set is null ? [] : await db.Contours.Select(c => new Shape(c.ChildId, c.Path, c.X, c.Y)).ToListAsync(ct);
        return TypedResults.Ok(new Response(set is null ? null : new(set.Source, set.Licence, set.Vintage, set.ImportedAt), set?.Width ?? 0, set?.Height ?? 0, shapes));
    }
}

internal static class KeptContours
{
    /// <summary>Deletes them at once, so that others of the same children can be added; within a write transaction.</summary>
    public static async Task ForgetContoursAsync(this PlansDb db, CancellationToken ct)
    {
        // Keys alone: the outlines themselves are megabytes.
        db.Contours.RemoveRange(await db.Contours.Select(c => new Contour { TenantId = c.TenantId, ChildId = c.ChildId }).ToListAsync(ct));
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Entries<Contour>().ToList().ForEach(e => e.State = EntityState.Detached);
    }
}
