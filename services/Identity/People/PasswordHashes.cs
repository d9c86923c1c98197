using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace OpenDataAnimation.Identity.People;

/// <summary>PBKDF2-SHA512 over the NFKC form: the same password typed on another keyboard is the same (NIST SP 800-63B-4, 3.1.1.2).</summary>
internal sealed class PasswordHashes(IOptions<PasswordHasherOptions> options) : PasswordHasher<Account>(options)
{
    /// <summary>OWASP's figure for PBKDF2-HMAC-SHA512.</summary>
    public const int Rounds = 210_000;

    public override string HashPassword(Account user, string password) => base.HashPassword(user, Normal(password));

    public override PasswordVerificationResult VerifyHashedPassword(Account user, string hashedPassword, string providedPassword) =>
        base.VerifyHashedPassword(user, hashedPassword, Normal(providedPassword));

    private static string Normal(string password) => password.IsNormalized(NormalizationForm.FormKC) ? password : password.Normalize(NormalizationForm.FormKC);
}

/// <summary>At most half of the cores hash passwords, so that a storm of sign-ins does not slow everyone else.</summary>
internal sealed class HashingGate : IDisposable
{
    private readonly SemaphoreSlim _places = new(Math.Max(1, Environment.ProcessorCount / 2));

    public async Task<T> RunAsync<T>(Func<Task<T>> hashing, CancellationToken ct)
    {
        await _places.WaitAsync(ct);
        try
        {
            return await hashing();
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose() => _places.Dispose();
}
