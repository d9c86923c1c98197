using Microsoft.AspNetCore.Razor.TagHelpers;

namespace OpenDataAnimation.Interface.TagHelpers;

/// <summary>A body, the same everywhere: initials, name, and its kind when useful.</summary>
[HtmlTargetElement("oda-body", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class BodyTagHelper : TagHelper
{
    public string Name { get; set; } = "";

    public string? Kind { get; set; }

    public string? Href { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output) =>
        Chip.Write(output, "body-chip", Name, Kind, Href);
}

/// <summary>A person, the same everywhere: initials, name, and role when useful.</summary>
[HtmlTargetElement("oda-person", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class PersonTagHelper : TagHelper
{
    public string Name { get; set; } = "";

    public string? Role { get; set; }

    public string? Href { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output) =>
        Chip.Write(output, "person-chip", Name, Role, Href);
}

internal static class Chip
{
    public static void Write(TagHelperOutput output, string kind, string name, string? note, string? href)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "chip " + kind);
        output.Content.Raw("<span class=\"initials\" aria-hidden=\"true\">").Text(French.Initials(name)).Raw("</span><span class=\"chip-text\">");
        if (string.IsNullOrEmpty(href))
        {
            output.Content.Text(name);
        }
        else
        {
            output.Content.Raw("<a").Attribute("href", href).Raw(">").Text(name).Raw("</a>");
        }

        if (!string.IsNullOrEmpty(note))
        {
            output.Content.Raw(" <span class=\"quiet\">").Text(note).Raw("</span>");
        }

        output.Content.Raw("</span>");
    }
}
