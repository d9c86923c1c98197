namespace OpenDataAnimation.Contracts;

/// <summary>A fact that crosses services. Contracts only ever gain optional fields: an old message still reads.</summary>
public interface IMessage
{
    /// <summary>When it happened, UTC.</summary>
    DateTime At { get; }
}

/// <summary>A message for one body: what it changes are rows of that body. Like a letter, it belongs to its addressee.</summary>
public interface ITenantMessage : IMessage
{
    /// <summary>The body whose rows the consumer writes.</summary>
    Guid TenantId { get; }
}

/// <summary>A message about what belongs to nobody in particular: bodies, attachments, people.</summary>
public interface IPlatformMessage : IMessage;

/// <summary>A message of which only the latest counts: several waiting ones of the same key become one.</summary>
public interface ICoalesced
{
    string CoalesceKey { get; }
}

/// <summary>A message that one service alone acts on: in one process the others get no delivery of it; with a broker they hear it, and drop it.</summary>
public interface IForService
{
    string Service { get; }
}

/// <summary>
/// The number of a contract; one unless said. It is raised only with a change that an older program would misread, and a
/// program parks what carries a higher number than its own until it is replaced by a newer one.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ContractAttribute(int number) : Attribute
{
    public int Number => number;
}
