using OpenDataAnimation.Portal.Pages.Methode;

namespace OpenDataAnimation.Portal.Pages.MaMethode;

internal static class OwnWords
{
    public static string Slug(OwnKind kind) => kind == OwnKind.Objective ? "objectif" : "moyen";

    public static Dictionary<string, string> Refusals { get; } = new()
    {
        ["own-full"] = "Votre méthode compte déjà le plus d’ajouts possible\u00A0: douze objectifs, vingt moyens. Retirez-en un avant d’en ajouter.",
        ["own-in-use"] = "Des actions s’y réfèrent, ou vous visez cet objectif\u00A0: masquez-le plutôt, ou changez d’abord ces actions.",
        ["stale"] = "Cette entrée a changé entre-temps. La voici telle qu’elle est.",
    };
}
