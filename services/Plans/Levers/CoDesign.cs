using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Plans.Levers;

/// <summary>The way a public policy is made with those it is for; our own five steps, shown as such.</summary>
public enum CoDesignStage { Frame, Share, Imagine, Try, Decide }

/// <summary>
/// A public policy made together from its start. One starts on a subject that divides no one; a sensitive one waits for the word of the
/// élu before its first step.
/// </summary>
public sealed class CoDesign : ITenantOwned, IVersioned
{
    private CoDesign()
    {
    }

    public Guid TenantId { get; private init; }
    public Guid Id { get; private init; }
    public int Version { get; private set; } = 1;
    public string Policy { get; private set; } = "";
    public bool Sensitive { get; private set; }

    /// <summary>What makes it sensitive.</summary>
    public string? Why { get; private set; }
    public DateTime? ConfirmedAt { get; private set; }
    public Guid? ConfirmedBy { get; private set; }

    /// <summary>The sheet that weighs it: what for, for whom, with which data, at what risk, what comes next.</summary>
    public string Aim { get; private set; } = "";
    public string? People { get; private set; }
    public string? Data { get; private set; }
    public string? Risks { get; private set; }
    public string? NextDecision { get; private set; }
    public DateTime UpdatedAt { get; private set; }
    public Guid? UpdatedBy { get; private set; }

    /// <summary>Whether a step may be taken: a sensitive policy waits for the élu.</summary>
    public bool MayStart => !Sensitive || ConfirmedAt is not null;

    public static CoDesign New(TenantScope scope, DateTime now) => new() { TenantId = scope.TenantId, Id = Guid.CreateVersion7(), UpdatedAt = now };

    /// <summary>What was confirmed is this policy and this reason: another one is confirmed anew.</summary>
    public void Fill(CoDesignFields fields)
    {
        var (policy, why, sensitive) = (fields.Policy!.Trim(), Typed.OrNull(fields.Why), fields.Sensitive!.Value);
        if (policy != Policy || why != Why || !sensitive)
        {
            (ConfirmedAt, ConfirmedBy) = (null, null);
        }

        (Policy, Sensitive, Why) = (policy, sensitive, sensitive ? why : null);
        (Aim, People, Data) = (fields.Aim!.Trim(), Typed.OrNull(fields.People), Typed.OrNull(fields.Data));
        (Risks, NextDecision) = (Typed.OrNull(fields.Risks), Typed.OrNull(fields.NextDecision));
    }

    public void Confirm(Guid? by, DateTime now) => (ConfirmedAt, ConfirmedBy) = (now, by);

    public void Touch(TenantScope scope, DateTime now) => (UpdatedAt, UpdatedBy) = (now, scope.PersonId);
}

/// <summary>A step that was taken: when, and what came out of it.</summary>
public sealed class CoDesignStep : ITenantOwned, IVersioned
{
    public Guid TenantId { get; init; }
    public Guid CoDesignId { get; init; }
    public CoDesignStage Stage { get; init; }
    public int Version { get; private set; } = 1;
    public DateOnly? DoneOn { get; set; }
    public string? Note { get; set; }
}
