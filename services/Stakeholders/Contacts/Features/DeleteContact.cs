using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Stakeholders.Contacts.Features;

/// <summary>Takes a contact out of the address book; it can be brought back for 30 days.</summary>
public static class DeleteContact
{
    internal static void Map(RouteGroupBuilder stakeholders) => stakeholders
        .MapDelete("/bodies/{bodyId:guid}/contacts/{contactId:guid}", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(DeleteContact))
        .WithSummary("Delete a contact, restorable for 30 days");

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(Guid contactId, StakeholdersDb db, CancellationToken ct)
    {
        var contact = await db.Contacts.SingleOrDefaultAsync(c => c.Id == contactId, ct);
        if (contact is null)
        {
            return Problems.NotFound("contact");
        }

        contact.Delete(db.Now);
        db.Record("contact-deleted", "contact", contact.Id);
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }
}
