namespace OpenDataAnimation.Notifications.Templates;

/// <summary>A body asked to be opened; the operator will decide. Fields: bodyName (optional).</summary>
internal static class OpeningRequestReceived
{
    public static Letter Write(Fields fields) => new(
        "Votre demande est bien arrivée",
        [
            fields.Maybe("bodyName") is { } body
                ? $"Nous avons reçu votre demande d’ouverture d’un espace pour «\u00A0{body}\u00A0». Merci de votre intérêt."
                : "Nous avons reçu votre demande d’ouverture d’un espace. Merci de votre intérêt.",
            "Une personne de l’équipe vérifie que la demande vient bien de la collectivité, puis vous répond à cette adresse. Si la réponse est favorable, vous recevrez une invitation à votre nom.",
        ],
        null,
        ["Si vous n’avez rien demandé, vous pouvez ignorer ce message."]);
}
