using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Stakeholders.Contacts.Features;

/// <summary>Brings a deleted contact back.</summary>
public static class RestoreContact
{
    internal static void Map(RouteGroupBuilder stakeholders) => stakeholders
        .MapPost("/bodies/{bodyId:guid}/contacts/{contactId:guid}/restoration", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(RestoreContact))
        .WithSummary("Restore a contact deleted within the last 30 days");

    private static async Task<Results<Ok<GetContact.Response>, ProblemHttpResult>> Handle(Guid contactId, StakeholdersDb db, CancellationToken ct)
    {
        var since = db.Now.AddDays(-30);
        var contact = await db.WithDeleted<Contact>().SingleOrDefaultAsync(c => c.Id == contactId && (c.DeletedAt == null || c.DeletedAt > since), ct);
        if (contact is null)
        {
            return Problems.NotFound("contact");
        }

        if (contact.DeletedAt is not null)
        {
            contact.Restore();
            db.Record("contact-restored", "contact", contact.Id);
            await db.SaveChangesAsync(ct);
        }

        return TypedResults.Ok(GetContact.From(contact));
    }
}
