using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Method.Own.Features;

/// <summary>Adds an objective or a mean of the body's own beside the method.</summary>
public static class AddOwnEntry
{
    public sealed record Request(
        [property: Required(ErrorMessage = "Choisissez un objectif ou un moyen."), EnumDataType(typeof(OwnKind), ErrorMessage = "C’est un objectif ou un moyen.")] OwnKind? Kind,
        [property: Required(ErrorMessage = "Écrivez l’intitulé.")] OwnFields? Entry);

    public sealed record Response(Guid Id, string Code, int Version);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPost("/own-method/entries", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(AddOwnEntry))
        .WithSummary("Add an objective or a mean of the body's own")
        .ProducesValidationProblem().ProducesProblem(409);

    private static async Task<Results<Created<Response>, ProblemHttpResult>> Handle(Request request, PlansDb db, HttpContext http, CancellationToken ct)
    {
        var kind = request.Kind!.Value;
        // Two at once would take the same code, and both be within the limit.
        await using var write = await db.BeginWriteAsync(ct);
        // Removed ones too: a code is never given twice.
        var known = await db.WithDeleted<OwnEntry>().AsNoTracking().Where(e => e.Kind == kind).ToListAsync(ct);
        if (known.Count(e => e.DeletedAt is null) >= OwnEntry.Most(kind))
        {
            return Full(kind);
        }

        var entry = new OwnEntry
        {
            TenantId = db.Scope.TenantId,
            Id = Guid.CreateVersion7(),
            Kind = kind,
            Code = OwnEntry.CodeOf(kind, 1 + known.Select(e => e.Number).DefaultIfEmpty().Max()),
        };
        request.Entry!.Fill(entry, db.Now);
        db.OwnEntries.Add(entry);
        db.Record("own-entry-added", "own-entry", entry.Id, new { entry.Code });
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        http.ShowVersion(entry.Version);
        return TypedResults.Created($"/api/plans/bodies/{entry.TenantId}/own-method", new Response(entry.Id, entry.Code, entry.Version));
    }

    internal static ProblemHttpResult Full(OwnKind kind) => Problems.Conflict("own-full", $"A body adds {OwnEntry.Most(kind)} of these at most.");
}
