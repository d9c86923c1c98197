using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Stakeholders.Contacts.Features;

/// <summary>Changes what is known of a contact.</summary>
public static class EditContact
{
    internal static void Map(RouteGroupBuilder stakeholders) => stakeholders
        .MapPut("/bodies/{bodyId:guid}/contacts/{contactId:guid}", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(EditContact))
        .WithSummary("Edit a contact, from the version read (If-Match)")
        .ProducesValidationProblem().ProducesProblem(409).ProducesProblem(428);

    private static async Task<Results<Ok<GetContact.Response>, ProblemHttpResult>> Handle(
        Guid contactId, ContactDetails request, [FromHeader(Name = "If-Match")] string? version, StakeholdersDb db, CancellationToken ct)
    {
        var contact = await db.Contacts.SingleOrDefaultAsync(c => c.Id == contactId, ct);
        if (contact is null)
        {
            return Problems.NotFound("contact");
        }

        if (Versions.Of(version) is not { } basedOn)
        {
            return Problems.VersionRequired();
        }

        if (basedOn != contact.Version)
        {
            return Problems.Stale(contact.Version, GetContact.From(contact));
        }

        contact.Become(request, DateOnly.FromDateTime(db.Now));
        db.Record("contact-edited", "contact", contact.Id);
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(GetContact.From(contact));
    }
}
