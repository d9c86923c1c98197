using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Oversight.Views.Features;

/// <summary>Views of the grid that the caller sees: one's own, and those shared in the body.</summary>
public static class ListViews
{
    /// <summary>A body keeps no more than these.</summary>
    internal const int Most = 100;

    /// <param name="Mine">Whether the caller may delete it.</param>
    public sealed record Item(Guid Id, string Name, string Filters, bool Shared, bool Mine);

    public sealed record Response(IReadOnlyList<Item> Items);

    internal static void Map(RouteGroupBuilder body) => body
        .MapGet("/views", Handle)
        .Needs(Right.Read)
        .WithName(nameof(ListViews))
        .WithSummary("Saved views of the grid");

    private static async Task<Ok<Response>> Handle(PlansDb db, HttpContext http, CancellationToken ct)
    {
        var (me, edits) = (db.Scope.PersonId, http.Standing().May(Right.Edit));
        return TypedResults.Ok(new Response(await db.Views.Where(v => v.Shared || v.OwnerId == me).OrderBy(v => v.Name).ThenBy(v => v.Id).Take(Most)
            .Select(v => new Item(v.Id, v.Name, v.Filters, v.Shared, v.OwnerId == me || edits)).ToListAsync(ct)));
    }
}

/// <summary>Keeps filters and order of the grid under a name.</summary>
public static class SaveView
{
    /// <param name="Filters">The page's own query, such as <c>dep=56&amp;taille=-500</c>.</param>
    /// <param name="Shared">With everyone of the body; for those who may edit.</param>
    public sealed record Request(
        [property: Required(ErrorMessage = "Donnez un nom à la vue."), StringLength(80, MinimumLength = 2, ErrorMessage = "Le nom compte de 2 à 80 caractères.")] string? Name,
        [property: StringLength(400, ErrorMessage = "Ces filtres sont trop longs."), RegularExpression("^[A-Za-z0-9=&%._+-]*$", ErrorMessage = "Ces filtres ne sont pas ceux de la grille.")] string? Filters = null,
        bool Shared = false);

    public sealed record Response(Guid Id);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPost("/views", Handle)
        .Needs(Right.Read)
        .WithName(nameof(SaveView))
        .WithSummary("Save a view of the grid for oneself, or for everyone of the body")
        .ProducesValidationProblem().ProducesProblem(409);

    private static async Task<Results<Created<Response>, ProblemHttpResult>> Handle(Request request, PlansDb db, HttpContext http, CancellationToken ct)
    {
        if (request.Shared && !http.Standing().May(Right.Edit))
        {
            return Problems.NotAllowed("the project lead or an administrator of the body");
        }

        if (await db.Views.CountAsync(ct) >= ListViews.Most)
        {
            return Problems.Conflict("too-many", $"A body keeps {ListViews.Most} views at most.");
        }

        var view = db.Views.Add(new SavedView
        {
            TenantId = db.Scope.TenantId,
            Id = Guid.CreateVersion7(),
            Name = request.Name!.Trim(),
            Filters = request.Filters ?? "",
            OwnerId = db.Scope.PersonId,
            Shared = request.Shared,
            CreatedAt = db.Now,
        }).Entity;
        db.Record("view-saved", "view", view.Id, new { view.Shared });
        await db.SaveChangesAsync(ct);
        return TypedResults.Created($"/api/plans/bodies/{view.TenantId}/views/{view.Id}", new Response(view.Id));
    }
}

/// <summary>Deletes a view: one's own, or a shared one by those who may edit.</summary>
public static class DeleteView
{
    internal static void Map(RouteGroupBuilder body) => body
        .MapDelete("/views/{viewId:guid}", Handle)
        .Needs(Right.Read)
        .WithName(nameof(DeleteView))
        .WithSummary("Delete a saved view of the grid");

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(Guid viewId, PlansDb db, HttpContext http, CancellationToken ct)
    {
        var me = db.Scope.PersonId;
        var view = await db.Views.FirstOrDefaultAsync(v => v.Id == viewId && (v.Shared || v.OwnerId == me), ct);
        if (view is null)
        {
            return Problems.NotFound("view");
        }

        if (view.OwnerId != me && !http.Standing().May(Right.Edit))
        {
            return Problems.NotAllowed("its author, the project lead or an administrator of the body");
        }

        db.Remove(view);
        db.Record("view-deleted", "view", view.Id);
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }
}
