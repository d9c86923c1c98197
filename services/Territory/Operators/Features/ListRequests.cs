using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;

namespace OpenDataAnimation.Territory.Operators.Features;

/// <summary>Who asks to be opened; those that wait first asked first.</summary>
public static class ListRequests
{
    /// <param name="BodyState">Where the body is here already.</param>
    public sealed record Item(
        Guid RequestId, BodyKind Kind, string Code, string BodyName, string Name, string Email, string Function, string Message, DateTime At,
        OpeningRequestState State, DateTime? DecidedAt, string? Reason, BodyState? BodyState);

    internal static void Map(RouteGroupBuilder territory) => territory
        .MapGet("/operator/requests", Handle)
        .ForOperators("decides on requests of bodies that are not here yet")
        .WithName(nameof(ListRequests))
        .WithSummary("List requests to open a body")
        .ProducesValidationProblem();

    /// <param name="state">Pending unless said.</param>
    private static async Task<Results<Ok<Page<Item>>, ValidationProblem>> Handle(
        OpeningRequestState? state, string? after, int? size, TerritoryDb db, CancellationToken ct)
    {
        DateTime from = default;
        if (Cursor.Read(after) is not { } cursor
            || (cursor.Key.Length > 0 && !DateTime.TryParseExact(cursor.Key, "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out from)))
        {
            return Asked.UnknownCursor();
        }

        var (wanted, take, id) = (state ?? OpeningRequestState.Pending, Asked.Size(size), cursor.Id);
        from = DateTime.SpecifyKind(from, DateTimeKind.Utc);
        var rows = await db.OpeningRequests.AsNoTracking().Where(r => r.State == wanted)
            .Where(r => r.At > from || (r.At == from && r.Id.CompareTo(id) > 0))
            .OrderBy(r => r.At).ThenBy(r => r.Id).Take(take + 1)
            .Select(r => new { Request = r, Body = db.OwnBodies.Where(b => b.Kind == r.Kind && b.Code == r.Code).Select(b => (BodyState?)b.State).FirstOrDefault() })
            .ToListAsync(ct);
        var items = rows.Select(r => new Item(
            r.Request.Id, r.Request.Kind, r.Request.Code, r.Request.BodyName, r.Request.Name, r.Request.Email, r.Request.Function, r.Request.Message,
            r.Request.At, r.Request.State, r.Request.DecidedAt, r.Request.Reason, r.Body)).ToList();
        return TypedResults.Ok(Pages.Cut(items, take, i => new Cursor(i.At.ToString("O", CultureInfo.InvariantCulture), i.RequestId)));
    }
}
