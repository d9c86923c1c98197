using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Identity.People;

namespace OpenDataAnimation.Identity.Pages;

/// <summary>How someone's account is opened beside the password: second factor, recovery codes, passkeys.</summary>
internal sealed class SecurityModel(UserManager<Account> users, SecondFactor factor, Passkeys passkeys, SignOutEverywhere everywhere, SignIns signIns) : AccountPage
{
    public int CodesLeft { get; private set; }

    public IReadOnlyList<UserPasskeyInfo> Keys { get; private set; } = [];

    /// <summary>Shown once, on the answer that made them.</summary>
    public IReadOnlyList<string>? NewCodes { get; private set; }

    public bool PasskeysPossible => Passkeys.ArePossible(Request);

    public bool FailedPasskey { get; private set; }

    [Display(Name = "Nom de la clé", Description = "Pour la reconnaître\u00A0: «\u00A0Mon téléphone\u00A0», «\u00A0Clé du bureau\u00A0»…"), StringLength(Passkeys.LongestName)]
    public string KeyName { get; set; } = "";

    public static string IdOf(UserPasskeyInfo key) => Convert.ToHexStringLower(key.CredentialId);

    public void OnGet() => KeyName = Devices.Of(Request);

    public async Task<IActionResult> OnPostCodesAsync(CancellationToken ct)
    {
        if (!Account.TwoFactorEnabled)
        {
            return RedirectToPage();
        }

        NewCodes = await factor.RenewCodesAsync(Account, ct);
        CodesLeft = NewCodes.Count;
        return Page();
    }

    public async Task<IActionResult> OnPostOffAsync(CancellationToken ct)
    {
        if (!Account.TwoFactorEnabled)
        {
            return RedirectToPage();
        }

        await factor.TurnOffAsync(Account, ct);
        await everywhere.DoAsync(Account, ct);
        await signIns.RenewAsync(Session);
        Said("Le second facteur est désactivé. Vos autres appareils sont déconnectés.");
        return ThroughGateway("/compte/securite");
    }

    /// <summary>Asked by the page's script: what the browser is to ask of the authenticator.</summary>
    public async Task<IActionResult> OnPostPasskeyOptionsAsync() => Content(await passkeys.AskForNewAsync(Account, HttpContext), "application/json");

    public async Task<IActionResult> OnPostPasskeyAsync(string? credential, string? keyName)
    {
        var name = keyName?.Trim() is { Length: > 0 and <= Passkeys.LongestName } given ? given : Devices.Of(Request);
        if (await passkeys.AddAsync(Account, credential ?? "", name, HttpContext))
        {
            return Said($"La clé d’accès «\u00A0{name}\u00A0» est enregistrée\u00A0: elle ouvre votre compte sans mot de passe.");
        }

        (FailedPasskey, KeyName) = (true, name);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    public async Task<IActionResult> OnPostRenameAsync(string? id, string? name)
    {
        if (Find(id) is { } key && name?.Trim() is { Length: > 0 and <= Passkeys.LongestName } given)
        {
            key.Name = given;
            await users.AddOrUpdatePasskeyAsync(Account, key);
            return Said("Le nom de la clé est enregistré.");
        }

        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostRemoveAsync(string? id)
    {
        if (Find(id) is { } key)
        {
            await users.RemovePasskeyAsync(Account, key.CredentialId);
            return Said(string.Create(CultureInfo.InvariantCulture, $"La clé d’accès «\u00A0{key.Name}\u00A0» est retirée\u00A0: elle n’ouvre plus votre compte."));
        }

        return RedirectToPage();
    }

    protected override async Task ReadAsync(CancellationToken ct)
    {
        CodesLeft = Account.TwoFactorEnabled ? await factor.CodesLeftAsync(Account, ct) : 0;
        Keys = [.. (await users.GetPasskeysAsync(Account)).OrderBy(k => k.CreatedAt)];
    }

    /// <summary>Among the account's own.</summary>
    private UserPasskeyInfo? Find(string? id) => Keys.FirstOrDefault(k => IdOf(k) == id);
}
