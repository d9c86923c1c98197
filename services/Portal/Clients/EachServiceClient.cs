using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Interface;

namespace OpenDataAnimation.Portal.Clients;

/// <summary>What every service answers alike of a body or of a person: its audit, its export.</summary>
public sealed class EachServiceClient(HttpClient http, ServiceSettings settings) : ServiceClient(http)
{
    private static readonly FieldOption[] Known =
    [
        new("territory", "Collectivité, membres, rattachements"), new("plans", "Plan, actions, propositions"), new("stakeholders", "Acteurs et contacts"), new("events", "Événements"),
        new("peer-exchange", "Échanges"), new("showcase", "Vitrine"), new("notifications", "Courriels"), new("identity", "Comptes"), new("portal", "Pages"),
    ];

    /// <summary>The services that there are, by their names and in words; accounts may be another server's.</summary>
    public IReadOnlyList<FieldOption> Services { get; } = PortalService.HasOwnAccounts(settings.Configuration) ? Known : [.. Known.Where(s => s.Value != "identity")];

    /// <param name="path">Relative to <c>/api/{service}/</c>.</param>
    public string PathOf(string service, string path) => new Uri(settings.AddressOf(service), $"/api/{service}/{path}").ToString();

    public static string NameOf(string service) => Known.FirstOrDefault(s => s.Value == service)?.Label ?? service;
}
