using System.Security.Claims;

namespace OpenDataAnimation.Platform.Access;

/// <summary>What a token's scopes allow in one service. The audience says whether it may be called at all; who may do what is in the memberships.</summary>
internal static class TokenScopes
{
    /// <summary>A token given <c>plans.read</c>, and not <c>plans</c>, reads only.</summary>
    public static bool ReadsOnly(ClaimsPrincipal user, string service)
    {
        // One string or an array, as servers differ.
        var scopes = user.FindAll("scope").SelectMany(c => c.Value.Split(' ')).ToHashSet(StringComparer.Ordinal);
        return scopes.Contains(service + ".read") && !scopes.Contains(service);
    }
}
