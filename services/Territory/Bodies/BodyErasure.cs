using OpenDataAnimation.Platform.Portability;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Territory.Bodies;

/// <summary>An administrator asked that all the body's data be erased. Until it is due, any of them may undo it; the row is gone with either.</summary>
[NotExported("an erasure under way stays where it was asked for")]
[PlatformTable("the job that erases asks which bodies are due before it opens the scope of one")]
public sealed class BodyErasure
{
    public static readonly TimeSpan Grace = TimeSpan.FromDays(30);

    public Guid BodyId { get; init; }
    public Guid AskedBy { get; init; }
    public DateTime AskedAt { get; init; }
    public DateTime DueAt { get; init; }
}
