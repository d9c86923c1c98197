using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Audit;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Territory.People.Features;

/// <summary>The invited person declines.</summary>
public static class DeclineInvitation
{
    internal static void Map(RouteGroupBuilder territory) => territory
        .MapPost("/invitations/{token}/decline", Handle)
        .ForSignedIn("the guest is not a member of the body: token and address are the proof")
        .WithName(nameof(DeclineInvitation))
        .WithSummary("Decline an invitation")
        .ProducesProblem(409);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        string token, HttpContext http, TerritoryDb db, CurrentScope scope, CancellationToken ct)
    {
        var caller = http.Caller();
        await using var write = await db.BeginWriteAsync(ct);
        if (await db.InvitationKeys.ByTokenAsync(token, ct) is not { } key)
        {
            return Problems.NotFound("invitation");
        }

        scope.Open(new TenantScope(key.BodyId, AllowedWrites.Only(typeof(AuditEntry)), nameof(DeclineInvitation), caller.Id));
        var invitation = await db.Invitations.AsNoTracking().FirstAsync(i => i.Id == key.InvitationId, ct);
        if (Answers.Problem(key, invitation, caller, db.Now) is { } problem)
        {
            return problem;
        }

        key.Become(InvitationState.Declined, db.Now);
        db.Record("invitation-declined", nameof(Invitation), invitation.Id);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return TypedResults.NoContent();
    }
}
