using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Stakeholders.Contacts;

/// <summary>The six classes of people that the guide addresses.</summary>
public enum AudienceClass { Elected, Service, Contractor, OtherBody, Citizen, Association }

/// <summary>Why the body may keep someone's details (GDPR, article 6).</summary>
public enum LegalBasis { PublicTask, Consent, Contract }

/// <summary>A person or an organisation that the body works with.</summary>
public sealed class Contact : ITenantOwned, IVersioned, IRestorable
{
    public const int NameLength = 200, NotesLength = 2000;

    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; } = Guid.CreateVersion7();

    /// <summary>Of the person; for an organisation without one, its own.</summary>
    public string Name { get; private set; } = "";
    public string? Organisation { get; private set; }
    public string? Function { get; private set; }
    public AudienceClass Audience { get; private set; }
    public string? Email { get; private set; }
    public string? Phone { get; private set; }
    public LegalBasis LegalBasis { get; private set; }

    /// <summary>Where the details come from, to be told to the person who asks.</summary>
    public string? Source { get; private set; }

    /// <summary>After this day the details are to be looked at again, or erased.</summary>
    public DateOnly RetainUntil { get; private set; }
    public string? Notes { get; private set; }

    /// <summary>What the search looks in: name, organisation and function without accents and case.</summary>
    public string Folded { get; private set; } = "";

    /// <summary>The name as lists are sorted by.</summary>
    public string SortName { get; private set; } = "";
    public int Version { get; private set; }
    public DateTime? DeletedAt { get; private set; }

    public static Contact Of(Guid tenantId, ContactDetails details, DateOnly today)
    {
        var contact = new Contact { TenantId = tenantId };
        contact.Become(details, today);
        return contact;
    }

    public void Become(ContactDetails details, DateOnly today)
    {
        (Name, Organisation, Function, Audience) = (details.Name!.Trim(), Blank(details.Organisation), Blank(details.Function), details.Audience!.Value);
        (Email, Phone, Source, Notes) = (Blank(details.Email), Blank(details.Phone), Blank(details.Source), Blank(details.Notes));
        LegalBasis = details.LegalBasis ?? LegalBasis.PublicTask;
        // Three years without a review is what the data protection authority advises for contacts.
        RetainUntil = details.RetainUntil ?? today.AddYears(3);
        SortName = Folding.Fold(Name);
        var folded = Folding.Fold($"{Name} {Organisation} {Function}");
        Folded = folded.Length <= 500 ? folded : folded[..500];
    }

    public void Delete(DateTime now) => DeletedAt = now;

    public void Restore() => DeletedAt = null;

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
