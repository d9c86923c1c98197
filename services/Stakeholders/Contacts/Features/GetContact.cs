using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Stakeholders.Contacts.Features;

/// <summary>One contact, whole.</summary>
public static class GetContact
{
    public sealed record Response(
        Guid Id, string Name, string? Organisation, string? Function, AudienceClass Audience, string? Email, string? Phone,
        LegalBasis LegalBasis, string? Source, DateOnly RetainUntil, string? Notes, int Version);

    internal static void Map(RouteGroupBuilder stakeholders) => stakeholders
        .MapGet("/bodies/{bodyId:guid}/contacts/{contactId:guid}", Handle)
        .NeedsOrShared(Right.Read, ShareSubject.Contacts)
        .WithName(nameof(GetContact))
        .WithSummary("Read one contact");

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(Guid contactId, StakeholdersDb db, HttpContext http, CancellationToken ct)
    {
        var contact = await db.Contacts.AsNoTracking().SingleOrDefaultAsync(c => c.Id == contactId, ct);
        if (contact is null)
        {
            return Problems.NotFound("contact");
        }

        http.ShowVersion(contact.Version);
        return TypedResults.Ok(From(contact));
    }

    internal static Response From(Contact c) =>
        new(c.Id, c.Name, c.Organisation, c.Function, c.Audience, c.Email, c.Phone, c.LegalBasis, c.Source, c.RetainUntil, c.Notes, c.Version);
}
