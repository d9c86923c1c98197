using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.PeerExchange.Tests;

public sealed class PeerExchangeApp : ServiceApp<PeerExchangeDb>
{
    protected override string Service => "peer-exchange";

    public async Task<Peer> PeerAsync(TestBody body, string name = "Camille Essai", params Role[] roles)
    {
        var person = new TestPerson(Guid.NewGuid().ToString("N"), name);
        await MemberAsync(body, person, roles.Length == 0 ? [Role.ProjectLead] : roles);
        return new Peer(body, person, As(person));
    }

    /// <summary>An accepted attachment, whose id ends it.</summary>
    public async Task<AttachmentChanged> AttachedAsync(TestBody parent, TestBody child)
    {
        var fact = new AttachmentChanged(Guid.CreateVersion7(), 1, DateTime.UtcNow, parent.Id, child.Id, AttachmentNature.Epci, AttachmentState.Accepted);
        await TellAsync(fact);
        return fact;
    }
}

/// <summary>A person who speaks from a body.</summary>
public sealed class Peer(TestBody body, TestPerson person, HttpClient client)
{
    public TestBody Body => body;

    public TestPerson Person => person;

    public static Guid Everyone => PlatformBody.Id;

    public Uri At(string rest) => new($"/api/peer-exchange/bodies/{body.Id}/{rest}", UriKind.Relative);

    public Task<HttpResponseMessage> GetAsync(string rest) => client.GetAsync(At(rest));

    public Task<HttpResponseMessage> PostAsync(string rest, object? content = null) => client.PostAsJsonAsync(At(rest), content ?? new { });

    public Task<HttpResponseMessage> DeleteAsync(string rest) => client.DeleteAsync(At(rest));

    public async Task<HttpResponseMessage> PutAsync(string rest, int? version, object content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, At(rest)) { Content = JsonContent.Create(content) };
        if (version is { } known)
        {
            request.Headers.TryAddWithoutValidation("If-Match", string.Create(CultureInfo.InvariantCulture, $"\"{known}\""));
        }

        return await client.SendAsync(request);
    }

    public static object Topic(Guid space, string title = "Qui publie déjà ses menus de cantine ?", bool asBody = false, Guid? id = null) =>
        new { id, spaceId = space, kind = "Question", title, text = "Nous cherchons un exemple simple.", asBody };

    public async Task<Guid> OpenAsync(Guid space, string title = "Qui publie déjà ses menus de cantine ?", bool asBody = false) =>
        (await (await PostAsync("topics", Topic(space, title, asBody))).JsonAsync()).GetProperty("id").GetGuid();

    public async Task<JsonElement> ReplyAsync(Guid topic, string text = "Nous, depuis l’an dernier.", bool asBody = false) =>
        await (await PostAsync($"topics/{topic}/replies", new { text, asBody })).JsonAsync();

    public async Task<JsonElement> TopicAsync(Guid topic) => await (await GetAsync($"topics/{topic}")).JsonAsync();

    public async Task<List<JsonElement>> RepliesAsync(Guid topic) => [.. (await (await GetAsync($"topics/{topic}/replies")).JsonAsync()).GetProperty("items").EnumerateArray()];

    public async Task<List<string>> TitlesAsync(string query = "") =>
        [.. (await (await GetAsync("topics" + query)).JsonAsync()).GetProperty("items").EnumerateArray().Select(t => t.GetProperty("title").GetString()!)];
}
