namespace OpenDataAnimation.Notifications.Templates;

/// <summary>Someone asked for a new password. Fields: link; expiresOn.</summary>
internal static class ResetPassword
{
    public static Letter Write(Fields fields) => new(
        "Choisissez un nouveau mot de passe",
        ["Vous avez demandé à changer de mot de passe. Le lien ci-dessous vous permet d’en choisir un autre\u00A0; il ne sert qu’une fois."],
        new("Choisir un nouveau mot de passe", fields.Link("link")),
        [
            fields.Day("expiresOn") is { } day ? $"Le lien est valable jusqu’au {day}." : "Le lien n’est valable que peu de temps.",
            "Si la demande ne vient pas de vous, ne faites rien\u00A0: votre mot de passe actuel reste valable.",
        ]);
}
