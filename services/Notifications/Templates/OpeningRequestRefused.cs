namespace OpenDataAnimation.Notifications.Templates;

/// <summary>A body's request to be opened was not accepted. Fields: reason; bodyName (optional).</summary>
internal static class OpeningRequestRefused
{
    public static Letter Write(Fields fields) => new(
        "Votre demande n’a pas pu être acceptée",
        [
            fields.Maybe("bodyName") is { } body
                ? $"Nous avons étudié votre demande d’ouverture d’un espace pour «\u00A0{body}\u00A0». Nous ne pouvons pas y donner suite pour le moment."
                : "Nous avons étudié votre demande d’ouverture d’un espace. Nous ne pouvons pas y donner suite pour le moment.",
            $"La raison\u00A0: {fields.Need("reason")}",
        ],
        null,
        ["Si la situation change ou si un élément nous a échappé, vous pouvez déposer une nouvelle demande."]);
}
