using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Territory.Operators;

public enum OpeningRequestState { Pending, Accepted, Refused }

/// <summary>A body asks, on the public form, to be opened here; the operator decides.</summary>
[PlatformTable("written by someone who has no body here yet")]
public sealed class OpeningRequest
{
    public Guid Id { get; init; }
    public BodyKind Kind { get; init; }
    public string Code { get; init; } = "";
    public string BodyName { get; init; } = "";
    public string Name { get; init; } = "";
    public string Email { get; init; } = "";

    /// <summary>What the person does in the body, in their words.</summary>
    public string Function { get; init; } = "";
    public string Message { get; init; } = "";
    public DateTime At { get; init; }
    public OpeningRequestState State { get; private set; }
    public DateTime? DecidedAt { get; private set; }
    public Guid? DecidedBy { get; private set; }
    public string? Reason { get; private set; }

    public void Decide(OpeningRequestState state, Guid by, DateTime now, string? reason = null) =>
        (State, DecidedBy, DecidedAt, Reason) = (state, by, now, reason);
}

/// <summary>The one-time code with which the first operator makes themself known.</summary>
[PlatformTable("used before anyone is a member of anything")]
public sealed class OperatorClaim
{
    /// <summary>SHA-256 of the code, hexadecimal.</summary>
    public string CodeHash { get; init; } = "";
    public DateTime CreatedAt { get; init; }
}
