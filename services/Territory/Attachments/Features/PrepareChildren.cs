using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Territory.Bodies;
using OpenDataAnimation.Territory.Reference;

namespace OpenDataAnimation.Territory.Attachments.Features;

/// <summary>
/// A parent sets up its territory: each body that is not here yet is prepared, and its attachment proposed. Asked again, it
/// adds what is missing and changes nothing else.
/// </summary>
public static class PrepareChildren
{
    /// <param name="Codes">INSEE codes of communes, SIREN of EPCI, codes of départements; in or out of the official perimeter.</param>
    /// <param name="ProposeAgain">Also to those who refused or ended; otherwise they are left alone.</param>
    public sealed record Request(
        [property: Required, MinLength(1), MaxLength(GetPerimeter.Most)] string[] Codes, bool ProposeAgain = false);

    /// <param name="Prepared">Bodies made.</param>
    /// <param name="Proposed">Attachments proposed.</param>
    /// <param name="Already">Attachments that were there.</param>
    public sealed record Response(int Prepared, int Proposed, int Already);

    internal static void Map(RouteGroupBuilder bodies) => bodies
        .MapPost("/children", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(PrepareChildren))
        .WithSummary("Prepare the bodies of a territory and propose them an attachment");

    private static async Task<Results<Ok<Response>, ProblemHttpResult, ValidationProblem>> Handle(
        Guid bodyId, Request request, TerritoryDb db, Tell tell, CancellationToken ct)
    {
        var officials = request.Codes.Distinct().ToDictionary(c => c, Find);
        if (officials.Where(o => o.Value is null).Select(o => o.Key).ToList() is { Count: > 0 } unknown)
        {
            return Problems.Field("codes", $"Code inconnu de la référence officielle\u00A0: {string.Join(", ", unknown.Take(5))}.");
        }

        await using var write = await db.BeginWriteAsync(ct);
        var parent = await db.OwnBodies.FirstOrDefaultAsync(b => b.Id == bodyId, ct);
        if (parent is null)
        {
            return Problems.NotFound("body");
        }

        if (officials.Values.Any(o => o!.Kind == parent.Kind && o.Code == parent.Code))
        {
            return Problems.Field("codes", "Une collectivité ne se rattache pas à elle-même.");
        }

        var codes = officials.Values.Select(o => o!.Code).ToList();
        var here = (await db.OwnBodies.Where(b => codes.Contains(b.Code)).ToListAsync(ct)).ToDictionary(b => (b.Kind, b.Code));
        var attached = await db.OwnAttachments.Where(a => a.ParentId == bodyId).ToDictionaryAsync(a => a.ChildId, ct);
        // A thousand communes are some ten thousand new rows: none of them is looked at again before the save.
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        var (prepared, proposed) = (0, 0);
        foreach (var official in officials.Values.Select(o => o!))
        {
            if (!here.TryGetValue((official.Kind, official.Code), out var child))
            {
                child = db.OwnBodies.Add(Body.Of(official, db.Now)).Entity;
                await tell.AboutAsync(child, ct);
                prepared++;
            }

            if (!attached.TryGetValue(child.Id, out var attachment))
            {
                attachment = db.OwnAttachments.Add(Attachment.ProposedBy(bodyId, bodyId, child.Id, Attachment.NatureOf(parent, official.Kind, official.Code), db.Now)).Entity;
            }
            else if (!attachment.IsOpen && request.ProposeAgain)
            {
                attachment.ProposeAgain(bodyId, db.Now);
            }
            else
            {
                continue;
            }

            await tell.AboutAsync(attachment, ct);
            proposed++;
        }

        db.ChangeTracker.AutoDetectChangesEnabled = true;
        db.Record("children-prepared", nameof(Body), bodyId, new { prepared, proposed });
        await db.SaveChangesAsync(ct);
        await tell.CommitAsync(write, ct);
        return TypedResults.Ok(new Response(prepared, proposed, officials.Count - proposed));
    }

    private static OfficialBody? Find(string code) => OfficialReference.Current.Find(
        code.Length switch { 5 => BodyKind.Commune, 9 => BodyKind.Epci, _ => BodyKind.Departement }, code);
}
