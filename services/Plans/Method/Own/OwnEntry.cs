using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Plans.Method.Own;

/// <summary>What a body may add to the method.</summary>
public enum OwnKind { Objective, Mean }

/// <summary>An objective or a mean that a body added beside those of the method. It counts for no level: those are the nine objectives'.</summary>
public sealed class OwnEntry : ITenantOwned, IVersioned, IRestorable
{
    /// <summary>Of one body. Codes of objectives share a column of an action with the nine.</summary>
    public const int MostObjectives = 12, MostMeans = 20;

    public static readonly TimeSpan Restorable = TimeSpan.FromDays(30);

    public Guid TenantId { get; init; }
    public Guid Id { get; init; }
    public int Version { get; private set; } = 1;
    public OwnKind Kind { get; init; }

    /// <summary>OP1, OP2… or MP1, MP2…: what plans and sheets refer to, never given twice.</summary>
    public string Code { get; init; } = "";
    public string Label { get; set; } = "";

    /// <summary>1 to 3.</summary>
    public int Axis { get; set; }

    /// <summary>What is meant, in the body's words.</summary>
    public string? What { get; set; }
    public DateTime UpdatedAt { get; set; }
    public DateTime? DeletedAt { get; set; }

    public static string CodeOf(OwnKind kind, int number) => (kind == OwnKind.Objective ? "OP" : "MP") + number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public int Number => int.Parse(Code.AsSpan(2), System.Globalization.CultureInfo.InvariantCulture);

    public static int Most(OwnKind kind) => kind == OwnKind.Objective ? MostObjectives : MostMeans;
}

/// <summary>An objective or a mean that a body does not use: it is offered no more. What already refers to it stays, and nothing is refused for it.</summary>
public sealed class HiddenEntry : ITenantOwned
{
    public Guid TenantId { get; init; }
    public string Code { get; init; } = "";
}
