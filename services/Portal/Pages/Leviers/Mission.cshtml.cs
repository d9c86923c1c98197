using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Leviers;

/// <summary>One mission: by which levers open data serve it.</summary>
internal sealed class MissionModel(PlansClient plans) : BodyPage
{
    private Dictionary<Lever, string>? _typed;

    [BindProperty]
    public MissionInput Input { get; set; } = new();

    public MissionRow Mission { get; private set; } = null!;

    public static IReadOnlyList<FieldOption> Standings { get; } = [new("", "Rien pour l’instant"), new("idea", "Une idée"), new("work", "En place")];

    public string StandingOf(Lever lever) => _typed is not null ? _typed.GetValueOrDefault(lever) ?? "" : Mission.AtWork.Contains(lever) ? "work" : Mission.Ideas.Contains(lever) ? "idea" : "";

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotThere();
        }

        Input = new MissionInput { Version = Mission.Version, Title = Mission.Title, Service = Mission.Service, Note = Mission.Note };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, Dictionary<Lever, string> levers, CancellationToken ct)
    {
        _typed = levers;
        if (!await LoadAsync(id, ct))
        {
            return NotThere();
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        Lever[] Those(string standing) => [.. levers.Where(l => l.Value == standing).Select(l => l.Key)];
        var answer = await plans.PutAsync(
            $"bodies/{Body.Id}/levers/missions/{id}", new { Input.Title, Input.Service, Ideas = Those("idea"), AtWork = Those("work"), Input.Note }, Input.Version, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => Task.CompletedTask);
        }

        this.Say("Mission enregistrée.");
        return Redirect(To("leviers") + "#missions");
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid id, int version, CancellationToken ct)
    {
        ModelState.Clear();
        var answer = await plans.DeleteAsync($"bodies/{Body.Id}/levers/missions/{id}", version, ct);
        if (answer.Succeeded)
        {
            this.Say("Mission retirée de la liste.");
            return Redirect(To("leviers"));
        }

        if (!await LoadAsync(id, ct))
        {
            return NotThere();
        }

        Input = new MissionInput { Version = Mission.Version, Title = Mission.Title, Service = Mission.Service, Note = Mission.Note };
        return await RefusedAsync(answer, () => Task.CompletedTask, words: new Dictionary<string, string>
        {
            ["mission-in-use"] = "Des actions du plan en sont nées\u00A0: elle reste dans la liste.",
            ["stale"] = "Cette mission a changé entre-temps\u00A0: voici son état actuel.",
        });
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct) =>
        (Mission = (await plans.GetAsync<LeversView>($"bodies/{Body.Id}/levers", ct)).Missions.FirstOrDefault(m => m.Id == id)!) is not null;
}

internal sealed class MissionInput
{
    public int Version { get; set; }

    [Display(Name = "Mission"), Required, StringLength(200, MinimumLength = 3)]
    public string? Title { get; set; }

    [Display(Name = "Service"), StringLength(120)]
    public string? Service { get; set; }

    [Display(Name = "Note"), DataType(DataType.MultilineText), StringLength(1000)]
    public string? Note { get; set; }
}
