using Microsoft.AspNetCore.Razor.TagHelpers;

namespace OpenDataAnimation.Interface.TagHelpers;

public enum StepState
{
    ToCome,
    Current,
    Done,
}

/// <summary>Steps of a path, in order. Content: <c>&lt;oda-step&gt;</c>.</summary>
[HtmlTargetElement("oda-steps")]
public sealed class StepsTagHelper : TagHelper
{
    /// <summary>What the steps lead to, for screen readers.</summary>
    public string Label { get; set; } = "Étapes";

    /// <summary>One under the other with text, instead of side by side.</summary>
    public bool Tall { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "ol";
        output.Attributes.SetAttribute("class", Tall ? "steps tall" : "steps");
        output.Attributes.SetAttribute("aria-label", Label);
    }
}

[HtmlTargetElement("oda-step")]
public sealed class StepTagHelper : TagHelper
{
    public string Title { get; set; } = "";

    public StepState State { get; set; }

    public string? Href { get; set; }

    /// <summary>A few words beside the title: "0 à 3 mois".</summary>
    public string? Note { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var more = await output.GetChildContentAsync();
        output.TagName = "li";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", State switch { StepState.Done => "done", StepState.Current => "current", _ => "to-come" });
        if (State == StepState.Current)
        {
            output.Attributes.SetAttribute("aria-current", "step");
        }

        output.Content.Raw("<span class=\"step-mark\" aria-hidden=\"true\">");
        if (State == StepState.Done)
        {
            output.Content.Add(Icons.Draw("check"));
        }

        output.Content.Raw("</span><span class=\"step-title\">");
        if (Href is null)
        {
            output.Content.Text(Title);
        }
        else
        {
            output.Content.Raw("<a").Attribute("href", Href).Raw(">").Text(Title).Raw("</a>");
        }

        output.Content.Raw("<span class=\"sr\">").Text(State switch { StepState.Done => " (terminée)", StepState.Current => " (en cours)", _ => " (à venir)" }).Raw("</span></span>");
        if (Note is not null)
        {
            output.Content.Raw("<span class=\"step-note\">").Text(Note).Raw("</span>");
        }

        if (!more.IsEmptyOrWhiteSpace)
        {
            output.Content.Raw("<div class=\"step-text\">").AppendHtml(more).AppendHtml("</div>");
        }
    }
}
