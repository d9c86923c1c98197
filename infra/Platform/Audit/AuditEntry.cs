using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Platform.Audit;

/// <summary>
/// One act in one body, chained to the one before: a line changed or removed shows. One chain per service and body.
/// Holds ids and states, no names: those are in an <see cref="AuditValue"/>, of which the chain has the salted hash.
/// </summary>
public sealed class AuditEntry : ITenantOwned
{
    /// <summary>The values of these entries were erased on purpose; its details say of which.</summary>
    public const string ValuesErased = "values-erased";

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

    /// <summary>The row with names and values before and after, and its salted hash.</summary>
    public Guid? ValuesId { get; private set; }
    public string? ValuesHash { get; private set; }
    public string Hash { get; private set; } = "";

    /// <param name="unsealed">Zero or less, until <see cref="Seal"/>: tells apart the entries of one save.</param>
    public static AuditEntry Of(
        TenantScope scope, string act, string subjectKind, Guid subjectId, object? details, DateTime now, long unsealed = 0, AuditValue? values = null) => new()
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
            ValuesId = values?.Id,
            ValuesHash = values?.Hash(),
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
        if (ValuesId is not null)
        {
            line = string.Join('\n', line, ValuesId, ValuesHash);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(line)));
    }
}

/// <summary>
/// Names, and what a value was before and after: what an entry may not hold itself, because it must be possible to erase it.
/// </summary>
public sealed class AuditValue : ITenantOwned
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; }

    /// <summary>Random, so that a name cannot be guessed from the hash once the value is erased.</summary>
    public string Salt { get; private set; } = "";

    /// <summary>JSON.</summary>
    public string Content { get; private set; } = "";

    public static AuditValue Of(Guid tenantId, object values) => new()
    {
        TenantId = tenantId,
        Id = Guid.CreateVersion7(),
        Salt = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
        Content = JsonSerializer.Serialize(values, Readable),
    };

    /// <summary>Hexadecimal SHA-256 of the salt, a line feed and the content.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Salt + "\n" + Content)));
}

/// <summary>Where a body's chain ends: a tail that was cut off shows. Raised in the save of each entry.</summary>
public sealed class AuditHead : ITenantOwned
{
    public Guid TenantId { get; set; }
    public long Sequence { get; set; }
    public string Hash { get; set; } = "";
}
