namespace OpenDataAnimation.Interface;

/// <summary>What an error page says: what happened, what became of the person's work, the way back. Rendered by <c>_Problem</c>.</summary>
public sealed record ProblemPage(int Status, string Title, string What)
{
    /// <summary>What to do, one sentence each.</summary>
    public IReadOnlyList<string> Next { get; init; } = [];

    public string BackHref { get; init; } = "/";

    public string BackLabel { get; init; } = "Revenir à l’accueil";

    /// <summary>The reference to give to whoever helps.</summary>
    public string? Reference { get; init; }

    public Conflict? Conflict { get; init; }

    internal string Over => Status switch
    {
        404 => "Page introuvable",
        403 => "Accès limité",
        409 => "Deux versions",
        429 => "Patience",
        503 => "Interruption",
        _ => "Erreur",
    };

    public static ProblemPage NotFound(string backHref = "/", string backLabel = "Revenir à l’accueil") =>
        new(404, "Cette page n’existe pas, ou ne vous est pas ouverte", "L’adresse a pu changer, ou le contenu appartient à une collectivité qui ne le partage pas avec vous.")
        {
            Next = ["Vérifiez l’adresse, ou cherchez le nom de la collectivité.", "Si un lien de ce site vous a mené ici, demandez à la personne qui vous l’a donné."],
            BackHref = backHref,
            BackLabel = backLabel,
        };

    /// <param name="whoCan">Who may do it, as a sentence: "La personne qui administre Béganne peut le faire."</param>
    public static ProblemPage NotAllowed(string whoCan, string backHref = "/", string backLabel = "Revenir à l’accueil") =>
        new(403, "Votre rôle ne permet pas de faire cela", "Vous pouvez lire cette page, mais pas la modifier.")
        {
            Next = [whoCan],
            BackHref = backHref,
            BackLabel = backLabel,
        };

    public static ProblemPage Changed(Conflict conflict, string backHref, string backLabel) =>
        new(409, "Quelqu’un a enregistré avant vous", "Rien n’est perdu\u00A0: votre saisie est ci-dessous, à côté de la version enregistrée entre-temps.")
        {
            Conflict = conflict,
            BackHref = backHref,
            BackLabel = backLabel,
        };

    /// <param name="wait">When to try again, in words: "une minute".</param>
    public static ProblemPage TooMany(string wait = "une minute") =>
        new(429, "Trop de demandes en peu de temps", $"Par sécurité, nous demandons une pause. Réessayez dans {wait}\u00A0; rien de ce que vous avez enregistré n’est perdu.");

    public static ProblemPage Broken(string? reference = null) =>
        new(500, "Une erreur s’est produite de notre côté", "Ce n’est pas vous. L’erreur est notée et ce que vous aviez enregistré est intact.")
        {
            Next = ["Revenez à la page précédente\u00A0: votre saisie y est encore dans la plupart des navigateurs.", "Si cela recommence, écrivez-nous en donnant la référence ci-dessous."],
            Reference = reference,
        };

    /// <param name="back">When it will be back, in words; null when unknown.</param>
    public static ProblemPage Maintenance(string? back = null) =>
        new(503, "Le service fait une courte pause", back is null ? "Une partie du service ne répond pas pour le moment. Vos données sont à l’abri." : $"Une opération de maintenance est en cours. Retour prévu\u00A0: {back}. Vos données sont à l’abri.")
        {
            Next = ["Rechargez cette page dans quelques minutes."],
        };
}

/// <summary>Both versions of what was being edited (R1), and what posts the person's own again over the newer one.</summary>
public sealed record Conflict(string SavedBy, DateTime SavedAtUtc, IReadOnlyList<ConflictField> Fields)
{
    /// <summary>Where the kept version is posted; null when it can only be copied by hand.</summary>
    public string? PostTo { get; init; }

    /// <summary>Every field of the form with the person's values and the newer <c>Version</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>> Values { get; init; } = [];
}

public sealed record ConflictField(string Label, string? Mine, string? Theirs)
{
    public bool Differs => !string.Equals(Mine, Theirs, StringComparison.Ordinal);
}
