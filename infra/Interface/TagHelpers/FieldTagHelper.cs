using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace OpenDataAnimation.Interface.TagHelpers;

/// <summary>
/// One field of a form: label, hint, control and error, tied together. <c>&lt;oda-field asp-for="Input.Title" hint="…" /&gt;</c>.
/// What was typed comes back after a refusal. Other attributes (autocomplete, list, data-…) go to the control; content stands after it.
/// </summary>
[HtmlTargetElement("oda-field", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class FieldTagHelper : TagHelper
{
    [HtmlAttributeName("asp-for")]
    public ModelExpression? For { get; set; }

    /// <summary>Without <c>asp-for</c>: the field's name in the form.</summary>
    public string? Name { get; set; }

    /// <summary>Without <c>asp-for</c>: what it holds.</summary>
    public string? Value { get; set; }

    /// <summary>The Display name of the property when left out.</summary>
    public string? Label { get; set; }

    /// <summary>What is expected, and an example; the Display description when left out.</summary>
    public string? Hint { get; set; }

    public FieldKind As { get; set; }

    /// <summary>Of the input: email, url, tel, date, password, search, file… Inferred from the property when left out.</summary>
    public string? Type { get; set; }

    public IReadOnlyList<FieldOption>? Options { get; set; }

    /// <summary>First line of a select, when none is chosen yet: "Choisissez".</summary>
    public string? Prompt { get; set; }

    public bool? Required { get; set; }

    /// <summary>Hides the label from sight, where the place alone tells it (search boxes, cells).</summary>
    public bool HideLabel { get; set; }

    /// <summary>Short choices side by side rather than one a line.</summary>
    public bool Inline { get; set; }

    /// <summary>A unit after the control: "€", "habitants".</summary>
    public string? Suffix { get; set; }

    public int Rows { get; set; } = 5;

    public FieldWidth Width { get; set; }

    [HtmlAttributeNotBound]
    [ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var more = await output.GetChildContentAsync();
        var field = Describe(output.Attributes);
        output.TagName = field.IsGroup ? "fieldset" : "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.Clear();
        output.Attributes.SetAttribute("class", $"field{(Width == FieldWidth.Full ? "" : " " + Width.ToString().ToLowerInvariant())}{(field.Error is null ? "" : " has-error")}");
        if (field.IsGroup)
        {
            output.Attributes.SetAttribute("aria-describedby", field.DescribedBy);
        }

        if (field.Kind == FieldKind.CheckBox)
        {
            WriteCheckBox(output.Content, field);
        }
        else
        {
            WriteLabel(output.Content, field);
            WriteHint(output.Content, field);
            WriteError(output.Content, field);
            WriteControl(output.Content, field);
        }

        output.Content.AppendHtml(more);
    }

    private Described Describe(TagHelperAttributeList attributes)
    {
        var name = For is null ? Name ?? "" : ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);
        var metadata = For?.Metadata;
        var type = metadata is null ? typeof(string) : Nullable.GetUnderlyingType(metadata.ModelType) ?? metadata.ModelType;
        var kind = As switch
        {
            FieldKind.Auto when type == typeof(bool) => FieldKind.CheckBox,
            FieldKind.Auto when Options is not null => type != typeof(string) && typeof(IEnumerable).IsAssignableFrom(type) ? FieldKind.CheckBoxes : FieldKind.Select,
            FieldKind.Auto when metadata?.DataTypeName == nameof(DataType.MultilineText) => FieldKind.TextArea,
            FieldKind.Auto => FieldKind.Input,
            _ => As,
        };
        ViewContext.ViewData.ModelState.TryGetValue(name, out var state);
        var id = TagBuilder.CreateSanitizedId(name, "_");
        var hint = Hint ?? metadata?.Description;
        var error = state?.Errors.FirstOrDefault() is { } first
            ? first.ErrorMessage.Length > 0 ? first.ErrorMessage : "Cette valeur n’est pas attendue ici."
            : null;
        var label = Label ?? metadata?.GetDisplayName() ?? name;
        var described = string.Join(' ', new[] { hint is null ? null : id + "-aide", error is null ? null : id + "-erreur" }.Where(part => part is not null));
        return new Described(
            name,
            id,
            kind,
            label,
            hint,
            WithoutLabel(error, label),
            Required ?? (metadata?.IsRequired == true && kind is not (FieldKind.CheckBox or FieldKind.CheckBoxes)),
            described.Length == 0 ? null : described,
            Type ?? InputType(metadata, type),
            NumericMode(type),
            Held(state, kind),
            [.. attributes.Where(attribute => attribute.Name != "class")]);
    }

    // The summary names the field; beside the field its name is just above.
    private static string? WithoutLabel(string? error, string label)
    {
        var prefix = label + "\u00A0: ";
        return error?.StartsWith(prefix, StringComparison.Ordinal) == true && error.Length > prefix.Length
            ? char.ToUpperInvariant(error[prefix.Length]) + error[(prefix.Length + 1)..]
            : error;
    }

    private void WriteControl(IHtmlContentBuilder content, Described field)
    {
        switch (field.Kind)
        {
            case FieldKind.Radio or FieldKind.CheckBoxes:
                WriteChoices(content, field);
                break;
            case FieldKind.Select:
                content.Raw("<select");
                WriteCommon(content, field);
                content.Raw(">");
                if (Prompt is not null)
                {
                    content.Raw("<option value=\"\">").Text(Prompt).Raw("</option>");
                }

                foreach (var option in Options ?? [])
                {
                    content.Raw("<option").Attribute("value", option.Value)
                        .Raw(field.Held.Contains(option.Value) ? " selected" : "").Raw(option.Disabled ? " disabled" : "")
                        .Raw(">").Text(option.Label).Raw("</option>");
                }

                content.Raw("</select>");
                break;
            case FieldKind.TextArea:
                content.Raw("<textarea").Attribute("rows", Rows.ToString(CultureInfo.InvariantCulture));
                WriteCommon(content, field);

                // A browser drops the first line break of a textarea: without this one, what was typed would lose it.
                content.Raw(">\n").Text(field.Held.FirstOrDefault()).Raw("</textarea>");
                break;
            default:
                content.Raw(Suffix is null ? "" : "<span class=\"with-suffix\">").Raw("<input").Attribute("type", field.InputType).Attribute("inputmode", field.InputMode);
                if (field.InputType is not ("password" or "file"))
                {
                    content.Attribute("value", field.Held.FirstOrDefault() ?? "");
                }

                WriteCommon(content, field);
                content.Raw(">");
                if (Suffix is not null)
                {
                    content.Raw("<span class=\"suffix\">").Text(Suffix).Raw("</span></span>");
                }

                break;
        }
    }

    private void WriteChoices(IHtmlContentBuilder content, Described field)
    {
        var type = field.Kind == FieldKind.Radio ? "radio" : "checkbox";
        var options = Options ?? [];
        content.Raw($"<div class=\"choices{(Inline ? " inline" : "")}\">");
        for (var at = 0; at < options.Count; at++)
        {
            var option = options[at];

            // The error summary's link leads to the first choice.
            var id = at == 0 ? field.Id : $"{field.Id}-{at}";
            content.Raw("<div class=\"choice\">").Raw($"<input type=\"{type}\"").Attribute("id", id).Attribute("name", field.Name).Attribute("value", option.Value)
                .Raw(field.Held.Contains(option.Value) ? " checked" : "").Raw(option.Disabled ? " disabled" : "")
                .Raw(field.Required && type == "radio" ? " required" : "").Raw(field.Error is null ? "" : " aria-invalid=\"true\"")
                .Attribute("aria-describedby", option.Hint is null ? null : id + "-aide-choix").Raw("><label").Attribute("for", id).Raw(">").Text(option.Label).Raw("</label>");
            if (option.Hint is not null)
            {
                content.Raw("<p class=\"hint\"").Attribute("id", id + "-aide-choix").Raw(">").Text(option.Hint).Raw("</p>");
            }

            content.Raw("</div>");
        }

        content.Raw("</div>");
    }

    private static void WriteCheckBox(IHtmlContentBuilder content, Described field)
    {
        WriteError(content, field);
        content.Raw("<div class=\"choice\"><input type=\"checkbox\" value=\"true\"").Raw(field.Held.Contains("true") ? " checked" : "");
        WriteCommon(content, field);
        content.Raw("><label").Attribute("for", field.Id).Raw(">").Text(field.Label);
        WriteMark(content, field);
        content.Raw("</label>");
        WriteHint(content, field);

        // A box left empty posts nothing at all; this says "no".
        content.Raw("</div><input type=\"hidden\" value=\"false\"").Attribute("name", field.Name).Raw(">");
    }

    private static void WriteCommon(IHtmlContentBuilder content, Described field)
    {
        content.Attribute("id", field.Id).Attribute("name", field.Name).Attribute("aria-describedby", field.DescribedBy)
            .Raw(field.Required ? " required" : "").Raw(field.Error is null ? "" : " aria-invalid=\"true\"");
        foreach (var attribute in field.Others)
        {
            content.Raw(" ").Add(attribute);
        }
    }

    private void WriteLabel(IHtmlContentBuilder content, Described field)
    {
        var hidden = HideLabel ? " class=\"sr\"" : "";
        if (field.IsGroup)
        {
            content.Raw($"<legend{hidden}>").Text(field.Label);
            WriteMark(content, field);
            content.Raw("</legend>");
        }
        else
        {
            content.Raw($"<label{hidden}").Attribute("for", field.Id).Raw(">").Text(field.Label);
            WriteMark(content, field);
            content.Raw("</label>");
        }
    }

    private static void WriteMark(IHtmlContentBuilder content, Described field) =>
        content.Raw(field.Required ? " <span class=\"required\">(obligatoire)</span>" : "");

    private static void WriteHint(IHtmlContentBuilder content, Described field)
    {
        if (field.Hint is not null)
        {
            content.Raw("<p class=\"hint\"").Attribute("id", field.Id + "-aide").Raw(">").Text(field.Hint).Raw("</p>");
        }
    }

    private static void WriteError(IHtmlContentBuilder content, Described field)
    {
        if (field.Error is not null)
        {
            content.Raw("<p class=\"error\"").Attribute("id", field.Id + "-erreur").Raw(">").Add(Icons.Draw("alert"))
                .Raw("<span><span class=\"sr\">Erreur\u00A0: </span>").Text(field.Error).Raw("</span></p>");
        }
    }

    private HashSet<string> Held(ModelStateEntry? state, FieldKind kind)
    {
        var held = state?.RawValue switch
        {
            string one => [one],
            string[] several => several,
            _ => state?.AttemptedValue is { } attempted ? [attempted] : FromModel(),
        };
        return [.. kind == FieldKind.CheckBox ? held.Select(value => value.ToLowerInvariant()) : held];
    }

    private IEnumerable<string> FromModel()
    {
        var model = For is null ? Value : For.Model;
        return model switch
        {
            null => [],
            string text => [text],
            IEnumerable several => several.Cast<object?>().Select(AsText),
            _ => [AsText(model)],
        };
    }

    private string AsText(object? value) => value switch
    {
        null => "",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm", CultureInfo.InvariantCulture),
        DateTime instant => instant.ToString(InputType(For?.Metadata, typeof(DateTime)) == "date" ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.CurrentCulture) ?? "",
    };

    private static string InputType(ModelMetadata? metadata, Type type) => metadata?.DataTypeName switch
    {
        nameof(DataType.EmailAddress) => "email",
        nameof(DataType.Password) => "password",
        nameof(DataType.PhoneNumber) => "tel",
        nameof(DataType.Url) => "url",
        nameof(DataType.Date) => "date",
        nameof(DataType.Time) => "time",
        nameof(DataType.Upload) => "file",
        _ when type == typeof(DateOnly) => "date",
        _ when type == typeof(TimeOnly) => "time",
        _ when type == typeof(DateTime) => "datetime-local",
        _ when typeof(Microsoft.AspNetCore.Http.IFormFile).IsAssignableFrom(type) => "file",
        _ when metadata?.ValidatorMetadata.Any(check => check is EmailAddressAttribute) == true => "email",
        _ when metadata?.ValidatorMetadata.Any(check => check is UrlAttribute) == true => "url",
        _ when metadata?.ValidatorMetadata.Any(check => check is PhoneAttribute) == true => "tel",
        _ => "text",
    };

    // Not type=number: it changes with the mouse wheel and refuses what it does not understand without saying so.
    private static string? NumericMode(Type type) => System.Type.GetTypeCode(type) switch
    {
        _ when type.IsEnum => null,
        TypeCode.Int16 or TypeCode.Int32 or TypeCode.Int64 or TypeCode.Byte => "numeric",
        TypeCode.Decimal or TypeCode.Double or TypeCode.Single => "decimal",
        _ => null,
    };

    private sealed record Described(
        string Name,
        string Id,
        FieldKind Kind,
        string Label,
        string? Hint,
        string? Error,
        bool Required,
        string? DescribedBy,
        string InputType,
        string? InputMode,
        HashSet<string> Held,
        IReadOnlyList<TagHelperAttribute> Others)
    {
        public bool IsGroup => Kind is FieldKind.Radio or FieldKind.CheckBoxes;
    }
}

/// <summary>All errors of the form, each leading to its field; takes the focus when the page comes back. Nothing when there is none.</summary>
[HtmlTargetElement("oda-error-summary", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ErrorSummaryTagHelper : TagHelper
{
    [HtmlAttributeNotBound]
    [ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var page = ViewContext.ViewData.ModelMetadata;
        var errors = ViewContext.ViewData.ModelState
            .OrderBy(entry => Place(page, entry.Key), StringComparer.Ordinal)
            .SelectMany(entry => entry.Value!.Errors.Take(1), (entry, error) => (Field: entry.Key, error.ErrorMessage)).ToList();
        if (errors.Count == 0)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "error-summary");
        output.Attributes.SetAttribute("role", "alert");
        output.Attributes.SetAttribute("tabindex", "-1");
        output.Attributes.SetAttribute("aria-labelledby", "erreurs");
        output.Content.Raw("<h2 id=\"erreurs\">").Add(Icons.Draw("alert"))
            .Text(errors.Count == 1 ? "Un point est à corriger" : $"{French.Number(errors.Count)}\u00A0points sont à corriger").Raw("</h2><p>Votre saisie est conservée.</p><ul>");
        foreach (var (field, text) in errors)
        {
            var message = text.Length > 0 ? text : "Une valeur n’est pas attendue ici.";
            if (field.Length == 0)
            {
                output.Content.Raw("<li>").Text(message).Raw("</li>");
            }
            else
            {
                output.Content.Raw("<li><a").Attribute("href", "#" + TagBuilder.CreateSanitizedId(field, "_")).Raw(">").Text(message).Raw("</a></li>");
            }
        }

        output.Content.Raw("</ul>");
    }

    // Errors come in the order of the model's properties, which is that of the form, not in the order of checking.
    private static string Place(ModelMetadata? metadata, string key)
    {
        var place = "";
        foreach (var part in key.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            var name = part.Split('[')[0];
            var at = 0;
            while (metadata is not null && at < metadata.Properties.Count && metadata.Properties[at].PropertyName != name)
            {
                at++;
            }

            metadata = metadata is not null && at < metadata.Properties.Count ? metadata.Properties[at] : null;
            metadata = part.Contains('[', StringComparison.Ordinal) ? metadata?.ElementMetadata : metadata;
            place += at.ToString("D3", CultureInfo.InvariantCulture) + part[name.Length..];
        }

        return place;
    }
}
