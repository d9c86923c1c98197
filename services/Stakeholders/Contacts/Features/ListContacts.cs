using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;

namespace OpenDataAnimation.Stakeholders.Contacts.Features;

/// <summary>The body's address book, by name.</summary>
public static class ListContacts
{
    public sealed record Item(Guid Id, string Name, string? Organisation, string? Function, AudienceClass Audience, string? Email, string? Phone, DateOnly RetainUntil, int Version);

    /// <param name="Next">Give it as <c>after</c> to read on; null at the end.</param>
    public sealed record Response(IReadOnlyList<Item> Items, string? Next);

    internal static void Map(RouteGroupBuilder stakeholders) => stakeholders
        .MapGet("/bodies/{bodyId:guid}/contacts", Handle)
        .NeedsOrShared(Right.Read, ShareSubject.Contacts)
        .WithName(nameof(ListContacts))
        .WithSummary("List the contacts of a body, filtered by class and by words");

    private static async Task<Ok<Response>> Handle(
        StakeholdersDb db, CancellationToken ct, AudienceClass? audience = null, [StringLength(100)] string? q = null, Guid? after = null, [Range(1, 100)] int size = 50)
    {
        var contacts = db.Contacts.AsNoTracking();
        if (audience is { } wanted)
        {
            contacts = contacts.Where(c => c.Audience == wanted);
        }

        foreach (var word in Folding.Fold(q ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            contacts = contacts.Where(c => c.Folded.Contains(word));
        }

        if (after is { } last)
        {
            contacts = contacts.Where(c => db.Contacts.Any(l => l.Id == last
                && (c.SortName.CompareTo(l.SortName) > 0 || (c.SortName == l.SortName && c.Id.CompareTo(l.Id) > 0))));
        }

        var items = await contacts.OrderBy(c => c.SortName).ThenBy(c => c.Id).Take(size + 1)
            .Select(c => new Item(c.Id, c.Name, c.Organisation, c.Function, c.Audience, c.Email, c.Phone, c.RetainUntil, c.Version)).ToListAsync(ct);
        var more = items.Count > size;
        return TypedResults.Ok(new Response(more ? items[..size] : items, more ? items[size - 1].Id.ToString() : null));
    }
}
