using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using OpenDataAnimation.Identity.People;
using OpenDataAnimation.Platform.Access;
using OpenIddict.Server.AspNetCore;

namespace OpenDataAnimation.Identity.Tokens.Features;

/// <summary>A client signs someone out here too (OpenID Connect RP-initiated logout), and gets them back.</summary>
internal static class EndSession
{
    public static void Map(WebApplication app) => app.MapMethods("/connect/logout", ["GET", "POST"], HandleAsync)
        .WithName(nameof(EndSession)).WithSummary("Ends the session of this server and returns to the client.")
        .ForAnyone("signing out must always work; OpenIddict checks where it leads back to");

    private static async Task<IResult> HandleAsync(HttpContext http, SignIns signIns)
    {
        var request = http.GetOpenIddictServerRequest();
        if (http.GetOpenIddictServerResponse() is { Error: not null } || (request?.IdTokenHint is null && request?.PostLogoutRedirectUri is null))
        {
            // No client vouches for this link: it may be anyone's, so the person decides.
            return Results.LocalRedirect("/compte/deconnexion");
        }

        await signIns.EndAsync();
        return Results.SignOut(new AuthenticationProperties { RedirectUri = "/compte/deconnexion?fait=true" }, [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]);
    }
}
