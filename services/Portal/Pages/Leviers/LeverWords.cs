using OpenDataAnimation.Interface;

namespace OpenDataAnimation.Portal.Pages.Leviers;

/// <summary>The French words of levers, cross-cutting questions and co-design.</summary>
internal static class LeverWords
{
    public static IReadOnlyList<Lever> All { get; } = Enum.GetValues<Lever>();

    public static string Of(Lever lever) => lever switch
    {
        Lever.Publish => "Publier ce qu’elle produit",
        Lever.Reuse => "Utiliser les données des autres",
        Lever.Account => "Rendre compte",
        Lever.Contribute => "Faire contribuer",
        Lever.Evaluate => "Évaluer",
        _ => "Simplifier un service",
    };

    public static string Short(Lever lever) => lever switch
    {
        Lever.Publish => "Publier",
        Lever.Reuse => "Utiliser",
        Lever.Account => "Rendre compte",
        Lever.Contribute => "Contribuer",
        Lever.Evaluate => "Évaluer",
        _ => "Simplifier",
    };

    public static string What(Lever lever) => lever switch
    {
        Lever.Publish => "Les données de la mission servent à d’autres, une fois ouvertes.",
        Lever.Reuse => "Décider ou travailler avec des données ouvertes venues d’ailleurs.",
        Lever.Account => "Montrer aux habitants ce qui est fait, et avec quels moyens.",
        Lever.Contribute => "Les habitants signalent, corrigent, complètent.",
        Lever.Evaluate => "Mesurer l’effet de l’action avec des données que chacun peut vérifier.",
        _ => "Une démarche de moins, une information trouvée sans la demander.",
    };

    public static (string Word, Tone Tone, string Icon) Look(QuestionState state) => state switch
    {
        QuestionState.Planned => ("Rencontre prévue", Tone.Info, "calendar"),
        QuestionState.Held => ("Rencontre tenue", Tone.Success, "check"),
        QuestionState.Closed => ("Close", Tone.Neutral, "lock"),
        _ => ("À préparer", Tone.Warning, "clock"),
    };

    public static string Of(CoDesignStage stage) => stage switch
    {
        CoDesignStage.Frame => "Cadrer avec les personnes concernées",
        CoDesignStage.Share => "Partager les données et ce qu’on en sait",
        CoDesignStage.Imagine => "Imaginer ensemble",
        CoDesignStage.Try => "Essayer à petite échelle",
        _ => "Décider, et dire pourquoi",
    };

    public static string What(CoDesignStage stage) => stage switch
    {
        CoDesignStage.Frame => "Qui est touché, qui manque autour de la table, ce qui est ouvert à la discussion et ce qui ne l’est pas.",
        CoDesignStage.Share => "Les mêmes données pour tous, avant la réunion, avec leurs limites.",
        CoDesignStage.Imagine => "Des pistes écrites à plusieurs, comparées sur des critères dits d’avance.",
        CoDesignStage.Try => "Un lieu, un mois, une mesure avant et après.",
        _ => "La décision, ce qui a été retenu ou non de l’atelier, et les données qui l’ont nourrie.",
    };
}
