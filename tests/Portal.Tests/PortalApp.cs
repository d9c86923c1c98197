using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Portal.Tests;

/// <summary>The portal as it runs; the services it calls are stood in for by what each test says they answer.</summary>
public sealed class PortalApp : ServiceApp<PortalDb>
{
    private readonly FakeServices _services = new();

    protected override string Service => "portal";

    /// <summary>Someone who reads pages; Territory answers <c>me</c> with these bodies.</summary>
    public Reader Reader(params FakeBody[] bodies) => Reader(false, bodies);

    public Reader Reader(bool isOperator, params FakeBody[] bodies)
    {
        var person = new TestPerson(Guid.NewGuid().ToString("N"), "Camille Essai");
        var client = As(person);
        var routes = _services.For(client.DefaultRequestHeaders.Authorization!.ToString());
        return bodies.Aggregate(new Reader(client, routes), (reader, body) => reader.FollowsTheMethod(body)).On("GET", "territory/me", new
        {
            personId = person.Id,
            name = person.Name,
            email = "camille@essai.example",
            isOperator,
            bodies = bodies.Select(body => body.AsMine()),
        }).On("PUT", "territory/me", new
        {
            personId = person.Id,
            name = person.Name,
            email = "camille@essai.example",
            isOperator,
            bodies = bodies.Select(body => body.AsMine()),
        });
    }

    /// <summary>Someone of no body, whose token names an establishment.</summary>
    public Reader ReaderFrom(string siret)
    {
        var person = new TestPerson(Guid.NewGuid().ToString("N"), "Camille Essai");
        var client = Anonymous();
        client.DefaultRequestHeaders.Authorization = new("Bearer", TestIssuer.TokenFor(Service, person.Subject, person.Name, siret: siret));
        var me = new { personId = person.Id, name = person.Name, email = "camille@essai.example", isOperator = false, bodies = Array.Empty<object>() };
        return new Reader(client, _services.For(client.DefaultRequestHeaders.Authorization!.ToString())).On("GET", "territory/me", me).On("PUT", "territory/me", me);
    }

    /// <summary>Someone who is not signed in.</summary>
    public Reader Visitor() => new(Anonymous(), _services.For(""));

    protected override void Configure(IServiceCollection services) =>
        services.PostConfigureAll<HttpClientFactoryOptions>(o => o.HttpMessageHandlerBuilderActions.Add(builder => builder.PrimaryHandler = _services));
}

/// <summary>A body as a test needs it; rights follow from the roles as they do in the services.</summary>
public sealed record FakeBody(string Name, BodyKind Kind = BodyKind.Commune, string Article = "0", bool IsParent = false, string? Accent = null, params Role[] Roles)
{
    public Guid Id { get; } = Guid.CreateVersion7();

    public string Slug => $"{Folding.Fold(Name).Replace(' ', '-').Replace('\'', '-')}-{Id.ToString("N")[^5..]}";

    /// <summary>A commune with one of its people.</summary>
    public static FakeBody Commune(string name = "Béganne", params Role[] roles) =>
        new(name) { Roles = roles.Length == 0 ? [Role.Administrator] : roles };

    /// <summary>An intercommunal body with one of its people.</summary>
    public static FakeBody Parent(string name = "Redon Agglomération", params Role[] roles) =>
        new(name, BodyKind.Epci, "", IsParent: true) { Roles = roles.Length == 0 ? [Role.Administrator] : roles };

    internal object AsMine() => new
    {
        bodyId = Id,
        slug = Slug,
        name = Name,
        article = Article,
        kind = Kind.ToString(),
        state = "Active",
        accent = Accent,
        roles = Roles.Select(r => r.ToString()),
        rights = Roles.SelectMany(Rights.Of).Distinct().Select(r => r.ToString()),
        onBehalfOf = (Guid?)null,
        isParent = IsParent,
    };
}

/// <summary>A browser with one person in front of it, and what the services answer her.</summary>
public sealed class Reader(HttpClient client, FakeRoutes routes)
{
    public HttpClient Client => client;

    /// <summary>What the portal asked of the services for this reader, in order.</summary>
    public IReadOnlyList<FakeRequest> Asked => [.. routes.Asked];

    /// <summary>The one request of this method and path.</summary>
    public FakeRequest AskedOnce(string method, string path) =>
        Assert.Single(Asked, request => request.Method == method && request.Path == path);

    /// <param name="path">Without <c>/api/</c>, without query: <c>territory/bodies/…/members</c>.</param>
    public Reader On(string method, string path, object? answer, HttpStatusCode status = HttpStatusCode.OK)
    {
        routes.Set(method, path, () => new HttpResponseMessage(status) { Content = answer is null ? null : JsonContent.Create(answer, options: HttpAnswers.Json) });
        return this;
    }

    /// <summary>The body uses the method as it is, as all do unless a test says otherwise.</summary>
    public Reader FollowsTheMethod(FakeBody body) => On("GET", $"plans/bodies/{body.Id}/own-method", new
    {
        objectives = Array.Empty<object>(),
        means = Array.Empty<object>(),
        hidden = Array.Empty<string>(),
        removed = Array.Empty<object>(),
    });

    /// <summary>The service answers with text as it is.</summary>
    public Reader OnText(string method, string path, string answer)
    {
        routes.Set(method, path, () => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(answer) });
        return this;
    }

    /// <summary>The service refuses with a problem of this type.</summary>
    public Reader Refuses(string method, string path, int status, string type, object? more = null)
    {
        var problem = new Dictionary<string, object?> { ["status"] = status, ["type"] = "urn:oda:problem:" + type, ["title"] = "No." };
        foreach (var extra in JsonSerializer.SerializeToElement(more ?? new { }, HttpAnswers.Json).EnumerateObject())
        {
            problem[extra.Name] = extra.Value;
        }

        return On(method, path, problem, (HttpStatusCode)status);
    }

    /// <summary>The service names a wrong field.</summary>
    public Reader RefusesField(string method, string path, string field, string error) =>
        Refuses(method, path, 400, "invalid", new { errors = new Dictionary<string, string[]> { [field] = [error] } });

    /// <summary>The service does not answer at all.</summary>
    public Reader Down(string method, string path)
    {
        routes.Set(method, path, () => throw new HttpRequestException("Connection refused."));
        return this;
    }

    public async Task<Page> GetAsync(string path) => await Page.OfAsync(await SendAsync(new HttpRequestMessage(HttpMethod.Get, path)));

    /// <summary>Opens the page, fills in the form and sends it, as a browser does: hidden fields and the anti-forgery token included.</summary>
    /// <param name="path">The page that shows the form.</param>
    /// <param name="form">A CSS selector, where the page has several forms.</param>
    public async Task<Page> SubmitAsync(string path, string form, params (string Name, string Value)[] fields) =>
        await SubmitAsync(await GetAsync(path), form, fields);

    public async Task<Page> SubmitAsync(Page page, string form, params (string Name, string Value)[] fields)
    {
        var element = page.Find<AngleSharp.Html.Dom.IHtmlFormElement>(form);
        var values = element.QuerySelectorAll("input[type=hidden]").Select(input => KeyValuePair.Create(input.GetAttribute("name")!, input.GetAttribute("value") ?? ""))
            .Where(hidden => fields.All(field => field.Name != hidden.Key)).ToList();
        values.AddRange(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        var path = element.GetAttribute("action") is { Length: > 0 } action ? new Uri(page.Answer.RequestMessage!.RequestUri!, action).PathAndQuery : page.Path;
        return await PostAsync(path, values);
    }

    public async Task<Page> PostAsync(string path, IEnumerable<KeyValuePair<string, string>> values)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(values) };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        return await Page.OfAsync(await SendAsync(request));
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => await client.SendAsync(request);
}

/// <summary>Stands in for every service; each reader has answers of its own.</summary>
public sealed class FakeServices : HttpMessageHandler
{
    private readonly ConcurrentDictionary<string, FakeRoutes> _byToken = new();

    public FakeRoutes For(string authorization) => _byToken.GetOrAdd(authorization, _ => new FakeRoutes());

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var routes = For(request.Headers.Authorization?.ToString() ?? "");
        var asked = new FakeRequest(
            request.Method.Method, request.RequestUri!.AbsolutePath.Replace("/api/", "", StringComparison.Ordinal), request.RequestUri.Query,
            request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken), request.Headers.IfMatch.ToString());
        return routes.Answer(asked);
    }
}

public sealed class FakeRoutes
{
    private readonly ConcurrentDictionary<string, Func<HttpResponseMessage>> _answers = new();

    public ConcurrentQueue<FakeRequest> Asked { get; } = new();

    public void Set(string method, string path, Func<HttpResponseMessage> answer) => _answers[$"{method} {path}"] = answer;

    public HttpResponseMessage Answer(FakeRequest request)
    {
        Asked.Enqueue(request);
        return _answers.TryGetValue($"{request.Method} {request.Path}", out var answer)
            ? answer()
            : new HttpResponseMessage(HttpStatusCode.NotFound) { Content = JsonContent.Create(new { status = 404, type = "urn:oda:problem:not-found", title = "No such thing." }) };
    }
}

/// <param name="Path">Without <c>/api/</c> and query.</param>
public sealed record FakeRequest(string Method, string Path, string Query, string Body, string IfMatch)
{
    public JsonElement Json => Body.Length == 0 ? default : JsonDocument.Parse(Body).RootElement;
}
