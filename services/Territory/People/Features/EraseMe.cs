using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Audit;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Portability;
using OpenDataAnimation.Platform.Tenancy;
using OpenDataAnimation.Territory.Links;

namespace OpenDataAnimation.Territory.People.Features;

/// <summary>
/// A person has their data erased: they act nowhere any more, their name is gone from every body, and their account with it. What they wrote
/// is their bodies' and stays without a name. The last administrator of a body names another one first.
/// </summary>
public static class EraseMe
{
    /// <param name="Name">Their own name, typed.</param>
    public sealed record Request([property: Required(ErrorMessage = "Écrivez votre nom."), StringLength(Person.LongestName)] string Name);

    internal static void Map(RouteGroupBuilder territory) => territory
        .MapPost("/me/erasure", Handle)
        .ForSignedIn("one's own data, in every body")
        .NeedsRecentSignIn()
        .WithName(nameof(EraseMe))
        .WithSummary("Erase my data and my account")
        .ProducesProblem(409);

    private static async Task<Results<NoContent, ProblemHttpResult, ValidationProblem>> Handle(
        Request request, HttpContext http, TerritoryDb db, IServiceScopeFactory scopes, CancellationToken ct)
    {
        var caller = http.Caller();
        var name = Person.NameOf(caller);
        if (Folding.Fold(request.Name) != Folding.Fold(name))
        {
            return Problems.Field("name", $"Ce n’est pas votre nom. Écrivez\u00A0: {name}");
        }

        var held = await db.Memberships.AsNoTracking().Where(m => m.PersonId == caller.Id).Select(m => new { m.BodyId, m.Ended, Own = m.OnBehalfOf == null }).ToListAsync(ct);
        var last = new List<Guid>();
        foreach (var body in held.Where(m => !m.Ended).Select(m => m.BodyId).Distinct())
        {
            if (await InAsync(scopes, body, caller.Id, (theirs, _) => IsLastAsync(theirs, caller.Id, ct)))
            {
                last.Add(body);
            }
        }

        if (last.Count > 0)
        {
            return await LastAsync(db, last, ct);
        }

        // What was delegated to them goes first: a delegation hangs on the place of their own.
        foreach (var body in held.OrderBy(m => m.Own).Select(m => m.BodyId).Distinct())
        {
            if (!await InAsync(scopes, body, caller.Id, (theirs, tell) => LeaveAsync(theirs, tell, caller, ct)))
            {
                // The other administrator left in the same moment.
                return await LastAsync(db, [body], ct);
            }
        }

        await ForgetAsync(db, caller, ct);
        return TypedResults.NoContent();
    }

    private static async Task<T> InAsync<T>(IServiceScopeFactory scopes, Guid body, Guid person, Func<TerritoryDb, Tell, Task<T>> act)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentScope>().Open(new TenantScope(
            body, AllowedWrites.Only(typeof(Membership), typeof(Invitation), typeof(SecureLink), typeof(AuditEntry)), nameof(EraseMe), person));
        return await act(scope.ServiceProvider.GetRequiredService<TerritoryDb>(), scope.ServiceProvider.GetRequiredService<Tell>());
    }

    private static async Task<bool> IsLastAsync(TerritoryDb db, Guid person, CancellationToken ct)
    {
        var now = db.Now;
        var all = await db.OwnMemberships.AsNoTracking().Where(m => !m.Ended).ToListAsync(ct);
        return all.Any(m => m.PersonId == person && Administrators.Counts(m, now)) && !all.Any(m => m.PersonId != person && m.Until == null && Administrators.Counts(m, now));
    }

    /// <returns>False when the body would be left without an administrator; nothing was changed then.</returns>
    private static async Task<bool> LeaveAsync(TerritoryDb db, Tell tell, Caller caller, CancellationToken ct)
    {
        await using var write = await db.BeginWriteAsync(ct);
        if (await IsLastAsync(db, caller.Id, ct))
        {
            return false;
        }

        foreach (var membership in await db.OwnMemberships.Where(m => m.PersonId == caller.Id).ToListAsync(ct))
        {
            membership.Rename("");
            if (!membership.Ended)
            {
                membership.End(db.Now);
            }

            await tell.AboutAsync(membership, ct);
        }

        var erased = new PersonErased(db.Scope.TenantId, caller.Id, db.Now, await ForgetAddressAsync(db, Person.EmailOf(caller), ct));
        await db.ErasePersonAsync(erased, ct);
        db.Send(erased);
        await db.SaveChangesAsync(ct);
        await tell.CommitAsync(write, ct);
        return true;
    }

    /// <summary>Invitations and secure links that went to the address.</summary>
    /// <returns>The links.</returns>
    private static async Task<IReadOnlyList<Guid>> ForgetAddressAsync(TerritoryDb db, string email, CancellationToken ct)
    {
        if (email.Length == 0)
        {
            return [];
        }

        var (invitations, links) = (await db.Invitations.Where(i => i.Email == email).ToListAsync(ct), await db.SecureLinks.Where(l => l.Email == email).ToListAsync(ct));
        var ids = invitations.Select(i => i.Id).Concat(links.Select(l => l.Id)).ToList();
        db.InvitationKeys.RemoveRange(await db.InvitationKeys.Where(k => ids.Contains(k.InvitationId)).ToListAsync(ct));
        db.SecureLinkKeys.RemoveRange(await db.SecureLinkKeys.Where(k => ids.Contains(k.LinkId)).ToListAsync(ct));
        db.Invitations.RemoveRange(invitations);
        db.SecureLinks.RemoveRange(links);
        return [.. links.Select(l => l.Id)];
    }

    private static async Task ForgetAsync(TerritoryDb db, Caller caller, CancellationToken ct)
    {
        await using var write = await db.BeginWriteAsync(ct);
        var email = Person.EmailOf(caller);
        db.People.RemoveRange(await db.People.Where(p => p.Id == caller.Id).ToListAsync(ct));
        db.OpeningRequests.RemoveRange(email.Length == 0 ? [] : await db.OpeningRequests.Where(r => r.Email == email).ToListAsync(ct));
        db.Send(new AccountErased(caller.Id, caller.Provider, caller.Subject, email.Length == 0 ? null : email, db.Now));
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
    }

    private static async Task<ProblemHttpResult> LastAsync(TerritoryDb db, List<Guid> bodies, CancellationToken ct)
    {
        var names = await db.Bodies.AsNoTracking().Where(b => bodies.Contains(b.BodyId)).OrderBy(b => b.Folded).Select(b => b.Name).ToListAsync(ct);
        if (bodies.Contains(PlatformBody.Id))
        {
            names.Add("la plateforme");
        }

        return TypedResults.Problem(statusCode: 409, type: Problems.Prefix + "last-administrator", title: "These bodies would have no administrator: name another one first.",
            extensions: new Dictionary<string, object?> { ["bodies"] = string.Join(", ", names) });
    }
}
