using OpenDataAnimation.Notifications.Sending;

namespace OpenDataAnimation.Notifications.Templates;

/// <summary>Every mail that the product can write, by the name that services ask for it.</summary>
internal static class Catalogue
{
    private static readonly Dictionary<string, Func<Fields, Letter>> Letters = new(StringComparer.Ordinal)
    {
        ["invitation"] = Invitation.Write,
        ["secure-link"] = SecureLink.Write,
        ["proposal-reminder"] = ProposalReminder.Write,
        ["point-reminder"] = PointReminder.Write,
        ["confirm-email"] = ConfirmEmail.Write,
        ["reset-password"] = ResetPassword.Write,
        ["account-exists"] = AccountExists.Write,
        ["erasure-asked"] = ErasureAsked.Write,
        ["opening-request-received"] = OpeningRequestReceived.Write,
        ["opening-request-refused"] = OpeningRequestRefused.Write,
    };

    /// <exception cref="UnfitMailException">There is no such mail, as after an older version took over; kept until there is.</exception>
    public static Letter Write(string template, Fields fields) =>
        Letters.TryGetValue(template, out var write) ? write(fields) : throw new UnfitMailException($"There is no template named {Fields.OneLine(template)}.");
}
