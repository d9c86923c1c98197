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

    public static IReadOnlyList<string> Services { get; } = [.. Table.Select(line => line.Service).Distinct()];
}
