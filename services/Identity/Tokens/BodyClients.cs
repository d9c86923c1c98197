using System.Text.Json;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Messaging;
using OpenDataAnimation.Platform.Tenancy;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace OpenDataAnimation.Identity.Tokens;

/// <summary>
/// Clients that bodies make, as Territory tells of them. What is kept of the body is its id, so that no message of another body changes
/// the client; what the client may do there is not known here.
/// </summary>
internal sealed class KeepClient(IOpenIddictApplicationManager clients, CurrentScope scope) : IConsume<ApiClientChanged>
{
    public async Task ConsumeAsync(ApiClientChanged message, CancellationToken ct)
    {
        scope.Open(new TenantScope(message.TenantId, AllowedWrites.None, nameof(ApiClientChanged)));
        var client = await clients.FindByClientIdAsync(message.ClientId, ct);
        if (client is not null && (await BodyOfAsync(clients, client, ct) is not { } kept || kept.BodyId != message.TenantId || kept.Version >= message.Version))
        {
            // The gateway's, another body's, or an old fact that comes late.
            return;
        }

        var wanted = Describe(message);
        if (client is null)
        {
            await clients.CreateAsync(wanted, ct);
        }
        else
        {
            await clients.UpdateAsync(client, wanted, ct);
        }
    }

    internal static async Task<BodyOfClient?> BodyOfAsync(IOpenIddictApplicationManager clients, object client, CancellationToken ct) =>
        (await clients.GetPropertiesAsync(client, ct)).TryGetValue(BodyOfClient.Property, out var kept) ? kept.Deserialize<BodyOfClient>() : null;

    private static OpenIddictApplicationDescriptor Describe(ApiClientChanged message)
    {
        var wanted = new OpenIddictApplicationDescriptor
        {
            ClientId = message.ClientId,
            ClientSecret = ClientSecrets.Write(message.Secrets, message.Until),
            ClientType = ClientTypes.Confidential,
            ConsentType = ConsentTypes.Implicit,
            DisplayName = message.Name,
            Permissions = { Permissions.Endpoints.Token, Permissions.Endpoints.Revocation, Permissions.GrantTypes.ClientCredentials },
            Properties = { [BodyOfClient.Property] = JsonSerializer.SerializeToElement(new BodyOfClient(message.TenantId, message.Version)) },
        };
        foreach (var scope in message.Scopes.Where(ServiceScopes.Is))
        {
            wanted.Permissions.Add(Permissions.Prefixes.Scope + scope);
            if (!scope.EndsWith(ServiceScopes.ReadOnly, StringComparison.Ordinal))
            {
                // Whoever may write may ask for less.
                wanted.Permissions.Add(Permissions.Prefixes.Scope + scope + ServiceScopes.ReadOnly);
            }
        }

        return wanted;
    }
}

/// <summary>Whose client it is, and which fact was kept last.</summary>
internal sealed record BodyOfClient(Guid BodyId, int Version)
{
    public const string Property = "oda:body";
}

/// <summary>Tells a body that its client asked for a token: once an hour, not each time.</summary>
internal sealed class ClientUse(IServiceScopeFactory scopes, TimeProvider clock)
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, DateTime> _told = new();

    public async Task NoteAsync(string clientId, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (_told.TryGetValue(clientId, out var at) && now - at < Every)
        {
            return;
        }

        _told[clientId] = now;
        await using var scope = scopes.CreateAsyncScope();
        var clients = scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>();
        if (await clients.FindByClientIdAsync(clientId, ct) is { } client && await KeepClient.BodyOfAsync(clients, client, ct) is { } body)
        {
            var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
            db.Send(new ApiClientUsed(body.BodyId, clientId, now));
            await db.SaveChangesAsync(ct);
        }
    }
}
