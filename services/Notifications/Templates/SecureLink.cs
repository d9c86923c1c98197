namespace OpenDataAnimation.Notifications.Templates;

/// <summary>Someone without an account is asked about one action. Fields: bodyName, actionTitle, link; askerName, note, expiresOn.</summary>
internal static class SecureLink
{
    public static Letter Write(Fields fields)
    {
        var body = fields.Need("bodyName");
        var title = fields.Need("actionTitle");
        var before = new List<string>
        {
            $"{fields.Maybe("askerName") ?? body} ({body}) voudrait savoir où en est l’action «\u00A0{title}\u00A0».",
        };
        if (fields.Maybe("note") is { } note)
        {
            before.Add($"Son message\u00A0: «\u00A0{note}\u00A0»");
        }

        before.Add("Trois questions, deux minutes, sans compte ni mot de passe. Votre réponse est enregistrée à votre nom dans le plan de la collectivité, qui peut la corriger.");
        return new(
            $"Où en est «\u00A0{title}\u00A0»\u00A0? Trois questions de la part de {body}",
            before,
            new("Répondre aux trois questions", fields.Link("link")),
            [
                fields.Day("expiresOn") is { } day
                    ? $"Ce lien fonctionne jusqu’au {day}. Il vous est personnel\u00A0: ne le transmettez pas."
                    : "Ce lien vous est personnel\u00A0: ne le transmettez pas.",
                "Si cette action ne vous concerne pas, ne répondez pas\u00A0: rien ne sera changé.",
            ]);
    }
}
