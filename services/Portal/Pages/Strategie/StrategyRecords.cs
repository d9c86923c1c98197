using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Pages.Actions;

namespace OpenDataAnimation.Portal.Pages.Strategie;

internal enum StrategyOrigin { Own, Parent }

internal enum StrategyState { Draft, Validated, ChangedSince }

/// <param name="Version">0 while nothing was written.</param>
internal sealed record StrategyView(
    int Version, StrategyState State, string Title, StrategyOrigin Origin, OtherBody? Parent, string? Intentions, string? Ambitions, string? Means,
    int? FromYear, int? ToYear, DateOnly? CouncilOn, string? Deliberation, string? DeliberationUrl, DateTime? UpdatedAt, Pilot? UpdatedBy,
    DateTime? ValidatedAt, Pilot? ValidatedBy, IReadOnlyList<OtherBody> Parents)
{
    /// <summary>There is something to say yes to.</summary>
    public bool MayBeValidated => Origin == StrategyOrigin.Parent || (Intentions is not null && Ambitions is not null);

    /// <summary>"2027 à 2030", "depuis 2027", "jusqu’en 2030"; null without years.</summary>
    public string? Years => (FromYear, ToYear) switch
    {
        ({ } from, { } to) when from == to => $"{from}",
        ({ } from, { } to) => $"{from} à {to}",
        ({ } from, null) => $"depuis {from}",
        (null, { } to) => $"jusqu’en {to}",
        _ => null,
    };
}

/// <summary>How the state of a strategy reads; it is feminine in French.</summary>
internal static class StrategyWords
{
    public static StateLook Of(StrategyState state) => state switch
    {
        StrategyState.Validated => new("Validée", Tone.Success, "check"),
        StrategyState.ChangedSince => new("À valider de nouveau", Tone.Warning, "refresh"),
        _ => new("Brouillon", Tone.Neutral, "edit"),
    };
}
