using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Strategie;

/// <summary>The strategy that the plan derives from: what the body wants, how far, with what, and who said yes.</summary>
internal sealed class IndexModel(PlansClient plans) : BodyPage
{
    protected override bool ForReadersOfParents => true;

    public StrategyView Strategy { get; private set; } = null!;

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    /// <summary>Says yes to it as it was read, or takes that back.</summary>
    public async Task<IActionResult> OnPostValidateAsync(int version, bool validated, CancellationToken ct)
    {
        var answer = await plans.PostAsync($"bodies/{Body.Id}/strategy/validation", new { validated }, version, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadAsync(ct), words: new Dictionary<string, string>
            {
                ["stale"] = "La stratégie a changé pendant que vous la lisiez\u00A0: relisez-la, puis validez.",
                ["strategy-incomplete"] = "Les intentions et les ambitions manquent encore\u00A0: elles s’écrivent avant de valider.",
                ["no-strategy"] = "Aucune stratégie n’est encore écrite.",
            });
        }

        this.Say(validated ? "Stratégie validée." : "Validation retirée.");
        return Redirect(To("strategie"));
    }

    public string Lead => Strategy switch
    {
        { Version: 0 } => Body.IsMine ? "Le plan ne dit pas encore de quelle stratégie il découle." : "Cette collectivité n’a pas encore écrit sa stratégie.",
        { State: StrategyState.Validated, ValidatedAt: { } at } => $"Validée le {French.Date(Frame.DayOf(at)!.Value)}{By}.",
        { State: StrategyState.ChangedSince, ValidatedAt: { } at } => $"Modifiée depuis sa validation du {French.Date(Frame.DayOf(at)!.Value)}\u00A0: elle est à valider de nouveau.",
        _ => "Brouillon\u00A0: une élue, un élu ou une personne administratrice la valide quand elle est prête.",
    };

    private string By => Strategy.ValidatedBy is { } by ? $" par {by.Shown}" : "";

    private async Task LoadAsync(CancellationToken ct) => Strategy = await plans.GetAsync<StrategyView>($"bodies/{Body.Id}/strategy", ct);
}
