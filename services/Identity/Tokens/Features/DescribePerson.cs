using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using OpenDataAnimation.Identity.People;
using OpenDataAnimation.Platform.Access;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace OpenDataAnimation.Identity.Tokens.Features;

/// <summary>Who a token is of, as the account is by now (OpenID Connect UserInfo).</summary>
internal static class DescribePerson
{
    public static void Map(WebApplication app) => app.MapMethods("/connect/userinfo", ["GET", "POST"], HandleAsync)
        .WithName(nameof(DescribePerson)).WithSummary("Name and e-mail address of the person whom the token is of.")
        .ForAnyone("OpenIddict validates the token");

    private static async Task<IResult> HandleAsync(HttpContext http, UserManager<Account> users)
    {
        const string scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;
        var token = (await http.AuthenticateAsync(scheme)).Principal!;
        if (await users.FindByIdAsync(token.GetClaim(Claims.Subject)!) is not { } account)
        {
            return Results.Challenge(new AuthenticationProperties(new Dictionary<string, string?>
            {
                [OpenIddictServerAspNetCoreConstants.Properties.Error] = Errors.InvalidToken,
                [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = "The token is not a person's.",
            }), [scheme]);
        }

        var told = (await users.GetClaimsAsync(account)).Where(c => ProviderClaims.All.Contains(c.Type)).Select(c => KeyValuePair.Create(c.Type, (object?)c.Value));
        return Results.Ok(new Dictionary<string, object?>(told)
        {
            [Claims.Subject] = account.Subject,
            [Claims.Name] = account.Name,
            [Claims.Email] = account.Email,
            [Claims.EmailVerified] = account.EmailConfirmed,
        });
    }
}
