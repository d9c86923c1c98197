using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.AspNetCore.WebUtilities;

namespace OpenDataAnimation.Interface.TagHelpers;

/// <summary>A data table with caption, sticky head and, with script, a filter as one types. Content: thead and tbody.</summary>
[HtmlTargetElement("oda-table")]
public sealed class TableTagHelper : TagHelper
{
    /// <summary>What the rows are; read first by screen readers.</summary>
    public string Caption { get; set; } = "";

    /// <summary>Keeps the caption for screen readers when a heading says the same just above.</summary>
    public bool HideCaption { get; set; }

    /// <summary>Label of the filter box (needs script, and is shown only with it): "Filtrer les actions".</summary>
    public string? Filter { get; set; }

    /// <summary>On a phone each row becomes a card: give each td a <c>data-label</c>. Otherwise the table scrolls sideways.</summary>
    public bool Stack { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var id = "t-" + context.UniqueId;
        output.TagName = "div";
        output.Attributes.SetAttribute("class", Stack ? "table stack" : "table");
        output.PreContent.FilterBox(Filter);

        output.PreContent.Raw($"<div class=\"table-scroll\" role=\"region\" aria-labelledby=\"{id}\" tabindex=\"0\"><table><caption id=\"{id}\"{(HideCaption ? " class=\"sr\"" : "")}>")
            .Text(Caption).Raw("</caption>");
        output.PostContent.Raw("</table></div>");
    }
}

/// <summary><c>&lt;th oda-sort="echeance"&gt;Échéance&lt;/th&gt;</c>: a heading that sorts by a link (<c>?tri=echeance</c>, then <c>?tri=-echeance</c>).</summary>
[HtmlTargetElement("th", Attributes = "oda-sort")]
public sealed class SortTagHelper : TagHelper
{
    public string OdaSort { get; set; } = "";

    [HtmlAttributeNotBound]
    [ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var request = ViewContext.HttpContext.Request;
        var current = request.Query["tri"].ToString();
        var ascending = current == OdaSort;
        var descending = current == "-" + OdaSort;

        // A new order starts again at the first page: the keyset's mark belongs to the old one.
        var kept = request.Query.Where(pair => pair.Key is not ("tri" or "apres" or "avant"));
        var href = QueryHelpers.AddQueryString(request.PathBase + request.Path, kept)
            + (kept.Any() ? "&" : "?") + "tri=" + Uri.EscapeDataString(ascending ? "-" + OdaSort : OdaSort);
        output.Attributes.SetAttribute("scope", "col");
        if (ascending || descending)
        {
            output.Attributes.SetAttribute("aria-sort", ascending ? "ascending" : "descending");
        }

        output.PreContent.Raw("<a class=\"sort\"").Attribute("href", href).Raw(">");
        output.PostContent.Add(Icons.Draw(ascending ? "up" : descending ? "down" : "sort")).Raw("</a>");
    }
}
