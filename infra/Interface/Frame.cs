namespace OpenDataAnimation.Interface;

/// <summary>What the layout shows around a page; one per request, filled by the host and completed by the page.</summary>
public sealed class Frame
{
    /// <summary>The page's subject in the user's words; first part of the browser's title.</summary>
    public string Title { get; set; } = "";

    public string Product { get; set; } = "OpenDataAnimation";

    /// <summary>The body whose pages these are; null on pages of no body.</summary>
    public FrameBody? Body { get; set; }

    /// <summary>Bodies the person may switch to, the current one included.</summary>
    public IReadOnlyList<FrameBody> Bodies { get; set; } = [];

    /// <summary>At most seven entries.</summary>
    public IReadOnlyList<FrameEntry> Nav { get; set; } = [];

    /// <summary>Null when nobody is signed in.</summary>
    public FramePerson? Person { get; set; }

    public int NotificationsCount { get; set; }

    /// <summary>Set while a delegate writes for another body: the banner stays until it stops.</summary>
    public FrameOnBehalf? OnBehalfOf { get; set; }

    public IReadOnlyList<Crumb> Breadcrumb { get; set; } = [];

    /// <summary>Address of the body's theme stylesheet (see <see cref="Theme"/>).</summary>
    public string? ThemeHref { get; set; }

    /// <summary>Demonstration data: every page then carries "Données fictives".</summary>
    public bool Fictional { get; set; }

    /// <summary>Large type and short lines, for pages that someone visits rather than works in.</summary>
    public bool Airy { get; set; }

    /// <summary>For pages served to anyone: adds a description that search engines and shared links show.</summary>
    public string? Description { get; set; }

    public TimeZoneInfo TimeZone { get; set; } = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    public FrameLinks Links { get; set; } = new();

    internal bool Filled { get; set; }

    /// <summary>The one line of a page: its title and the way that leads to it (the body's home comes first by itself).</summary>
    public void Page(string title, params Crumb[] trail)
    {
        Title = title;
        Breadcrumb = trail;
    }

    internal string FullTitle(string? fallback, bool hasErrors)
    {
        var page = Title.Length > 0 ? Title : fallback;
        var parts = new[] { page, Body?.Name, Product }.Where(part => !string.IsNullOrEmpty(part)).Distinct();
        return (hasErrors ? "Erreur\u00A0: " : "") + string.Join(" – ", parts);
    }

    internal IReadOnlyList<Crumb> Trail()
    {
        if (Breadcrumb.Count == 0)
        {
            return [];
        }

        var home = Body is null ? new Crumb("Accueil", Links.Home) : new Crumb(Body.Name, FrameLinks.OfBody(Body.Slug));
        return [home, .. Breadcrumb, new Crumb(Title)];
    }
}

/// <summary>A body as the frame shows it; <paramref name="Kind"/> is a French word such as "Commune".</summary>
public sealed record FrameBody(string Name, string Slug, string? Initials = null, string? Kind = null, string? ArmsHref = null);

/// <summary>An entry of the left navigation; <paramref name="Icon"/> is a name of <see cref="Icons"/>.</summary>
public sealed record FrameEntry(string Label, string Href, string Icon, bool Current = false, int Count = 0);

public sealed record FramePerson(string Name, string? Email = null, string? Role = null);

/// <summary>The body written for, INSEE's typeLiaison of its name, the last day in words, and the address that stops it (a POST).</summary>
public sealed record FrameOnBehalf(string BodyName, string StopHref, string? Until = null, int? Liaison = null);

/// <summary>A step of the breadcrumb; the last has no address.</summary>
public sealed record Crumb(string Label, string? Href = null);

/// <summary>Addresses that the frame links to; a host changes those that differ.</summary>
public sealed record FrameLinks
{
    public string Home { get; init; } = "/";
    public string SignIn { get; init; } = "/connexion";
    public string SignOut { get; init; } = "/deconnexion";
    /// <summary>Empty where accounts are another server's: the link is then left out.</summary>
    public string Account { get; init; } = "/compte";
    /// <summary>Empty where the host has no such page: the link is then left out.</summary>
    public string Notifications { get; init; } = "/notifications";
    public string Search { get; init; } = "/recherche";
    public string Bodies { get; init; } = "/collectivites";
    public string Help { get; init; } = "/aide";
    public string Accessibility { get; init; } = "/accessibilite";
    public string Legal { get; init; } = "/mentions-legales";
    public string Privacy { get; init; } = "/donnees-personnelles";
    public string Sources { get; init; } = "/sources-et-licences";

    /// <summary>The signed-in home of a body.</summary>
    public static string OfBody(string slug) => $"/c/{slug}";

    /// <summary>The public page of a body.</summary>
    public static string OfPublic(string slug) => $"/p/{slug}";
}
