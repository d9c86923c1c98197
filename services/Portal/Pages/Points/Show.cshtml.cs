using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Pages.Methode;

namespace OpenDataAnimation.Portal.Pages.Points;

/// <summary>One point: its brief on one page, and what was said and decided once it was held.</summary>
internal sealed class ShowModel(PlansClient plans, MethodStore methods, TimeProvider clock) : BodyPage
{
    public PointView Point { get; private set; } = null!;

    public Method Method { get; private set; } = null!;

    public bool IsHeld => Point.State == PointState.Held;

    public bool IsOverdue => !IsHeld && Point.On < Frame.DayOf(clock.GetUtcNow().UtcDateTime);

    public BriefPart Done => new(this, "Faites depuis le dernier point", "check", Point.Brief.Done, WithDate: false);

    public BriefPart Blocked => new(this, "Bloquées", "stop", Point.Brief.Blocked, WithDate: false);

    public BriefPart Late => new(this, "En retard", "clock", Point.Brief.Late, WithDate: true);

    public BriefPart Next => new(this, "Les trois prochains mois", "calendar", Point.Brief.Next, WithDate: true);

    public Task OnGetAsync(Guid point, CancellationToken ct) => LoadAsync(point, ct);

    public async Task<IActionResult> OnPostRemoveAsync(Guid point, int version, CancellationToken ct)
    {
        var answer = await plans.DeleteAsync($"bodies/{Body.Id}/points/{point}", version, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadAsync(point, ct), words: new Dictionary<string, string> { ["stale"] = "Ce point a changé entre-temps\u00A0: relisez-le avant de le retirer." });
        }

        this.Say("Point retiré. Vous pouvez le rétablir pendant trente jours, en bas de la liste.");
        return Redirect(To("points"));
    }

    public string Lead => IsHeld
        ? $"Tenu le {French.Date(Point.On)}{People}. Les chiffres sont ceux du jour du compte rendu."
        : IsOverdue ? $"Prévu le {French.Date(Point.On)}{People}, et passé depuis\u00A0: notez ce qui s’y est dit, ou déplacez-le."
        : $"Prévu le {French.LongDate(Point.On)}{People}. Les chiffres sont ceux d’aujourd’hui.";

    private string People => (Point.Elected, Point.Lead) switch
    {
        ({ Length: > 0 } elected, { Length: > 0 } lead) => $" entre {elected} et {lead}",
        ({ Length: > 0 } elected, _) => $" avec {elected}",
        (_, { Length: > 0 } lead) => $" avec {lead}",
        _ => "",
    };

    private async Task LoadAsync(Guid point, CancellationToken ct)
    {
        var read = plans.GetAsync<PointView>($"bodies/{Body.Id}/points/{point}", ct);
        Method = await methods.OfAsync(plans, Body.Id, ct);
        Point = await read;
    }
}

/// <summary>Actions of one kind on the brief.</summary>
internal sealed record BriefPart(BodyPage Page, string Title, string Icon, FewOf<BriefAction> Actions, bool WithDate);
