using System.Collections.Immutable;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Plans.Levers;

/// <summary>How open data help a mission along: our own list, shown as such.</summary>
public enum Lever { Publish, Reuse, Account, Contribute, Evaluate, Simplify }

/// <summary>Something the body is there for, and by which levers open data serve it.</summary>
public sealed class Mission : ITenantOwned, IVersioned
{
    public Guid TenantId { get; init; }
    public Guid Id { get; init; }
    public int Version { get; private set; } = 1;
    public string Title { get; private set; } = "";

    /// <summary>Without accents and case: a mission is listed once.</summary>
    public string Folded { get; private set; } = "";
    public string? Service { get; private set; }

    /// <summary>Levers thought of, and those at work; see <see cref="Codes"/>.</summary>
    public string Ideas { get; private set; } = "";
    public string AtWork { get; private set; } = "";
    public string? Note { get; private set; }

    public static ImmutableArray<Lever> All { get; } = [.. Enum.GetValues<Lever>()];

    public static Mission New(TenantScope scope, string title)
    {
        var mission = new Mission { TenantId = scope.TenantId, Id = Guid.CreateVersion7() };
        mission.Fill(title, null, [], [], null);
        return mission;
    }

    /// <summary>A lever that is at work is no mere idea any more.</summary>
    public void Fill(string title, string? service, IEnumerable<Lever> ideas, IReadOnlyCollection<Lever> atWork, string? note)
    {
        (Title, Folded, Service, Note) = (title.Trim(), Folding.Fold(title.Trim()), Typed.OrNull(service), Typed.OrNull(note));
        AtWork = Codes.Join(atWork.Distinct().Order().Select(l => l.ToString()));
        Ideas = Codes.Join(ideas.Except(atWork).Order().Select(l => l.ToString()));
    }
}
