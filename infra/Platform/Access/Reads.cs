using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Portability;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Platform.Access;

/// <summary>
/// Proof of what is seen: which persons of which parents read what the body shares, and on which day. The same two routes in every
/// service that shares something: a list page by page, and the whole as a sheet.
/// </summary>
public static class Reads
{
    /// <summary>Rows of the sheet: more than a year of a large county's curiosity.</summary>
    private const int MostOfSheet = 20_000;

    /// <param name="Name">As the parent calls the person; empty when no longer known.</param>
    /// <param name="ProgressOnly">The figures on a page of the parent's, not the content.</param>
    public sealed record Item(DateOnly Day, DateTime FirstAt, Guid PersonId, string Name, Reader? Parent, ShareSubject Subject, bool ProgressOnly);

    public sealed record Reader(Guid BodyId, string Name, string Slug);

    public sealed record Response(IReadOnlyList<Item> Items, string? Next);

    /// <param name="subject">What this service shares.</param>
    /// <param name="more">Reads that leave their trace elsewhere, such as figures shown out of the parent's own rows.</param>
    public static void MapReads<TDb>(this IEndpointRouteBuilder body, ShareSubject subject, Func<TDb, IQueryable<Seen>>? more = null)
        where TDb : ServiceDb
    {
        Delegate list = async Task<Results<Ok<Response>, ValidationProblem>> (TDb db, Guid? parentId, string? after, int? size, CancellationToken ct) =>
        {
            if (!Cursor.TryRead(after, out var from))
            {
                return Problems.Field("after", "Cette suite de liste n’existe pas.");
            }

            var take = Math.Clamp(size ?? 20, 1, 100);
            var rows = await ReadAsync(db, subject, more?.Invoke(db), parentId, from, take + 1, ct);
            return TypedResults.Ok(new Response(
                [.. rows.Take(take).Select(r => r.Item)], rows.Count > take ? Cursor.Of(rows[take - 1].Seen) : null));
        };
        Delegate export = async Task<FileContentHttpResult> (TDb db, Guid? parentId, CancellationToken ct) =>
        {
            var rows = await ReadAsync(db, subject, more?.Invoke(db), parentId, null, MostOfSheet, ct);
            var zone = LocalTime.ZoneOf(await db.Bodies.Where(b => b.BodyId == db.Scope.TenantId).Select(b => b.Departements).FirstOrDefaultAsync(ct) ?? "");
            return TypedResults.File(Sheet(rows.Select(r => r.Item), zone), "text/csv; charset=utf-8", $"consultations-{Names(subject)}.csv");
        };
        body.MapGet("/reads", list)
            .Needs(Right.Read).WithName("ListReads").WithSummary("Which persons of parents read what the body shares, last day first; of one parent with parentId")
            .ProducesValidationProblem();
        body.MapGet("/reads.csv", export)
            .Needs(Right.Read).WithName("ExportReads").WithSummary("The same as a sheet: UTF-8 with BOM, semicolons");
    }

    private static async Task<List<(Seen Seen, Item Item)>> ReadAsync(
        ServiceDb db, ShareSubject subject, IQueryable<Seen>? more, Guid? parent, Seen? after, int take, CancellationToken ct)
    {
        var seen = db.ReadTraces.Where(t => t.Subject == subject)
            .Select(t => new Seen { Day = t.Day, PersonId = t.PersonId, ParentId = t.ParentId, Depth = 1, FirstAt = t.FirstAt });
        seen = more is null ? seen : seen.Concat(more);
        seen = parent is { } one ? seen.Where(s => s.ParentId == one) : seen;
        if (after is { } last)
        {
            var (day, person, of, depth) = (last.Day, last.PersonId, last.ParentId, last.Depth);
            seen = seen.Where(s => s.Day < day || (s.Day == day && (s.PersonId < person || (s.PersonId == person
                && (s.ParentId < of || (s.ParentId == of && s.Depth < depth))))));
        }

        var rows = await (
            from s in seen
            join b in db.Bodies on s.ParentId equals b.BodyId into parents
            from b in parents.DefaultIfEmpty()
            orderby s.Day descending, s.PersonId descending, s.ParentId descending, s.Depth descending
            select new
            {
                Seen = s,
                Name = db.Memberships.Where(m => m.BodyId == s.ParentId && m.PersonId == s.PersonId).Select(m => m.Name).FirstOrDefault(),
                Parent = b == null ? null : new Reader(b.BodyId, b.Name, b.Slug),
            }).Take(take).ToListAsync(ct);
        return rows.ConvertAll(r => (r.Seen, new Item(r.Seen.Day, r.Seen.FirstAt, r.Seen.PersonId, r.Name ?? "", r.Parent, r.Seen.Depth == 2 ? ShareSubject.Indicators : subject, r.Seen.Depth == 0)));
    }

    private static byte[] Sheet(IEnumerable<Item> items, TimeZoneInfo zone)
    {
        var text = new StringBuilder("\uFEFFJour;Première lecture;Personne;Structure;Ce qui a été lu\r\n");
        foreach (var item in items)
        {
            var at = zone.At(item.FirstAt);
            text.AppendJoin(';', at.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture), at.ToString("HH:mm", CultureInfo.InvariantCulture),
                Cell(item.Name.Length == 0 ? "Personne partie depuis" : item.Name), Cell(item.Parent?.Name ?? "Structure inconnue"), Cell(What(item))).Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>In quotes, and never a formula: a name may begin with an equals sign.</summary>
    private static string Cell(string value) => $"\"{Formula.Guard(value).Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string What(Item item) => item.ProgressOnly ? "L’avancement, sur la grille du territoire ou la fiche" : item.Subject switch
    {
        ShareSubject.Plan => "Le plan et ses actions",
        ShareSubject.Contacts => "Les contacts",
        ShareSubject.Events => "Les événements",
        _ => "Les indicateurs",
    };

    private static string Names(ShareSubject subject) => subject switch
    {
        ShareSubject.Plan => "plan",
        ShareSubject.Contacts => "contacts",
        ShareSubject.Events => "evenements",
        _ => "indicateurs",
    };

    /// <summary>Where a page ended. Opaque to callers.</summary>
    private static class Cursor
    {
        public static string Of(Seen last) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"{last.Day.DayNumber}|{last.PersonId:N}|{last.ParentId:N}|{last.Depth}")));

        /// <returns>False when the text is not one of ours; null and true when there is none.</returns>
        public static bool TryRead(string? text, out Seen? last)
        {
            last = null;
            if (string.IsNullOrEmpty(text))
            {
                return true;
            }

            if (!Base64Url.IsValid(text) || Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split('|') is not [var day, var person, var parent, var depth]
                || !int.TryParse(day, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > DateOnly.MaxValue.DayNumber
                || !Guid.TryParseExact(person, "N", out var personId) || !Guid.TryParseExact(parent, "N", out var parentId) || depth is not ("0" or "1" or "2"))
            {
                return false;
            }

            last = new Seen { Day = DateOnly.FromDayNumber(number), PersonId = personId, ParentId = parentId, Depth = depth[0] - '0' };
            return true;
        }
    }
}

/// <summary>One person of one parent on one day.</summary>
public sealed class Seen
{
    public DateOnly Day { get; init; }
    public Guid PersonId { get; init; }
    public Guid ParentId { get; init; }

    /// <summary>1 for the content, 0 for the figures alone, 2 for the indicators that the same service shows out of the parent's own rows.</summary>
    public int Depth { get; init; }
    public DateTime FirstAt { get; init; }
}
