using Microsoft.AspNetCore.Http.HttpResults;
using OpenDataAnimation.Platform.Access;

namespace OpenDataAnimation.Stakeholders.Contacts.Features;

/// <summary>Adds someone to the body's address book.</summary>
public static class AddContact
{
    internal static void Map(RouteGroupBuilder stakeholders) => stakeholders
        .MapPost("/bodies/{bodyId:guid}/contacts", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(AddContact))
        .WithSummary("Add a contact")
        .ProducesValidationProblem();

    private static async Task<Created<GetContact.Response>> Handle(ContactDetails request, StakeholdersDb db, CancellationToken ct)
    {
        var contact = Contact.Of(db.Scope.TenantId, request, DateOnly.FromDateTime(db.Now));
        db.Contacts.Add(contact);
        db.Record("contact-added", "contact", contact.Id);
        await db.SaveChangesAsync(ct);
        return TypedResults.Created($"/api/stakeholders/bodies/{db.Scope.TenantId}/contacts/{contact.Id}", GetContact.From(contact));
    }
}
