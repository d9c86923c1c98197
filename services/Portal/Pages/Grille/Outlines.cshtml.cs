using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Grille;

/// <summary>The administrator gives the map its outlines.</summary>
internal sealed class OutlinesModel(PlansClient plans) : BodyPage
{
    private const int MostBytes = 8 * 1024 * 1024;

    [BindProperty]
    public OutlinesInput Input { get; set; } = new();

    public ContourOrigin? Origin { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!May(Right.Administer))
        {
            return Problem(ProblemPage.NotAllowed("Une personne administratrice de la collectivité importe les contours de la carte.", To("territoire/carte"), "Revenir à la carte"));
        }

        await LoadAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (Input.File is { Length: > MostBytes })
        {
            ModelState.AddModelError("Input.File", "Ce fichier pèse plus de 8\u00A0Mo. Simplifiez les contours, ou gardez ceux de votre territoire.");
        }

        if (!ModelState.IsValid)
        {
            await LoadAsync(ct);
            return Page();
        }

        using var content = new MemoryStream();
        await Input.File!.CopyToAsync(content, ct);
        var answer = await plans.PutAsync($"bodies/{Body.Id}/contours/imports", new { Input.Source, Input.Licence, Input.Vintage, Content = content.ToArray() }, null, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadAsync(ct), new Dictionary<string, string> { ["content"] = "Input.File" });
        }

        var kept = answer.Read<OutlinesKept>();
        this.Say($"{French.Count(kept.Shapes, "contour importé", "contours importés")} pour {French.Count(kept.Children, "commune")}."
            + (kept.Missing.Count == 0 ? "" : $" Sans contour\u00A0: {string.Join(", ", kept.Missing.Take(10))}{(kept.Missing.Count > 10 ? "…" : "")}."));
        return Redirect(To("territoire/carte"));
    }

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken ct)
    {
        ModelState.Clear();
        var answer = await plans.DeleteAsync($"bodies/{Body.Id}/contours", null, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadAsync(ct));
        }

        this.Say("Contours retirés.");
        return Redirect(To("territoire/carte"));
    }

    private async Task LoadAsync(CancellationToken ct) => Origin = (await plans.GetAsync<Contours>($"bodies/{Body.Id}/contours", ct)).Origin;
}

internal sealed record OutlinesKept(int Shapes, int Children, IReadOnlyList<string> Missing);

internal sealed class OutlinesInput
{
    [Display(Name = "Fichier des contours"), Required]
    public IFormFile? File { get; set; }

    [Display(Name = "Source"), Required, StringLength(200, MinimumLength = 2)]
    public string? Source { get; set; }

    [Display(Name = "Licence"), Required, StringLength(120, MinimumLength = 2)]
    public string? Licence { get; set; }

    [Display(Name = "Millésime"), Required, StringLength(40, MinimumLength = 4)]
    public string? Vintage { get; set; }
}
