using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Gateway;

/// <summary>Who answers what. Services own their public paths and nothing is rewritten: another service is another line.</summary>
public static class Paths
{
    public static IReadOnlyList<(string Path, string Service)> Table { get; } =
    [
        ("/api/identity", "identity"),
        ("/api/territory", "territory"),
        ("/api/plans", "plans"),
        ("/api/stakeholders", "stakeholders"),
        ("/api/events", "events"),
        ("/api/peer-exchange", "peer-exchange"),
        ("/api/showcase", "showcase"),
        ("/api/notifications", "notifications"),
        ("/api/portal", "portal"),
        ("/connect", "identity"),
        ("/.well-known", "identity"),
        ("/compte", "identity"),
        // Pages and their assets: all that no line above takes.
        ("/", "portal"),
    ];

    /// <summary>Without the built-in token server where another takes its place: its pages of accounts would be about nobody.</summary>
    public static IReadOnlyList<(string Path, string Service)> TableFor(ServiceSettings settings) =>
        settings.Configuration["Auth:Authority"] is null && settings.Configuration["Auth:Metadata"] is null ? Table : [.. Table.Where(line => line.Service != "identity")];

    public static IEnumerable<string> ServicesFor(ServiceSettings settings) => TableFor(settings).Select(line => line.Service).Distinct();

    public static IReadOnlyList<string> Services { get; } = [.. Table.Select(line => line.Service).Distinct()];
}
