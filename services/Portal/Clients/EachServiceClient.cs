using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Interface;

namespace OpenDataAnimation.Portal.Clients;

/// <summary>What every service answers alike of a body or of a person: its audit, its export.</summary>
public sealed class EachServiceClient(HttpClient http, ServiceSettings settings) : ServiceClient(http)
{
    private const string Gateway = "gateway";

    private static readonly FieldOption[] Known =
    [
        new("territory", "Collectivité, membres, rattachements"), new("plans", "Plan, actions, propositions"), new("stakeholders", "Acteurs et contacts"), new("events", "Événements"),
        new("peer-exchange", "Échanges"), new("showcase", "Vitrine"), new("notifications", "Courriels"), new("identity", "Comptes"), new("portal", "Pages"),
    ];

    /// <summary>
    /// The services that there are, by their names and in words; accounts may be another server's. One that is not known here is one whose
    /// address was set: what it keeps belongs to the journal and to the export as well.
    /// </summary>
    public IReadOnlyList<FieldOption> Services { get; } =
    [
        .. Known.Where(s => s.Value != "identity" || PortalService.HasOwnAccounts(settings.Configuration)),
        .. settings.Configuration.GetSection("Services").GetChildren().Select(s => s.Key).Where(name => name != Gateway && !Known.Any(s => s.Value == name)).Select(name => new FieldOption(name, name)),
    ];

    /// <param name="path">Relative to <c>/api/{service}/</c>.</param>
    public string PathOf(string service, string path) => new Uri(settings.AddressOf(service), $"/api/{service}/{path}").ToString();

    public static string NameOf(string service) => Known.FirstOrDefault(s => s.Value == service)?.Label ?? service;
}
