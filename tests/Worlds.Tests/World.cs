using CsCheck;
using OpenDataAnimation.Contracts;

namespace OpenDataAnimation.Worlds.Tests;

/// <summary>Bodies, what ties them, what they share of their plans, and people: numbers stand for bodies and people.</summary>
/// <param name="Stray">Seeds the order in which facts come, and which of them come again, late.</param>
public sealed record World(int Bodies, int People, Tie[] Ties, Seat[] Seats, int Stray)
{
    public static readonly Gen<World> Any =
        from bodies in Gen.Int[2, 4]
        from people in Gen.Int[1, 4]
        from ties in Gen.Select(Gen.Int[0, bodies - 1], Gen.Int[0, bodies - 1], Gen.Enum<AttachmentState>(), Gen.Enum<ShareLevel>().Array[1, 3], (parent, child, state, levels) => new Tie(parent, child, state, levels)).Array[0, 5]
        from seats in Gen.Select(Gen.Int[0, people - 1], Gen.Int[0, bodies - 1], Gen.Enum<Role>(), Gen.Enum<When>(), (person, body, role, when) => new Seat(person, body, role, when)).Array[0, 7]
        from stray in Gen.Int[0, int.MaxValue - 1]
        select new World(bodies, people, [.. ties.Where(t => t.Parent != t.Child).DistinctBy(t => (t.Parent, t.Child))], seats, stray);
}

/// <param name="Levels">What the child decided one after the other; the last counts, while the tie is accepted.</param>
public sealed record Tie(int Parent, int Child, AttachmentState State, ShareLevel[] Levels)
{
    public ShareLevel Level => State == AttachmentState.Accepted ? Levels[^1] : ShareLevel.Nothing;
}

public enum When { Now, Over, NotYet, Ended, EndedLate }

public sealed record Seat(int Person, int Body, Role Role, When When);

/// <summary>What the product promises, in ten lines; the rest of it is checked against this.</summary>
public sealed class Model(World world)
{
    public bool Acts(int person, int body, params Role[] roles) => world.Seats.Any(s => s.Person == person && s.Body == body && s.When == When.Now && roles.Contains(s.Role));

    public bool Belongs(int person, int body) => Acts(person, body, Role.Administrator, Role.ProjectLead, Role.Contributor, Role.Elected, Role.Reader);

    public bool Writes(int person, int body) => Acts(person, body, Role.Administrator, Role.ProjectLead);

    public bool Reads(int person, int body) => Belongs(person, body) || world.Ties.Any(t => t.Child == body && t.Level >= ShareLevel.Read && Belongs(person, t.Parent));

    /// <summary>The children in a parent's grid, and whether each shows its progress.</summary>
    public Dictionary<int, bool> Grid(int parent) => world.Ties.Where(t => t.Parent == parent && t.State is not (AttachmentState.Refused or AttachmentState.Ended)).ToDictionary(t => t.Child, t => t.Level >= ShareLevel.ProgressOnly);
}
