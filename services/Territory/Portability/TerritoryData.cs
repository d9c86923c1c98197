using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Portability;
using OpenDataAnimation.Platform.Tenancy;
using OpenDataAnimation.Territory.Attachments;
using OpenDataAnimation.Territory.Bodies;
using OpenDataAnimation.Territory.People;

namespace OpenDataAnimation.Territory.Portability;

/// <summary>
/// Beyond its rows: the public facts of the bodies it is attached to, so that an empty instance knows them, and its people. After an
/// import the other services are told all of it, as if it had happened here.
/// </summary>
internal sealed class TerritoryData(TerritoryDb db, Tell tell, CurrentScope scope) : BodyData
{
    private Guid BodyId => scope.Value.TenantId;

    public override IReadOnlyList<ExtraTable> Extras =>
    [
        new("OtherBodies", ["Id", "Kind", "Code", "Name", "Article", "Slug", "InseeCode", "Siren", "Departements", "Population"], OthersAsync, PlaceOtherAsync),
        new("People", ["Id", "Name", "Email", "IsMachine", "SeenAt"], PeopleAsync, PlacePersonAsync),
    ];

    public override async Task<object?> PlaceAsync(object row, CancellationToken ct)
    {
        switch (row)
        {
            case Body body:
                return await PlaceAsync(body, ct);
            case FormerSlug slug:
                return await db.FormerSlugs.AnyAsync(s => s.Slug == slug.Slug, ct) ? null : slug;
            case Attachment attachment:
                return await PlaceAsync(attachment, ct);
            case SharePolicy policy:
                // Was it here before and erased: what was delivered then must stay void.
                var known = await db.SharePolicies.AsNoTracking().Where(p => p.ChildId == policy.TenantId && p.ParentId == policy.ParentId && p.Subject == policy.Subject)
                    .Select(p => (int?)p.Epoch).FirstOrDefaultAsync(ct);
                policy.Epoch = known >= policy.Epoch ? known.Value + 1 : policy.Epoch;
                return policy;
            default:
                return row;
        }
    }

    public override async Task ImportedAsync(CancellationToken ct)
    {
        var attachments = await db.OwnAttachments.Where(a => a.ParentId == BodyId || a.ChildId == BodyId).ToListAsync(ct);
        var bodies = attachments.SelectMany(a => new[] { a.ParentId, a.ChildId }).Append(BodyId).Distinct().ToList();
        foreach (var body in await db.OwnBodies.Where(b => bodies.Contains(b.Id)).ToListAsync(ct))
        {
            await tell.AboutAsync(body, ct);
        }

        foreach (var attachment in attachments)
        {
            await tell.AboutAsync(attachment, ct);
        }

        foreach (var policy in await db.OwnPolicies.ToListAsync(ct))
        {
            await tell.AboutAsync(policy, ct);
        }

        foreach (var membership in await db.OwnMemberships.ToListAsync(ct))
        {
            await tell.AboutAsync(membership, ct);
        }

        foreach (var client in await db.ApiClients.ToListAsync(ct))
        {
            db.Send(client.Fact(db.Now));
        }
    }

    /// <summary>Its people act here no more and are named no more, its programs get no token, and the register says that it has left.</summary>
    public override async Task ErasingAsync(CancellationToken ct)
    {
        var people = new HashSet<Guid>();
        foreach (var membership in await db.OwnMemberships.ToListAsync(ct))
        {
            people.Add(membership.PersonId);
            membership.Rename("");
            membership.End(db.Now);
            await tell.AboutAsync(membership, ct);
        }

        foreach (var client in await db.ApiClients.Where(c => c.RevokedAt == null).ToListAsync(ct))
        {
            client.Revoke(db.Now);
            db.Send(client.Fact(db.Now));
        }

        var body = await db.OwnBodies.FirstAsync(b => b.Id == BodyId, ct);
        body.Leave();
        await tell.AboutAsync(body, ct);
        await db.SaveChangesAsync(ct);
        // Whoever acts in no other body is known here no more.
        db.People.RemoveRange(await db.People.Where(p => people.Contains(p.Id) && !db.Memberships.Any(m => m.PersonId == p.Id && !m.Ended)).ToListAsync(ct));
        await db.SaveChangesAsync(ct);
    }

    private async Task<Body> PlaceAsync(Body body, CancellationToken ct)
    {
        var here = await db.OwnBodies.FirstOrDefaultAsync(b => b.Id == body.Id || (b.Kind == body.Kind && b.Code == body.Code), ct);
        if (here is null)
        {
            return body;
        }

        if (here.Id != body.Id)
        {
            throw OtherId(here);
        }

        if (here.State != BodyState.Prepared)
        {
            throw new ImportRefusedException("already-here", $"{here.Name} is here already.");
        }

        db.Entry(here).CurrentValues.SetValues(body);
        return here;
    }

    private async Task<Attachment?> PlaceAsync(Attachment attachment, CancellationToken ct)
    {
        if (await db.OwnAttachments.AnyAsync(a => a.Id == attachment.Id || (a.ParentId == attachment.ParentId && a.ChildId == attachment.ChildId), ct))
        {
            return null;
        }

        var other = attachment.ParentId == BodyId ? attachment.ChildId : attachment.ParentId;
        // Both sides consent, and a file is not the other side's word: a body that lives here is asked.
        if (attachment.State == AttachmentState.Accepted && await db.OwnBodies.AnyAsync(b => b.Id == other && b.State == BodyState.Active, ct))
        {
            attachment.ProposeAgain(BodyId, db.Now);
        }

        return attachment;
    }

    private async IAsyncEnumerable<object> OthersAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var others = db.OwnAttachments.Where(a => a.ParentId == BodyId).Select(a => a.ChildId)
            .Union(db.OwnAttachments.Where(a => a.ChildId == BodyId).Select(a => a.ParentId));
        await foreach (var b in db.OwnBodies.AsNoTracking().Where(b => others.Contains(b.Id)).OrderBy(b => b.Id).AsAsyncEnumerable().WithCancellation(ct))
        {
            yield return new { b.Id, Kind = b.Kind.ToString(), b.Code, b.Name, b.Article, b.Slug, b.InseeCode, b.Siren, b.Departements, b.Population };
        }
    }

    private async Task<bool> PlaceOtherAsync(JsonElement row, CancellationToken ct)
    {
        var (id, kind, code) = (row.GetProperty("Id").GetGuid(), Enum.Parse<BodyKind>(Text(row, "Kind")!), Text(row, "Code")!);
        if (await db.OwnBodies.FirstOrDefaultAsync(b => b.Id == id || (b.Kind == kind && b.Code == code), ct) is { } here)
        {
            return here.Id == id ? true : throw OtherId(here);
        }

        db.OwnBodies.Add(Body.Known(id, kind, code, Text(row, "Name")!, Text(row, "Article")!, Text(row, "Slug")!, Text(row, "InseeCode"), Text(row, "Siren"),
            Text(row, "Departements")!, row.GetProperty("Population").ValueKind == JsonValueKind.Null ? null : row.GetProperty("Population").GetInt32(), db.Now));
        return true;
    }

    private async IAsyncEnumerable<object> PeopleAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var members = db.OwnMemberships.Where(m => !m.Ended).Select(m => m.PersonId);
        await foreach (var p in db.People.AsNoTracking().Where(p => members.Contains(p.Id)).OrderBy(p => p.Id).AsAsyncEnumerable().WithCancellation(ct))
        {
            yield return new { p.Id, p.Name, p.Email, p.IsMachine, p.SeenAt };
        }
    }

    private async Task<bool> PlacePersonAsync(JsonElement row, CancellationToken ct)
    {
        var id = row.GetProperty("Id").GetGuid();
        if (!await db.People.AnyAsync(p => p.Id == id, ct))
        {
            db.People.Add(Person.Known(id, Text(row, "Name")!, Text(row, "Email")!, row.GetProperty("IsMachine").GetBoolean(), row.GetProperty("SeenAt").GetDateTime()));
        }

        return true;
    }

    private static string? Text(JsonElement row, string name) => row.GetProperty(name).GetString();

    private static ImportRefusedException OtherId(Body here) =>
        new("other-id", $"{here.Name} is known here under another id: import into an instance that does not know it.");
}
