using System.Globalization;
using System.Net;
using System.Text;

namespace OpenDataAnimation.Notifications.Templates;

/// <summary>What a mail says, apart from how it looks: read as text or as HTML, it is the same.</summary>
/// <param name="Before">Paragraphs before the link.</param>
/// <param name="Act">What the reader can do, and where.</param>
/// <param name="After">Paragraphs after it.</param>
public sealed record Letter(string Subject, IReadOnlyList<string> Before, LetterLink? Act, IReadOnlyList<string> After)
{
    private const string Ink = "#1d2733", Quiet = "#4b5663", Button = "#14595e";

    public string AsText(string name, string? body)
    {
        var text = new StringBuilder(Greeting(name)).Append("\n\n");
        foreach (var paragraph in Before)
        {
            text.Append(paragraph).Append("\n\n");
        }

        if (Act is { } act)
        {
            text.Append(act.Label).Append("\u00A0:\n").Append(act.Address).Append("\n\n");
        }

        foreach (var paragraph in After)
        {
            text.Append(paragraph).Append("\n\n");
        }

        return text.Append(Signature(body)).Append("\n\n-- \n").Append(Origin).Append('\n').ToString();
    }

    /// <summary>One column, real text, no image: it reads the same with a screen reader, enlarged, or printed.</summary>
    public string AsHtml(string name, string? body)
    {
        var html = new StringBuilder($"""
            <!doctype html>
            <html lang="fr">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{Safe(Subject)}</title></head>
            <body style="margin:0;padding:24px 16px;background:#ffffff;color:{Ink};font-family:system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif;font-size:16px;line-height:1.55">
            <div style="max-width:36em;margin:0 auto">
            <h1 style="font-size:22px;line-height:1.3;margin:0 0 20px">{Safe(Subject)}</h1>

            """);
        Paragraph(html, Greeting(name));
        foreach (var paragraph in Before)
        {
            Paragraph(html, paragraph);
        }

        if (Act is { } act)
        {
            html.Append(CultureInfo.InvariantCulture, $"""
                <p style="margin:24px 0"><a href="{Safe(act.Address)}" style="display:inline-block;background:{Button};color:#ffffff;padding:12px 20px;border-radius:6px;text-decoration:none;font-weight:600">{Safe(act.Label)}</a></p>
                <p style="margin:0 0 16px;color:{Quiet};font-size:14px">Si le bouton ne répond pas, copiez cette adresse dans votre navigateur&nbsp;:<br><span style="word-break:break-all">{Safe(act.Address)}</span></p>

                """);
        }

        foreach (var paragraph in After)
        {
            Paragraph(html, paragraph);
        }

        Paragraph(html, Signature(body));
        return html.Append(CultureInfo.InvariantCulture, $"""
            <hr style="border:0;border-top:1px solid #d5dae0;margin:24px 0 12px">
            <p style="margin:0;color:{Quiet};font-size:14px">{Safe(Origin)}</p>
            </div>
            </body>
            </html>

            """).ToString();
    }

    private const string Origin = "Ce message est envoyé par OpenDataAnimation, où les collectivités conduisent ensemble leur démarche d’ouverture des données. Personne ne lit les réponses à cette adresse.";

    private static string Greeting(string name) => name.Length == 0 ? "Bonjour," : $"Bonjour {name},";

    private static string Signature(string? body) => body is null ? "À bientôt,\nOpenDataAnimation" : $"À bientôt,\n{Fields.OneLine(body)}, avec OpenDataAnimation";

    private static void Paragraph(StringBuilder html, string text) =>
        html.Append("<p style=\"margin:0 0 16px\">").Append(Safe(text).Replace("\n", "<br>", StringComparison.Ordinal)).Append("</p>\n");

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}

/// <summary>The one thing a mail asks its reader to do.</summary>
public sealed record LetterLink(string Label, string Address);
