using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Platform.Audit;

/// <summary>
/// One act in one body, chained to the one before: a line changed or removed shows. One chain per service and body.
/// Holds ids and states, no names.
/// </summary>
public sealed class AuditEntry : ITenantOwned
{
    public Guid TenantId { get; private set; }

    /// <summary>1, 2, 3 … within the body.</summary>
    public long Sequence { get; private set; }
    public DateTime At { get; private set; }
    public Guid? PersonId { get; private set; }
    public Guid? OnBehalfOf { get; private set; }

    /// <summary>What was being done: the route, message or job.</summary>
    public string Reason { get; private set; } = "";
    public string Act { get; private set; } = "";
    public string SubjectKind { get; private set; } = "";
    public Guid SubjectId { get; private set; }
    public string? Details { get; private set; }
    public string Hash { get; private set; } = "";

    /// <param name="unsealed">Zero or less, until <see cref="Seal"/>: tells apart the entries of one save.</param>
    public static AuditEntry Of(
        TenantScope scope, string act, string subjectKind, Guid subjectId, object? details, DateTime now, long unsealed = 0) => new()
        {
            Sequence = unsealed,
            TenantId = scope.TenantId,
            At = now,
            PersonId = scope.PersonId,
            OnBehalfOf = scope.OnBehalfOf,
            Reason = scope.Reason,
            Act = act,
            SubjectKind = subjectKind,
            SubjectId = subjectId,
            Details = details is null ? null : JsonSerializer.Serialize(details),
        };

    /// <summary>Gives the entry its place in the chain.</summary>
    public void Seal(long sequence, string previousHash)
    {
        Sequence = sequence;
        Hash = HashAfter(previousHash);
    }

    /// <summary>The hash this entry must have after that one; hexadecimal SHA-256.</summary>
    public string HashAfter(string previousHash)
    {
        // Ticks of a second's millionth survive both databases; finer ones do not.
        var line = string.Join('\n', previousHash, TenantId, Sequence, At.Ticks / 10, PersonId, OnBehalfOf, Reason, Act, SubjectKind, SubjectId, Details);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(line)));
    }
}
