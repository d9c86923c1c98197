using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Platform.Access;

/// <summary>
/// Declared beside the rule of a dangerous act: whoever calls must have shown who they are within the last minutes, so that a
/// browser left open is not enough (RFC 9470). A machine never signs in and is refused.
/// </summary>
public sealed class RecentSignIn
{
    internal static RecentSignIn Declared { get; } = new();

    /// <summary>
    /// Five minutes; setting <c>Auth:RecentSignInSeconds</c>. 0 = never asked, for a token server whose access tokens have no <c>auth_time</c>.
    /// </summary>
    internal static int SecondsOf(ServiceSettings settings) => settings.Configuration.GetValue("Auth:RecentSignInSeconds", 300);

    /// <returns>Null when the caller signed in recently enough; otherwise the refusal.</returns>
    internal static IResult? Check(HttpContext http, Caller caller, ServiceSettings settings, TimeProvider clock)
    {
        var seconds = SecondsOf(settings);
        if (seconds == 0)
        {
            return null;
        }

        if (caller.IsMachine)
        {
            return Problems.NotAllowed("a person who has just signed in; an API client cannot");
        }

        // Seconds since 1970 (OpenID Connect Core, 2). A token without it says nothing, and nothing is not "recently".
        var at = long.TryParse(http.User.FindFirstValue("auth_time"), NumberStyles.None, CultureInfo.InvariantCulture, out var said) ? said : 0;
        if (clock.GetUtcNow().ToUnixTimeSeconds() - at <= seconds)
        {
            return null;
        }

        http.Response.Headers.WWWAuthenticate = string.Create(CultureInfo.InvariantCulture,
            $"Bearer error=\"insufficient_user_authentication\", error_description=\"A more recent sign-in is needed.\", max_age=\"{seconds}\"");
        return Problems.SignInAgain(seconds);
    }
}

public static class RecentSignInRules
{
    /// <summary>
    /// Beside <c>.Needs(…)</c>, for what cannot be undone or changes who may do what: answers 401 with
    /// <c>error="insufficient_user_authentication"</c> and <c>max_age</c> when the sign-in is older; pages then ask for it again.
    /// </summary>
    public static T NeedsRecentSignIn<T>(this T endpoint) where T : IEndpointConventionBuilder
    {
        endpoint.WithMetadata(RecentSignIn.Declared);
        return endpoint;
    }
}
