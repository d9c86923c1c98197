using OpenDataAnimation.Contracts;

namespace OpenDataAnimation.Platform.Access;

/// <summary>What may be done in a body. Endpoints name the one they need.</summary>
public enum Right
{
    /// <summary>See what the body keeps.</summary>
    Read,

    /// <summary>Change what one pilots oneself, comment.</summary>
    Contribute,

    /// <summary>Change the body's plan, contacts, events; answer and send proposals.</summary>
    Edit,

    /// <summary>Decide as an elected person, or write down that they did: validate a strategy, a result.</summary>
    Validate,

    /// <summary>Speak in the body's name to others: publish, post as the body.</summary>
    Speak,

    /// <summary>Members, invitations, attachments, what is shared, settings.</summary>
    Administer,
}

public static class Rights
{
    /// <summary>Rights of each role (product.md, "Tenancy: the heart"). External roles are granted nothing by themselves here.</summary>
    public static IReadOnlySet<Right> Of(Role role) => role switch
    {
        // Who administers also writes down the decisions of elected people who have no account.
        Role.Administrator => new HashSet<Right> { Right.Read, Right.Contribute, Right.Edit, Right.Validate, Right.Speak, Right.Administer },
        Role.ProjectLead => new HashSet<Right> { Right.Read, Right.Contribute, Right.Edit, Right.Speak },
        Role.Contributor => new HashSet<Right> { Right.Read, Right.Contribute },
        Role.Elected => new HashSet<Right> { Right.Read, Right.Validate },
        Role.Reader => new HashSet<Right> { Right.Read },
        _ => new HashSet<Right>(),
    };
}
