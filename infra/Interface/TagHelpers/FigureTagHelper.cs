using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace OpenDataAnimation.Interface.TagHelpers;

/// <summary>A key figure with what it counts, out of what, and its source. Several stand in <c>&lt;div class="figures"&gt;</c>.</summary>
[HtmlTargetElement("oda-figure", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class FigureTagHelper : TagHelper
{
    /// <summary>Already written in French; "non partagé" is a value, not 0.</summary>
    public string Value { get; set; } = "";

    public string Label { get; set; } = "";

    /// <summary>"sur 31 communes", "+ 4 depuis octobre".</summary>
    public string? Note { get; set; }

    public string? Source { get; set; }

    /// <summary>The table behind the figure, one click away.</summary>
    public string? Href { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "figure");
        output.Content.Raw("<p class=\"figure-value\">").Text(Value).Raw("</p><p class=\"figure-label\">");
        if (string.IsNullOrEmpty(Href))
        {
            output.Content.Text(Label);
        }
        else
        {
            output.Content.Raw("<a").Attribute("href", Href).Raw(">").Text(Label).Raw("</a>");
        }

        output.Content.Raw("</p>");
        if (!string.IsNullOrEmpty(Note))
        {
            output.Content.Raw("<p class=\"figure-note\">").Text(Note).Raw("</p>");
        }

        if (!string.IsNullOrEmpty(Source))
        {
            output.Content.Raw("<p class=\"figure-source\">Source\u00A0: ").Text(Source).Raw("</p>");
        }
    }
}

/// <summary>A share of a progress bar.</summary>
public sealed record Share(Tone Tone, int Count, string Label);

/// <summary>A bar drawn on the server: one value out of a whole, or several shares with their legend.</summary>
[HtmlTargetElement("oda-progress", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ProgressTagHelper : TagHelper
{
    public string Label { get; set; } = "";

    public int Value { get; set; }

    public int Max { get; set; }

    public Tone Tone { get; set; } = Tone.Accent;

    /// <summary>Shares instead of one value; what is left of <see cref="Max"/> stays empty.</summary>
    public IReadOnlyList<Share>? Shares { get; set; }

    /// <summary>Words after the figures, such as "communes ont répondu".</summary>
    public string? Unit { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var shares = Shares ?? [new Share(Tone, Value, Unit ?? "")];
        var whole = Math.Max(Max, shares.Sum(share => share.Count));
        var told = Shares is null
            ? $"{French.Number(Value)} sur {French.Number(whole)}{(Unit is null ? "" : "\u00A0" + Unit)}"
            : string.Join(", ", shares.Select(share => $"{French.Number(share.Count)}\u00A0{share.Label}")) + $", sur {French.Number(whole)}";
        var id = "p-" + context.UniqueId;

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "progress");
        output.Content.Raw("<p class=\"progress-head\"><span>").Text(Label).Raw("</span> <b>")
            .Text($"{French.Number(Shares is null ? Value : shares.Sum(share => share.Count))} / {French.Number(whole)}").Raw("</b></p>")
            .Raw($"<svg class=\"bar\" role=\"img\" viewBox=\"0 0 200 10\" preserveAspectRatio=\"none\" aria-labelledby=\"{id}t {id}d\"><title id=\"{id}t\">").Text(Label)
            .Raw($"</title><desc id=\"{id}d\">").Text(told).Raw("</desc><rect class=\"bar-ground\" width=\"200\" height=\"10\"/>");
        var at = 0d;
        foreach (var share in shares.Where(share => share.Count > 0))
        {
            var width = 200d * share.Count / whole;
            output.Content.Raw(string.Create(CultureInfo.InvariantCulture, $"<rect class=\"fill-{share.Tone.Name()}\" x=\"{at:0.##}\" width=\"{width:0.##}\" height=\"10\"/>"));
            at += width;
        }

        output.Content.Raw("</svg>");
        if (Shares is not null)
        {
            output.Content.Raw("<ul class=\"legend\">");
            foreach (var share in shares)
            {
                output.Content.Raw($"<li><span class=\"dot {share.Tone.Name()}\" aria-hidden=\"true\"></span>").Text($"{French.Number(share.Count)}\u00A0{share.Label}").Raw("</li>");
            }

            output.Content.Raw("</ul>");
        }
        else if (Unit is not null)
        {
            output.Content.Raw("<p class=\"progress-note\">").Text(told).Raw("</p>");
        }
    }
}
