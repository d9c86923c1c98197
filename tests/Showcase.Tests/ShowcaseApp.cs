using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Showcase.Tests;

public sealed class ShowcaseApp : ServiceApp<ShowcaseDb>
{
    protected override string Service => "showcase";

    public static Uri At(string path) => new("/api/showcase/" + path, UriKind.Relative);

    public static object Text(string title = "Trois jeux de données ouverts", string kind = "Dataset") =>
        new { kind, title, summary = "Les horaires, les budgets et les équipements.", body = "Un premier paragraphe.\n\n- un\n- deux" };
}

/// <summary>A commune whose project lead writes news.</summary>
public sealed class Author(ShowcaseApp app, TestBody body, HttpClient client)
{
    public TestBody Body => body;

    public static async Task<Author> OfAsync(ShowcaseApp app, string name = "Béganne", params Role[] roles)
    {
        var body = await app.BodyAsync(name);
        return new Author(app, body, app.As(await app.PersonAsync(body, roles.Length == 0 ? [Role.ProjectLead] : roles)));
    }

    public Uri News(string rest = "") => ShowcaseApp.At($"bodies/{body.Id}/news{rest}");

    public Task<HttpResponseMessage> GetAsync(string rest = "") => client.GetAsync(News(rest));

    public async Task<JsonElement> WriteAsync(object? text = null) => await (await client.PostAsJsonAsync(News(), text ?? ShowcaseApp.Text())).JsonAsync();

    public Task<HttpResponseMessage> PostAsync(object text) => client.PostAsJsonAsync(News(), text);

    public Task<HttpResponseMessage> EditAsync(JsonElement item, object text, int? version = null) => SendAsync(HttpMethod.Put, $"/{Id(item)}", version ?? Version(item), text);

    public Task<HttpResponseMessage> ActAsync(JsonElement item, string act, int? version = null) => SendAsync(HttpMethod.Post, $"/{Id(item)}/{act}", version ?? Version(item));

    public Task<HttpResponseMessage> DeleteAsync(JsonElement item) => SendAsync(HttpMethod.Delete, $"/{Id(item)}", Version(item));

    public async Task<JsonElement> PublishedAsync(object? text = null) => await (await ActAsync(await WriteAsync(text), "publication")).JsonAsync();

    public async Task<JsonElement> HomeAsync(string query = "") => await (await app.Anonymous().GetAsync(ShowcaseApp.At($"public/{body.Slug}{query}"))).JsonAsync();

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string rest, int? version, object? content = null)
    {
        using var request = new HttpRequestMessage(method, News(rest)) { Content = content is null ? null : JsonContent.Create(content) };
        if (version is { } known)
        {
            request.Headers.TryAddWithoutValidation("If-Match", string.Create(CultureInfo.InvariantCulture, $"\"{known}\""));
        }

        return await client.SendAsync(request);
    }

    private static Guid Id(JsonElement item) => item.GetProperty("id").GetGuid();

    private static int Version(JsonElement item) => item.GetProperty("version").GetInt32();
}
