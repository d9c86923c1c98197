using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Messaging;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Territory.Clients;

internal static class ClientFacts
{
    /// <summary>Tells the token server, in the transaction of the change itself. Nothing is saved here.</summary>
    public static void TellOf(this TerritoryDb db, ApiClient client) => db.Send(client.Fact(db.Now));

    /// <summary>The client of a membership that ends, if it has one, gets no token any more. Nothing is saved here.</summary>
    public static async Task RevokeClientAsync(this TerritoryDb db, Guid membershipId, CancellationToken ct)
    {
        if (await db.ApiClients.FirstOrDefaultAsync(c => c.MembershipId == membershipId && c.RevokedAt == null, ct) is { } client)
        {
            client.Revoke(db.Now);
            db.TellOf(client);
            db.Record("client-revoked", nameof(ApiClient), client.Id);
        }
    }
}

/// <summary>Keeps when a client last asked for a token, as the token server tells it.</summary>
internal sealed class KeepClientUse(TerritoryDb db, CurrentScope scope) : IConsume<ApiClientUsed>
{
    public async Task ConsumeAsync(ApiClientUsed message, CancellationToken ct)
    {
        scope.Open(TenantScope.ForMessage(message.TenantId, nameof(ApiClientUsed)));
        if (await db.ApiClients.FirstOrDefaultAsync(c => c.ClientId == message.ClientId, ct) is { } client)
        {
            client.Used(message.At);
            await db.SaveChangesAsync(ct);
        }
    }
}
