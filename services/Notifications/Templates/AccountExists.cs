namespace OpenDataAnimation.Notifications.Templates;

/// <summary>Someone tried to make an account with an address that has one; only its owner is told. Fields: link (optional).</summary>
internal static class AccountExists
{
    public static Letter Write(Fields fields) => new(
        "Vous avez déjà un compte",
        ["Une création de compte vient d’être demandée avec cette adresse. Vous en avez déjà un\u00A0: il suffit de vous connecter, et de choisir un nouveau mot de passe si l’ancien vous échappe."],
        fields.Maybe("link") is null ? null : new("Me connecter", fields.Link("link")),
        ["Si ce n’était pas vous, rien n’a changé et vous n’avez rien à faire."]);
}
