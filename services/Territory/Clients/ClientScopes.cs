using OpenDataAnimation.Contracts;

namespace OpenDataAnimation.Territory.Clients;

/// <summary>What a body's program may be let into: a service whole, or to read only.</summary>
internal static class ClientScopes
{
    public const string ReadOnly = ".read";

    /// <summary>Services that keep something of a body's own.</summary>
    public static readonly IReadOnlyList<string> Services = ["territory", "plans", "stakeholders", "events", "peer-exchange", "showcase"];

    public static bool IsScope(string scope) => Services.Contains(ServiceOf(scope));

    /// <summary>One scope a service: asked for both ways is asked for unclearly.</summary>
    public static bool AreApart(IReadOnlyCollection<string> scopes) => scopes.Select(ServiceOf).Distinct().Count() == scopes.Count;

    /// <summary>The second wall behind the scopes: what only reads is a reader in the body too.</summary>
    public static Role RoleFor(IEnumerable<string> scopes) =>
        scopes.All(s => s.EndsWith(ReadOnly, StringComparison.Ordinal)) ? Role.Reader : Role.ProjectLead;

    private static string ServiceOf(string scope) => scope.EndsWith(ReadOnly, StringComparison.Ordinal) ? scope[..^ReadOnly.Length] : scope;
}
