using OpenDataAnimation.Interface;

namespace OpenDataAnimation.Portal.Pages.Evenements;

/// <summary>Kinds of events, and their dates in a sentence.</summary>
internal static class EventWords
{
    public static IReadOnlyList<FieldOption> Kinds { get; } =
    [
        new("ServiceMeeting", "Réunion de service"),
        new("Council", "Présentation au conseil"),
        new("Workshop", "Atelier"),
        new("Conference", "Conférence"),
        new("CrossCuttingMeeting", "Rencontre sur une problématique transverse"),
        new("OutsideForum", "Forum extérieur"),
        new("ElectedPoint", "Point avec l’élue ou l’élu"),
        new("Hackathon", "Hackathon"),
    ];

    public static string Kind(string kind) => Kinds.FirstOrDefault(k => k.Value == kind)?.Label ?? kind;

    /// <summary>"mardi 3 mars 2027, de 18 h à 20 h", or both days when it lasts longer.</summary>
    public static string When(DateTime startsAt, DateTime endsAt)
    {
        var (first, last) = (DateOnly.FromDateTime(startsAt), DateOnly.FromDateTime(endsAt));
        var (from, to) = (French.Time(TimeOnly.FromDateTime(startsAt)), French.Time(TimeOnly.FromDateTime(endsAt)));
        return first == last
            ? $"{French.LongDate(first)}, de\u00A0{from} à\u00A0{to}"
            : $"du {French.LongDate(first)} à\u00A0{from} au {French.LongDate(last)} à\u00A0{to}";
    }
}

/// <summary>An event as the pages show it; times are those of the body's place.</summary>
internal sealed record ShownEvent(
    Guid Id, string Title, string Kind, string? Description, string? Place, string? OnlineUrl, DateTime StartsAt, DateTime EndsAt,
    bool IsPublic, int? Capacity, string State, bool IsPast, string? CancelReason, int Version)
{
    public string When => EventWords.When(StartsAt, EndsAt);
}
