using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Points;

/// <summary>The regular point between the élu and the project lead: how often, when next, and what came out of the ones before.</summary>
internal sealed class IndexModel(PlansClient plans) : BodyPage
{
    [BindProperty]
    public RhythmInput Input { get; set; } = new();

    public PointList Points { get; private set; } = null!;

    public async Task OnGetAsync([FromQuery(Name = "suite")] string? after, CancellationToken ct)
    {
        await LoadAsync(after, ct);
        Input = new RhythmInput { Version = Points.RhythmVersion, EveryMonths = Points.EveryMonths, NextOn = Points.Next?.On };
    }

    /// <summary>Sets the rhythm and plans the next point, or moves it.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            await LoadAsync(null, ct);
            return Page();
        }

        var answer = await plans.PutAsync($"bodies/{Body.Id}/points/rhythm", new { Input.EveryMonths, Input.NextOn }, Input.Version, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadAsync(null, ct));
        }

        this.Say(Input.NextOn is { } on ? $"Prochain point\u00A0: {French.LongDate(on)}." : "Rythme enregistré.");
        return Redirect(To("points"));
    }

    public async Task<IActionResult> OnPostRestoreAsync(Guid point, CancellationToken ct)
    {
        var answer = await plans.PostAsync($"bodies/{Body.Id}/points/{point}/restoration", null, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadAsync(null, ct), words: new Dictionary<string, string>
            {
                ["point-planned"] = "Un autre point est déjà prévu\u00A0: retirez-le d’abord, ou déplacez-le.",
            });
        }

        this.Say("Point rétabli.");
        return Redirect(To("points"));
    }

    public string Lead => Points.Next switch
    {
        { Overdue: true } next => $"Le point du {French.Date(next.On)} est passé\u00A0: notez ce qui s’y est dit, ou déplacez-le.",
        { } next => $"Prochain point le {French.LongDate(next.On)}{Rhythm}.",
        _ => Points.Items.Count == 0 ? "Trente minutes, une page, des décisions\u00A0: c’est ce qui garde l’élue ou l’élu et la démarche sur la même route." : $"Aucun point n’est prévu{Rhythm}.",
    };

    protected override string WordOf(string property, string value) =>
        property == nameof(RhythmInput.EveryMonths) && int.TryParse(value, out var months) ? PointWords.Every(months) : value;

    private string Rhythm => Points.EveryMonths is { } months ? $", {PointWords.Every(months)}" : "";

    private async Task LoadAsync(string? after, CancellationToken ct) =>
        Points = await plans.GetAsync<PointList>($"bodies/{Body.Id}/points" + (after is null ? "" : $"?after={Uri.EscapeDataString(after)}"), ct);
}

internal sealed class RhythmInput
{
    public int Version { get; set; }

    [Display(Name = "Rythme"), Range(1, 12)]
    public int? EveryMonths { get; set; }

    [Display(Name = "Prochain point")]
    public DateOnly? NextOn { get; set; }
}
