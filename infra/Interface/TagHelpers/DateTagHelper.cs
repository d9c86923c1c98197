using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace OpenDataAnimation.Interface.TagHelpers;

public enum DateForm
{
    /// <summary>lundi 3 mars 2027</summary>
    Full,

    /// <summary>3 mars 2027</summary>
    Day,

    /// <summary>03/03/2027</summary>
    Digits,

    /// <summary>dans 3 jours, with the full date in the tip</summary>
    Relative,
}

/// <summary>A date or an instant, the same everywhere. <c>&lt;oda-date day="@action.Due" /&gt;</c> or <c>&lt;oda-date instant="@entry.AtUtc" /&gt;</c></summary>
[HtmlTargetElement("oda-date", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class DateTagHelper(Frame frame, TimeProvider clock) : TagHelper
{
    public DateOnly? Day { get; set; }

    /// <summary>A UTC instant, shown in the tenant's time zone with its hour.</summary>
    public DateTime? Instant { get; set; }

    public DateForm Form { get; set; } = DateForm.Full;

    /// <summary>What stands for a missing date.</summary>
    public string None { get; set; } = "sans date";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Day is null && Instant is null)
        {
            output.TagName = "span";
            output.TagMode = TagMode.StartTagAndEndTag;
            output.Attributes.SetAttribute("class", "quiet");
            output.Content.SetContent(None);
            return;
        }

        var local = Instant is { } utc ? TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), frame.TimeZone) : (DateTime?)null;
        var day = local is { } at ? DateOnly.FromDateTime(at) : Day!.Value;
        var hour = local is { } moment ? $" à\u00A0{French.Time(TimeOnly.FromDateTime(moment))}" : "";
        output.TagName = "time";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("datetime", Instant is { } machine
            ? machine.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            : day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (Form == DateForm.Relative)
        {
            output.Attributes.SetAttribute("title", French.LongDate(day) + hour);
        }

        output.Content.SetContent(Form switch
        {
            DateForm.Day => French.Date(day) + hour,
            DateForm.Digits => French.ShortDate(day) + hour,
            DateForm.Relative => French.RelativeDay(day, Today()),
            _ => French.LongDate(day) + hour,
        });
    }

    private DateOnly Today() => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), frame.TimeZone).DateTime);
}
