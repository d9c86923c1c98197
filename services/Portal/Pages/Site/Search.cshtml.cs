using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Pages.Body;

namespace OpenDataAnimation.Portal.Pages.Site;

/// <summary>Looks in the reader's own bodies, in the communes of her territories and in the actions of her first bodies.</summary>
internal sealed class SearchModel(PlansClient plans, PortalDb db) : PersonPage
{
    private const int Most = 20;

    // Each body costs a request to its plan: those of one's first bodies are enough for a box in the header.
    private const int BodiesWithActions = 2;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    public IReadOnlyList<Hit> Bodies { get; private set; } = [];

    public IReadOnlyList<Hit> Actions { get; private set; } = [];

    public bool IsAsked => Folding.Fold(Search).Length >= 2;

    public async Task OnGetAsync(CancellationToken ct)
    {
        if (!IsAsked)
        {
            return;
        }

        var words = Folding.Fold(Search);
        var asked = Me.Bodies.Take(BodiesWithActions).Select(async body => (body, Found: await plans.TryGetAsync<Paged<FoundAction>>(
            $"bodies/{body.BodyId}/actions?q={Uri.EscapeDataString(Search!)}&size=10", ct))).ToList();
        var parents = Me.Bodies.Where(body => body.IsParent).Select(body => body.BodyId).ToList();
        var slugs = Me.Bodies.ToDictionary(body => body.BodyId, body => body.Slug);
        var children = parents.Count == 0 ? [] : await db.Attachments
            .Where(a => parents.Contains(a.ParentId) && a.State != AttachmentState.Refused && a.State != AttachmentState.Ended)
            .Join(db.Bodies.Where(b => b.Folded.Contains(words)), a => a.ChildId, b => b.BodyId, (a, b) => new { a.ParentId, b.Name, b.Slug, b.Folded, b.Kind })
            .OrderBy(c => c.Folded).Take(Most).ToListAsync(ct);
        Bodies =
        [
            .. Me.Bodies.Where(body => Folding.Fold(body.Name).Contains(words, StringComparison.Ordinal)).Select(body => new Hit(body.Name, Words.Kind(body.Kind), $"/c/{body.Slug}")),
            .. children.Select(child => new Hit(child.Name, Words.Kind(child.Kind) + " de votre territoire", $"/c/{slugs[child.ParentId]}/territoire/{child.Slug}")),
        ];
        Actions = [.. (await Task.WhenAll(asked)).SelectMany(of => (of.Found?.Items ?? []).Select(action => new Hit(action.Title, of.body.Name, $"/c/{of.body.Slug}/actions/{action.Id}")))];
    }

    internal sealed record Hit(string What, string Where, string Href);

    internal sealed record FoundAction(Guid Id, string Title);
}
