using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Start;

/// <summary>What this is and for whom; for someone signed in, the way to her body.</summary>
internal sealed class IndexModel(TerritoryClient territory, PortalDb db) : PortalPage
{
    /// <summary>Signed in, but member of nothing yet.</summary>
    public bool IsAlone { get; private set; }

    /// <summary>A territory whose public page shows what comes out of it; null while there is none.</summary>
    public Example? Shown { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (HttpContext.IsSignedIn())
        {
            // The first page after a sign-in: Territory keeps the name and address that the token carries.
            var me = (await territory.PutAsync("me", null, null, ct)).OrFail().Read<Me>();
            if (me.Bodies.Count == 1)
            {
                return Redirect($"/c/{me.Bodies[0].Slug}");
            }

            if (me.Bodies.Count > 1)
            {
                return Redirect("/collectivites");
            }

            if (me.IsOperator)
            {
                return Redirect("/operateur");
            }

            IsAlone = true;
            Frame.Person = new FramePerson(me.Name, me.Email);
            return Page();
        }

        Frame.Description = "Un service pour animer l’ouverture des données d’un territoire : un plan par collectivité, des actions proposées par l’intercommunalité ou le département, et des résultats visibles de tous.";
        Shown = await db.Bodies.Where(b => b.State == BodyState.Active && b.Kind == BodyKind.Epci).OrderBy(b => b.Folded)
            .Select(b => new Example(b.Name, b.Slug)).FirstOrDefaultAsync(ct);
        return Page();
    }

    internal sealed record Example(string Name, string Slug);
}
