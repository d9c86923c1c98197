using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Plans.Inventory;

/// <summary>A service of the body that holds data: who is asked, and how far the three exchanges with it are.</summary>
public sealed class BodyService : ITenantOwned, IVersioned
{
    public Guid TenantId { get; init; }
    public Guid Id { get; init; }
    public int Version { get; private set; } = 1;
    public string Name { get; private set; } = "";

    /// <summary>Without accents and case: a name is given once.</summary>
    public string Folded { get; private set; } = "";

    /// <summary>Who answers there, in words: often someone without an account.</summary>
    public string? Contact { get; private set; }

    public static BodyService New(TenantScope scope, string name)
    {
        var service = new BodyService { TenantId = scope.TenantId, Id = Guid.CreateVersion7() };
        service.Fill(name, null);
        return service;
    }

    public void Fill(string name, string? contact) => (Name, Folded, Contact) = (name.Trim(), Folding.Fold(name.Trim()), Typed.OrNull(contact));
}

public enum ExchangeState { ToPlan, Planned, Held }

/// <summary>One of the three exchanges with a service: list what it holds; what others need of it; prepare and publish.</summary>
public sealed class ServiceExchange : ITenantOwned, IVersioned
{
    public const int Rounds = 3;

    public Guid TenantId { get; init; }
    public Guid ServiceId { get; init; }
    public int Round { get; init; }
    public int Version { get; private set; } = 1;
    public ExchangeState State { get; private set; }
    public DateOnly? On { get; private set; }

    /// <summary>Who meets, in words.</summary>
    public string? Who { get; private set; }
    public string? Notes { get; private set; }

    public void Fill(ExchangeState state, DateOnly? on, string? who, string? notes) =>
        (State, On, Who, Notes) = (state, on, Typed.OrNull(who), Typed.OrNull(notes));
}
