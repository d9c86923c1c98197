using System.Net;
using AngleSharp.Dom;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Identity.Tests;

/// <summary>The Identity service as it runs; its tokens are its own.</summary>
public class IdentityApp : ServiceApp<IdentityDb>
{
    public const string PublicUrl = "http://localhost:8080";

    /// <summary>Words that no list knows.</summary>
    public const string Password = "girafe tambour lucarne 7";

    protected override string Service => "identity";

    /// <summary>Settings of one test, before the first request.</summary>
    public Dictionary<string, string> Settings { get; } = new()
    {
        // The service's own issuer, not the one that tests of other services trust.
        ["Auth:Issuer"] = "",
        ["Auth:Limits:PerAccount"] = "1000",
        ["Auth:Limits:PerOrigin"] = "1000",
        // Nobody answers there: what the gateway is told is its own tests' and the whole product's.
        ["Services:gateway"] = "http://127.0.0.1:9",
    };

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        foreach (var (key, value) in Settings)
        {
            builder.UseSetting(key, value);
        }
    }

    public virtual string KeysFolder => Path.Combine(DataFolder, "keys");

    public Browser NewBrowser(string address = PublicUrl) => new(CreateClient(new WebApplicationFactoryClientOptions
    {
        AllowAutoRedirect = false,
        HandleCookies = true,
        BaseAddress = new Uri(address),
    }));

    /// <summary>An account with <see cref="Password"/>; its subject and address.</summary>
    public async Task<(string Subject, string Email)> AccountAsync(bool confirmed = true, string name = "Camille Essai")
    {
        var email = $"essai-{Guid.NewGuid():N}@commune.example";
        return (await Accounts.CreateAsync(Services, email, name, Password, confirmed, default), email);
    }

    /// <summary>The link of the last mail of this template to this address.</summary>
    public async Task<string> MailedLinkAsync(string email, string template)
    {
        string? link = null;
        await Eventually.HoldsAsync(() =>
        {
            link = Sent<MailRequested>().LastOrDefault(m => m.To == email && m.Template == template)?.Fields["link"];
            Assert.NotNull(link);
            return Task.CompletedTask;
        });
        Assert.StartsWith(PublicUrl + "/", link);
        return link![PublicUrl.Length..];
    }
}

/// <summary>What a browser does: keeps cookies, sends forms as the page has them.</summary>
public sealed class Browser(HttpClient http)
{
    public HttpClient Http => http;

    public async Task<IDocument> OpenAsync(string path)
    {
        var answer = await http.GetAsync(path);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {(int)answer.StatusCode} {answer.Headers.Location}");
        return await answer.PageAsync();
    }

    /// <summary>Fills the form that has the first of these fields (or the page's only one) and sends it, hidden fields included.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string path, IDocument page, params (string Name, string Value)[] typed)
    {
        var form = typed.Length == 0
            ? page.QuerySelector("main form")!
            : page.QuerySelectorAll("main form").First(f => f.QuerySelector($"[name='{typed[0].Name}']") is not null);
        var fields = form.QuerySelectorAll("input[name]").ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value") ?? "");
        foreach (var (name, value) in typed)
        {
            Assert.True(fields.ContainsKey(name), $"The form has no field {name}.");
            fields[name] = value;
        }

        return await http.PostAsync(form.GetAttribute("action") is { Length: > 0 } action ? action : path, new FormUrlEncodedContent(fields));
    }

    public async Task<HttpResponseMessage> SubmitAsync(string path, params (string Name, string Value)[] typed) =>
        await SubmitAsync(path, await OpenAsync(path), typed);

    /// <summary>Sends the form that has this button, as the page has it.</summary>
    public async Task<HttpResponseMessage> PressAsync(string path, string button)
    {
        var page = await OpenAsync(path);
        var form = page.QuerySelectorAll("main form").First(f => f.QuerySelectorAll("button").Any(b => b.TextContent.Contains(button, StringComparison.Ordinal)));
        var fields = form.QuerySelectorAll("input[name]").Select(i => KeyValuePair.Create(i.GetAttribute("name")!, i.GetAttribute("value") ?? ""));
        return await http.PostAsync(form.GetAttribute("action") is { Length: > 0 } action ? action : path, new FormUrlEncodedContent(fields));
    }

    public Task<HttpResponseMessage> SignInAsync(string email, string password, string? returnUrl = null) =>
        SubmitAsync("/compte/connexion" + (returnUrl is null ? "" : "?returnUrl=" + Uri.EscapeDataString(returnUrl)), ("Input.Email", email), ("Input.Password", password));

    public async Task<bool> IsSignedInAsync() => (await http.GetAsync("/compte/profil")).StatusCode == HttpStatusCode.OK;
}

internal static class Pages
{
    /// <summary>What the page says is wrong with this field.</summary>
    public static string? ErrorOf(this IDocument page, string field) => page.QuerySelector($"#{field.Replace('.', '_')}-erreur")?.TextContent;

    public static string Heading(this IDocument page) => Assert.Single(page.QuerySelectorAll("h1")).TextContent;
}
