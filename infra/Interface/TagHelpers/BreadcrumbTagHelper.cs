using Microsoft.AspNetCore.Razor.TagHelpers;

namespace OpenDataAnimation.Interface.TagHelpers;

/// <summary>The way that leads to the page; the layout writes it from <see cref="Frame.Breadcrumb"/>.</summary>
[HtmlTargetElement("oda-breadcrumb", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class BreadcrumbTagHelper : TagHelper
{
    public IReadOnlyList<Crumb> Trail { get; set; } = [];

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Trail.Count == 0)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "nav";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "breadcrumb");
        output.Attributes.SetAttribute("aria-label", "Fil d’Ariane");
        output.Content.Raw("<ol>");
        for (var at = 0; at < Trail.Count; at++)
        {
            output.Content.Raw("<li>");
            if (at < Trail.Count - 1 && Trail[at].Href is { } href)
            {
                output.Content.Raw("<a").Attribute("href", href).Raw(">").Text(Trail[at].Label).Raw("</a>");
            }
            else
            {
                output.Content.Raw(at == Trail.Count - 1 ? "<span aria-current=\"page\">" : "<span>").Text(Trail[at].Label).Raw("</span>");
            }

            output.Content.Raw("</li>");
        }

        output.Content.Raw("</ol>");
    }
}
