using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace OpenDataAnimation.Identity.People;

/// <summary>A six-figure code of an application (TOTP, RFC 6238), and ten recovery codes for the day the application is gone.</summary>
internal sealed class SecondFactor(UserManager<Account> users, AccountStore store, HashingGate gate, IDataProtectionProvider protection, TimeProvider clock)
{
    public const int Codes = 10, StepSeconds = 30;

    // Without the letters and figures that are mistaken for one another.
    private const string Alphabet = "23456789BCDFGHJKMNPQRTVWXY", Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private readonly ITimeLimitedDataProtector _seal = protection.CreateProtector("Identity.NewAuthenticator").ToTimeLimitedDataProtector();

    /// <summary>160 bits, as RFC 4226 recommends, in Base32.</summary>
    public static string NewKey() => RandomNumberGenerator.GetString(Base32, 32);

    /// <summary>What applications read: out of the QR code, or by a press on a phone.</summary>
    public static string UriOf(Account account, string key) =>
        $"otpauth://totp/OpenDataAnimation:{Uri.EscapeDataString(account.Email!)}?secret={key}&issuer=OpenDataAnimation&digits=6&period={StepSeconds}";

    /// <summary>A key counts once a code of it was seen; until then it travels in the page, sealed, for this account and half an hour.</summary>
    public string Seal(Account account, string key) => _seal.Protect($"{account.Id:N} {key}", TimeSpan.FromMinutes(30));

    public string? Unseal(Account account, string? sealedKey)
    {
        try
        {
            return sealedKey is not null && _seal.Unprotect(sealedKey).Split(' ') is [var id, var key] && id == account.Id.ToString("N") ? key : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <returns>The recovery codes, to be shown once; null when the code is not one of the key.</returns>
    public async Task<IReadOnlyList<string>?> TurnOnAsync(Account account, string key, string code, CancellationToken ct)
    {
        if (StepOf(key, code) is not { } step)
        {
            return null;
        }

        await store.SetAuthenticatorKeyAsync(account, key, ct);
        var codes = await ReplaceAsync(account, ct);
        (account.TwoFactorEnabled, account.LastCodeStep) = (true, step);
        await SaveAsync(users.UpdateSecurityStampAsync(account));
        return codes;
    }

    public async Task TurnOffAsync(Account account, CancellationToken ct)
    {
        await store.ForgetSecondFactorAsync(account, ct);
        (account.TwoFactorEnabled, account.LastCodeStep) = (false, 0);
        await SaveAsync(users.UpdateSecurityStampAsync(account));
    }

    /// <summary>New recovery codes; the old ones open nothing any more.</summary>
    public async Task<IReadOnlyList<string>> RenewCodesAsync(Account account, CancellationToken ct)
    {
        var codes = await ReplaceAsync(account, ct);
        await SaveAsync(users.UpdateAsync(account));
        return codes;
    }

    public Task<int> CodesLeftAsync(Account account, CancellationToken ct) => store.CountCodesAsync(account, ct);

    /// <summary>A code works once, and none older than the last one used does (OWASP ASVS 6.5.1). Wrong ones count towards the lock-out.</summary>
    public async Task<bool> CheckCodeAsync(Account account, string code, CancellationToken ct)
    {
        if (await users.IsLockedOutAsync(account))
        {
            return false;
        }

        if (await store.GetAuthenticatorKeyAsync(account, ct) is { } key && StepOf(key, code) is { } step && step > account.LastCodeStep)
        {
            account.LastCodeStep = step;
            account.AccessFailedCount = 0;
            // Of two that come at once with the same code, one fails to save.
            return (await users.UpdateAsync(account)).Succeeded;
        }

        await users.AccessFailedAsync(account);
        return false;
    }

    /// <inheritdoc cref="CheckCodeAsync"/>
    public async Task<bool> CheckRecoveryCodeAsync(Account account, string code, CancellationToken ct)
    {
        if (await users.IsLockedOutAsync(account))
        {
            return false;
        }

        if (await gate.RunAsync(() => store.RedeemCodeAsync(account, code, ct), ct))
        {
            account.AccessFailedCount = 0;
            return (await users.UpdateAsync(account)).Succeeded;
        }

        await users.AccessFailedAsync(account);
        return false;
    }

    /// <summary>The code of a moment, for tests and for comparing.</summary>
    internal static string CodeAt(string key, long step)
    {
        Span<byte> moment = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(moment, step);
        // SHA-1 is what every application knows; a MAC does not need its collision resistance (RFC 6238, 1.2).
#pragma warning disable CA5350
        var hash = HMACSHA1.HashData(BytesOf(key), moment);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0x0F)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The step whose code this is: now, or one before or after, for clocks that differ (RFC 6238, 5.2).</summary>
    private long? StepOf(string key, string code)
    {
        var typed = Encoding.ASCII.GetBytes(string.Concat(code.Where(char.IsAsciiDigit)));
        var now = clock.GetUtcNow().ToUnixTimeSeconds() / StepSeconds;
        long? found = null;
        for (var step = now - 1; step <= now + 1; step++)
        {
            found = CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(CodeAt(key, step)), typed) ? step : found;
        }

        return found;
    }

    private async Task<IReadOnlyList<string>> ReplaceAsync(Account account, CancellationToken ct)
    {
        var codes = Enumerable.Range(0, Codes).Select(_ => $"{RandomNumberGenerator.GetString(Alphabet, 5)}-{RandomNumberGenerator.GetString(Alphabet, 5)}").ToList();
        await gate.RunAsync(async () =>
        {
            await store.ReplaceCodesAsync(account, codes, ct);
            return true;
        }, ct);
        return codes;
    }

    private static byte[] BytesOf(string key)
    {
        var bits = key.Aggregate((Value: System.Numerics.BigInteger.Zero, Count: 0), (sum, c) => ((sum.Value << 5) | Base32.IndexOf(c, StringComparison.Ordinal), sum.Count + 5));
        var bytes = (bits.Value >> (bits.Count % 8)).ToByteArray(isUnsigned: true, isBigEndian: true);
        // Leading zeros are bytes of the key too.
        return [.. new byte[(bits.Count / 8) - bytes.Length], .. bytes];
    }

    private static async Task SaveAsync(Task<IdentityResult> saving)
    {
        if (await saving is { Succeeded: false } failed)
        {
            throw new InvalidOperationException("An account could not be saved: " + string.Join(' ', failed.Errors.Select(e => e.Code)));
        }
    }
}
