using Microsoft.AspNetCore.Razor.TagHelpers;

namespace OpenDataAnimation.Interface.TagHelpers;

/// <summary>A message in the page that says why and what to do. <c>&lt;oda-notice tone="Warning" title="…"&gt;…&lt;/oda-notice&gt;</c></summary>
[HtmlTargetElement("oda-notice")]
public sealed class NoticeTagHelper : TagHelper
{
    public Tone Tone { get; set; } = Tone.Info;

    public string? Title { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        var more = output.Attributes["class"]?.Value;
        output.Attributes.SetAttribute("class", $"notice {Tone.Name()}{(more is null ? "" : " " + more)}");
        output.PreContent.Add(Icons.Draw(Tone.Icon())).Raw("<div class=\"notice-text\">");
        if (Title is not null)
        {
            output.PreContent.Raw("<p class=\"notice-title\">").Text(Title).Raw("</p>");
        }

        output.PostContent.Raw("</div>");
    }
}
