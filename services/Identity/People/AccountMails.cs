using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Identity.People;

/// <summary>
/// The mails of accounts, asked of Notifications with the next save. Their links begin with the configured public address,
/// never with the request's host: whoever forges that header would otherwise be sent the token.
/// </summary>
internal sealed class AccountMails(IdentityDb db, UserManager<Account> users, ServiceSettings settings)
{
    /// <param name="address">The address to confirm: the account's, or the one it is about to change to.</param>
    public async Task AskToConfirmAsync(Account account, string address, string? returnUrl = null)
    {
        var same = string.Equals(address, account.Email, StringComparison.OrdinalIgnoreCase);
        var token = same ? await users.GenerateEmailConfirmationTokenAsync(account) : await users.GenerateChangeEmailTokenAsync(account, address);
        Send(address, account.Name, "confirm-email", new()
        {
            ["name"] = account.Name,
            ["link"] = Link("/compte/confirmer", ("compte", account.Subject), ("adresse", same ? null : address), ("jeton", Packed(token)), ("returnUrl", returnUrl)),
        });
    }

    public async Task OfferResetAsync(Account account)
    {
        var token = await users.GeneratePasswordResetTokenAsync(account);
        Send(account.Email!, account.Name, "reset-password", new()
        {
            ["name"] = account.Name,
            ["link"] = Link("/compte/reinitialiser", ("compte", account.Subject), ("jeton", Packed(token))),
            ["expiresOn"] = db.Now.AddHours(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        });
    }

    /// <summary>Someone tried to make an account with an address that has one: only its owner is told.</summary>
    public void TellAlreadyThere(Account account) => Send(account.Email!, account.Name, "account-exists", new()
    {
        ["name"] = account.Name,
        ["link"] = Link("/compte/connexion"),
    });

    public static string? Unpacked(string? token)
    {
        try
        {
            return token is null ? null : Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(token));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string Packed(string token) => WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(token));

    private void Send(string to, string name, string template, Dictionary<string, string> fields) =>
        db.Send(new MailRequested(Guid.CreateVersion7(), to, name, template, fields, FromBodyId: null, db.Now));

    private string Link(string path, params (string Name, string? Value)[] query) =>
        QueryHelpers.AddQueryString(new Uri(PublicAddress.Of(settings), path).ToString(), query.Where(q => q.Value is not null).Select(q => KeyValuePair.Create(q.Name, q.Value)));
}
