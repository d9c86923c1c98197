using Microsoft.Extensions.Options;
using OpenDataAnimation.Identity.People;
using OpenDataAnimation.Platform.Hosting;
using OpenIddict.Abstractions;
using OpenIddict.Core;
using OpenIddict.EntityFrameworkCore.Models;
using static OpenIddict.Abstractions.OpenIddictConstants;
using Client = OpenIddict.EntityFrameworkCore.Models.OpenIddictEntityFrameworkCoreApplication<System.Guid>;

namespace OpenDataAnimation.Identity.Tokens;

/// <summary>
/// OpenIddict's clients, with two rules of our own for the built-in gateway: where it may be answered, and that it may ask
/// for the scope of any service it routes to.
/// </summary>
internal sealed class Clients(
    IOpenIddictApplicationCache<Client> cache, ILogger<OpenIddictApplicationManager<Client>> log, IOptionsMonitor<OpenIddictCoreOptions> options,
    IOpenIddictApplicationStore<Client> store, ServiceSettings settings, IHttpContextAccessor contexts, TimeProvider clock)
    : OpenIddictApplicationManager<Client>(cache, log, options, store)
{
    public override ValueTask<bool> ValidateRedirectUriAsync(Client application, string uri, CancellationToken cancellationToken = default) =>
        application.ClientId == GatewayClient.IdOf(settings)
            ? ValueTask.FromResult(IsOurs(uri, GatewayClient.CallbackPath))
            : base.ValidateRedirectUriAsync(application, uri, cancellationToken);

    public override ValueTask<bool> ValidatePostLogoutRedirectUriAsync(Client application, string uri, CancellationToken cancellationToken = default) =>
        application.ClientId == GatewayClient.IdOf(settings)
            ? ValueTask.FromResult(IsOurs(uri, GatewayClient.SignedOutPath))
            : base.ValidatePostLogoutRedirectUriAsync(application, uri, cancellationToken);

    public override ValueTask<bool> HasPermissionAsync(Client application, string permission, CancellationToken cancellationToken = default) =>
        application.ClientId == GatewayClient.IdOf(settings) && permission.StartsWith(Permissions.Prefixes.Scope, StringComparison.Ordinal)
            && ServiceScopes.Is(permission[Permissions.Prefixes.Scope.Length..])
            ? ValueTask.FromResult(true)
            : base.HasPermissionAsync(application, permission, cancellationToken);

    /// <summary>A body's client has its secrets' hashes here as they came; all others one of OpenIddict's own making.</summary>
    protected override ValueTask<string> ObfuscateClientSecretAsync(string secret, CancellationToken cancellationToken = default) =>
        ClientSecrets.Are(secret) ? ValueTask.FromResult(secret) : base.ObfuscateClientSecretAsync(secret, cancellationToken);

    protected override ValueTask<bool> ValidateClientSecretAsync(string secret, string comparand, CancellationToken cancellationToken = default) =>
        ClientSecrets.Are(comparand) ? ValueTask.FromResult(ClientSecrets.Have(comparand, secret, clock.GetUtcNow().UtcDateTime)) : base.ValidateClientSecretAsync(secret, comparand, cancellationToken);

    /// <summary>
    /// The gateway serves these pages too, so its address is the public one, or the one this request came to: any port of
    /// one's own machine, or any name while no TLS address is configured. Exact path, nothing more: no open redirector.
    /// </summary>
    private bool IsOurs(string text, string path)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.AbsolutePath != path || uri.Query.Length > 0 || uri.Fragment.Length > 0
            || uri.UserInfo.Length > 0 || uri.Scheme is not ("http" or "https"))
        {
            return false;
        }

        var known = PublicAddress.Of(settings);
        if (SameOrigin(uri, known))
        {
            return true;
        }

        return contexts.HttpContext?.Request is { } request
            && Uri.TryCreate($"{request.Scheme}://{request.Host}", UriKind.Absolute, out var here)
            && SameOrigin(uri, here)
            && (Loopback.Is(here.Host) || known.Scheme == "http");
    }

    private static bool SameOrigin(Uri one, Uri other) =>
        Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;
}

/// <summary>The first-party client: it needs nobody's consent and no registration by hand.</summary>
internal static class GatewayClient
{
    public const string CallbackPath = "/session/callback", SignedOutPath = "/session/signed-out";

    /// <summary>Setting <c>Auth:ClientId</c>.</summary>
    public static string IdOf(ServiceSettings settings) => settings.Configuration["Auth:ClientId"] ?? "gateway";

    /// <summary>Setting <c>Auth:ClientSecret</c>, else the file <c>gateway-client-secret</c> beside the keys, made when missing.</summary>
    public static string SecretOf(ServiceSettings settings)
    {
        if (settings.Configuration["Auth:ClientSecret"] is { Length: > 0 } configured)
        {
            return configured;
        }

        var file = Path.Combine(settings.KeyFolder().FullName, "gateway-client-secret");
        if (!File.Exists(file))
        {
            SecretFile.Write(file, Secrets.New());
        }

        return File.ReadAllText(file).Trim();
    }

    /// <summary>Writes the client as the configuration has it by now.</summary>
    public static async Task PrepareAsync(IServiceProvider services, CancellationToken ct)
    {
        var settings = services.GetRequiredService<ServiceSettings>();
        var manager = services.GetRequiredService<IOpenIddictApplicationManager>();
        var (id, secret) = (IdOf(settings), SecretOf(settings));
        var wanted = Describe(id, secret, PublicAddress.Of(settings));
        if (await manager.FindByClientIdAsync(id, ct) is not { } client)
        {
            await manager.CreateAsync(wanted, ct);
        }
        else if (!await manager.ValidateClientSecretAsync(client, secret, ct))
        {
            await manager.UpdateAsync(client, wanted, ct);
        }
    }

    private static OpenIddictApplicationDescriptor Describe(string id, string secret, Uri address) => new()
    {
        ClientId = id,
        ClientSecret = secret,
        ClientType = ClientTypes.Confidential,
        ApplicationType = ApplicationTypes.Web,
        ConsentType = ConsentTypes.Implicit,
        DisplayName = "OpenDataAnimation",
        RedirectUris = { new Uri(address, CallbackPath) },
        PostLogoutRedirectUris = { new Uri(address, SignedOutPath) },
        Permissions =
        {
            Permissions.Endpoints.Authorization, Permissions.Endpoints.Token, Permissions.Endpoints.EndSession,
            Permissions.Endpoints.Revocation, Permissions.Endpoints.Introspection,
            Permissions.GrantTypes.AuthorizationCode, Permissions.GrantTypes.RefreshToken, Permissions.ResponseTypes.Code,
            Permissions.Scopes.Profile, Permissions.Scopes.Email,
        },
        Requirements = { Requirements.Features.ProofKeyForCodeExchange },
    };
}
