using OpenDataAnimation.Contracts;
using OpenDataAnimation.Interface;

namespace OpenDataAnimation.Portal;

/// <summary>The French words of what the services name in English, the same on every page. States are in <see cref="States"/>.</summary>
public static class Words
{
    /// <summary>"d’Allaire", "du Gâvre", "de la CC du Pays".</summary>
    public static string De(string name, string? article) => Typeset(FrenchName.De(name, article));

    /// <summary>"à Béganne", "au Gâvre".</summary>
    public static string A(string name, string? article) => Typeset(FrenchName.A(name, article));

    /// <summary>The name as a subject inside a sentence: "l’Ain", "Béganne".</summary>
    public static string Le(string name, string? article) => Typeset(FrenchName.Le(name, article));

    /// <summary>The name at the head of a sentence: "La CC du Pays", "Béganne".</summary>
    public static string Starts(string name, string? article)
    {
        var subject = Le(name, article);
        return char.ToUpperInvariant(subject[0]) + subject[1..];
    }

    /// <summary>Texts of the services with the apostrophe of French print.</summary>
    public static string Typeset(string text) => text.Replace('\'', '’');

    public static string Kind(BodyKind kind) => kind switch
    {
        BodyKind.Commune => "Commune",
        BodyKind.Epci => "Intercommunalité",
        BodyKind.Departement => "Département",
        BodyKind.Region => "Région",
        BodyKind.MixedSyndicate => "Syndicat mixte",
        BodyKind.Agency => "Structure mutualisée",
        _ => "Collectivité",
    };

    public static string Of(Role role) => role switch
    {
        Role.Administrator => "Administration",
        Role.ProjectLead => "Pilotage du projet",
        Role.Contributor => "Contribution",
        Role.Elected => "Élue ou élu",
        Role.Reader => "Lecture",
        Role.DspContact => "Contact d’un délégataire",
        Role.JuryMember => "Membre d’un jury",
        Role.Expert => "Expertise",
        _ => "Rôle",
    };

    /// <summary>What the role allows, for those who give it.</summary>
    public static string What(Role role) => role switch
    {
        Role.Administrator => "Gère les membres, les rattachements et les réglages, et fait tout ce que fait le pilotage du projet.",
        Role.ProjectLead => "Tient le plan, répond aux propositions, publie au nom de la collectivité.",
        Role.Contributor => "Met à jour les actions qui lui sont confiées, commente.",
        Role.Elected => "Lit tout, valide ce qui demande une décision.",
        Role.Reader => "Lit le plan et les pages de la collectivité.",
        Role.DspContact => "De l’extérieur, avec une date de fin\u00A0: suit un contrat de délégation, n’ouvre aucune page de la collectivité.",
        Role.JuryMember => "De l’extérieur, avec une date de fin\u00A0: un seul concours, n’ouvre aucune page de la collectivité.",
        Role.Expert => "De l’extérieur, avec une date de fin\u00A0: une seule demande, n’ouvre aucune page de la collectivité.",
        _ => "Accès limité à un objet précis.",
    };

    public static string Of(ShareSubject subject) => subject switch
    {
        ShareSubject.Plan => "Le plan d’action",
        ShareSubject.Indicators => "Les indicateurs",
        ShareSubject.Contacts => "Les contacts",
        ShareSubject.Events => "Les événements",
        _ => "Autre",
    };

    public static string Of(ShareLevel level) => level switch
    {
        ShareLevel.Nothing => "Rien",
        ShareLevel.ProgressOnly => "L’avancement seulement",
        ShareLevel.Read => "La lecture",
        ShareLevel.ReadAndComment => "La lecture et les commentaires",
        _ => "Autre",
    };
}

/// <summary>Instants as the days that people speak of.</summary>
internal static class Days
{
    /// <summary>The day of an instant in the body's time zone.</summary>
    public static DateOnly? DayOf(this Frame frame, DateTime? utc) => utc is { } instant
        ? DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(instant, DateTimeKind.Utc), frame.TimeZone))
        : null;
}
