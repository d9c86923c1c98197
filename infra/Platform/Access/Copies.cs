using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Portability;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Platform.Access;

/// <summary>The public facts of a body, as Territory last told them.</summary>
[NotExported("Territory tells it to each service")]
[PlatformTable("names and codes of bodies are public; read beside any body's rows")]
public sealed class BodyCopy
{
    public Guid BodyId { get; set; }
    public int Version { get; set; }
    public BodyKind Kind { get; set; }
    public string Name { get; set; } = "";

    /// <summary>Official code of the article that goes with the name, for "d'Allaire" and "du Gâvre".</summary>
    public string Article { get; set; } = "";
    public string Slug { get; set; } = "";
    public string? InseeCode { get; set; }
    public string? Siren { get; set; }

    /// <summary>Codes joined by spaces; a body may lie in several.</summary>
    public string Departements { get; set; } = "";
    public int? Population { get; set; }
    public BodyState State { get; set; }
    public string? Accent { get; set; }

    /// <summary>The name without accents and case, for search.</summary>
    public string Folded { get; set; } = "";
}

/// <summary>An attachment, as Territory last told it.</summary>
[PlatformTable("a fact between two bodies, changed by Territory alone; decides who may open a scope")]
public sealed class AttachmentCopy
{
    public Guid AttachmentId { get; set; }
    public int Version { get; set; }
    public Guid ParentId { get; set; }
    public Guid ChildId { get; set; }
    public AttachmentNature Nature { get; set; }
    public AttachmentState State { get; set; }
}

/// <summary>What a child shares with a parent on one subject, and the epoch that every delivery must match.</summary>
[PlatformTable("decides who may open a scope, so it cannot be read inside one")]
public sealed class SharePolicyCopy
{
    public Guid ChildId { get; set; }
    public Guid ParentId { get; set; }
    public ShareSubject Subject { get; set; }
    public ShareLevel Level { get; set; }
    public int Epoch { get; set; }
}

/// <summary>Who may act in a body, as Territory last told it.</summary>
[NotExported("Territory tells it to each service")]
[PlatformTable("decides who may open a scope, so it cannot be read inside one")]
public sealed class MembershipCopy
{
    public Guid MembershipId { get; set; }
    public int Version { get; set; }
    public Guid BodyId { get; set; }
    public Guid PersonId { get; set; }
    public string Name { get; set; } = "";

    /// <summary>Role names joined by spaces.</summary>
    public string Roles { get; set; } = "";
    public DateTime From { get; set; }
    public DateTime? Until { get; set; }
    public bool Ended { get; set; }
    public Guid? OnBehalfOf { get; set; }
    public bool IsMachine { get; set; }

    public bool IsActive(DateTime now) => !Ended && From <= now && (Until is null || now < Until);

    public IEnumerable<Role> RoleList() =>
        Roles.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(r => Enum.Parse<Role>(r));
}
