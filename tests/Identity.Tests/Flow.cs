using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Identity.Tests;

/// <summary>The code flow as the gateway does it.</summary>
internal sealed class Flow(IdentityApp app, string redirectUri = IdentityApp.PublicUrl + "/session/callback")
{
    public string Verifier { get; } = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public string Challenge => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    public static string SecretOf(IdentityApp app) => File.ReadAllText(Path.Combine(app.KeysFolder, "gateway-client-secret"));

    public string AuthorizePath(string scope = "openid profile email offline_access plans territory", params (string Name, string? Value)[] changes)
    {
        var query = new Dictionary<string, string?>
        {
            ["client_id"] = "gateway",
            ["response_type"] = "code",
            ["redirect_uri"] = redirectUri,
            ["scope"] = scope,
            ["state"] = "s",
            ["nonce"] = "n",
            ["code_challenge"] = Challenge,
            ["code_challenge_method"] = "S256",
        };
        foreach (var (name, value) in changes)
        {
            query[name] = value;
        }

        return QueryHelpers.AddQueryString("/connect/authorize", query.Where(q => q.Value is not null));
    }

    /// <summary>Goes through the sign-in page where needed, as far as the client's address.</summary>
    public async Task<Uri> ArriveAsync(Browser browser, string path, string email, string password = IdentityApp.Password)
    {
        var answer = await browser.Http.GetAsync(path);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        if (answer.Headers.Location!.ToString() is var signIn && signIn.StartsWith("/compte/connexion", StringComparison.Ordinal))
        {
            var entered = await browser.SubmitAsync(signIn, ("Input.Email", email), ("Input.Password", password));
            Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);
            answer = await browser.Http.GetAsync(entered.Headers.Location);
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        }

        Assert.StartsWith(redirectUri, answer.Headers.Location!.ToString());
        return answer.Headers.Location;
    }

    public async Task<JsonElement> SignInAsync(string email, string scope = "openid profile email offline_access plans territory")
    {
        var arrived = QueryHelpers.ParseQuery((await ArriveAsync(app.NewBrowser(), AuthorizePath(scope), email)).Query);
        Assert.Equal("s", arrived["state"]);
        return await (await ExchangeAsync(arrived["code"]!)).JsonAsync();
    }

    public Task<HttpResponseMessage> ExchangeAsync(string code, string? verifier = null) => PostAsync(new()
    {
        ["grant_type"] = "authorization_code",
        ["code"] = code,
        ["redirect_uri"] = redirectUri,
        ["code_verifier"] = verifier ?? Verifier,
    });

    public Task<HttpResponseMessage> RefreshAsync(string refreshToken) => PostAsync(new() { ["grant_type"] = "refresh_token", ["refresh_token"] = refreshToken });

    /// <summary>As the gateway calls: at an internal address, with its secret.</summary>
    private async Task<HttpResponseMessage> PostAsync(Dictionary<string, string> form)
    {
        form["client_id"] = "gateway";
        form["client_secret"] = SecretOf(app);
        return await app.NewBrowser("http://127.0.0.1:12345").Http.PostAsync("/connect/token", new FormUrlEncodedContent(form));
    }
}
