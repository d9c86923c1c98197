namespace OpenDataAnimation.Notifications.Templates;

/// <summary>Someone is invited to work in a body. Fields: bodyName, link; inviterName, inviterBody, roles, expiresOn.</summary>
internal static class Invitation
{
    public static Letter Write(Fields fields)
    {
        var body = fields.Need("bodyName");
        var inviter = (fields.Maybe("inviterName"), fields.Maybe("inviterBody")) switch
        {
            ({ } person, { } from) when from != body => $"{person} ({from})",
            ({ } person, _) => person,
            (null, { } from) when from != body => from,
            _ => null,
        };
        var before = new List<string>
        {
            inviter is null
                ? $"Une place vous attend dans l’espace «\u00A0{body}\u00A0» d’OpenDataAnimation."
                : $"{inviter} vous invite à rejoindre l’espace «\u00A0{body}\u00A0» d’OpenDataAnimation.",
            "Vous y trouverez le plan d’ouverture des données de votre collectivité, les actions qui vous sont proposées et les personnes qui peuvent vous aider. Votre collectivité reste maîtresse de son plan et choisit ce qu’elle partage.",
        };
        if (fields.Roles("roles") is { } roles)
        {
            before.Add($"Votre rôle\u00A0: {roles}.");
        }

        return new(
            $"Votre invitation à rejoindre {body}",
            before,
            new("Répondre à l’invitation", fields.Link("link")),
            [
                fields.Day("expiresOn") is { } day
                    ? $"Vous pouvez accepter ou décliner jusqu’au {day}. Ce lien vous est personnel\u00A0: ne le transmettez pas."
                    : "Vous pouvez accepter ou décliner. Ce lien vous est personnel\u00A0: ne le transmettez pas.",
                "Si vous n’attendiez pas cette invitation, laissez-la sans réponse\u00A0: rien ne sera créé à votre nom.",
            ]);
    }
}
