using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Stakeholders.Contacts.Features;

/// <summary>Erases a contact at once and for good, at the person's request (GDPR, article 17); a deleted one too, before its thirty days are over.</summary>
public static class EraseContact
{
    internal static void Map(RouteGroupBuilder stakeholders) => stakeholders
        .MapPost("/bodies/{bodyId:guid}/contacts/{contactId:guid}/erasure", Handle)
        .Needs(Right.Administer)
        .NeedsRecentSignIn()
        .WithName(nameof(EraseContact))
        .WithSummary("Erase a contact for good, at the person's request");

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(Guid contactId, StakeholdersDb db, CancellationToken ct)
    {
        await using var write = await db.BeginWriteAsync(ct);
        if (!await db.WithDeleted<Contact>().AnyAsync(c => c.Id == contactId, ct))
        {
            return Problems.NotFound("contact");
        }

        await db.RemoveForGoodAsync<Contact>(contactId, "contact-erased", ct);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return TypedResults.NoContent();
    }
}
