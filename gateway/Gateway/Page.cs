using System.Text.Encodings.Web;

namespace OpenDataAnimation.Gateway;

/// <summary>The few pages of the gateway's own, in the look of the others; plain, because they must do when a service does not answer.</summary>
internal static class Page
{
    /// <param name="content">HTML.</param>
    public static IResult Of(int status, string title, string content, params (string Label, string Href)[] ways) =>
        Results.Content(Html("fr", title, content + string.Concat(ways.Select(way =>
            $"<p><a class=\"button\" href=\"{HtmlEncoder.Default.Encode(way.Href)}\">{HtmlEncoder.Default.Encode(way.Label)}</a></p>"))), "text/html; charset=utf-8", statusCode: status);

    /// <param name="content">HTML.</param>
    public static string Html(string language, string title, string content) =>
        $"""
        <!doctype html>
        <html lang="{language}">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <meta name="color-scheme" content="light dark">
          <meta name="robots" content="noindex">
          <title>{HtmlEncoder.Default.Encode(title)} – OpenDataAnimation</title>
          <link rel="icon" href="/_content/oda/mark.svg" type="image/svg+xml">
          <link rel="stylesheet" href="/_content/oda/oda.css">
        </head>
        <body class="bare">
          <a class="skip" href="#contenu">{(language == "fr" ? "Aller au contenu" : "Skip to content")}</a>
          <header class="bare-top"><a class="brand" href="/"><img class="mark" src="/_content/oda/mark.svg" alt="" width="28" height="28"><span>OpenDataAnimation</span></a></header>
          <main id="contenu" tabindex="-1" class="bare-main">
            <h1>{HtmlEncoder.Default.Encode(title)}</h1>
            {content}
          </main>
        </body>
        </html>
        """;
}
