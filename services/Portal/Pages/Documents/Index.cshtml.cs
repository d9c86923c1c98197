using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Pages.Plan;

namespace OpenDataAnimation.Portal.Pages.Documents;

/// <summary>Documents made of the plan's own data, to be saved, completed and taken along.</summary>
internal sealed class IndexModel(PlansClient plans) : BodyPage
{
    public PlanView Plan { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => Plan = await plans.GetAsync<PlanView>($"bodies/{Body.Id}/plan", ct);

    public IReadOnlyList<Offered> Offers =>
    [
        new("council-note", "Note au conseil", "les membres du conseil, avant la séance", "Une page\u00A0: de quoi il s’agit, ce que l’on veut obtenir, où l’on en est, ce que cela demande, ce que dit la loi et ce qui est proposé.", NoStrategy),
        new("deliberation", "Projet de délibération", "le secrétariat de l’assemblée", "Les textes visés, les considérants, six articles et le tableau du vote, à relire et à compléter.", NoStrategy),
        new("committee", "Support du comité de pilotage", "le comité, en séance", Body.IsParent
            ? "Un sujet par page\u00A0: l’essentiel, ce qui est fait, ce qui bloque, le territoire (seulement ce qui est partagé), les décisions attendues, les trois prochains mois."
            : "Un sujet par page\u00A0: l’essentiel, ce qui est fait, ce qui bloque, les décisions attendues, les trois prochains mois.", null),
        new("results", "Résultats sur une page", "les élus et élues, la presse locale, les services", "Les chiffres, les objectifs atteints, ce qui le montre, et la place pour une histoire.",
            Plan.Objectives.Any(o => o.Reached) ? null : "Aucun objectif n’est encore évalué comme atteint\u00A0: cette partie sera à écrire."),
    ];

    public string HrefOf(string kind) => $"/api/plans/bodies/{Body.Id}/documents/{kind}";

    private string? NoStrategy => Plan.Strategy is null ? "La stratégie n’est pas écrite\u00A0: ses paragraphes seront à remplir." : null;

    /// <param name="Missing">What will have to be written by hand.</param>
    internal sealed record Offered(string Kind, string Title, string For, string What, string? Missing);
}
