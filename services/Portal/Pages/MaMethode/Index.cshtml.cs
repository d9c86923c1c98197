using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Pages.Methode;

namespace OpenDataAnimation.Portal.Pages.MaMethode;

/// <summary>The method as the body uses it: what it added, and what it does not use.</summary>
internal sealed class IndexModel(PlansClient plans, MethodStore methods) : BodyPage
{
    public Method Method { get; private set; } = null!;

    /// <summary>Objectives and means of the method that are hidden, and those that are not.</summary>
    public IReadOnlyList<(string Code, string Label)> HiddenOfMethod => [.. OfMethod.Where(e => Method.Own.Hides(e.Code))];

    public IReadOnlyList<(string Code, string Label)> ShownOfMethod => [.. OfMethod.Where(e => !Method.Own.Hides(e.Code))];

    public string Lead => (Method.Own.Objectives.Count, Method.Own.Means.Count) is (var objectives, var means) && objectives + means + HiddenOfMethod.Count == 0
        ? "Vous suivez la méthode telle quelle\u00A0: neuf objectifs, vingt moyens."
        : $"{French.Count(objectives, "objectif à vous", "objectifs à vous")}, {French.Count(means, "moyen à vous", "moyens à vous")}, {French.Count(HiddenOfMethod.Count, "entrée masquée", "entrées masquées")}.";

    public string AxisName(int axis) => Method.Axes.FirstOrDefault(a => a.Code == axis.ToString(System.Globalization.CultureInfo.InvariantCulture))?.Label ?? "";

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostHideAsync(string code, bool hidden, CancellationToken ct) =>
        await DoneAsync(await plans.PutAsync($"bodies/{Body.Id}/own-method/hidden/{Uri.EscapeDataString(code)}", new { hidden }, null, ct), hidden ? $"{code} n’est plus proposé." : $"{code} est de nouveau proposé.", ct);

    public async Task<IActionResult> OnPostRestoreAsync(Guid entry, CancellationToken ct) =>
        await DoneAsync(await plans.PostAsync($"bodies/{Body.Id}/own-method/entries/{entry}/restoration", null, ct), "Rétabli dans votre méthode.", ct);

    private IEnumerable<(string Code, string Label)> OfMethod => Method.Objectives.Select(o => (o.Code, o.Label)).Concat(Method.Means.Select(m => (m.Code, m.Label)));

    private async Task<IActionResult> DoneAsync(Answer answer, string said, CancellationToken ct)
    {
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadAsync(ct), words: OwnWords.Refusals);
        }

        this.Say(said);
        return Redirect(To("methode"));
    }

    private async Task LoadAsync(CancellationToken ct) => Method = await methods.OfAsync(plans, Body.Id, ct);
}
