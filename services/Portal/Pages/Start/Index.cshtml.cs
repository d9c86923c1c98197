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

    /// <summary>The body that the sign-in provider names by its SIRET: told, never believed; who acts for it is its own to say.</summary>
    public Employer? Indicated { get; private set; }

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
            Indicated = await IndicatedAsync(ct);
            Frame.Person = new FramePerson(me.Name, me.Email);
            return Page();
        }

        Frame.Description = "Un service pour animer l’ouverture des données d’un territoire\u00A0: un plan par collectivité, des actions proposées par l’intercommunalité ou le département, et des résultats visibles de tous.";
        Shown = await db.Bodies.Where(b => b.State == BodyState.Active && b.Kind == BodyKind.Epci).OrderBy(b => b.Folded)
            .Select(b => new Example(b.Name, b.Slug)).FirstOrDefaultAsync(ct);
        return Page();
    }

    private async Task<Employer?> IndicatedAsync(CancellationToken ct)
    {
        // The first nine figures of an establishment's number are those of its body.
        if (User.FindFirst("siret")?.Value is not { Length: 14 } siret || !siret.All(char.IsAsciiDigit))
        {
            return null;
        }

        var siren = siret[..9];
        var found = await territory.TryGetAsync<Sirens>($"reference/bodies?q={siren}&limit=3", ct);
        return found?.Items.FirstOrDefault(body => body.Siren == siren) is { } official
            ? new Employer(official.Name, siret, official.Kind, official.Code, await db.Bodies.AnyAsync(b => b.Siren == siren && b.State == BodyState.Active, ct))
            : null;
    }

    internal sealed record Sirens(IReadOnlyList<Sirened> Items);

    internal sealed record Sirened(BodyKind Kind, string Code, string Name, string? Siren);

    /// <param name="IsHere">Whether it has a space with an administrator, who can invite.</param>
    internal sealed record Employer(string Name, string Siret, BodyKind Kind, string Code, bool IsHere)
    {
        public string SiretInGroups => $"{Siret[..3]}\u00A0{Siret[3..6]}\u00A0{Siret[6..9]}\u00A0{Siret[9..]}";
    }

    internal sealed record Example(string Name, string Slug);
}
