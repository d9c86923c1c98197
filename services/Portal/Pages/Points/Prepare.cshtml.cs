using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Points;

/// <summary>Prepares a point: its day, and what the project lead wants decided.</summary>
internal sealed class PrepareModel(PlansClient plans) : BodyPage
{
    [BindProperty]
    public PrepareInput Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(Guid point, CancellationToken ct)
    {
        if (!May(Right.Edit))
        {
            return Problem(ProblemPage.NotAllowed("La cheffe ou le chef de projet, ou une personne administratrice de la collectivité, peut le faire.", To($"points/{point}"), "Revenir au point"));
        }

        var read = await plans.GetAsync<PointView>($"bodies/{Body.Id}/points/{point}", ct);
        if (read.State == PointState.Held)
        {
            return Redirect(To($"points/{point}/compte-rendu"));
        }

        Input = new PrepareInput { Version = read.Version, On = read.On, Asked = read.Asked };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid point, CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var answer = await plans.PutAsync($"bodies/{Body.Id}/points/{point}", new { Input.On, Input.Asked }, Input.Version, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => Task.CompletedTask, words: new Dictionary<string, string> { ["point-held"] = "Ce point a déjà eu lieu\u00A0: seul son compte rendu se modifie." });
        }

        this.Say("Point préparé.");
        return Redirect(To($"points/{point}"));
    }
}

internal sealed class PrepareInput
{
    public int Version { get; set; }

    [Display(Name = "Jour du point"), Required]
    public DateOnly? On { get; set; }

    [Display(Name = "Décisions attendues"), DataType(DataType.MultilineText), StringLength(2000)]
    public string? Asked { get; set; }
}
