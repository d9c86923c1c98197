using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace OpenDataAnimation.Gateway.Tests;

/// <summary>A token server that knows one person and asks no questions; refresh tokens work once, as real ones do.</summary>
public class FakeAuthServer() : FakeService("identity")
{
    public const string Issuer = "https://issuer.example/", Subject = "camille";

    private static readonly RsaSecurityKey Key = new(RSA.Create(2048)) { KeyId = "fake" };
    private readonly ConcurrentDictionary<string, (string? Challenge, string? Nonce, string? RedirectUri)> _codes = new();
    private readonly ConcurrentDictionary<string, bool> _refreshTokens = new();
    private int _refreshes;

    /// <summary>Of access tokens, in seconds; read when one is given.</summary>
    public int Lifetime { get; set; } = 3600;

    /// <summary>What the next refreshes answer instead of tokens.</summary>
    public int? RefreshStatus { get; set; }

    /// <summary>How the server names itself; by default an address that the gateway cannot reach.</summary>
    public string Named { get; set; } = "http://public.invalid";

    /// <summary>When the person signed in, as ID tokens say it; null = they do not.</summary>
    public DateTimeOffset? SignedIn { get; set; } = DateTimeOffset.UtcNow;

    /// <summary>Its own session, which it gives the next person who signs in.</summary>
    public string Sid { get; set; } = "session-1";

    public int Refreshes => _refreshes;

    public int LoggedOut { get; private set; }

    public IQueryCollection? LastAuthorize { get; private set; }

    public string? LastClientSecret { get; private set; }

    public string LastAccessToken { get; private set; } = "";

    /// <summary>By what name it signs.</summary>
    protected virtual string OwnIssuer => Issuer;

    /// <summary>The claims of an access token that are this server's habit.</summary>
    protected virtual void Describe(Dictionary<string, object> claims) => claims["name"] = "Camille Essai";

    protected virtual string[] Audiences => ["oda-plans"];

    /// <summary>As the server tells clients that a session is over.</summary>
    public string LogoutToken(string audience, Action<Dictionary<string, object>> change)
    {
        var claims = new Dictionary<string, object>
        {
            ["events"] = new Dictionary<string, object> { ["http://schemas.openid.net/event/backchannel-logout"] = new Dictionary<string, object>() },
            ["jti"] = Guid.NewGuid().ToString("N"),
        };
        change(claims);
        return Signed("logout+jwt", [audience], claims);
    }

    protected override void Map(WebApplication app)
    {
        app.MapGet("/.well-known/openid-configuration", (HttpContext http) =>
        {
            var here = $"{http.Request.Scheme}://{http.Request.Host}";
            return Results.Json(new
            {
                issuer = OwnIssuer,
                authorization_endpoint = $"{Named}/connect/authorize",
                token_endpoint = $"{Named}/connect/token",
                end_session_endpoint = $"{here}/connect/logout",
                jwks_uri = $"{Named}/.well-known/jwks",
            });
        });
        app.MapGet("/.well-known/jwks", () =>
        {
            var key = Key.Rsa.ExportParameters(false);
            return Results.Json(new { keys = new[] { new { kty = "RSA", use = "sig", kid = "fake", alg = "RS256", n = WebEncoders.Base64UrlEncode(key.Modulus!), e = WebEncoders.Base64UrlEncode(key.Exponent!) } } });
        });
        app.MapGet("/connect/authorize", (HttpContext http) =>
        {
            var query = LastAuthorize = http.Request.Query;
            if (query.ContainsKey("login_hint") && query["login_hint"] == "refuse@essai.example")
            {
                return Results.Redirect($"{query["redirect_uri"]}?error=access_denied&state={Uri.EscapeDataString(query["state"]!)}");
            }

            var code = Guid.NewGuid().ToString("N");
            _codes[code] = (query["code_challenge"], query["nonce"], query["redirect_uri"]);
            return Results.Redirect($"{query["redirect_uri"]}?code={code}&state={Uri.EscapeDataString(query["state"]!)}");
        });
        app.MapPost("/connect/token", (Delegate)TokenAsync);
        app.MapGet("/connect/logout", (HttpContext http) =>
        {
            LoggedOut += http.Request.Query["id_token_hint"].Count;
            return Results.Redirect($"{http.Request.Query["post_logout_redirect_uri"]}?state={Uri.EscapeDataString(http.Request.Query["state"]!)}");
        });
    }

    private async Task<IResult> TokenAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync();
        LastClientSecret = form["client_secret"];
        if (form["grant_type"] == "client_credentials")
        {
            var claims = new Dictionary<string, object> { ["azp"] = form["client_id"].ToString() };
            Describe(claims);
            return Results.Json(new { access_token = Signed("at+jwt", Audiences, claims), token_type = "Bearer", expires_in = Lifetime });
        }

        if (form["grant_type"] == "authorization_code")
        {
            var proof = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
            return _codes.TryRemove(form["code"]!, out var code) && code.Challenge == proof && code.RedirectUri == form["redirect_uri"]
                ? Give(form["client_id"]!, code.Nonce)
                : Results.BadRequest(new { error = "invalid_grant" });
        }

        Interlocked.Increment(ref _refreshes);
        // Time for others to come meanwhile.
        await Task.Delay(200, http.RequestAborted);
        if (RefreshStatus is { } status)
        {
            return Results.Json(new { error = "invalid_grant" }, statusCode: status);
        }

        return _refreshTokens.TryRemove(form["refresh_token"]!, out _) ? Give(form["client_id"]!, null) : Results.BadRequest(new { error = "invalid_grant" });
    }

    private IResult Give(string clientId, string? nonce)
    {
        var refresh = Guid.NewGuid().ToString("N");
        _refreshTokens[refresh] = true;
        LastAccessToken = Token("at+jwt", Audiences, nonce: null);
        return Results.Json(new { access_token = LastAccessToken, id_token = Token("JWT", [clientId], nonce), refresh_token = refresh, token_type = "Bearer", expires_in = Lifetime });
    }

    private string Token(string type, string[] audiences, string? nonce)
    {
        var claims = new Dictionary<string, object> { ["sub"] = Subject, ["sid"] = Sid, ["jti"] = Guid.NewGuid().ToString("N") };
        Describe(claims);
        if (SignedIn is { } at)
        {
            claims["auth_time"] = at.ToUnixTimeSeconds();
        }

        if (nonce is not null)
        {
            claims["nonce"] = nonce;
        }

        return Signed(type, audiences, claims);
    }

    private string Signed(string type, string[] audiences, Dictionary<string, object> claims)
    {
        var described = new SecurityTokenDescriptor
        {
            Issuer = OwnIssuer,
            TokenType = type,
            Expires = DateTime.UtcNow.AddHours(1),
            Claims = claims,
            SigningCredentials = new SigningCredentials(Key, SecurityAlgorithms.RsaSha256),
        };
        audiences.ToList().ForEach(described.Audiences.Add);
        return new JsonWebTokenHandler().CreateToken(described);
    }
}
