using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OpenDataAnimation.Plans.Actions;

namespace OpenDataAnimation.Plans.Method;

/// <summary>Anything of the method that has a code. Codes are stored in plans: they never change meaning from one version to the next.</summary>
public abstract record Entry(string Code, string Label);

/// <summary>One of the three directions of the approach.</summary>
public sealed record Axis(string Code, string Label, string ShortLabel, string What) : Entry(Code, Label);

/// <summary>One of the nine objectives: an axis at a level, coded "axis.level".</summary>
/// <param name="Axis">The axis's code.</param>
/// <param name="Level">1 to 3. It signals how far one is; it forbids nothing.</param>
/// <param name="ShortLabel">Fits the head of a column of the grid.</param>
/// <param name="Question">The one question that it answers.</param>
/// <param name="Reached">How one knows that it is reached.</param>
/// <param name="Audiences">Codes of whom it is aimed at by default; each body may choose otherwise.</param>
/// <param name="Evidence">Kinds of evidence that fit, the most telling first.</param>
public sealed record Objective(
    string Code, string Label, string Axis, int Level, string ShortLabel, string Question, string What, string Why,
    ImmutableArray<string> HowToStart, ImmutableArray<string> Proof, string Reached,
    ImmutableArray<string> Audiences, ImmutableArray<EvidenceKind> Evidence) : Entry(Code, Label);

/// <summary>One of the twenty means of action, M1 to M20.</summary>
/// <param name="Objectives">Codes of the objectives that it serves, the one it is listed under first.</param>
/// <param name="Weeks">From start to end when an action is made from it; only a suggestion.</param>
/// <param name="Duration">The time that it takes, in words.</param>
/// <param name="Steps">Empty for most means.</param>
public sealed record Mean(
    string Code, string Label, ImmutableArray<string> Objectives, string What, string Why,
    ImmutableArray<string> HowToStart, ImmutableArray<string> Proof, ImmutableArray<string> Audiences,
    Effort Effort, int Weeks, string Duration, ImmutableArray<EvidenceKind> Evidence, ImmutableArray<Step> Steps) : Entry(Code, Label);

/// <summary>A part of a mean that is done on its own: M8a, M8b, M8c, M9a, M9b.</summary>
public sealed record Step(string Code, string Label, string What, string Proof) : Entry(Code, Label);

[JsonConverter(typeof(JsonStringEnumConverter<Effort>))]
public enum Effort { Low, Medium, High }

/// <summary>One of the six audiences.</summary>
/// <param name="Label">The guide's term.</param>
/// <param name="PluralLabel">How lists and filters name them.</param>
public sealed record Audience(
    string Code, string Label, string PluralLabel, string What, string Why, ImmutableArray<string> HowToReach) : Entry(Code, Label);

/// <summary>The transition in phases. The guide's own diagram is lost: the notice says that this one is ours.</summary>
public sealed record Trajectory(string Label, string Notice, ImmutableArray<Phase> Phases);

/// <param name="FromMonth">Months since the approach began.</param>
/// <param name="ToMonth">Where the next phase begins.</param>
public sealed record Phase(
    string Code, string Label, int FromMonth, int ToMonth, string Purpose,
    ImmutableArray<string> Objectives, ImmutableArray<ExitCriterion> ExitCriteria) : Entry(Code, Label);

/// <summary>What must be proved before a phase counts as left.</summary>
/// <param name="Objective">The objective whose evaluation takes the same proof, if any.</param>
/// <param name="Means">Codes of the means that lead there.</param>
public sealed record ExitCriterion(
    string Code, string Label, string? Objective, EvidenceKind Evidence, ImmutableArray<string> Means) : Entry(Code, Label);

/// <summary>One of the four axes on which an expert may be asked for help.</summary>
public sealed record SupportAxis(string Code, string Label, string What) : Entry(Code, Label);

/// <summary>One of the sixteen topics of expert support, L2 to L17.</summary>
/// <param name="Axis">The support axis's code.</param>
/// <param name="Example">A question such as a commune would ask it.</param>
public sealed record SupportTopic(string Code, string Label, string Axis, string Example) : Entry(Code, Label);

/// <summary>A form that expert support may take, L18 to L20, and the means that it helps with.</summary>
public sealed record SupportFormat(string Code, string Label, string What, ImmutableArray<string> Means) : Entry(Code, Label);

/// <summary>A question to answer before a dataset is published.</summary>
/// <param name="Required">Publication waits for a yes.</param>
/// <param name="Reference">The rule that it comes from, if it is one of law.</param>
public sealed record PublicationCheck(string Code, string Label, string How, bool Required, string? Reference) : Entry(Code, Label);

/// <summary>A document that one starts from rather than from a blank page.</summary>
public sealed record DocumentModel(string Code, string Label, string What, ImmutableArray<string> Means) : Entry(Code, Label);
