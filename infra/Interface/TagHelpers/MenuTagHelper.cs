using Microsoft.AspNetCore.Razor.TagHelpers;

namespace OpenDataAnimation.Interface.TagHelpers;

/// <summary>A button that opens a short list of links and buttons; works without script.</summary>
[HtmlTargetElement("oda-menu")]
public sealed class MenuTagHelper : TagHelper
{
    public string Label { get; set; } = "Autres actions";

    public string? Icon { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "details";
        output.Attributes.SetAttribute("class", "menu");
        output.PreContent.Raw("<summary class=\"button\">");
        if (Icon is not null)
        {
            output.PreContent.Add(Icons.Draw(Icon));
        }

        output.PreContent.Text(Label).Add(Icons.Draw("chevron")).Raw("</summary><div class=\"menu-panel\">");
        output.PostContent.Raw("</div>");
    }
}

/// <summary>
/// A submit button that first says what will happen. Inside a form; without script the panel unfolds in the page, with it a dialog opens.
/// The content is the explanation.
/// </summary>
[HtmlTargetElement("oda-confirm")]
public sealed class ConfirmTagHelper : TagHelper
{
    /// <summary>The first button: "Supprimer…".</summary>
    public string Label { get; set; } = "";

    /// <summary>The question: "Supprimer cette action ?"</summary>
    public string Title { get; set; } = "";

    /// <summary>The verb that does it: "Supprimer l’action".</summary>
    public string Act { get; set; } = "";

    public Tone Tone { get; set; } = Tone.Danger;

    public string? Icon { get; set; }

    /// <summary>Name and value of the submit button, and the handler's address, when one form has several.</summary>
    public string? Name { get; set; }

    public string? Value { get; set; }

    public string? FormAction { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var colour = Tone == Tone.Danger ? "danger" : "primary";
        output.TagName = "details";
        output.Attributes.SetAttribute("class", "confirm");
        output.PreContent.Raw($"<summary class=\"button {(Tone == Tone.Danger ? "danger-quiet" : "")}\">");
        if (Icon is not null)
        {
            output.PreContent.Add(Icons.Draw(Icon));
        }

        var id = "c-" + context.UniqueId;
        output.PreContent.Text(Label)
            .Raw($"</summary><div class=\"confirm-panel\" role=\"group\" aria-labelledby=\"{id}\"><p class=\"confirm-title\" id=\"{id}\">").Text(Title).Raw("</p><div class=\"confirm-text\">");
        output.PostContent.Raw($"</div><div class=\"acts\"><button type=\"submit\" class=\"button {colour}\"")
            // What the button says goes along: asked again after a sign-in, the question is the same.
            .Attribute("name", Name ?? "_act").Attribute("value", Name is null ? Act : Value).Attribute("formaction", FormAction)
            .Raw(">").Text(Act).Raw("</button><button type=\"button\" class=\"button\" data-close hidden>Annuler</button></div></div>");
    }
}
