using System.ComponentModel.DataAnnotations;

namespace OpenDataAnimation.Plans;

/// <summary>
/// The bytes of a file that is sent, base64 in JSON: some, and no more than these. Requests carry files as <see cref="ReadOnlyMemory{T}"/>
/// and never as byte[]: of anything enumerable, validation visits each element, which for bytes is a second or more for each megabyte.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class FileSizeAttribute(int most) : ValidationAttribute
{
    /// <summary>Null is valid: whether a file is needed is said by <see cref="RequiredAttribute"/>.</summary>
    public override bool IsValid(object? value) => value is null || value is ReadOnlyMemory<byte> bytes && bytes.Length <= most;
}
