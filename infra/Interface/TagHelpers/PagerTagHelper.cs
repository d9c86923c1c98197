using Microsoft.AspNetCore.Razor.TagHelpers;

namespace OpenDataAnimation.Interface.TagHelpers;

/// <summary>Previous and next page of a keyset list; nothing when there is only one page.</summary>
[HtmlTargetElement("oda-pager", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class PagerTagHelper : TagHelper
{
    public string? Previous { get; set; }

    public string? Next { get; set; }

    /// <summary>What is paged, in the plural: "actions".</summary>
    public string Of { get; set; } = "résultats";

    /// <summary>How many are shown, when worth saying.</summary>
    public int? Shown { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        // A page without that address gives "" and not null: Razor makes text of what stands in an attribute.
        if (string.IsNullOrEmpty(Previous) && string.IsNullOrEmpty(Next))
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "nav";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "pager");
        output.Attributes.SetAttribute("aria-label", $"Pages de la liste des {Of}");
        if (!string.IsNullOrEmpty(Previous))
        {
            output.Content.Raw("<a class=\"button\" rel=\"prev\"").Attribute("href", Previous).Raw(">").Add(Icons.Draw("previous")).Text("Page précédente").Raw("</a>");
        }

        if (Shown is { } shown)
        {
            output.Content.Raw("<span class=\"quiet\">").Text($"{French.Number(shown)}\u00A0{Of} sur cette page").Raw("</span>");
        }

        if (!string.IsNullOrEmpty(Next))
        {
            output.Content.Raw("<a class=\"button\" rel=\"next\"").Attribute("href", Next).Raw(">").Text("Page suivante").Add(Icons.Draw("next")).Raw("</a>");
        }
    }
}
