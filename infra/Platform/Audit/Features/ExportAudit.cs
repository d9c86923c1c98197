using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Platform.Audit.Features;

/// <summary>The body's whole chain with its hashes, oldest first, so that anyone can recompute it (README of Platform, "Audit").</summary>
public static class ExportAudit
{
    /// <param name="Micros">The instant as it is hashed: microseconds since the first of January of year 1, UTC.</param>
    /// <param name="Values">JSON of names, and values before and after; null where there were none or they were erased.</param>
    public sealed record Line(
        Guid BodyId, long Sequence, DateTime At, long Micros, Guid? PersonId, Guid? OnBehalfOf, string Reason, string Act, string SubjectKind, Guid SubjectId,
        string? Details, Guid? ValuesId, string? ValuesHash, string? ValuesSalt, string? Values, string Hash);

    internal static void Map(RouteGroupBuilder bodies) => bodies
        .MapGet("/audit/lines", Handle)
        .Needs(Right.Administer)
        .WithName(nameof(ExportAudit))
        .WithSummary("Export the body's whole audit chain with its hashes");

    private static Ok<IAsyncEnumerable<Line>> Handle(ServiceDb db, CancellationToken ct) => TypedResults.Ok(LinesAsync(db, ct));

    private static async IAsyncEnumerable<Line> LinesAsync(ServiceDb db, [EnumeratorCancellation] CancellationToken ct)
    {
        var lines = from e in db.Audit.AsNoTracking()
                    orderby e.Sequence
                    join v in db.AuditValues.AsNoTracking() on new { e.TenantId, Id = e.ValuesId } equals new { v.TenantId, Id = (Guid?)v.Id } into kept
                    from value in kept.DefaultIfEmpty()
                    select new { Entry = e, Value = value };
        await foreach (var line in lines.AsAsyncEnumerable().WithCancellation(ct))
        {
            var e = line.Entry;
            yield return new Line(e.TenantId, e.Sequence, e.At, e.At.Ticks / 10, e.PersonId, e.OnBehalfOf, e.Reason, e.Act, e.SubjectKind, e.SubjectId,
                e.Details, e.ValuesId, e.ValuesHash, line.Value?.Salt, line.Value?.Content, e.Hash);
        }
    }
}
