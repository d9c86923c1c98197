using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Identity;
using OpenDataAnimation.Identity.People;
using OpenDataAnimation.Platform.Access;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace OpenDataAnimation.Identity.Tokens.Features;

/// <summary>A client sends someone here to be recognised; whoever is signed in goes back with a code, others sign in first.</summary>
internal static class Authorize
{
    public static void Map(WebApplication app) => app.MapMethods("/connect/authorize", ["GET", "POST"], HandleAsync)
        .WithName(nameof(Authorize)).WithSummary("Begins a sign-in (OpenID Connect, code flow with PKCE S256).")
        .ForAnyone("people come here to be recognised; OpenIddict checks the client and its address");

    private static async Task<IResult> HandleAsync(HttpContext http, SignIns signIns, UserManager<Account> users, TimeProvider clock)
    {
        if (http.GetOpenIddictServerResponse() is { Error: not null })
        {
            // Neither the client nor its address could be trusted: the person is told here, and sent nowhere.
            return Results.LocalRedirect("/compte/erreur");
        }

        var request = http.GetOpenIddictServerRequest() ?? throw new InvalidOperationException("OpenIddict has not read this request.");
        var session = await signIns.CurrentAsync();
        var tooOld = request.MaxAge is { } age && session is not null && clock.GetUtcNow().ToUnixTimeSeconds() - session.Since > age;
        if (session is not null && !tooOld && !request.HasPromptValue(PromptValues.Login) && !request.HasPromptValue("create"))
        {
            return Results.SignIn(TokenClaims.OfPerson(session, request.GetScopes(), await users.SiretAsync(session.Account)), null, OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
        }

        return request.HasPromptValue(PromptValues.None)
            ? Results.Forbid(new AuthenticationProperties(new Dictionary<string, string?>
            {
                [OpenIddictServerAspNetCoreConstants.Properties.Error] = Errors.LoginRequired,
                [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = "Nobody is signed in.",
            }), [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme])
            : Results.LocalRedirect(SignInPage(http, request, again: session is not null));
    }

    /// <summary>The sign-in page, which leads back here. The prompt is answered by then and must not be asked for ever.</summary>
    /// <param name="again">Someone is signed in, and is to show once more who they are.</param>
    private static string SignInPage(HttpContext http, OpenIddictRequest request, bool again)
    {
        var parameters = http.Request.HasFormContentType
            ? http.Request.Form.SelectMany(f => f.Value, (f, v) => KeyValuePair.Create(f.Key, v ?? ""))
            : http.Request.Query.SelectMany(q => q.Value, (q, v) => KeyValuePair.Create(q.Key, v ?? ""));
        var back = http.Request.Path + new QueryBuilder(parameters.Where(p => p.Key is not (Parameters.Prompt or Parameters.MaxAge))).ToString();
        var query = new QueryBuilder { { "returnUrl", back } };
        if (again)
        {
            query.Add("confirmer", "true");
        }

        if (request.LoginHint is { Length: > 0 } hint)
        {
            query.Add("courriel", hint);
        }

        return (request.HasPromptValue("create") ? "/compte/inscription" : "/compte/connexion") + query;
    }
}
