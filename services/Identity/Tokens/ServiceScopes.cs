using System.Text.RegularExpressions;
using OpenIddict.Abstractions;

namespace OpenDataAnimation.Identity.Tokens;

/// <summary>
/// One scope per service, named like it, and one audience per scope. The form is checked and not a list: a further
/// service needs nothing here. What a client may ask for is its own permissions. <c>plans.read</c> leads to the same audience as
/// <c>plans</c>; the service itself then takes reads alone.
/// </summary>
internal static partial class ServiceScopes
{
    /// <summary>Announced in the discovery document.</summary>
    public static readonly string[] WellKnown = ["territory", "plans", "stakeholders", "events", "peer-exchange", "showcase", "notifications", "portal"];

    public const string ReadOnly = ".read";

    private static readonly HashSet<string> Standard =
    [
        OpenIddictConstants.Scopes.OpenId, OpenIddictConstants.Scopes.Profile, OpenIddictConstants.Scopes.Email,
        OpenIddictConstants.Scopes.OfflineAccess, OpenIddictConstants.Scopes.Phone, OpenIddictConstants.Scopes.Address, OpenIddictConstants.Scopes.Roles,
    ];

    public static bool Is(string scope) => scope.Length <= 40 && Form().IsMatch(scope) && !Standard.Contains(scope);

    public static IEnumerable<string> AudiencesOf(IEnumerable<string> scopes) =>
        scopes.Where(Is).Select(s => $"oda-{(s.EndsWith(ReadOnly, StringComparison.Ordinal) ? s[..^ReadOnly.Length] : s)}").Distinct();

    [GeneratedRegex(@"^[a-z]+(-[a-z]+)*(\.read)?$")]
    private static partial Regex Form();
}
