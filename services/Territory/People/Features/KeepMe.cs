using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Audit;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Territory.People.Features;

/// <summary>At sign-in: keeps the name and address that the token carries, also where the person is a member.</summary>
public static class KeepMe
{
    internal static void Map(RouteGroupBuilder territory) => territory
        .MapPut("/me", Handle)
        .ForSignedIn("one's own name and address, from one's own token")
        .WithName(nameof(KeepMe))
        .WithSummary("Keep my name and address as my token has them, and read my bodies");

    private static async Task<Ok<GetMe.Response>> Handle(
        HttpContext http, TerritoryDb db, AccessBook book, IServiceScopeFactory scopes, CancellationToken ct)
    {
        var caller = http.Caller();
        await using (var write = await db.BeginWriteAsync(ct))
        {
            await db.SeenAsync(caller, ct);
            await db.SaveChangesAsync(ct);
            await write.CommitAsync(ct);
        }

        var name = Person.NameOf(caller);
        // A machine is called as its body's administrator called it, and a token without a name renames no one.
        var outdated = caller.IsMachine || string.IsNullOrWhiteSpace(caller.Name)
            ? []
            : (await book.ActiveAsync(db, caller.Id, ct)).Where(m => m.Name != name).Select(m => m.BodyId).Distinct().ToList();
        foreach (var bodyId in outdated)
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentScope>()
                .Open(new TenantScope(bodyId, AllowedWrites.Only(typeof(Membership), typeof(AuditEntry)), nameof(KeepMe), caller.Id));
            await RenameAsync(scope.ServiceProvider.GetRequiredService<TerritoryDb>(), scope.ServiceProvider.GetRequiredService<Tell>(), caller.Id, name, ct);
        }

        return TypedResults.Ok(await GetMe.Response.OfAsync(caller, db, book, ct));
    }

    private static async Task RenameAsync(TerritoryDb db, Tell tell, Guid personId, string name, CancellationToken ct)
    {
        await using var write = await db.BeginWriteAsync(ct);
        foreach (var membership in await db.OwnMemberships.Where(m => m.PersonId == personId && !m.Ended && m.Name != name).ToListAsync(ct))
        {
            membership.Rename(name);
            await tell.AboutAsync(membership, ct);
        }

        await db.SaveChangesAsync(ct);
        await tell.CommitAsync(write, ct);
    }
}

internal static class Sightings
{
    /// <summary>Keeps who was seen; nothing is saved here.</summary>
    public static async Task SeenAsync(this TerritoryDb db, Caller caller, CancellationToken ct)
    {
        if (await db.People.FirstOrDefaultAsync(p => p.Id == caller.Id, ct) is { } person)
        {
            person.SeenAs(caller, db.Now);
        }
        else
        {
            db.People.Add(Person.Of(caller, db.Now));
        }
    }
}
