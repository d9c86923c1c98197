namespace OpenDataAnimation.Notifications.Templates;

/// <summary>Someone made an account and must show that the address is theirs. Fields: link.</summary>
internal static class ConfirmEmail
{
    public static Letter Write(Fields fields) => new(
        "Confirmez votre adresse électronique",
        ["Merci d’avoir créé votre compte. Il ne manque qu’un geste\u00A0: confirmer que cette adresse est bien la vôtre."],
        new("Confirmer mon adresse", fields.Link("link")),
        ["Sans confirmation, votre compte s’ouvre mais son adresse reste marquée «\u00A0à confirmer\u00A0».", "Si vous n’avez pas demandé de compte, ne suivez pas ce lien\u00A0: cette adresse ne sera pas confirmée."]);
}
