using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using OpenDataAnimation.Identity.People;
using OpenDataAnimation.Platform.Access;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace OpenDataAnimation.Identity.Tokens.Features;

/// <summary>A client exchanges a code, a refresh token or its own secret for tokens.</summary>
internal static class IssueTokens
{
    private const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

    public static void Map(WebApplication app) => app.MapPost("/connect/token", HandleAsync)
        .WithName(nameof(IssueTokens)).WithSummary("Issues tokens (authorization code, refresh token, client credentials).")
        .ForAnyone("OpenIddict authenticates the client and checks what it presents");

    private static async Task<IResult> HandleAsync(
        HttpContext http, UserManager<Account> users, AccountSessions sessions, IOpenIddictApplicationManager clients, ClientUse use)
    {
        var request = http.GetOpenIddictServerRequest() ?? throw new InvalidOperationException("OpenIddict has not read this request.");
        if (request.IsClientCredentialsGrantType())
        {
            var client = await clients.FindByClientIdAsync(request.ClientId!, http.RequestAborted);
            var name = client is null ? null : await clients.GetDisplayNameAsync(client, http.RequestAborted);
            await use.NoteAsync(request.ClientId!, http.RequestAborted);
            return Results.SignIn(TokenClaims.OfMachine(request.ClientId!, name, request.GetScopes()), null, Scheme);
        }

        var before = (await http.AuthenticateAsync(Scheme)).Principal!;
        var account = await users.FindByIdAsync(before.GetClaim(Claims.Subject)!);
        if (TokenClaims.StillGood(before, account) is not { } session || await sessions.FindAsync(session.Id, http.RequestAborted) is not { } open)
        {
            return Results.Forbid(new AuthenticationProperties(new Dictionary<string, string?>
            {
                [OpenIddictServerAspNetCoreConstants.Properties.Error] = Errors.InvalidGrant,
                [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = "The session is over, or the account's password has changed: sign in again.",
            }), [Scheme]);
        }

        await sessions.SeenAsync(open, http.RequestAborted);
        // Name and address as they are by now, not as they were at sign-in.
        return Results.SignIn(TokenClaims.OfPerson(session, before.GetScopes(), await users.SiretAsync(session.Account)), null, Scheme);
    }
}
