namespace OpenDataAnimation.Notifications.Templates;

/// <summary>A parent asks for an answer to a proposal once more. Fields: bodyName, parentName, title, link; expiresOn.</summary>
internal static class ProposalReminder
{
    public static Letter Write(Fields fields)
    {
        var (body, parent, title) = (fields.Need("bodyName"), fields.Need("parentName"), fields.Need("title"));
        return new(
            $"{parent} attend votre réponse",
            [
                $"{parent} a proposé à «\u00A0{body}\u00A0» l’action «\u00A0{title}\u00A0», et n’a pas encore reçu de réponse.",
                "Vous pouvez l’accepter telle quelle, l’adapter, la décliner en une phrase, ou répondre que c’est déjà fait. Deux minutes suffisent.",
            ],
            new("Répondre à la proposition", fields.Link("link")),
            [
                fields.Day("expiresOn") is { } day ? $"La réponse est attendue avant le {day}. Décliner est une réponse comme une autre." : "Décliner est une réponse comme une autre.",
                "Vous recevez une relance par semaine au plus, quel que soit le nombre de propositions.",
            ]);
    }
}
