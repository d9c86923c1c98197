using OpenDataAnimation.Platform.Portability;
using OpenDataAnimation.Platform.Sharing;

namespace OpenDataAnimation.Plans.Oversight;

/// <summary>
/// How far a child is, as it shares it with this body: the content as it was delivered, and beside it what is sorted and
/// filtered by.
/// </summary>
[NotExported("what other bodies share: they deliver it again where they share it")]
public sealed class SharedProgress : ISharedRow
{
    public Guid TenantId { get; init; }
    public Guid OwnerId { get; init; }
    public int Epoch { get; set; }

    /// <summary>Codes between spaces, see <see cref="Codes"/>.</summary>
    public string DeclaredCodes { get; set; } = "";
    public string ReachedCodes { get; set; } = "";
    public int Declared { get; set; }
    public int Reached { get; set; }
    public int ActionsTotal { get; set; }
    public int ActionsDone { get; set; }
    public int Level1 { get; set; }
    public int Level2 { get; set; }
    public int Level3 { get; set; }

    /// <summary>Of the last activity, <c>2026-11</c>; empty when there was none.</summary>
    public string LastMonth { get; set; } = "";

    /// <summary><see cref="ProgressFigures"/> as JSON, shown without being read again; null on rows older than it.</summary>
    public string? Shown { get; set; }

    /// <summary><see cref="ProgressContent"/> as it was delivered.</summary>
    public string Content { get; set; } = "";
}
