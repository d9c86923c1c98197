using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace OpenDataAnimation.Gateway.Sessions;

/// <summary>Turns a browser's session into the bearer token that services know, and keeps the session's cookie to itself.</summary>
internal sealed class SessionBearer(RequestDelegate next, SessionTokens tokens)
{
    private static readonly object SessionKey = new();

    /// <summary>The id of the valid session that the request counts under, or null.</summary>
    public static string? SessionOf(HttpContext http) => http.Items[SessionKey] as string;

    public async Task InvokeAsync(HttpContext http)
    {
        var request = http.Request;
        if (!request.Path.StartsWithSegments("/session"))
        {
            if (StringValues.IsNullOrEmpty(request.Headers.Authorization) && Counts(request))
            {
                await AttachAsync(http);
            }

            KeepOthersCookies(request);
        }

        await next(http);
    }

    private async Task AttachAsync(HttpContext http)
    {
        var session = await http.AuthenticateAsync(SessionSetup.Scheme);
        if (!session.Succeeded || !session.Properties.Items.TryGetValue(SessionStore.IdProperty, out var id) || id is null)
        {
            return;
        }

        var answer = await tokens.AccessTokenAsync(id);
        if (answer.Ended)
        {
            await http.SignOutAsync(SessionSetup.Scheme);
        }
        else if (answer.Token is { } token)
        {
            http.Items[SessionKey] = id;
            http.Request.Headers.Authorization = "Bearer " + token;
            // What is made for one person is kept nowhere (ASVS 5.0, 14.3.2), unless who makes it says otherwise: files, public pages.
            http.Response.OnStarting(() =>
            {
                if (StringValues.IsNullOrEmpty(http.Response.Headers.CacheControl))
                {
                    http.Response.Headers.CacheControl = "no-store";
                }

                return Task.CompletedTask;
            });
        }
    }

    /// <summary>
    /// On the API a cookie alone proves nothing about who wrote the request: it counts only where the browser says that our own
    /// page did, or with a header that no foreign page can send without asking first (CSRF).
    /// </summary>
    private static bool Counts(HttpRequest request)
    {
        if (!request.Cookies.Keys.Any(SessionSetup.IsSessionCookie) || request.Path.StartsWithSegments("/_content"))
        {
            return false;
        }

        return !request.Path.StartsWithSegments("/api")
            || request.Headers["Sec-Fetch-Site"] == "same-origin"
            || request.Headers.XRequestedWith == "oda";
    }

    /// <summary>Services get the cookies that are theirs (antiforgery, the token server's own sign-in), never the gateway's.</summary>
    public static void KeepOthersCookies(HttpRequest request)
    {
        if (StringValues.IsNullOrEmpty(request.Headers.Cookie))
        {
            return;
        }

        var others = request.Headers.Cookie.SelectMany(line => (line ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Where(cookie => !SessionSetup.IsOwnCookie(cookie.Split('=', 2)[0])).ToList();
        if (others.Count == 0)
        {
            request.Headers.Remove(HeaderNames.Cookie);
        }
        else
        {
            request.Headers.Cookie = string.Join("; ", others);
        }
    }
}
