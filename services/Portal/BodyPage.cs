using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal;

/// <summary>
/// A page of one body, <c>/c/{slug}/…</c>: the body, the reader's rights, navigation and colours are known before its handler runs.
/// A slug that is none of the reader's bodies is not found, unless <see cref="ForReadersOfParents"/> says that the services decide.
/// </summary>
public abstract class BodyPage : PersonPage
{
    /// <summary>The body whose page this is.</summary>
    public PageBody Body { get; private set; } = PageBody.None;

    public string Slug => Body.Slug;

    /// <summary>The address of another page of this body: <c>To("plan")</c> is <c>/c/beganne-56008/plan</c>.</summary>
    public string To(string page = "") => page.Length == 0 ? $"/c/{Slug}" : $"/c/{Slug}/{page}";

    /// <summary>Hides acts that the service would refuse anyway; never the only check.</summary>
    public bool May(Right right) => Body.Rights.Contains(right);

    /// <summary>True where people of a parent may read what the body shares with it (plan pages); the services decide what.</summary>
    protected virtual bool ForReadersOfParents => false;

    private protected override async Task<IActionResult?> OpenAsync(PageHandlerExecutingContext context, CancellationToken ct)
    {
        var slug = (string?)context.RouteData.Values["slug"] ?? "";
        if (Me.Bodies.FirstOrDefault(body => body.Slug == slug) is { } mine)
        {
            Body = new PageBody(mine.BodyId, mine.Slug, mine.Name, mine.Article, mine.Kind, mine.State, mine.Accent, mine.Rights.ToHashSet(), mine.IsParent, IsMine: true);
            if (Body.Rights.Count == 0)
            {
                return Problem(new ProblemPage(403, "Votre rôle ne porte que sur un objet précis",
                    $"Dans l’espace {Body.De}, vous avez ce rôle\u00A0: {string.Join(", ", mine.Roles.Select(Words.Of)).ToLowerInvariant()}. Il n’ouvre pas les pages de la collectivité.")
                {
                    Next = ["La personne qui vous l’a confié vous dit où agir, le moment venu.", "Si vous attendiez davantage, demandez-lui un autre rôle."],
                });
            }

            OnBehalf(mine);
        }
        else
        {
            // An old slug leads to the new one; a body that is none of mine is not there.
            var known = await Territory.FindAsync<KnownBody>($"slugs/{Uri.EscapeDataString(slug)}", ct);
            if (known is not null && known.Slug != slug && HttpMethods.IsGet(Request.Method))
            {
                return RedirectPermanent(Request.Path.Value!.Replace($"/c/{slug}", $"/c/{known.Slug}", StringComparison.Ordinal) + Request.QueryString);
            }

            if (known is null || !ForReadersOfParents)
            {
                return NotThere();
            }

            Body = new PageBody(known.BodyId, known.Slug, known.Name, known.Article, known.Kind, known.State, known.Accent, new HashSet<Right>(), IsParent: false, IsMine: false);
        }

        Frame.Body = new FrameBody(Body.Name, Body.Slug, Kind: Words.Kind(Body.Kind));
        Frame.ThemeHref = Body.Accent is { } accent ? $"/theme/{Body.Slug}.css?v={accent.TrimStart('#')}" : null;
        Frame.Nav = Body.IsMine ? Navigation() : [];
        return null;
    }

    private TerritoryClient Territory => HttpContext.RequestServices.GetRequiredService<TerritoryClient>();

    private void OnBehalf(MyBody mine)
    {
        if (mine.OnBehalfOf is not null)
        {
            Frame.OnBehalfOf = new FrameOnBehalf(mine.Name, "/collectivites?handler=Leave");
        }
    }

    private List<FrameEntry> Navigation()
    {
        List<FrameEntry> entries = [Entry("Aujourd’hui", "", "today")];
        if (Body.IsParent)
        {
            entries.Add(Entry("Territoire", "territoire", "territory"));
        }

        entries.AddRange([
            Entry("Plan", "plan", "plan"),
            Entry("Acteurs", "acteurs", "people"),
            Entry("Événements", "evenements", "calendar"),
            Entry("Échanges", "echanges", "chat"),
            Entry("Vitrine", "vitrine", "showcase"),
        ]);
        return entries;
    }

    private FrameEntry Entry(string label, string page, string icon)
    {
        var href = To(page);
        return new FrameEntry(label, href, icon, page.Length == 0 ? Request.Path == href : Request.Path.StartsWithSegments(href) || BelongsTo(page));
    }

    private static readonly string[] PlanPages =
        ["actions", "propositions", "strategie", "cadre", "points", "suggestions", "documents", "recensement", "leviers", "trajectoire", "methode"];

    /// <summary>Pages whose address is not under the entry that leads to them.</summary>
    private bool BelongsTo(string page) => page switch
    {
        "plan" => PlanPages.Any(p => Request.Path.StartsWithSegments(To(p))),
        "territoire" => Request.Path.StartsWithSegments(To("campagnes")),
        _ => false,
    };
}

/// <summary>The body of a page. Its article makes "d’Allaire" and "du Gâvre".</summary>
public sealed record PageBody(
    Guid Id, string Slug, string Name, string? Article, BodyKind Kind, BodyState State, string? Accent,
    IReadOnlySet<Right> Rights, bool IsParent, bool IsMine)
{
    internal static PageBody None { get; } = new(Guid.Empty, "", "", null, BodyKind.Other, BodyState.Closed, null, new HashSet<Right>(), false, false);

    /// <summary>"de Béganne", "d’Allaire", "du Gâvre".</summary>
    public string De => Words.De(Name, Article);

    /// <summary>"à Béganne", "au Gâvre".</summary>
    public string A => Words.A(Name, Article);
}

/// <summary>A body as anyone may know it.</summary>
public sealed record KnownBody(Guid BodyId, string Slug, string Name, string? Article, BodyKind Kind, BodyState State, string? Accent, string[]? Departements, int? Population);
