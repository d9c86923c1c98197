using System.Linq.Expressions;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Platform.Portability;

/// <summary>What a service keeps of people beyond the rows of bodies; most keep nothing. Outside of any scope.</summary>
public class PersonalData
{
    /// <summary>Names of tables, and rows to be written as JSON.</summary>
    public virtual IAsyncEnumerable<(string Table, object Row)> OfAsync(Caller person, CancellationToken ct) => AsyncEnumerable.Empty<(string, object)>();
}

/// <summary>
/// The rows that name a person, wherever the id stands in them: found in the model, so that a new table is never forgotten. Ids of people are
/// hashes of (provider, subject) and nothing else's, so that any column that holds one is about that person.
/// </summary>
public sealed class PersonalRows(IServiceScopeFactory scopes, AccessBook book)
{
    /// <param name="Body">The body's slug; null for what belongs to none.</param>
    /// <param name="Row">Where the person works today, the row; elsewhere ids, dates and states alone, for its texts are the body's.</param>
    public sealed record Found(string? Body, string Table, object Row);

    public async IAsyncEnumerable<Found> OfAsync(Caller person, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        List<(Guid Id, string Slug, bool Whole)> bodies;
        await using (var scope = scopes.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<ServiceDb>();
            if (scope.ServiceProvider.GetService<PersonalData>() is { } own)
            {
                await foreach (var (table, row) in own.OfAsync(person, ct).WithCancellation(ct))
                {
                    yield return new Found(null, table, row);
                }
            }

            bodies = await BodiesAsync(db, person.Id, ct);
        }

        foreach (var (body, slug, whole) in bodies)
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentScope>().Open(new TenantScope(body, AllowedWrites.None, nameof(PersonalRows), person.Id));
            var db = scope.ServiceProvider.GetRequiredService<ServiceDb>();
            foreach (var table in PortableTable.Of(db).Where(t => t.IsExported))
            {
                await foreach (var row in table.ReadAsync(db, person.Id).WithCancellation(ct))
                {
                    yield return new Found(slug, table.Name, table.Values(row, whole));
                }
            }
        }
    }

    /// <summary>Where the person acts or acted, and the children of those bodies, in which a parent's people read and comment.</summary>
    private async Task<List<(Guid, string, bool)>> BodiesAsync(ServiceDb db, Guid person, CancellationToken ct)
    {
        var acting = (await book.ActiveAsync(db, person, ct)).Select(m => m.BodyId).ToHashSet();
        var own = db.Memberships.Where(m => m.PersonId == person).Select(m => m.BodyId);
        var all = own.Union(db.Attachments.Where(a => own.Contains(a.ParentId)).Select(a => a.ChildId));
        var found = await db.Bodies.AsNoTracking().Where(b => all.Contains(b.BodyId)).OrderBy(b => b.Slug).Select(b => new { b.BodyId, b.Slug }).ToListAsync(ct);
        return [.. found.Select(b => (b.BodyId, b.Slug, acting.Contains(b.BodyId)))];
    }
}
