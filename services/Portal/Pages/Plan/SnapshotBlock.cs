namespace OpenDataAnimation.Portal.Pages.Plan;

/// <summary>Snapshots by name, to be renamed, deleted and brought back; those of a plan and of a territory look the same.</summary>
/// <param name="Here">The page that takes what is posted.</param>
internal sealed record SnapshotBlock(string Here, IReadOnlyList<KeptSnapshot> Kept, IReadOnlyList<DeletedSnapshot> Deleted)
{
    /// <summary>Several forms hold a name: what is wrong is said at the head of the page.</summary>
    public static Dictionary<string, string> Fields { get; } = new() { ["name"] = "", ["Name"] = "" };

    public static Dictionary<string, string> Refusals { get; } = new()
    {
        ["stale"] = "Cette photographie a été renommée ou supprimée entre-temps\u00A0: voici ce qu’il en reste.",
        ["not-found"] = "Cette photographie n’est plus là.",
    };
}

internal sealed record KeptSnapshot(Guid Id, int Version, string Name, DateOnly On);
