using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Pages.Actions;
using OpenDataAnimation.Portal.Pages.Methode;
using OpenDataAnimation.Portal.Pages.Plan;

namespace OpenDataAnimation.Portal.Pages.Documents;

/// <summary>Results on one page: the same as the document, to be read here and printed.</summary>
internal sealed class ResultsModel(PlansClient plans, MethodStore methods, TimeProvider clock) : BodyPage
{
    private const int Shown = 8;

    public PlanView Plan { get; private set; } = null!;

    public Method Method { get; private set; } = null!;

    public IReadOnlyList<PlanObjective> Reached { get; private set; } = [];

    /// <summary>Figures and reuses first: they speak to more people than minutes do.</summary>
    public IReadOnlyList<ProofChoice> Proofs { get; private set; } = [];

    public DateOnly Today { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        var plan = plans.GetAsync<PlanView>($"bodies/{Body.Id}/plan", ct);
        var proofs = plans.GetAsync<Page<ProofChoice>>($"bodies/{Body.Id}/evidence?size=100", ct);
        Method = await methods.OfAsync(plans, Body.Id, ct);
        Plan = await plan;
        Reached = [.. Plan.All.Where(o => o.Reached)];
        Proofs = [.. (await proofs).Items.OrderByDescending(p => p.Kind is EvidenceKind.Figure or EvidenceKind.Reuse).ThenByDescending(p => p.On).Take(Shown)];
        Today = Frame.DayOf(clock.GetUtcNow().UtcDateTime)!.Value;
    }
}
