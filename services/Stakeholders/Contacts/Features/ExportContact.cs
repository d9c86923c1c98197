using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Stakeholders.Contacts.Features;

/// <summary>
/// What the body keeps of a contact, why, from where, until when, and who else reads it: to be given to that person (GDPR, articles 15 and 20).
/// A post: it is noted in the body's audit.
/// </summary>
public static class ExportContact
{
    /// <param name="SharedWith">Names of the parents whose people may read the body's contacts today.</param>
    /// <param name="History">What was done with it, without the names of those who did.</param>
    public sealed record Response(GetContact.Response Contact, bool IsDeleted, string KeptBy, IReadOnlyList<string> SharedWith, IReadOnlyList<Step> History);

    public sealed record Step(DateTime At, string Act);

    internal static void Map(RouteGroupBuilder stakeholders) => stakeholders
        .MapPost("/bodies/{bodyId:guid}/contacts/{contactId:guid}/export", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(ExportContact))
        .WithSummary("Export what is kept of one contact, to be given to that person");

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(Guid contactId, StakeholdersDb db, CancellationToken ct)
    {
        var body = db.Scope.TenantId;
        var contact = await db.WithDeleted<Contact>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == contactId, ct);
        if (contact is null)
        {
            return Problems.NotFound("contact");
        }

        db.Record("contact-exported", "contact", contactId);
        await db.SaveChangesAsync(ct);
        var readers = db.SharePolicies.Where(p => p.ChildId == body && p.Subject == ShareSubject.Contacts && p.Level >= ShareLevel.Read).Select(p => p.ParentId);
        return TypedResults.Ok(new Response(
            GetContact.From(contact),
            contact.DeletedAt is not null,
            await db.Bodies.Where(b => b.BodyId == body).Select(b => b.Name).FirstOrDefaultAsync(ct) ?? "",
            await db.Bodies.Where(b => readers.Contains(b.BodyId)).OrderBy(b => b.Folded).Select(b => b.Name).ToListAsync(ct),
            await db.Audit.Where(a => a.SubjectKind == "contact" && a.SubjectId == contactId).OrderBy(a => a.Sequence).Take(1000).Select(a => new Step(a.At, a.Act)).ToListAsync(ct)));
    }
}
