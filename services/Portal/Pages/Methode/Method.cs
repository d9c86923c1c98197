using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Methode;

/// <summary>The method in force, as Plans tells it.</summary>
internal sealed record Method(
    DateOnly Since, string Label, string Source,
    IReadOnlyList<MethodAxis> Axes, IReadOnlyList<MethodObjective> Objectives, IReadOnlyList<MethodMean> Means,
    IReadOnlyList<MethodAudience> Audiences, MethodTrajectory Trajectory)
{
    /// <summary>What one body added to it and does not use of it; nothing where no body is meant.</summary>
    public OwnMethod Own { get; init; } = OwnMethod.None;

    /// <summary>One of the nine, or the body's own.</summary>
    public MethodObjective? Objective(string? code) => Objectives.FirstOrDefault(o => o.Code == code) ?? Own.Objectives.FirstOrDefault(o => o.Code == code)?.AsObjective();

    /// <summary>The mean of that code, or the one of which it is a step.</summary>
    public MethodMean? Mean(string? code) =>
        code is null ? null : Means.FirstOrDefault(m => m.Code == code) ?? Means.FirstOrDefault(m => m.Steps.Any(s => s.Code == code));

    /// <summary>What a mean, or a step of one, is called.</summary>
    public string? MeanLabel(string? code) =>
        Means.FirstOrDefault(m => m.Code == code)?.Label ?? Means.SelectMany(m => m.Steps).FirstOrDefault(s => s.Code == code)?.Label
        ?? Own.Means.FirstOrDefault(m => m.Code == code)?.Label;

    public MethodAxis AxisOf(MethodObjective objective) => Axes.First(a => a.Code == objective.Axis);

    /// <summary>Means that serve an objective, those listed under it first.</summary>
    public IEnumerable<MethodMean> MeansFor(string objective) =>
        Means.Where(m => m.Objectives.Contains(objective)).OrderBy(m => m.Objectives[0] == objective ? 0 : 1);

    /// <summary>"1.1 Faire connaître la démarche"; a code that this version does not know stays readable as such.</summary>
    public string ObjectiveName(string code) => Objective(code) is { } objective ? $"{code} {objective.Label}" : code;

    /// <summary>Objectives to choose from: those that are hidden only where they are chosen already.</summary>
    public IReadOnlyList<FieldOption> ObjectiveOptions(IReadOnlyCollection<string>? chosen) =>
        [.. Objectives.Select(o => (o.Code, o.Label)).Concat(Own.Objectives.Select(o => (o.Code, o.Label))).Where(o => !Own.Hides(o.Code) || chosen?.Contains(o.Code) == true)
            .Select(o => new FieldOption(o.Code, $"{o.Code} {o.Label}"))];

    /// <summary>The same of means, each followed by its steps.</summary>
    public IReadOnlyList<FieldOption> MeanOptions(string? chosen) =>
        [.. Means.Where(m => !Own.Hides(m.Code) || Mean(chosen) == m).SelectMany(m => m.Steps.Select(s => new FieldOption(s.Code, $"{m.Label} – {s.Label}")).Prepend(new FieldOption(m.Code, m.Label)))
            .Concat(Own.Means.Where(m => !Own.Hides(m.Code) || m.Code == chosen).Select(m => new FieldOption(m.Code, m.Label)))];

    public string AudienceName(string code) => Audiences.FirstOrDefault(a => a.Code == code)?.PluralLabel ?? code;

    public string AudienceNames(IEnumerable<string> codes) => string.Join(", ", codes.Select((code, at) => at == 0 ? AudienceName(code) : Inside(AudienceName(code))));

    /// <summary>The name as it stands inside a sentence; an acronym keeps its capitals.</summary>
    private static string Inside(string name) => name.Length > 1 && char.IsLower(name[1]) ? char.ToLowerInvariant(name[0]) + name[1..] : name;
}

/// <param name="Hidden">Codes that are offered no more.</param>
/// <param name="Removed">For those who may bring them back.</param>
internal sealed record OwnMethod(IReadOnlyList<OwnEntry> Objectives, IReadOnlyList<OwnEntry> Means, IReadOnlyList<string> Hidden, IReadOnlyList<OwnEntry> Removed)
{
    public static OwnMethod None { get; } = new([], [], [], []);

    public bool Hides(string code) => Hidden.Contains(code);
}

internal enum OwnKind { Objective, Mean }

internal sealed record OwnEntry(Guid Id, int Version, OwnKind Kind, string Code, string Label, int Axis, string? What)
{
    /// <summary>As pages of objectives show it: on its axis, at no level.</summary>
    public MethodObjective AsObjective() => new(
        Code, Label, Axis.ToString(System.Globalization.CultureInfo.InvariantCulture), 0, Label, What ?? "Un objectif que votre collectivité a ajouté à la méthode.", What ?? "", "", [],
        ["Ce que vous pouvez montrer\u00A0: une page, un fichier publié, un chiffre, un événement tenu."], "Ce que vous en attendez est là, et vous pouvez le montrer.", []);
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

    /// <summary>The method as one body uses it: with its own objectives and means, and without those that it hides.</summary>
    public async Task<Method> OfAsync(PlansClient plans, Guid body, CancellationToken ct)
    {
        var own = plans.GetAsync<OwnMethod>($"bodies/{body}/own-method", ct);
        var method = await GetAsync(plans, ct);
        return method with { Own = await own };
    }

    private sealed record Kept(Method Method, DateTimeOffset Until);
}
