using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Public;

/// <summary>A page that anyone reads, in the body's name and colours. Kept half a minute: with the reader's own copy, what is withdrawn is gone within one.</summary>
internal abstract class PublicPage : PortalPage
{
    /// <summary>Seconds, here and again in the reader's browser.</summary>
    public const int Kept = 30;

    [BindProperty(SupportsGet = true)]
    public string Slug { get; set; } = "";

    public string FeedHref => $"/api/showcase/public/{Slug}/atom.xml";

    /// <summary>The address that people share.</summary>
    public Uri Address { get; private set; } = new("http://localhost/");

    /// <summary>An old slug leads on for ever (precisions.md, 11); anything else is not there.</summary>
    protected async Task<IActionResult> MovedOrNotThereAsync(CancellationToken ct)
    {
        var known = await HttpContext.RequestServices.GetRequiredService<TerritoryClient>().TryGetAsync<KnownBody>($"slugs/{Uri.EscapeDataString(Slug)}", ct);
        return known is not null && known.Slug != Slug && Request.Path.Value!.StartsWith($"/p/{Slug}", StringComparison.Ordinal)
            ? RedirectPermanent($"/p/{known.Slug}{Request.Path.Value![($"/p/{Slug}".Length)..]}{Request.QueryString}")
            : NotThere();
    }

    protected void Show(ShownBody body, string description)
    {
        Frame.Body = new FrameBody(body.Name, body.Slug, Kind: Words.Kind(body.Kind));
        Frame.ThemeHref = body.Accent is { } accent ? $"/theme/{body.Slug}.css?v={accent.TrimStart('#')}" : null;
        Frame.Airy = true;
        Frame.Description = description;
        Address = new Uri(new Uri(HttpContext.RequestServices.GetRequiredService<ServiceSettings>().Configuration["PublicUrl"] ?? "http://localhost:8080"), Request.Path);
        // A page with the reader's own name on it is nobody else's.
        Response.Headers.CacheControl = HttpContext.IsSignedIn() ? "private, no-cache" : $"public, max-age={Kept}";
    }
}

internal sealed record ShownBody(string Slug, string Name, string? Article, BodyKind Kind, string? Accent)
{
    public string De => Words.De(Name, Article);
}
