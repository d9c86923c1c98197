using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Territory;

/// <summary>Sets up a territory: the official perimeter, what to leave out, what will happen, done. Come back later to go on.</summary>
internal sealed class InstallModel(TerritoryClient territory) : BodyPage
{
    /// <summary>Looks beyond the official perimeter, or where there is none.</summary>
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    /// <summary>Communes unless said: a département may take its EPCI, a region its départements.</summary>
    [BindProperty(SupportsGet = true, Name = "genre")]
    public BodyKind? Wanted { get; set; }

    [BindProperty]
    public List<string> Codes { get; set; } = [];

    public Perimeter Perimeter { get; private set; } = new([], 0, null, null);

    public IReadOnlyList<Official> Found { get; private set; } = [];

    /// <summary>Set on the second step: what was kept, ready to be confirmed.</summary>
    public IReadOnlyList<Choice>? ToConfirm { get; private set; }

    public bool HasPerimeter => Perimeter.Total > 0;

    /// <summary>Nothing was set up yet: everything is proposed. Later, only what one adds.</summary>
    public bool IsFirstTime => Perimeter.Items.All(item => item.AttachmentId is null);

    public int Left => Perimeter.Items.Count(item => item.AttachmentId is null);

    /// <summary>Other kinds of members that the perimeter of such a body has.</summary>
    public IReadOnlyList<BodyKind> Kinds => Body.Kind switch
    {
        BodyKind.Departement => [BodyKind.Commune, BodyKind.Epci],
        BodyKind.Region => [BodyKind.Commune, BodyKind.Epci, BodyKind.Departement],
        _ => [],
    };

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!May(Right.Edit))
        {
            return NotForYou();
        }

        await LoadAsync(ct);
        return Page();
    }

    /// <summary>First step: what was kept is shown once more, with what will happen.</summary>
    public async Task<IActionResult> OnPostChooseAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (Codes.Count == 0)
        {
            ModelState.AddModelError("Codes", "Gardez au moins une collectivité.");
            Response.StatusCode = 400;
            return Page();
        }

        var kept = Codes.ToHashSet();
        ToConfirm =
        [
            .. Perimeter.Items.Where(item => kept.Contains(item.Code)).Select(item => new Choice(item.Code, item.Name)),
            .. Found.Where(item => kept.Contains(item.Code) && Perimeter.Items.All(known => known.Code != item.Code)).Select(item => new Choice(item.Code, item.Name)),
        ];
        return Page();
    }

    /// <summary>Second step: done.</summary>
    public async Task<IActionResult> OnPostConfirmAsync(CancellationToken ct)
    {
        var answer = await territory.PostAsync($"bodies/{Body.Id}/children", new { codes = Codes, proposeAgain = false }, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadAsync(ct), new Dictionary<string, string> { ["codes"] = "Codes" });
        }

        var done = answer.Read<Done>();
        this.Say(done.Proposed == 0
            ? "Ces collectivités étaient déjà dans votre territoire."
            : $"{French.Count(done.Proposed, "collectivité ajoutée", "collectivités ajoutées")} à votre territoire. Personne n’a encore reçu de message\u00A0: invitez-les quand vous le souhaitez.");
        return Redirect(To("territoire/inviter"));
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        var perimeter = territory.GetAsync<Perimeter>($"bodies/{Body.Id}/perimeter" + (Wanted is { } kind ? $"?kind={kind}" : ""), ct);
        var found = string.IsNullOrWhiteSpace(Search)
            ? Task.FromResult(new Officials([]))
            : territory.GetAsync<Officials>(QueryHelpers.AddQueryString("reference/bodies", "q", Search) + "&limit=20", ct);
        await Task.WhenAll(perimeter, found);
        Perimeter = await perimeter;
        Found = (await found).Items;
    }

    private static IActionResult NotForYou() =>
        Problem(ProblemPage.NotAllowed("La cheffe ou le chef de projet, ou une personne administratrice, peut installer le territoire."));

    private sealed record Done(int Prepared, int Proposed, int Already);
}

internal sealed record Choice(string Code, string Name);

internal sealed record Perimeter(IReadOnlyList<PerimeterItem> Items, int Total, string? Source, int? Vintage);

internal sealed record PerimeterItem(
    string Code, BodyKind Kind, string Name, int? Population, int? PopulationVintage, IReadOnlyList<string> Departements, Duty Duty,
    Guid? BodyId, BodyState? BodyState, Guid? AttachmentId, AttachmentState? AttachmentState);

internal sealed record Officials(IReadOnlyList<Official> Items);

/// <summary>A body of the official reference, with what tells homonyms apart.</summary>
internal sealed record Official(
    BodyKind Kind, string Code, string Name, string FullName, string? Article, string Type, IReadOnlyList<string> Departements, string? Region,
    int? Population, IReadOnlyList<string> PostalCodes, string? Note, string Source, int Vintage)
{
    public string Facts => string.Join(" · ", new[]
    {
        Words.Kind(Kind), $"code {Code}", Departements.Count == 0 ? null : $"{French.Plural(Departements.Count, "département")} {string.Join(", ", Departements)}",
        PostalCodes.Count == 0 ? null : string.Join(", ", PostalCodes.Take(3)), Population is { } people ? French.Count(people, "habitant") : null,
    }.Where(fact => fact is not null));
}
