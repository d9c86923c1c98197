using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace OpenDataAnimation.Gateway.Sessions;

/// <summary>Where a browser signs in and out.</summary>
internal static class SessionEndpoints
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/session/sign-in", SignIn);
        app.MapGet("/session/sign-out", ConfirmSignOut);
        app.MapPost("/session/sign-out", SignOutAsync);
        app.MapGet("/session/signed-out", SignedOut);
        BackchannelLogout.Map(app);
    }

    /// <summary>The way back when a sign-in was refused, abandoned or too old.</summary>
    public static IResult NotSignedIn(string? returnUrl) => Page.Of(400, "La connexion n’a pas abouti",
        "<p>Elle a été interrompue, refusée, ou elle a pris trop de temps. Rien n’a été modifié.</p>",
        ("Se connecter de nouveau", "/session/sign-in?returnUrl=" + Uri.EscapeDataString(LocalOnly(returnUrl))));

    /// <param name="max_age">For an act that needs a sign-in not older than this, in seconds: the token server asks again.</param>
    private static IResult SignIn(HttpContext http, AuthServer server, string? returnUrl, string? hint, int? max_age)
    {
        // Cookies belong to one host name: a sign-in begun under another name (127.0.0.1 for localhost) could not end.
        var here = http.Request.Scheme + "://" + http.Request.Host;
        if (!string.Equals(here, server.PublicUrl, StringComparison.OrdinalIgnoreCase) && !http.Request.Query.ContainsKey("moved"))
        {
            return Results.Redirect($"{server.PublicUrl}/session/sign-in?moved=1&returnUrl={Uri.EscapeDataString(LocalOnly(returnUrl))}"
                + (hint is null ? "" : "&hint=" + Uri.EscapeDataString(hint))
                + (max_age is null ? "" : string.Create(CultureInfo.InvariantCulture, $"&max_age={max_age}")));
        }

        var properties = new OpenIdConnectChallengeProperties { RedirectUri = LocalOnly(returnUrl) };
        properties.SetParameter("login_hint", hint);
        if (max_age is { } seconds and >= 0)
        {
            properties.MaxAge = TimeSpan.FromSeconds(seconds);
            // Just now, and not almost that long ago: what was typed until then would be too late once more.
            properties.Prompt = OpenIdConnectPrompt.Login;
            properties.Items[SessionSetup.MaxAgeItem] = seconds.ToString(CultureInfo.InvariantCulture);
        }

        return Results.Challenge(properties, [SessionSetup.SignInScheme]);
    }

    /// <summary>The token server let someone through who had signed in too long ago, or does not say when.</summary>
    public static IResult NotConfirmed() => Page.Of(400, "Votre identité n’a pas pu être confirmée",
        "<p>Cet acte demande une connexion toute récente, et le service de connexion n’en donne pas la preuve. Rien n’a été modifié.</p><p>Déconnectez-vous, connectez-vous de nouveau, puis recommencez\u00A0; si cela dure, prévenez la personne qui administre la plateforme.</p>",
        ("Revenir à l’accueil", "/"));

    private static IResult ConfirmSignOut() => Page.Of(200, "Se déconnecter",
        """
        <p>Vous quitterez votre session sur cet appareil. Ce que vous avez enregistré est conservé.</p>
        <form method="post" action="/session/sign-out"><button type="submit" class="button primary">Se déconnecter</button></form>
        """,
        ("Garder ma session", "/"));

    private static async Task<IResult> SignOutAsync(HttpContext http, SessionStore store, ILogger<SessionStore> log)
    {
        // Only from a page of ours: another site must not be able to sign people out. Browsers say where a form comes from.
        if (!IsSameOrigin(http.Request))
        {
            return ConfirmSignOut();
        }

        var session = await http.AuthenticateAsync(SessionSetup.Scheme);
        if (!session.Succeeded)
        {
            return Results.Redirect("/session/signed-out");
        }

        var properties = new AuthenticationProperties { RedirectUri = "/session/signed-out" };
        if (session.Properties.Items.TryGetValue(SessionStore.IdProperty, out var id) && id is not null && await store.TokensAsync(id, fresh: false) is { } tokens)
        {
            properties.SetParameter("id_token", tokens.Id);
        }

        await http.SignOutAsync(SessionSetup.Scheme);
        try
        {
            // The token server's own session ends too, or the next click would sign in again without a question.
            await http.SignOutAsync(SessionSetup.SignInScheme, properties);
            return Results.Empty;
        }
        catch (Exception e) when (e is InvalidOperationException or HttpRequestException or TaskCanceledException)
        {
            log.LogWarning("The token server could not be told of a sign-out: {Reason}", e.Message);
            return Results.Redirect("/session/signed-out");
        }
    }

    private static IResult SignedOut() => Page.Of(200, "Votre session est fermée",
        "<p role=\"status\">Sur un ordinateur partagé, fermez aussi le navigateur. À bientôt.</p>",
        ("Revenir à l’accueil", "/"));

    private static bool IsSameOrigin(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        return site.Length > 0
            ? site == "same-origin"
            : string.Equals(request.Headers.Origin, request.Scheme + "://" + request.Host, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Only a path of this site: <c>//other</c>, <c>/\other</c> and absolute addresses lead elsewhere (open redirect).</summary>
    internal static string LocalOnly(string? url) =>
        url is ['/', ..] && url is not ['/', '/' or '\\', ..] && !url.Any(char.IsControl) ? url : "/";
}
