namespace OpenDataAnimation.Platform.Portability;

/// <summary>
/// A platform's row that is also one body's: it goes with the body's export, and with its erasure. Rows of a tenant need no such word:
/// all are exported, unless <see cref="NotExportedAttribute"/> says why not.
/// </summary>
/// <param name="column">The column that holds the body's id.</param>
/// <param name="or">Another one, where two bodies share the row.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ExportedAttribute(string column, string? or = null) : Attribute
{
    public string Column { get; } = column;

    public string? Or { get; } = or;

    /// <summary>A public fact, or one that another body shares: erasing the body does not remove it.</summary>
    public bool Stays { get; init; }
}

/// <summary>A tenant's row that is not exported, and why: nothing of a body's own may be missing.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NotExportedAttribute(string reason) : Attribute
{
    public string Reason { get; } = reason;
}
