using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Messaging;
using OpenDataAnimation.Territory.Bodies;
using OpenDataAnimation.Territory.Reference;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Territory.Tests;

/// <summary>Territory as it runs; its bodies are made through its own routes, as an operator and administrators make them.</summary>
public sealed class TerritoryApp : ServiceApp<TerritoryDb>
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private TestPerson? _operator;

    protected override string Service => "territory";

    public static TestPerson Someone(string name = "Camille Essai") => new(Guid.NewGuid().ToString("N"), name);

    public static string EmailOf(TestPerson person) => $"{person.Subject}@essai.example";

    public async Task<TestPerson> OperatorAsync()
    {
        await _one.WaitAsync();
        try
        {
            if (_operator is null)
            {
                _operator = Someone("Opale Essai");
                await MembershipGrants.GrantAsync(Services, PlatformBody.Id, _operator.Id, _operator.Name, [Role.Administrator]);
            }

            return _operator;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>A body out of the reference that has joined, with its administrator.</summary>
    public async Task<(Guid Body, TestPerson Administrator)> JoinedAsync(BodyKind kind, string code)
    {
        var body = await OpenedAsync(kind, code);
        return (body, await MemberAsync(body, Role.Administrator));
    }

    /// <summary>A body out of the reference, prepared unless another test of the class let it join.</summary>
    public async Task<Guid> OpenedAsync(BodyKind kind, string code)
    {
        var slug = Slug.Of(OfficialReference.Current.Find(kind, code)!.Name, code);
        if (await Anonymous().GetAsync($"/api/territory/slugs/{slug}") is { IsSuccessStatusCode: true } known)
        {
            return (await known.JsonAsync()).GetProperty("bodyId").GetGuid();
        }

        var answer = await As(await OperatorAsync()).PostAsJsonAsync("/api/territory/operator/bodies", new { kind = kind.ToString(), code });
        return (await answer.JsonAsync()).GetProperty("bodyId").GetGuid();
    }

    public async Task<TestPerson> MemberAsync(Guid body, params Role[] roles)
    {
        var person = Someone();
        await MembershipGrants.GrantAsync(Services, body, person.Id, person.Name, roles);
        return person;
    }

    /// <summary>Sets up the territory and returns the child bodies by code.</summary>
    public async Task<Dictionary<string, Guid>> ChildrenAsync(Guid parent, TestPerson lead, params string[] codes)
    {
        var client = As(lead);
        await (await client.PostAsJsonAsync($"/api/territory/bodies/{parent}/children", new { codes })).JsonAsync();
        var children = await (await client.GetAsync($"/api/territory/bodies/{parent}/children?all=true")).JsonAsync();
        return children.GetProperty("items").EnumerateArray().ToDictionary(c => c.GetProperty("code").GetString()!, c => c.GetProperty("bodyId").GetGuid());
    }

    /// <summary>The attachment as the body sees it, with the given other side.</summary>
    public async Task<JsonElement> AttachmentAsync(Guid body, TestPerson person, Guid other)
    {
        var list = await (await As(person).GetAsync($"/api/territory/bodies/{body}/attachments")).JsonAsync();
        return list.GetProperty("items").EnumerateArray().Single(a => a.GetProperty("otherId").GetGuid() == other);
    }

    /// <summary>A joined EPCI with one joined commune, attached with these levels.</summary>
    public async Task<(Guid Parent, TestPerson Animator, Guid Child, TestPerson Mayor, Guid Attachment)> AttachedAsync(string epci, string commune, object levels)
    {
        var (parent, animator) = await JoinedAsync(BodyKind.Epci, epci);
        var child = (await ChildrenAsync(parent, animator, commune))[commune];
        var mayor = await MemberAsync(child, Role.Administrator);
        var attachment = (await AttachmentAsync(child, mayor, parent)).GetProperty("attachmentId").GetGuid();
        await (await As(mayor).PostAsJsonAsync($"/api/territory/bodies/{child}/attachments/{attachment}/acceptance", levels)).JsonAsync();
        return (parent, animator, child, mayor, attachment);
    }

    /// <summary>The link's token, out of the mail that the act asked for.</summary>
    public async Task<string> TokenForAsync(string email)
    {
        string? token = null;
        await Eventually.HoldsAsync(() =>
        {
            token = Sent<MailRequested>().LastOrDefault(m => m.Template == "invitation" && m.To == email)?.Fields["link"].Split('/')[^1];
            Assert.NotNull(token);
            return Task.CompletedTask;
        });
        return token!;
    }

    public static HttpRequestMessage Edit(string path, int version, object body) => new(HttpMethod.Put, path)
    {
        Content = JsonContent.Create(body),
        Headers = { { "If-Match", $"\"{version}\"" } },
    };

    protected override void Configure(IServiceCollection services) => services.Hear<TerritoryHeartbeat, Stethoscope>();

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _one.Dispose();
    }
}

/// <summary>Hears whether Territory is alive.</summary>
public sealed class Stethoscope : IHear<TerritoryHeartbeat>
{
    private int _beats;

    public int Beats => _beats;

    public void Hear(TerritoryHeartbeat message) => Interlocked.Increment(ref _beats);
}
