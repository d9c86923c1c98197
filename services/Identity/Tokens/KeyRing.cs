using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.IdentityModel.Tokens;
using OpenDataAnimation.Platform.Hosting;
using OpenIddict.Server;

namespace OpenDataAnimation.Identity.Tokens;

/// <summary>
/// The server's own keys: RSA, made once and kept in files that only its account reads, in the data folder's <c>keys</c> or
/// in <c>Auth:Keys</c>. A new pair every 90 days; older ones still validate, for a year. Never development or ephemeral ones.
/// </summary>
internal sealed class KeyRing(ServiceSettings settings, TimeProvider clock) : IConfigureOptions<OpenIddictServerOptions>, IOptionsChangeTokenSource<OpenIddictServerOptions>, IDisposable
{
    private const string Stamp = "yyyyMMdd'T'HHmmss'Z'";
    private static readonly TimeSpan RotateAfter = TimeSpan.FromDays(90), Forget = TimeSpan.FromDays(365);

    // Published a day before it signs, so that every validator has fetched it by then.
    private static readonly TimeSpan Announced = TimeSpan.FromDays(1);

    private readonly Lock _lock = new();
    private CancellationTokenSource _changed = new();
    private Keys? _keys;

    /// <summary>The current one first.</summary>
    public IReadOnlyList<RsaSecurityKey> SigningKeys => Current().Signing;

    public string Name => Options.DefaultName;

    public void Configure(OpenIddictServerOptions options)
    {
        var keys = Current();
        options.SigningCredentials.AddRange(keys.Signing.Select(k => new SigningCredentials(k, SecurityAlgorithms.RsaSha256)));
        options.EncryptionCredentials.AddRange(keys.Encryption.Select(k =>
            new EncryptingCredentials(k, SecurityAlgorithms.RsaOAEP, SecurityAlgorithms.Aes256CbcHmacSha512)));
    }

    public IChangeToken GetChangeToken()
    {
        lock (_lock)
        {
            return new CancellationChangeToken(_changed.Token);
        }
    }

    /// <summary>Looks at the folder again, and makes new keys when the newest are old; the server then reads its options anew.</summary>
    public void Refresh()
    {
        CancellationTokenSource before;
        lock (_lock)
        {
            _keys = Load();
            (before, _changed) = (_changed, new CancellationTokenSource());
        }

        before.Cancel();
        before.Dispose();
    }

    public void Dispose() => _changed.Dispose();

    private Keys Current()
    {
        lock (_lock)
        {
            return _keys ??= Load();
        }
    }

    private Keys Load() => new(Load("signing"), Load("encryption"));

    private List<RsaSecurityKey> Load(string use)
    {
        var folder = settings.Configuration["Auth:Keys"] is { } path ? Directory.CreateDirectory(path) : settings.KeyFolder();
        var now = clock.GetUtcNow();
        var files = folder.EnumerateFiles($"{use}-*.pem").Select(f => (File: f, Made: MadeAt(f))).Where(f => now - f.Made < Forget).ToList();
        if (!files.Any(f => now - f.Made < RotateAfter))
        {
            files.Add((Make(folder, use, now), now));
        }

        var newestFirst = files.OrderByDescending(f => f.Made).ThenBy(f => f.File.Name, StringComparer.Ordinal).ToList();
        var known = newestFirst.Where(f => now - f.Made >= Announced);
        // The very first key has no older one to sign meanwhile.
        return [.. known.Concat(newestFirst.Where(f => now - f.Made < Announced).Reverse()).Select(f => Read(f.File))];
    }

    /// <summary>The time is in the name: a restored backup gives files new dates.</summary>
    private static DateTimeOffset MadeAt(FileInfo file) =>
        file.Name.Split('-') is [_, var stamp, _] && DateTimeOffset.TryParseExact(stamp, Stamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var made)
            ? made
            : throw new StartUpException($"The key file {file.FullName} does not have the name it was given.");

    private static FileInfo Make(DirectoryInfo folder, string use, DateTimeOffset now)
    {
        using var rsa = RSA.Create(2048);
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
        var file = new FileInfo(Path.Combine(folder.FullName, $"{use}-{now.UtcDateTime.ToString(Stamp, CultureInfo.InvariantCulture)}-{id}.pem"));
        SecretFile.Write(file.FullName, rsa.ExportPkcs8PrivateKeyPem());
        return file;
    }

    private static RsaSecurityKey Read(FileInfo file)
    {
        var rsa = RSA.Create();
        try
        {
            rsa.ImportFromPem(File.ReadAllText(file.FullName));
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            throw new StartUpException($"The key file {file.FullName} is damaged. Restore it from a backup, or remove it: everyone then signs in again.", e);
        }

        return new RsaSecurityKey(rsa) { KeyId = Path.GetFileNameWithoutExtension(file.Name).Split('-')[^1] };
    }

    private sealed record Keys(List<RsaSecurityKey> Signing, List<RsaSecurityKey> Encryption);
}

/// <summary>Files with secrets: whole or not there, and readable by the service's account only.</summary>
internal static class SecretFile
{
    public static void Write(string path, string content)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        // Under another name first: a kill in the middle must not leave half a secret under the right one.
        var draft = $"{path}.{Guid.NewGuid():N}";
        using (var writer = new StreamWriter(draft, options))
        {
            writer.Write(content);
        }

        File.Move(draft, path, overwrite: false);
    }
}
