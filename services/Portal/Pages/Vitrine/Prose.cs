using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Html;

namespace OpenDataAnimation.Portal.Pages.Vitrine;

/// <summary>
/// Plain text as paragraphs, lists and headings. Everything typed is encoded; the only tags are the ones written here, the
/// only links those to web addresses.
/// </summary>
internal static partial class Prose
{
    public static IHtmlContent Html(string text, HtmlEncoder encoder)
    {
        var html = new StringBuilder();
        foreach (var block in text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var lines = block.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            for (var at = 0; at < lines.Length;)
            {
                var list = lines.Skip(at).TakeWhile(l => l.StartsWith("- ", StringComparison.Ordinal)).ToList();
                var heading = lines[at].StartsWith("## ", StringComparison.Ordinal);
                var plain = lines.Skip(at).TakeWhile(l => !l.StartsWith("- ", StringComparison.Ordinal) && !l.StartsWith("## ", StringComparison.Ordinal)).ToList();
                if (list.Count > 0)
                {
                    html.Append("<ul>").AppendJoin("", list.Select(l => $"<li>{Inline(l[2..], encoder)}</li>")).Append("</ul>\n");
                    at += list.Count;
                }
                else if (heading)
                {
                    html.Append("<h2>").Append(Inline(lines[at][3..], encoder)).Append("</h2>\n");
                    at++;
                }
                else
                {
                    html.Append("<p>").AppendJoin("<br>", plain.Select(l => Inline(l, encoder))).Append("</p>\n");
                    at += plain.Count;
                }
            }
        }

        return new HtmlString(html.ToString());
    }

    private static string Inline(string text, HtmlEncoder encoder)
    {
        var html = new StringBuilder();
        var at = 0;
        foreach (Match link in Address().Matches(text))
        {
            // What ends a sentence does not belong to the address.
            var address = link.Value.TrimEnd('.', ',', ';', ':', '!', '?', ')', '»', '\u00A0');
            html.Append(encoder.Encode(text[at..link.Index]));
            html.Append("<a href=\"").Append(encoder.Encode(address)).Append("\" rel=\"noopener\">").Append(encoder.Encode(address)).Append("</a>");
            at = link.Index + address.Length;
        }

        return html.Append(encoder.Encode(text[at..])).ToString();
    }

    [GeneratedRegex(@"https?://[^\s<>""']+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 200)]
    private static partial Regex Address();
}
