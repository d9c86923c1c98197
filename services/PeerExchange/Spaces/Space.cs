using OpenDataAnimation.Platform.Access;

namespace OpenDataAnimation.PeerExchange.Spaces;

public enum SpaceKind
{
    /// <summary>A parent body and those attached to it.</summary>
    Territory,

    /// <summary>Every active body.</summary>
    AllPeers,
}

/// <summary>Where topics are opened, read and answered by people of several bodies.</summary>
/// <param name="Id">The parent body's id for its territory; the platform's for all peers.</param>
public sealed record Space(Guid Id, SpaceKind Kind, string Name)
{
    public static readonly Guid AllPeersId = PlatformBody.Id;
}
