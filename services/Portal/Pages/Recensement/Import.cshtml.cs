using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Recensement;

/// <summary>A list of datasets as a service sends it, looked at before anything is written, then taken whole or not at all.</summary>
internal sealed class ImportModel(PlansClient plans) : BodyPage
{
    private const int MostBytes = 1_000_000;

    private static readonly Dictionary<string, string> Fields = new() { ["content"] = "Input.Text", ["text"] = "Input.Text" };

    [BindProperty]
    public DatasetSheetInput Input { get; set; } = new();

    public DatasetSheetResult? Found { get; private set; }

    public IActionResult OnGet() => May(Right.Edit) ? Page()
        : Problem(ProblemPage.NotAllowed("La cheffe ou le chef de projet, ou une personne administratrice de la collectivité, tient le recensement.", To("recensement"), "Revenir au recensement"));

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (Input.File is { Length: > MostBytes })
        {
            ModelState.AddModelError("Input.File", "Ce fichier pèse plus de 1\u00A0Mo. Partagez-le en plusieurs.");
        }
        else if (Input.File is { } file)
        {
            using var content = new MemoryStream((int)file.Length);
            await file.CopyToAsync(content, ct);
            Input.Kept = "f" + Convert.ToBase64String(content.ToArray());
        }
        else if (!string.IsNullOrWhiteSpace(Input.Text))
        {
            Input.Kept = "t" + Input.Text;
        }
        else
        {
            ModelState.AddModelError("Input.Text", "Collez une liste, ou choisissez un fichier.");
        }

        return ModelState.IsValid ? await LookAsync(ct) : Page();
    }

    public async Task<IActionResult> OnPostApplyAsync(string? fingerprint, CancellationToken ct)
    {
        var answer = await SendAsync(fingerprint ?? "", ct);
        if (answer.Succeeded)
        {
            var done = answer.Read<DatasetSheetResult>();
            this.Say($"Recensement importé\u00A0: {French.Count(done.Added, "jeu ajouté", "jeux ajoutés")}, {French.Count(done.Changed, "changé", "changés")}.");
            return Redirect(To("recensement"));
        }

        if (answer.Problem is { Type: "plan-changed" or "rows-refused" })
        {
            ModelState.AddModelError("", "Le recensement a changé entre-temps\u00A0: rien n’a été importé. Voici ce que la liste ferait maintenant.");
            Response.StatusCode = 409;
            return await LookAsync(ct);
        }

        return await RefusedAsync(answer, () => Task.CompletedTask, Fields);
    }

    private async Task<IActionResult> LookAsync(CancellationToken ct)
    {
        var answer = await SendAsync(null, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => Task.CompletedTask, Fields);
        }

        Found = answer.Read<DatasetSheetResult>();
        return Page();
    }

    /// <summary>What was given is kept in the page between the two looks: a file as base64, cells as they are.</summary>
    private Task<Answer> SendAsync(string? apply, CancellationToken ct) =>
        plans.PostAsync(
            $"bodies/{Body.Id}/inventory/sheet",
            new { Content = Input.Kept is ['f', .. var file] ? file : null, Text = Input.Kept is ['t', .. var text] ? text : null, Apply = apply }, ct);
}

internal sealed class DatasetSheetInput
{
    [Display(Name = "Liste collée"), DataType(DataType.MultilineText)]
    public string? Text { get; set; }

    [Display(Name = "Fichier")]
    public IFormFile? File { get; set; }

    public string? Kept { get; set; }
}
