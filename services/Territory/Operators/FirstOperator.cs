using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;

namespace OpenDataAnimation.Territory.Operators;

/// <summary>How the first operator comes in: by a code that only whoever started the product sees.</summary>
public static class FirstOperator
{
    /// <summary>Makes a one-time code, kept as its hash; a code made before no longer works.</summary>
    /// <param name="services">Territory's own.</param>
    /// <returns>The code, for <c>/bienvenue?code=</c>; null once there is an operator.</returns>
    public static async Task<string?> CreateClaimAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TerritoryDb>();
        await using var write = await db.BeginWriteAsync(ct);
        if (await ExistsAsync(db, ct))
        {
            return null;
        }

        db.OperatorClaims.RemoveRange(await db.OperatorClaims.ToListAsync(ct));
        // 100 bits over five groups: nothing to guess, and it can be read over the telephone.
        var code = string.Join('-', Enumerable.Range(0, 5).Select(_ => RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 4)));
        db.OperatorClaims.Add(new OperatorClaim { CodeHash = HashOf(code), CreatedAt = db.Now });
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return code;
    }

    /// <summary>What is printed for whoever started the product.</summary>
    public static string Welcome(Uri publicUrl, string code) =>
        $"First start: create the operator's account with this link, which works once:\n  {new Uri(publicUrl, "/bienvenue?code=" + code)}";

    internal static string HashOf(string code) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code.Trim().ToLowerInvariant())));

    internal static Task<bool> ExistsAsync(TerritoryDb db, CancellationToken ct) =>
        db.Memberships.AnyAsync(m => m.BodyId == PlatformBody.Id && !m.Ended && (m.Until == null || m.Until > db.Now), ct);
}
