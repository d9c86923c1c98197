using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Identity;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Standalone;
using OpenDataAnimation.Territory;

namespace OpenDataAnimation.Faults;

/// <summary>A territory to work in: one parent, its communes with what ties them, and the machine that acts in all of them.</summary>
internal sealed record Territory(Guid Parent, IReadOnlyList<(Guid Body, Guid Attachment)> Communes, string Client, string Secret);

/// <summary>Makes the data folder that every run starts from.</summary>
internal static class Seed
{
    private static readonly string[] Codes = ["56013", "56053", "35236", "35145", "56001", "35064"];

    public static IReadOnlyDictionary<string, string?> Unlimited { get; } =
        new Dictionary<string, string?> { ["Limits:PerSecond"] = "0", ["Limits:Tokens"] = "0", ["Limits:SignIn"] = "0", ["Limits:PublicForms"] = "0" };

    public static async Task<Territory> MakeAsync(string data)
    {
        await using var all = await AllInOne.StartAsync(new AllInOneOptions { Data = data, Urls = "http://127.0.0.1:0", Settings = Unlimited });
        const string client = "faults";
        var secret = await ApiClients.CreateAsync(all.Services("identity"), client, "Faults", ["plans", "territory"], CancellationToken.None);
        var machine = PersonId.OfMachine("local", client);
        await MemberAsync(PlatformBody.Id);
        using var http = new HttpClient { BaseAddress = all.Address };
        await Tokens.SetAsync(http, all.Address, client, secret);
        var parent = await OpenAsync("Epci", "243500741");
        await MemberAsync(parent);
        var communes = new List<(Guid, Guid)>();
        foreach (var code in Codes)
        {
            var commune = await OpenAsync("Commune", code);
            await MemberAsync(commune);
            var proposed = await PostAsync($"/api/territory/bodies/{commune}/attachments", new { parentId = parent });
            var attachment = proposed["attachmentId"]!.GetValue<Guid>();
            await PostAsync($"/api/territory/bodies/{parent}/attachments/{attachment}/acceptance", new { });
            communes.Add((commune, attachment));
        }

        await Settling.UntilSettledAsync(data, TimeSpan.FromSeconds(60));
        return new Territory(parent, communes, client, secret);

        Task MemberAsync(Guid body) => MembershipGrants.GrantAsync(
            all.Services("territory"), body, machine, "Machine", body == PlatformBody.Id ? [Role.Administrator] : [Role.Administrator, Role.ProjectLead], isMachine: true);

        async Task<Guid> OpenAsync(string kind, string code) => (await PostAsync(
            "/api/territory/operator/bodies", new { kind, code, administratorName = "Camille Essai", administratorEmail = $"{code}@essai.example" }))["bodyId"]!.GetValue<Guid>();

        async Task<JsonNode> PostAsync(string path, object body)
        {
            using var answer = await http.PostAsJsonAsync(path, body);
            var text = await answer.Content.ReadAsStringAsync();
            return answer.IsSuccessStatusCode ? JsonNode.Parse(text)! : throw new InvalidOperationException($"{path}: {(int)answer.StatusCode} {text}");
        }
    }
}

/// <summary>Access tokens of the machine.</summary>
internal static class Tokens
{
    /// <param name="door">Where the token server answers.</param>
    public static async Task SetAsync(HttpClient http, Uri door, string client, string secret) =>
        http.DefaultRequestHeaders.Authorization = new("Bearer", await GetAsync(http, door, client, secret));

    public static async Task<string> GetAsync(HttpClient http, Uri door, string client, string secret)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = client,
            ["client_secret"] = secret,
            ["scope"] = "plans territory",
        });
        using var answer = await http.PostAsync(new Uri(door, "/connect/token"), form);
        var json = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        return json["access_token"]?.GetValue<string>() ?? throw new InvalidOperationException($"No token: {json}");
    }
}
