using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Gateway.Sessions;

/// <summary>
/// The token server. The built-in one is reached at its internal address, which no browser can follow; any other is named by
/// <c>Auth:Authority</c> or <c>Auth:Metadata</c>, with <c>Auth:ClientId</c> and <c>Auth:ClientSecret</c>.
/// </summary>
internal sealed class AuthServer(ServiceSettings settings) : IConfigurationManager<OpenIdConnectConfiguration>
{
    private readonly Lock _lock = new();
    private (Uri Metadata, ConfigurationManager<OpenIdConnectConfiguration> Manager)? _current;

    public bool IsBuiltIn => settings.Configuration["Auth:Authority"] is null && settings.Configuration["Auth:Metadata"] is null;

    public string ClientId => settings.Configuration["Auth:ClientId"] ?? "gateway";

    /// <summary>The setting, or what the built-in server wrote for us; read late, because it writes at its first start.</summary>
    public string? ClientSecret
    {
        get
        {
            if (settings.Configuration["Auth:ClientSecret"] is { } secret)
            {
                return secret;
            }

            var file = Path.Combine(settings.DataFolder, "keys", "gateway-client-secret");
            return IsBuiltIn && File.Exists(file) ? File.ReadAllText(file).Trim() : null;
        }
    }

    /// <summary>The address people use, without a slash at the end. Redirects are built from it, never from a request's Host.</summary>
    public string PublicUrl => (settings.Configuration["PublicUrl"] ?? "http://localhost:8080").TrimEnd('/');

    /// <summary>An endpoint of the server as a browser reaches it.</summary>
    public string ForBrowser(string endpoint) =>
        IsBuiltIn && Uri.TryCreate(endpoint, UriKind.Absolute, out var address) ? PublicUrl + address.PathAndQuery : endpoint;

    public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel)
    {
        var configuration = await Manager().GetConfigurationAsync(cancel);
        if (IsBuiltIn)
        {
            configuration.TokenEndpoint = Inside(configuration.TokenEndpoint);
        }

        return configuration;
    }

    public void RequestRefresh() => Manager().RequestRefresh();

    private ConfigurationManager<OpenIdConnectConfiguration> Manager()
    {
        lock (_lock)
        {
            var metadata = Metadata();
            if (_current is not { } current || current.Metadata != metadata)
            {
                IDocumentRetriever documents = new HttpDocumentRetriever { RequireHttps = settings.Configuration.GetValue("Auth:RequireHttpsMetadata", !IsBuiltIn) };
                _current = current = (metadata, new(metadata.ToString(), new OpenIdConnectConfigurationRetriever(), IsBuiltIn ? new FromInside(this, documents) : documents));
            }

            return current.Manager;
        }
    }

    private Uri Metadata() => settings.Configuration["Auth:Metadata"] is { } metadata
        ? new Uri(metadata)
        : new Uri(settings.Configuration["Auth:Authority"] is { } authority ? new Uri(authority.TrimEnd('/') + "/") : settings.AddressOf("identity"), ".well-known/openid-configuration");

    private string Inside(string endpoint) => new Uri(settings.AddressOf("identity"), new Uri(endpoint).PathAndQuery).ToString();

    /// <summary>The built-in server may name its keys by the public address, which this process need not be able to reach.</summary>
    private sealed class FromInside(AuthServer server, IDocumentRetriever documents) : IDocumentRetriever
    {
        public Task<string> GetDocumentAsync(string address, CancellationToken cancel) => documents.GetDocumentAsync(server.Inside(address), cancel);
    }
}
