using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OpenDataAnimation.Identity;
using OpenDataAnimation.Platform.Access;
using OpenIddict.Server;

namespace OpenDataAnimation.Standalone.Demo;

/// <summary>Someone as the services know them, with a token that lasts as long as the loading.</summary>
internal sealed record Actor(Guid Id, string Name, string Email, AuthenticationHeaderValue Token);

/// <summary>Calls the services' own APIs for the people of the demonstration, past the gateway and its limits.</summary>
internal sealed partial class DemoApi(AllInOne all) : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        // French text as it is, so that its spaces can be mended in one place.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>How long a service may take to hear of what another was just told.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60), Pause = TimeSpan.FromMilliseconds(100);

    private readonly HttpClient _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 16 });
    private readonly OpenIddictServerOptions _tokens = all.Services(IdentityService.Name).GetRequiredService<IOptionsMonitor<OpenIddictServerOptions>>().CurrentValue;

    /// <summary>A token as the token server would give after a sign-in: a browser's way there, twenty times over, would take most of the loading.</summary>
    public Actor ActorOf(string subject, string name, string email)
    {
        var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            TokenType = "at+jwt",
            Issuer = _tokens.Issuer!.AbsoluteUri,
            Audiences = { "oda-territory", "oda-plans", "oda-stakeholders", "oda-events", "oda-peer-exchange", "oda-showcase" },
            Claims = new Dictionary<string, object> { ["sub"] = subject, ["name"] = name, ["email"] = email, ["client_id"] = "demo", ["auth_time"] = DateTimeOffset.UtcNow.ToUnixTimeSeconds() },
            Expires = DateTime.UtcNow.AddMinutes(10),
            SigningCredentials = _tokens.SigningCredentials.First(c => c.Key is AsymmetricSecurityKey),
        });
        return new Actor(PersonId.Of("local", subject), name, email, new("Bearer", token));
    }

    public Task<JsonElement> GetAsync(Actor by, string path, CancellationToken ct) => SendAsync(by, HttpMethod.Get, path, null, null, ct);

    public Task<JsonElement> PostAsync(Actor by, string path, object body, CancellationToken ct, int? version = null) =>
        SendAsync(by, HttpMethod.Post, path, body, version, ct);

    public Task<JsonElement> PutAsync(Actor by, string path, object body, CancellationToken ct, int? version = null) =>
        SendAsync(by, HttpMethod.Put, path, body, version, ct);

    /// <summary>Reads again until it says what was told elsewhere.</summary>
    public async Task<JsonElement> UntilAsync(Actor by, string path, Func<JsonElement, bool> said, CancellationToken ct)
    {
        var from = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var answer = await GetAsync(by, path, ct);
            if (said(answer))
            {
                return answer;
            }

            if (TimeProvider.System.GetElapsedTime(from) > Patience)
            {
                throw new InvalidOperationException($"The demonstration is not where it should be: {path} answers {answer}");
            }

            await Task.Delay(Pause, ct);
        }
    }

    /// <param name="path">After <c>/api/</c>; begins with the service.</param>
    private async Task<JsonElement> SendAsync(Actor by, HttpMethod method, string path, object? body, int? version, CancellationToken ct)
    {
        var address = new Uri(all.AddressOf(path[..path.IndexOf('/', StringComparison.Ordinal)]), "/api/" + path);
        var content = body is null ? null : Spaces().Replace(JsonSerializer.Serialize(body, Json), "\u00A0$1$2").Replace("« ", "«\u00A0", StringComparison.Ordinal);
        var from = TimeProvider.System.GetTimestamp();
        while (true)
        {
            using var request = new HttpRequestMessage(method, address) { Headers = { Authorization = by.Token } };
            request.Content = content is null ? null : new StringContent(content, Encoding.UTF8, "application/json");
            if (version is { } known)
            {
                request.Headers.TryAddWithoutValidation("If-Match", string.Create(CultureInfo.InvariantCulture, $"\"{known}\""));
            }

            using var answer = await _http.SendAsync(request, ct);
            var text = await answer.Content.ReadAsStringAsync(ct);
            if (answer.IsSuccessStatusCode)
            {
                return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
            }

            // Who someone is was told to Territory; the others hear of it a moment later.
            if (answer.StatusCode is not (HttpStatusCode.NotFound or HttpStatusCode.Forbidden) || TimeProvider.System.GetElapsedTime(from) > Patience)
            {
                throw new InvalidOperationException($"The demonstration cannot be loaded: {method} {address.AbsolutePath} answers {(int)answer.StatusCode} {text}");
            }

            await Task.Delay(Pause, ct);
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>French double signs follow an unbreakable space.</summary>
    [GeneratedRegex(" (?:([:;!?»])|(%))")]
    private static partial Regex Spaces();
}
