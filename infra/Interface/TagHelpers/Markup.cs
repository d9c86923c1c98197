using Microsoft.AspNetCore.Html;

namespace OpenDataAnimation.Interface.TagHelpers;

/// <summary>Small words for writing markup: what is text is encoded, what is markup is not.</summary>
internal static class Markup
{
    /// <summary>Markup of ours, written as it stands.</summary>
    public static T Raw<T>(this T content, string markup)
        where T : IHtmlContentBuilder
    {
        content.AppendHtml(markup);
        return content;
    }

    /// <summary>Somebody's text, encoded.</summary>
    public static T Text<T>(this T content, string? text)
        where T : IHtmlContentBuilder
    {
        content.Append(text ?? "");
        return content;
    }

    public static T Add<T>(this T content, IHtmlContent part)
        where T : IHtmlContentBuilder
    {
        content.AppendHtml(part);
        return content;
    }

    /// <summary>An attribute with an encoded value; nothing when the value is null.</summary>
    public static T Attribute<T>(this T content, string name, string? value)
        where T : IHtmlContentBuilder
    {
        if (value is not null)
        {
            content.AppendHtml(" " + name + "=\"").Append(value).AppendHtml("\"");
        }

        return content;
    }

    /// <summary>The box that filters rows as one types; the script shows it, without script it would do nothing.</summary>
    public static void FilterBox(this IHtmlContentBuilder content, string? label)
    {
        if (label is not null)
        {
            content.Raw("<p class=\"table-filter\" hidden><label><span>").Text(label)
                .Raw("</span> <input type=\"search\" autocomplete=\"off\" data-filter></label> <span role=\"status\" class=\"quiet\"></span></p>");
        }
    }

    public static string Name(this Tone tone) => tone switch
    {
        Tone.Accent => "accent",
        Tone.Info => "info",
        Tone.Success => "success",
        Tone.Warning => "warning",
        Tone.Danger => "danger",
        _ => "neutral",
    };

    public static string Icon(this Tone tone) => tone switch
    {
        Tone.Success => "check",
        Tone.Warning => "alert",
        Tone.Danger => "stop",
        _ => "info",
    };
}
