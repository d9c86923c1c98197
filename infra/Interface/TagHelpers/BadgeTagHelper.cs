using Microsoft.AspNetCore.Razor.TagHelpers;

namespace OpenDataAnimation.Interface.TagHelpers;

/// <summary>A state: icon, word and colour. <c>&lt;oda-badge state="@action.State" /&gt;</c>; content replaces the word.</summary>
[HtmlTargetElement("oda-badge", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class BadgeTagHelper : TagHelper
{
    /// <summary>A state of the catalogue <see cref="States"/>.</summary>
    public string? State { get; set; }

    public Tone? Tone { get; set; }

    public string? Icon { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var look = States.Look(State ?? "");
        var tone = Tone ?? look.Tone;
        var icon = Icon ?? (State is null ? tone.Icon() : look.Icon);
        var word = await output.GetChildContentAsync();
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "badge " + tone.Name());
        output.Content.Add(Icons.Draw(icon));
        if (word.IsEmptyOrWhiteSpace)
        {
            output.Content.Append(look.Word);
        }
        else
        {
            output.Content.AppendHtml(word);
        }
    }
}
