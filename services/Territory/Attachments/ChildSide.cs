using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Audit;
using OpenDataAnimation.Platform.Tenancy;
using OpenDataAnimation.Territory.People;

namespace OpenDataAnimation.Territory.Attachments;

/// <summary>
/// Does an act of one side where its consequences lie: policies, delegations and invitations are rows of the child, and a parent
/// that accepts or ends an attachment brings them about. Who calls has checked its own side first.
/// </summary>
public sealed class ChildSide(TerritoryDb db, Tell tell, IServiceScopeFactory scopes)
{
    /// <summary>What a parent's act may bring about in a child's tenant, and nothing else.</summary>
    private static readonly AllowedWrites Consequences =
        AllowedWrites.Only(typeof(SharePolicy), typeof(Membership), typeof(Invitation), typeof(AuditEntry));

    public async Task<T> ActAsync<T>(Guid childId, Func<TerritoryDb, Tell, Task<T>> act)
    {
        if (db.Scope.TenantId == childId)
        {
            return await act(db, tell);
        }

        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentScope>().Open(db.Scope with { TenantId = childId, Writes = Consequences, OnBehalfOf = null });
        return await act(scope.ServiceProvider.GetRequiredService<TerritoryDb>(), scope.ServiceProvider.GetRequiredService<Tell>());
    }
}
