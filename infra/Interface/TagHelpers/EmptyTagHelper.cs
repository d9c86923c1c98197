using Microsoft.AspNetCore.Razor.TagHelpers;

namespace OpenDataAnimation.Interface.TagHelpers;

/// <summary>Nothing to show: says why, and the content gives the next act.</summary>
[HtmlTargetElement("oda-empty")]
public sealed class EmptyTagHelper : TagHelper
{
    public string Title { get; set; } = "";

    public string Icon { get; set; } = "info";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.Attributes.SetAttribute("class", "empty");
        output.PreContent.Add(Icons.Draw(Icon)).Raw("<p class=\"empty-title\">").Text(Title).Raw("</p>");
    }
}
