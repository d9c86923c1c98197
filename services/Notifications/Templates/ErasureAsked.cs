namespace OpenDataAnimation.Notifications.Templates;

/// <summary>An administrator asked that all data of the body be erased; every administrator is told. Fields: bodyName, dueOn, link; askedBy (optional).</summary>
internal static class ErasureAsked
{
    public static Letter Write(Fields fields) => new(
        $"Effacement demandé\u00A0: {fields.Need("bodyName")}",
        [
            (fields.Maybe("askedBy") is { } name ? $"{name} a demandé" : "Une personne administratrice a demandé")
                + $" l’effacement de toutes les données de «\u00A0{fields.Need("bodyName")}\u00A0».",
            $"Rien n’est encore effacé. Ce sera fait le {fields.Day("dueOn")}, et il ne sera alors plus possible de revenir en arrière. D’ici là, toute personne administratrice peut annuler la demande ou emporter les données.",
        ],
        new LetterLink("Voir la demande", fields.Link("link")),
        ["Si cette demande vous surprend, annulez-la d’abord\u00A0: vous pourrez toujours en parler ensuite."]);
}
