using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Methode;

/// <summary>The method in force, as Plans tells it.</summary>
internal sealed record Method(
    DateOnly Since, string Label, string Source,
    IReadOnlyList<MethodAxis> Axes, IReadOnlyList<MethodObjective> Objectives, IReadOnlyList<MethodMean> Means,
    IReadOnlyList<MethodAudience> Audiences, MethodTrajectory Trajectory)
{
    public MethodObjective? Objective(string? code) => Objectives.FirstOrDefault(o => o.Code == code);

    /// <summary>The mean of that code, or the one of which it is a step.</summary>
    public MethodMean? Mean(string? code) =>
        code is null ? null : Means.FirstOrDefault(m => m.Code == code) ?? Means.FirstOrDefault(m => m.Steps.Any(s => s.Code == code));

    /// <summary>What a mean, or a step of one, is called.</summary>
    public string? MeanLabel(string? code) =>
        Means.FirstOrDefault(m => m.Code == code)?.Label ?? Means.SelectMany(m => m.Steps).FirstOrDefault(s => s.Code == code)?.Label;

    public MethodAxis AxisOf(MethodObjective objective) => Axes.First(a => a.Code == objective.Axis);

    /// <summary>Means that serve an objective, those listed under it first.</summary>
    public IEnumerable<MethodMean> MeansFor(string objective) =>
        Means.Where(m => m.Objectives.Contains(objective)).OrderBy(m => m.Objectives[0] == objective ? 0 : 1);

    /// <summary>"1.1 Faire connaître la démarche"; a code that this version does not know stays readable as such.</summary>
    public string ObjectiveName(string code) => Objective(code) is { } objective ? $"{code} {objective.Label}" : code;

    public string AudienceName(string code) => Audiences.FirstOrDefault(a => a.Code == code)?.PluralLabel ?? code;

    public string AudienceNames(IEnumerable<string> codes) => string.Join(", ", codes.Select(AudienceName));
}

internal sealed record MethodAxis(string Code, string Label, string ShortLabel, string What);

internal sealed record MethodObjective(
    string Code, string Label, string Axis, int Level, string ShortLabel, string Question, string What, string Why,
    IReadOnlyList<string> HowToStart, IReadOnlyList<string> Proof, string Reached, IReadOnlyList<string> Audiences);

internal sealed record MethodMean(
    string Code, string Label, IReadOnlyList<string> Objectives, string What, string Why, IReadOnlyList<string> HowToStart,
    IReadOnlyList<string> Proof, IReadOnlyList<string> Audiences, Effort Effort, int Weeks, string Duration, IReadOnlyList<MethodStep> Steps);

internal sealed record MethodStep(string Code, string Label, string What, string Proof);

internal enum Effort { Low, Medium, High }

internal sealed record MethodAudience(string Code, string Label, string PluralLabel, string What, string Why, IReadOnlyList<string> HowToReach);

internal sealed record MethodTrajectory(string Label, string Notice, IReadOnlyList<MethodPhase> Phases);

internal sealed record MethodPhase(string Code, string Label, int FromMonth, int ToMonth, string Purpose, IReadOnlyList<string> Objectives, IReadOnlyList<MethodCriterion> ExitCriteria);

internal sealed record MethodCriterion(string Label);

/// <summary>Keeps the method for a while: nearly every page of a plan needs its words, and it changes with a release only.</summary>
internal sealed class MethodStore(TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    private Kept? _kept;

    public async Task<Method> GetAsync(PlansClient plans, CancellationToken ct)
    {
        if (_kept is { } kept && kept.Until > clock.GetUtcNow())
        {
            return kept.Method;
        }

        var method = await plans.GetAsync<Method>("method", ct);
        _kept = new Kept(method, clock.GetUtcNow() + Fresh);
        return method;
    }

    private sealed record Kept(Method Method, DateTimeOffset Until);
}
