using OpenDataAnimation.Platform.Portability;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Territory.Erasure;

public enum BodyErasureState { Asked, Cancelled, Done }

/// <summary>An administrator asked that the body's data be erased; after thirty days it is. What stays is that it was, when and by whom.</summary>
[PlatformTable("outlives the body's rows, and is read by the job that finds what is due")]
[NotExported("says of this instance that it erased the body")]
public sealed class BodyErasure
{
    public static readonly TimeSpan Delay = TimeSpan.FromDays(30);

    public Guid Id { get; init; }
    public Guid BodyId { get; init; }
    public Guid AskedBy { get; init; }
    public DateTime AskedAt { get; init; }
    public DateTime DueAt { get; init; }
    public BodyErasureState State { get; private set; }
    public DateTime? EndedAt { get; private set; }

    public static BodyErasure Ask(Guid bodyId, Guid by, DateTime now) =>
        new() { Id = Guid.CreateVersion7(), BodyId = bodyId, AskedBy = by, AskedAt = now, DueAt = now + Delay };

    public void Become(BodyErasureState state, DateTime now) => (State, EndedAt) = (state, now);
}

/// <summary>A person had all that was kept of her erased: an old token must not bring her name back.</summary>
[PlatformTable("a person belongs to no body")]
public sealed class ErasedPerson
{
    /// <summary>For as long as a token may live; someone who comes back later through her own provider is welcome.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromDays(1);

    public Guid PersonId { get; init; }
    public DateTime At { get; set; }
}
