namespace OpenDataAnimation.Interface;

/// <summary>A choice of a select, of radio buttons or of check boxes.</summary>
public sealed record FieldOption(string Value, string Label, string? Hint = null, bool Disabled = false)
{
    /// <summary>Every value of an enumeration, worded by the page.</summary>
    public static IReadOnlyList<FieldOption> Of<T>(Func<T, string> word)
        where T : struct, Enum =>
        [.. Enum.GetValues<T>().Select(value => new FieldOption(value.ToString(), word(value)))];
}

public enum FieldKind
{
    /// <summary>A check box for a bool, a select where there are options, else an input.</summary>
    Auto,
    Input,
    TextArea,
    Select,
    Radio,
    CheckBox,
    CheckBoxes,
}

public enum FieldWidth
{
    Full,
    Wide,
    Medium,
    Narrow,
}
