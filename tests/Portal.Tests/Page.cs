using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Portal.Tests;

/// <summary>A page as a person reads it.</summary>
public sealed class Page(HttpResponseMessage answer, IDocument document)
{
    public HttpStatusCode Status => answer.StatusCode;

    /// <summary>Where a redirect leads, as the portal wrote it.</summary>
    public string? Leads => answer.Headers.Location?.OriginalString;

    public HttpResponseMessage Answer => answer;

    public IDocument Document => document;

    public string Path => answer.RequestMessage!.RequestUri!.PathAndQuery;

    public string Title => document.Title ?? "";

    public string Heading => Assert.Single(document.QuerySelectorAll("h1")).TextContent.Trim();

    /// <summary>The text of the page's main part, white space made single; no-break spaces become plain ones.</summary>
    public string Text => Plain(document.QuerySelector("main")?.TextContent ?? "");

    public static async Task<Page> OfAsync(HttpResponseMessage answer) => new(answer, await answer.PageAsync());

    public T Find<T>(string selector)
        where T : class, IElement =>
        document.QuerySelector(selector) as T ?? throw new Xunit.Sdk.XunitException($"The page has no {typeof(T).Name} {selector}:\n{Text}");

    public IElement Find(string selector) => Find<IElement>(selector);

    public bool Has(string selector) => document.QuerySelector(selector) is not null;

    /// <summary>The link or button with exactly these words.</summary>
    public IElement Act(string words) =>
        document.QuerySelectorAll("a, button, summary").FirstOrDefault(e => Plain(e.TextContent) == words)
            ?? throw new Xunit.Sdk.XunitException($"No link or button \"{words}\" in:\n{Text}");

    public bool Offers(string words) => document.QuerySelectorAll("a, button, summary").Any(e => Plain(e.TextContent) == words);

    /// <summary>The value of a control, found by its label.</summary>
    public string? ValueOf(string label) => ControlOf(label) switch
    {
        IHtmlInputElement input => input.Value,
        IHtmlTextAreaElement area => area.Value,
        IHtmlSelectElement select => select.Value,
        _ => null,
    };

    /// <summary>The error shown beside a field, and announced with it; null when there is none.</summary>
    public string? ErrorOf(string label)
    {
        var ids = ControlOf(label).GetAttribute("aria-describedby")?.Split(' ') ?? [];
        return ids.Select(id => document.GetElementById(id)).FirstOrDefault(e => e?.ClassList.Contains("error") == true) is { } error
            ? Plain(error.TextContent).Replace("Erreur : ", "", StringComparison.Ordinal)
            : null;
    }

    /// <summary>What every page owes to its readers: language, title, one h1, landmarks, skip link, labels, ids used once, alternatives.</summary>
    public Page IsWhole()
    {
        Assert.Equal("fr", document.DocumentElement.GetAttribute("lang"));
        Assert.EndsWith("OpenDataAnimation", Title, StringComparison.Ordinal);
        Assert.NotEqual("", Heading);
        Assert.Single(document.QuerySelectorAll("main"));
        Assert.Single(document.QuerySelectorAll("body > header"));
        Assert.Single(document.QuerySelectorAll("body > footer"));
        Assert.Equal("#contenu", document.QuerySelector("a.skip")?.GetAttribute("href"));
        Assert.Empty(document.QuerySelectorAll("[style], style, script:not([src]), [onclick], [onchange], [onsubmit]").Select(e => e.OuterHtml));
        Assert.Empty(document.QuerySelectorAll("[id]").GroupBy(e => e.Id).Where(g => g.Count() > 1).Select(g => g.Key));
        Assert.Empty(document.QuerySelectorAll("img:not([alt]), svg:not([aria-hidden]):not([role=img]):not([role=group][aria-labelledby])").Select(e => e.OuterHtml));
        Assert.Empty(document.QuerySelectorAll("table").Where(t => t.QuerySelector("caption") is null).Select(e => e.OuterHtml));
        Assert.Empty(document.QuerySelectorAll("form[method=post]").Where(f => f.QuerySelector("input[name=__RequestVerificationToken]") is null).Select(f => f.OuterHtml));
        foreach (var control in document.QuerySelectorAll("input:not([type=hidden]), select, textarea"))
        {
            Assert.True(IsLabelled(control), "No label: " + control.OuterHtml);
        }

        var levels = document.QuerySelectorAll("main h1, main h2, main h3, main h4").Select(h => h.LocalName[1] - '0').ToList();
        for (var at = 1; at < levels.Count; at++)
        {
            Assert.True(levels[at] - levels[at - 1] <= 1, $"A heading of level {levels[at]} follows one of level {levels[at - 1]}.");
        }

        return this;
    }

    private IElement ControlOf(string label)
    {
        var element = document.QuerySelectorAll("label, legend").FirstOrDefault(l => Plain(l.TextContent).Replace(" (obligatoire)", "", StringComparison.Ordinal) == label)
            ?? throw new Xunit.Sdk.XunitException($"No field is labelled \"{label}\" in:\n{Text}");
        return element.LocalName == "legend" ? element.ParentElement!
            : element.GetAttribute("for") is { } id ? document.GetElementById(id)! : element.QuerySelector("input, select, textarea")!;
    }

    private bool IsLabelled(IElement control) =>
        control.Closest("label") is not null || control.HasAttribute("aria-label") || control.HasAttribute("aria-labelledby")
        || (control.Id is { } id && document.QuerySelectorAll("label").Any(l => l.GetAttribute("for") == id));

    public static string Plain(string text) =>
        string.Join(' ', text.Replace('\u00A0', ' ').Replace('\u202F', ' ').Split([' ', '\n', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries));
}
