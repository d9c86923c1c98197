using OpenDataAnimation.Contracts;
using OpenDataAnimation.Events.Calendar;
using OpenDataAnimation.PeerExchange.Topics;
using OpenDataAnimation.Plans.Actions;
using OpenDataAnimation.Plans.Plan;
using OpenDataAnimation.Showcase.News;
using OpenDataAnimation.Stakeholders.Contacts;
using OpenDataAnimation.Territory.Attachments;

namespace OpenDataAnimation.Standalone.Demo;

/// <summary>Someone of the demonstration: invented, and with an address that cannot exist.</summary>
/// <param name="Who">As the list of sign-ins says it.</param>
internal sealed record Someone(string Email, string Name, string Who, params Role[] Roles);

/// <summary>A body of the demonstration and what it did so far. Days count from the day it is loaded, so that it stays believable.</summary>
/// <param name="People">The first one administers.</param>
internal sealed record Story(string Code, params Someone[] People)
{
    /// <summary>What it shares with its parent; null while it has not answered.</summary>
    public ShareLevels? Shares { get; init; }
    public decimal? Agents { get; init; }
    public string? Accent { get; init; }
    public Frame Plan { get; init; } = new(PlanState.Draft);
    public Vision? Strategy { get; init; }
    public Helper[] Team { get; init; } = [];

    /// <summary>Starting texts of the framework that it keeps.</summary>
    public string[] Texts { get; init; } = [];
    public Meeting[] Points { get; init; } = [];
    public Aim[] Aims { get; init; } = [];
    public Act[] Acts { get; init; } = [];
    public Person[] Contacts { get; init; } = [];
    public Moment[] Moments { get; init; } = [];
    public Item[] News { get; init; } = [];

    /// <summary>What it says to the proposals of its parent, in the order of <see cref="Redon.Campaigns"/>.</summary>
    public Answer[] Answers { get; init; } = [];
}

/// <param name="Council">Days since the council validated it.</param>
/// <param name="Lead">Which of the people leads it.</param>
internal sealed record Frame(PlanState State, int? From = null, int? To = null, int? Elected = null, string? ElectedName = null, int? Lead = null, int? Council = null, string? Deliberation = null);

/// <param name="Council">Days since the council voted on it.</param>
/// <param name="ValidatedBy">Which of the people said yes; null for a draft.</param>
/// <param name="OfParent">It takes up that of its parent.</param>
internal sealed record Vision(string Title, string Intentions, string Ambitions, string Means, int? Council = null, string? Deliberation = null, int? ValidatedBy = null, bool OfParent = false);

internal sealed record Helper(string Name, string Does, int Percent, int? Person = null);

/// <param name="Ago">Days since it was held.</param>
internal sealed record Meeting(int Ago, string Asked, string Alignment, string? AlignmentNote, string Decisions, string? Notes = null);

/// <param name="Justified">With <paramref name="Since"/> (days ago): why the objective counts as reached.</param>
/// <param name="Proof">Title of the evidence that proves it.</param>
internal sealed record Aim(string Code, int Level, int In, string Reason, string? Proof = null, string? Justified = null, int Since = 0);

internal sealed record Act(string Title, string Text, string[] Objectives, string? Mean, int From, int To, ActionState State = ActionState.ToCome)
{
    public string? Reason { get; init; }
    public string? Service { get; init; }
    public string? Partners { get; init; }
    public ActionPriority Priority { get; init; } = ActionPriority.Normal;
    public decimal? Days { get; init; }
    public decimal? Budget { get; init; }

    /// <summary>Which of the people pilots it.</summary>
    public int? Pilot { get; init; }
    public Proof[] Proofs { get; init; } = [];
}

internal sealed record Proof(EvidenceKind Kind, string Title, int Ago, string? Url = null, string? Note = null);

internal sealed record Person(string Name, AudienceClass Audience, string? Organisation, string? Function, string? Email, string? Notes = null, LegalBasis Basis = LegalBasis.PublicTask);

internal enum Fate { Published, Draft, Cancelled }

/// <param name="Day">From today; past ones took place.</param>
/// <param name="At">Hours and minutes on the body's clock.</param>
internal sealed record Moment(string Title, EventKind Kind, string Text, string Place, int Day, string At, double Hours, bool IsPublic, int? Capacity = null, Fate Fate = Fate.Published, string? Why = null);

internal sealed record Item(NewsKind Kind, string Title, string Summary, string Body, NewsState State = NewsState.Published);

internal enum Say { Nothing, See, Accept, Adapt, Decline, AlreadyDone }

/// <param name="Text">The reason, the note, or the new title.</param>
internal sealed record Answer(Say Say, string? Text = null, Proof? Proof = null);

/// <param name="To">Codes; null for all, also those that have not joined.</param>
internal sealed record Proposal(string Title, string Text, string Message, string[] Objectives, string Mean, int To, string[]? Communes = null);

/// <param name="Body">Code of the body whose person speaks, and which of its people.</param>
internal sealed record Voice(string Body, int Person, string Text, bool AsBody = false, bool Accepted = false);

internal sealed record Conversation(TopicKind Kind, string Title, Voice First, bool AllPeers = false, params Voice[] Replies);

internal sealed record Guest(string Code, string Name, string Email);
