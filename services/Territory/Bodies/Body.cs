using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Portability;
using OpenDataAnimation.Platform.Tenancy;
using OpenDataAnimation.Territory.Reference;

namespace OpenDataAnimation.Territory.Bodies;

/// <summary>A public body: what everyone may know of it, and whether it has joined.</summary>
[Exported(nameof(Id), Stays = true)]
[PlatformTable("the register: public facts of bodies, found by code or slug before any scope")]
public sealed class Body : IVersioned
{
    private Body()
    {
    }

    public Guid Id { get; private set; }
    public int Version { get; private set; } = 1;
    public BodyKind Kind { get; private set; }

    /// <summary>Identifies it within its kind: INSEE code, SIREN, or the code of a département or region. Names do not.</summary>
    public string Code { get; private set; } = "";
    public string Name { get; private set; } = "";
    public string Folded { get; private set; } = "";
    public string Article { get; private set; } = "";
    public string Slug { get; private set; } = "";
    public string? InseeCode { get; private set; }
    public string? Siren { get; private set; }

    /// <summary>Codes joined by spaces.</summary>
    public string Departements { get; private set; } = "";
    public int? Population { get; private set; }
    public BodyState State { get; private set; }

    /// <summary>The colour of its pages, <c>#rrggbb</c>.</summary>
    public string? Accent { get; private set; }

    /// <summary>Staff in full-time equivalents, for the duty to publish; unknown is null, never zero.</summary>
    public decimal? FullTimeAgents { get; private set; }
    public DateOnly? StaffAsOf { get; private set; }
    public DateTime CreatedAt { get; private set; }

    public IReadOnlyList<string> DepartementList => Departements.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A body of the official reference, prepared.</summary>
    public static Body Of(OfficialBody official, DateTime now) => new()
    {
        Id = Guid.CreateVersion7(),
        Kind = official.Kind,
        Code = official.Code,
        Name = official.Name,
        Folded = Folding.Fold(official.Name),
        Article = official.Article,
        Slug = Bodies.Slug.Of(official.Name, official.Code),
        InseeCode = official.InseeCode,
        Siren = official.Siren,
        Departements = string.Join(' ', official.Departements),
        Population = official.Population,
        CreatedAt = now,
    };

    /// <summary>A body that the reference does not list (syndicate, agency), known by its SIREN.</summary>
    public static Body Of(BodyKind kind, string siren, string name, DateTime now) => new()
    {
        Id = Guid.CreateVersion7(),
        Kind = kind,
        Code = siren,
        Siren = siren,
        Name = name,
        Folded = Folding.Fold(name),
        Slug = Bodies.Slug.Of(name, siren),
        CreatedAt = now,
    };

    /// <summary>A body that another instance knew: under the id it had there, prepared.</summary>
    public static Body Known(
        Guid id, BodyKind kind, string code, string name, string article, string slug, string? inseeCode, string? siren, string departements, int? population, DateTime now) => new()
        {
            Id = id,
            Kind = kind,
            Code = code,
            Name = name,
            Folded = Folding.Fold(name),
            Article = article,
            Slug = slug,
            InseeCode = inseeCode,
            Siren = siren,
            Departements = departements,
            Population = population,
            CreatedAt = now,
        };

    /// <summary>Its first administrator has come.</summary>
    public void Activate() => State = BodyState.Active;

    /// <summary>Its data are erased: what everyone may know of it stays, as before it came, and it may come again.</summary>
    public void Leave() => (State, Accent, FullTimeAgents, StaffAsOf) = (BodyState.Prepared, null, null, null);

    /// <returns>The slug it had, when the new name makes another.</returns>
    public string? Rename(string name)
    {
        if (name == Name)
        {
            return null;
        }

        var former = Slug;
        (Name, Folded, Article, Slug) = (name, Folding.Fold(name), "", Bodies.Slug.Of(name, Code));
        return former == Slug ? null : former;
    }

    public void Dress(string? accent) => Accent = accent?.ToLowerInvariant();

    public void DeclareStaff(decimal? fullTimeAgents, DateOnly? asOf) =>
        (FullTimeAgents, StaffAsOf) = (fullTimeAgents, fullTimeAgents is null ? null : asOf);
}

/// <summary>A slug that a body had: its addresses lead to the body for ever.</summary>
[Exported(nameof(BodyId), Stays = true)]
[PlatformTable("read from an address, before any scope")]
public sealed class FormerSlug
{
    public string Slug { get; init; } = "";
    public Guid BodyId { get; init; }
    public DateTime Since { get; init; }
}

/// <summary>The part of an address that names a body: "redon-35236". Unique because of the official code in it.</summary>
public static class Slug
{
    public const int Longest = 120;

    public static string Of(string name, string code)
    {
        var words = string.Join('-', Folding.Words(name));
        return $"{(words.Length > 100 ? words[..100].TrimEnd('-') : words)}-{code.ToLowerInvariant()}";
    }
}
