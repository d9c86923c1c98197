using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace OpenDataAnimation.Identity.People;

/// <summary>
/// Identity's store keeps the key of the authenticator and the recovery codes as they are: who reads the table would hold every
/// second factor. Here the key is sealed and the codes are hashed (OWASP ASVS 6.5.2).
/// </summary>
internal sealed class AccountStore(IdentityDb db, IdentityErrorDescriber describer, IDataProtectionProvider protection)
    : UserOnlyStore<Account, IdentityDb, Guid>(db, describer)
{
    private const string Provider = "oda", CodesName = "RecoveryCodes";

    /// <summary>A code has 47 bits of chance, where a password has perhaps 40: fewer rounds than for a password will do.</summary>
    private const int Rounds = 60_000, HashBytes = 16;

    private readonly IDataProtector _seal = protection.CreateProtector("Identity.AuthenticatorKey");

    public override Task SetAuthenticatorKeyAsync(Account user, string key, CancellationToken cancellationToken) =>
        base.SetAuthenticatorKeyAsync(user, _seal.Protect(key), cancellationToken);

    public override async Task<string?> GetAuthenticatorKeyAsync(Account user, CancellationToken cancellationToken)
    {
        try
        {
            return await base.GetAuthenticatorKeyAsync(user, cancellationToken) is { } sealedKey ? _seal.Unprotect(sealedKey) : null;
        }
        catch (CryptographicException)
        {
            // The protecting keys were lost: a recovery code still opens the account.
            return null;
        }
    }

    /// <summary>Salt and hashes of the codes that are left, in one value: one salt for the set, so that a guess costs one hash and not ten.</summary>
    public override Task ReplaceCodesAsync(Account user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        return KeepAsync(user, salt, [.. recoveryCodes.Select(code => Hash(code, salt))], cancellationToken);
    }

    public override async Task<bool> RedeemCodeAsync(Account user, string code, CancellationToken cancellationToken)
    {
        var (salt, hashes) = await KeptAsync(user, cancellationToken);
        var given = Hash(code, salt);
        // All are compared, whichever fits: the time tells nothing.
        var fit = hashes.Where(hash => CryptographicOperations.FixedTimeEquals(Convert.FromBase64String(hash), Convert.FromBase64String(given))).ToList();
        if (fit.Count == 0)
        {
            return false;
        }

        await KeepAsync(user, salt, [.. hashes.Except(fit)], cancellationToken);
        return true;
    }

    public override async Task<int> CountCodesAsync(Account user, CancellationToken cancellationToken) => (await KeptAsync(user, cancellationToken)).Hashes.Length;

    /// <summary>Neither key nor codes are left.</summary>
    public async Task ForgetSecondFactorAsync(Account user, CancellationToken ct)
    {
        await RemoveTokenAsync(user, "[AspNetUserStore]", "AuthenticatorKey", ct);
        await RemoveTokenAsync(user, Provider, CodesName, ct);
    }

    private async Task<(byte[] Salt, string[] Hashes)> KeptAsync(Account user, CancellationToken ct) =>
        (await GetTokenAsync(user, Provider, CodesName, ct))?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var salt, .. var hashes]
            ? (Convert.FromBase64String(salt), hashes)
            : ([], []);

    private Task KeepAsync(Account user, byte[] salt, string[] hashes, CancellationToken ct) =>
        SetTokenAsync(user, Provider, CodesName, string.Join(' ', hashes.Prepend(Convert.ToBase64String(salt))), ct);

    private static string Hash(string code, byte[] salt) =>
        Convert.ToBase64String(Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(Normal(code)), salt, Rounds, HashAlgorithmName.SHA512, HashBytes));

    /// <summary>However it is typed: "abcd efgh" is "ABCD-EFGH".</summary>
    private static string Normal(string code) => string.Concat(code.ToUpperInvariant().Where(char.IsLetterOrDigit));
}
