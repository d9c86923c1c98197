using OpenDataAnimation.Interface;

namespace OpenDataAnimation.Portal.Pages.Acteurs;

/// <summary>The six classes of people, as the guide names them.</summary>
internal static class AudienceWords
{
    public static IReadOnlyList<FieldOption> Options { get; } =
    [
        new("Elected", "Élu ou élue"),
        new("Service", "Service interne"),
        new("Contractor", "Délégataire de service public"),
        new("OtherBody", "Intercommunalité ou autre collectivité"),
        new("Citizen", "Citoyen ou citoyenne"),
        new("Association", "Association, groupement, pôle numérique"),
    ];

    public static string Of(string audience) => Options.FirstOrDefault(o => o.Value == audience)?.Label ?? audience;
}
