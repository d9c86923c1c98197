using System.Globalization;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Plans.Plan.Snapshots;

/// <summary>The evaluation of a body's plan on one day, under a name. Kept as it was: a later evaluation changes none; its name alone can be changed.</summary>
public sealed class PlanSnapshot : ITenantOwned, IVersioned, IRestorable
{
    public Guid TenantId { get; init; }
    public Guid Id { get; init; }
    public int Version { get; private set; } = 1;
    public DateTime? DeletedAt { get; private set; }
    public string Name { get; set; } = "";
    public DateOnly On { get; init; }
    public DateTime TakenAt { get; init; }

    /// <summary>Null for the one that is taken by itself each quarter.</summary>
    public Guid? TakenBy { get; init; }

    /// <summary>Such as <c>2026-T4</c>, once a quarter; null for those that people take.</summary>
    public string? Quarter { get; init; }
    public int Level1 { get; init; }
    public int Level2 { get; init; }
    public int Level3 { get; init; }

    /// <summary>Codes between spaces, see <see cref="Codes"/>.</summary>
    public string ReachedCodes { get; init; } = "";
    public string DeclaredCodes { get; init; } = "";
    public int ActionsTotal { get; init; }
    public int ActionsDone { get; init; }

    public void Delete(DateTime now) => DeletedAt = now;

    public void Restore() => DeletedAt = null;
}

internal static class Quarters
{
    /// <summary><c>2026-T4</c>.</summary>
    public static string Of(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day.Year}-T{((day.Month - 1) / 3) + 1}");

    /// <summary>"4e trimestre 2026".</summary>
    public static string Name(DateOnly day)
    {
        var number = ((day.Month - 1) / 3) + 1;
        return string.Create(CultureInfo.InvariantCulture, $"{number}{(number == 1 ? "er" : "e")} trimestre {day.Year}");
    }
}
