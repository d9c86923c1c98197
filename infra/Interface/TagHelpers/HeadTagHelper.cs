using Microsoft.AspNetCore.Razor.TagHelpers;

namespace OpenDataAnimation.Interface.TagHelpers;

/// <summary>The top of a page: its one h1, one line on where things stand, and the most likely next act as content.</summary>
[HtmlTargetElement("oda-head")]
public sealed class HeadTagHelper(Frame frame) : TagHelper
{
    /// <summary>The frame's title when left out.</summary>
    public string? Title { get; set; }

    public string? Lead { get; set; }

    /// <summary>A few words above the title, such as the kind of thing shown.</summary>
    public string? Over { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var acts = await output.GetChildContentAsync();
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "head");
        output.Content.Raw("<div class=\"head-text\">");
        // Text of an attribute is never null: what the page left out comes as "".
        if (!string.IsNullOrEmpty(Over))
        {
            output.Content.Raw("<p class=\"over\">").Text(Over).Raw("</p>");
        }

        output.Content.Raw("<h1>").Text(string.IsNullOrEmpty(Title) ? frame.Title : Title).Raw("</h1>");
        if (!string.IsNullOrEmpty(Lead))
        {
            output.Content.Raw("<p class=\"lead\">").Text(Lead).Raw("</p>");
        }

        output.Content.Raw("</div>");
        if (!acts.IsEmptyOrWhiteSpace)
        {
            output.Content.Raw("<div class=\"acts\">").AppendHtml(acts).AppendHtml("</div>");
        }
    }
}
