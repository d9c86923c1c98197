using OpenDataAnimation.Identity.Tokens;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace OpenDataAnimation.Identity;

/// <summary>Machines that call the APIs with a client id and a secret (client credentials).</summary>
public static class ApiClients
{
    /// <param name="services">Of the Identity host.</param>
    /// <param name="scopes">The services it may call, by name: <c>plans</c>, <c>territory</c>.</param>
    /// <returns>The secret: shown once, kept only as a hash.</returns>
    /// <exception cref="InvalidOperationException">A client has this id already.</exception>
    public static async Task<string> CreateAsync(
        IServiceProvider services, string clientId, string displayName, IReadOnlyCollection<string> scopes, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var manager = scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>();
        if (await manager.FindByClientIdAsync(clientId, ct) is not null)
        {
            throw new InvalidOperationException($"There is a client {clientId} already.");
        }

        // A machine's subject is its client id: one that looks like a person's would be that person.
        ArgumentOutOfRangeException.ThrowIfEqual(Guid.TryParse(clientId, out _), true, nameof(clientId));
        var client = new OpenIddictApplicationDescriptor
        {
            ClientId = clientId,
            ClientSecret = Secrets.New(),
            ClientType = ClientTypes.Confidential,
            ConsentType = ConsentTypes.Implicit,
            DisplayName = displayName,
            Permissions = { Permissions.Endpoints.Token, Permissions.Endpoints.Revocation, Permissions.GrantTypes.ClientCredentials },
        };
        foreach (var name in scopes)
        {
            client.Permissions.Add(ServiceScopes.Is(name)
                ? Permissions.Prefixes.Scope + name
                : throw new ArgumentException($"{name} is not the name of a service.", nameof(scopes)));
        }

        await manager.CreateAsync(client, ct);
        return client.ClientSecret;
    }
}
