namespace OpenDataAnimation.Notifications.Templates;

/// <summary>Someone made an account and must show that the address is theirs. Fields: link.</summary>
internal static class ConfirmEmail
{
    public static Letter Write(Fields fields) => new(
        "Confirmez votre adresse électronique",
        ["Merci d’avoir créé votre compte. Il ne manque qu’un geste\u00A0: confirmer que cette adresse est bien la vôtre."],
        new("Confirmer mon adresse", fields.Link("link")),
        ["Si vous n’avez pas demandé de compte, ne faites rien\u00A0: sans confirmation, il ne pourra pas servir."]);
}
