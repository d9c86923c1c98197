using OpenDataAnimation.Platform.Audit;

namespace OpenDataAnimation.Platform.Tenancy;

/// <summary>For whom a unit of work reads and writes, who does it, and why. Immutable.</summary>
/// <param name="TenantId">The one body whose rows are seen and written.</param>
/// <param name="Writes">What may be written there.</param>
/// <param name="Reason">What is being done, for the audit: a route name, a message name, a job name.</param>
/// <param name="PersonId">The person or machine acting; null for messages and jobs.</param>
/// <param name="OnBehalfOf">The parent body the person comes from, when the body delegated to it.</param>
/// <param name="ReadAs">The parent body through which a shared plan is read, or null for the body's own people.</param>
public sealed record TenantScope(
    Guid TenantId, AllowedWrites Writes, string Reason, Guid? PersonId = null, Guid? OnBehalfOf = null, Guid? ReadAs = null)
{
    public static TenantScope ForMessage(Guid tenantId, string message) => new(tenantId, AllowedWrites.All, message);

    public static TenantScope ForJob(Guid tenantId, string job) => new(tenantId, AllowedWrites.All, job);
}

/// <summary>Which kinds of tenant rows a scope may write.</summary>
public sealed record AllowedWrites
{
    private readonly HashSet<Type>? _only;

    private AllowedWrites(HashSet<Type>? only) => _only = only;

    public static AllowedWrites All { get; } = new((HashSet<Type>?)null);

    public static AllowedWrites None { get; } = new([]);

    public static AllowedWrites Only(params Type[] types) => new([.. types]);

    /// <summary>Whoever may write entries of the audit may write what belongs to them.</summary>
    public bool Allow(Type type) => _only is null || _only.Contains(type) || (type == typeof(AuditValue) && _only.Contains(typeof(AuditEntry)));
}

/// <summary>The scope of this unit of work: opened once, at the edge, and never changed.</summary>
public sealed class CurrentScope
{
    private TenantScope? _scope;

    public bool IsOpen => _scope is not null;

    /// <exception cref="TenancyException">No scope was opened: nothing that belongs to a body may be read or written.</exception>
    public TenantScope Value => _scope ?? throw new TenancyException("No tenant scope was opened.");

    /// <exception cref="TenancyException">A scope was already opened: one unit of work serves one body.</exception>
    public void Open(TenantScope scope) =>
        _scope = _scope is null ? scope : throw new TenancyException("A tenant scope was already opened.");
}

/// <summary>A rule of tenancy was about to be broken. Always our bug, never the caller's.</summary>
public sealed class TenancyException(string message) : InvalidOperationException(message);
