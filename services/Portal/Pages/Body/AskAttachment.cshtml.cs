using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Body;

/// <summary>A body looks for a structure that is here and asks to be attached to it.</summary>
internal sealed class AskAttachmentModel(TerritoryClient territory, PortalDb db) : BodyPage
{
    private const int Most = 20;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty]
    public Guid? ParentId { get; set; }

    public IReadOnlyList<FoundBody> Found { get; private set; } = [];

    /// <summary>Before any search: the structures of the body's département to which it is not attached.</summary>
    public IReadOnlyList<FoundBody> Near { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!May(Right.Administer))
        {
            return Problem(ProblemPage.NotAllowed("Une personne administratrice de la collectivité peut demander un rattachement."));
        }

        await LoadAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var answer = await territory.PostAsync($"bodies/{Body.Id}/attachments", new { parentId = ParentId, plan = "ProgressOnly" }, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadAsync(ct), words: new Dictionary<string, string>
            {
                ["already-there"] = "Un rattachement à cette structure est déjà proposé ou en vigueur.",
            });
        }

        this.Say("Demande envoyée. Si elle est acceptée, seul l’avancement de votre plan sera partagé\u00A0; vous pourrez changer cela à tout moment.");
        return Redirect(To("rattachements"));
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        var words = Folding.Fold(Search);
        var structures = db.Bodies.Where(b => b.State == BodyState.Active && b.Kind != BodyKind.Commune && b.BodyId != Body.Id);
        if (words.Length >= 2)
        {
            Found = await structures.Where(b => b.Folded.Contains(words)).OrderBy(b => b.Folded).Take(Most)
                .Select(b => new FoundBody(b.BodyId, b.Name, b.Kind, b.Departements)).ToListAsync(ct);
            return;
        }

        var own = await db.Bodies.Where(b => b.BodyId == Body.Id).Select(b => b.Departements).FirstOrDefaultAsync(ct);
        if (string.IsNullOrEmpty(own) || await territory.TryGetAsync<Attachments>($"bodies/{Body.Id}/attachments", ct) is not { } known)
        {
            return;
        }

        var departement = " " + own.Split(' ')[0] + " ";
        List<Guid> already = [.. known.Items.Where(item => item.IsChildSide && (item.IsProposed || item.State == AttachmentState.Accepted)).Select(item => item.OtherId)];
        Near = await structures.Where(b => (" " + b.Departements + " ").Contains(departement) && !already.Contains(b.BodyId)).OrderBy(b => b.Folded).Take(Most)
            .Select(b => new FoundBody(b.BodyId, b.Name, b.Kind, b.Departements)).ToListAsync(ct);
    }

    internal sealed record FoundBody(Guid BodyId, string Name, BodyKind Kind, string Departements);
}
